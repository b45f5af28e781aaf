import { progressText } from './rebuild.js';
import { sinceReceipt, traceText } from './trace.js';
import { verifyText } from './verify.js';

const RECEIPT = Date.UTC(2026, 2, 2, 13);
const later = (ms: number): string => new Date(RECEIPT + ms).toISOString();

describe('what a verb says', () => {
  it('counts the times of a trace from the receipt', () => {
    expect([0, 12, 1_500, 180_000, 7_200_000].map((ms) => sinceReceipt(later(ms), RECEIPT))).toEqual([
      '+0 ms',
      '+12 ms',
      '+1.5 s',
      '+3 min',
      '+2 h',
    ]);
    expect(sinceReceipt(undefined, RECEIPT)).toBe('');
  });
  it('tells every step of a trace, also one without a time', () => {
    const steps = [
      { step: 'received', at: later(0), detail: 'from urn:x' },
      { step: 'waiting', detail: 'for its follower' },
    ] as const;
    const text = traceText({
      id: 'e-1',
      source: 'urn:x',
      type: 'rapport.note.signed.v1',
      position: 7,
      episode: 'ep-1',
      steps,
    });
    expect(text).toMatch(/\+0 ms {2}received {2}from urn:x\n +waiting {3}for its follower$/);
    expect(text).toContain('position 7');
  });
  it('says of a rebuild how far it is, also of an empty log', () => {
    const progress = { events: 500, episodes: 50, totalEpisodes: 200, eventsPerSecond: 1_234.5, secondsLeft: 2.1 };
    expect(progressText(progress)).toBe('25 %  50 of 200 episodes  500 events  1235 events/s  3 s left');
    expect(progressText({ ...progress, episodes: 0, totalEpisodes: 0 })).toContain('100 %');
  });
  it('lists every difference, and what could not be compared', () => {
    const difference = { tenant: 1, episode: 'ep-1', what: 'caseload', detail: 'differs' } as const;
    expect(verifyText({ episodes: 2, events: 9, behind: 1, differences: [difference] })).toBe(
      '2 episodes, 9 events, 1 of them not compared because their newest events are waiting to be projected: 1 differences\n  tenant 1  ep-1  caseload: differs',
    );
  });
});
