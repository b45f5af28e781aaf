import type { Proposal } from '#lib/evaluation';
import { doubtsOf } from './doubt-proposal.js';

type Figures = readonly [auc: number | null, brier: number | null];
const proposal = (events: number, [auc, brier]: Figures, [was, error]: Figures): Proposal =>
  ({ test: { events }, proposed: { auc, brier }, present: { auc: was, brier: error } }) as unknown as Proposal;
const codes = (...of: Parameters<typeof proposal>): string[] => doubtsOf(proposal(...of)).map(({ code }) => code);

describe('what speaks against a proposal [D13]', () => {
  it('is nothing where it was judged on enough stops and is as good as what is in use', () => {
    expect(codes(10, [0.7, 0.1], [0.7, 0.1])).toEqual([]);
    expect(codes(40, [0.72, 0.09], [0.7, 0.1])).toEqual([]);
  });

  it('is that it was judged on none, or on too few', () => {
    expect(doubtsOf(proposal(0, [null, 0.1], [null, 0.1]))).toEqual([{ code: 'too-few-stops', stops: 0, least: 10 }]);
    expect(codes(9, [0.7, 0.1], [0.7, 0.1])).toEqual(['too-few-stops']);
  });

  it('is that it is worse than what is in use, in either way, with both figures', () => {
    expect(codes(40, [0.69, 0.1], [0.7, 0.1])).toEqual(['worse-auc']);
    expect(codes(40, [0.7, 0.11], [0.7, 0.1])).toEqual(['worse-brier']);
    expect(codes(0, [0.5, 0.2], [0.7, 0.1])).toEqual(['too-few-stops', 'worse-auc', 'worse-brier']);
    expect(doubtsOf(proposal(40, [0.69, 0.1], [0.7, 0.1]))).toEqual([
      { code: 'worse-auc', proposed: 0.69, present: 0.7 },
    ]);
  });
});
