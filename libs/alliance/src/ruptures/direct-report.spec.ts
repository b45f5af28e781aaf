/** What the client says in so many words: once, again and again, and after a prompt about it was ended. */
import { rapportPulse, type DirectAnswers } from '#lib/instruments';
import { ratingOccasion } from '../../spec/ratings.js';
import { directReport } from './direct-report.rule.js';
import type { RatingOccasion } from './rupture-rule.js';

const NO: DirectAnswers = { felt: 0, mattered: null, sortedOut: null };
const little = (mattered: number | null, sortedOut: number | null = null): DirectAnswers => ({
  felt: 1,
  mattered,
  sortedOut,
});

type Given = readonly (DirectAnswers | null)[];
const occasion = (given: Given, more: Partial<RatingOccasion> = {}): RatingOccasion => {
  const { rated, ...rest } = ratingOccasion(
    rapportPulse,
    given.map(() => 90),
  );
  return { ...rest, rated: rated.map((rating, i) => ({ ...rating, probe: given[i] ?? null })), ...more };
};
const on = (given: Given, chosen?: { mattered: number }) => directReport.check(occasion(given), chosen);
const tierOf = (...given: Given) => on(given)?.tier;

describe('a little, of less than what is told at once', () => {
  it('is suspected the second time and told the third, with every form that said so', () => {
    expect(on([little(3)])).toBeUndefined();
    expect(on([little(3), little(4)])).toEqual({
      tier: 'suspected',
      reference: null,
      evidence: ['s 0', 's 1'],
      facts: { felt: 'a little', times: 2 },
    });
    expect(on([little(3), NO, little(3), little(3)])).toEqual({
      tier: 'probable',
      reference: null,
      evidence: ['s 0', 's 2', 's 3'],
      facts: { felt: 'a little', times: 3 },
    });
  });

  it('has to matter 3 at least, or be left open', () => {
    expect(tierOf(little(2), little(3))).toBeUndefined();
    expect(tierOf(little(3), little(2))).toBeUndefined();
    expect(tierOf(little(null), little(null))).toBe('suspected');
  });

  it('has to matter two less than what the clinic asks for once', () => {
    expect(on([little(5), little(5)], { mattered: 8 })).toBeUndefined();
    expect(on([little(6), little(6)], { mattered: 8 })?.tier).toBe('suspected');
  });

  it('is over once it was sorted out, from 7 of 10 on', () => {
    expect(tierOf(little(3, 6), little(3, 6))).toBe('suspected');
    expect(tierOf(little(3, 7), little(3))).toBeUndefined();
    expect(tierOf(little(3), little(3), little(3, 7))).toBeUndefined();
  });

  it('is not told of a form that does not say it, nor of one that did not ask', () => {
    expect(tierOf(little(3), little(3), NO)).toBeUndefined();
    expect(tierOf(little(3), little(3), null)).toBeUndefined();
    expect(tierOf(little(3), null, little(3))).toBe('suspected');
  });

  it('is looked for on the latest four forms', () => {
    expect(tierOf(little(3), NO, NO, little(3))).toBe('suspected');
    expect(tierOf(little(3), NO, NO, NO, little(3))).toBeUndefined();
  });
});

describe('a little after a prompt that a person ended', () => {
  const after = (...given: Given) => directReport.check(occasion(given, { afterEnd: true }));

  it('is a word already where nobody said how much it mattered', () => {
    expect(after(NO, little(null))).toEqual({
      tier: 'suspected',
      reference: null,
      evidence: ['s 1'],
      facts: { felt: 'a little' },
    });
    expect(tierOf(NO, little(null))).toBeUndefined();
  });

  it('is not counted with the form that the person knew', () => {
    expect(after(little(3), little(3))).toBeUndefined();
    expect(after(little(3), little(3), little(3))?.evidence).toEqual(['s 1', 's 2']);
  });
});

describe('a form with too few answers for a score', () => {
  const [form] = occasion([little(4)]).rated;
  const words = (probe: DirectAnswers, afterEnd?: true) => {
    if (!form) throw new Error('no form');
    const rating = { ...form, value: null, probe };
    return directReport.check({ kind: 'words', rating, ...(afterEnd ? { afterEnd } : {}) })?.tier;
  };

  it('says the same at once, and nothing together with others', () => {
    expect(words(little(5))).toBe('probable');
    expect(words(little(4))).toBeUndefined();
    expect(words(little(null), true)).toBe('suspected');
    expect(words(little(4), true)).toBeUndefined();
  });
});
