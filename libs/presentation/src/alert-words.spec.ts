import { defaultPackEn } from './suggestions/default-pack.en.js';
import { titleOf, wordsFor } from './alert-words.js';
import { DEFAULT_WORDINGS, wordingsOf } from './wording.js';

const english = DEFAULT_WORDINGS.in.en;
const german = DEFAULT_WORDINGS.in.de;

describe('the words of an alert', () => {
  it('spell numbers as the language does', () => {
    const facts = { basis: 'drop', now: 60.5, before: 92 };
    expect(wordsFor({ rule: 'strain-open', facts }, english).whatChanged).toContain('60.5');
    expect(wordsFor({ rule: 'strain-open', facts }, german).whatChanged).toContain('60,5');
  });

  it.each([
    ['yes', english, /yes/],
    ['a little', german, /ein wenig/],
  ])('say an answer in the reader\u2019s words: %s', (felt, wording, said) => {
    const { whatChanged, comparedWith } = wordsFor({ rule: 'strain-open', facts: { basis: 'said', felt } }, wording);
    expect(`${whatChanged} ${comparedWith}`).toMatch(said);
  });

  it('bring steps of their own where they are about something else than a strain', () => {
    const rupture = wordsFor({ rule: 'strain-open', facts: {} }, english);
    const missed = wordsFor({ rule: 'missed-during-strain', facts: { missed: 1 } }, english);
    expect(rupture.wordsToOpenWith).toBe(defaultPackEn.entries.unspecified.wordsToOpenWith);
    expect(missed.wordsToOpenWith).not.toBe(rupture.wordsToOpenWith);
    expect(missed.tryNext.length).toBeGreaterThan(0);
  });

  it('are the clinic\u2019s own where it has a pack in that language', () => {
    const entries = {
      ...defaultPackEn.entries,
      unspecified: { ...defaultPackEn.entries.withdrawal, wordsToOpenWith: 'How are you?' },
    };
    const wordings = wordingsOf({ language: 'de', suggestions: [{ ...defaultPackEn, entries }] });
    const opening = (wording = english): string =>
      wordsFor({ rule: 'strain-open', facts: {} }, wording).wordsToOpenWith;
    expect([opening(wordings.in.en), opening(wordings.in.de)]).toEqual(['How are you?', opening(german)]);
    expect([wordings.language, wordingsOf({}).language]).toEqual(['de', 'en']);
  });

  it.each(['felt', 'long-gone'])('are not made up for a rule that has none: %s', (rule) =>
    expect(() => titleOf({ rule, facts: {} }, english.words)).toThrow(`alert rule ${rule} has no words`),
  );
});
