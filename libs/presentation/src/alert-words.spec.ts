import { defaultPackEn } from './suggestions/default-pack.en.js';
import { shortened, titleOf, wordsFor } from './alert-words.js';
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

  it.each([
    ['x'.repeat(80), 'x'.repeat(80)],
    ['x'.repeat(81), `${'x'.repeat(79)}…`],
    [` ${'x'.repeat(77)} yz`, ` ${'x'.repeat(77)}…`],
  ])('cut a title that is too long for a line where it ends, not in a space: %s', (title, words) =>
    expect(shortened(title)).toBe(words),
  );

  it('list small signs three to a sentence, a sign that is no longer known by its code', () => {
    const small = 'hour-missed form-lower part-lower cancelled-late long-gone-sign';
    const facts = { basis: 'signs', together: 'several', small };
    const said = [english, german].map((wording) => wordsFor({ rule: 'strain-open', facts }, wording).whatChanged);
    expect(said).toEqual([
      'Several small signs together: a missed appointment, a form lower than usual and one part clearly lower. Also: a late cancellation and long gone sign.',
      'Mehrere kleine Anzeichen zusammen: ein nicht wahrgenommener Termin, ein Bogen niedriger als sonst und ein Teil deutlich niedriger. Außerdem: eine kurzfristige Absage und long gone sign.',
    ]);
  });

  it('write a day as the language does', () => {
    const facts = { how: 'missed', missed: 2, since: 'kept', lastOn: '2026-03-02' };
    const said = [english, german].map((wording) => wordsFor({ rule: 'stopped-coming', facts }, wording).whatChanged);
    expect(said).toEqual([
      'The last appointment that took place was on 2 March 2026.',
      'Der letzte Termin, der stattfand, war am 2. März 2026.',
    ]);
  });

  it('name a form of ours as it is called in the language, and a clinic’s own part by its code', () => {
    const of = (facts: Readonly<Record<string, string | number>>) =>
      [english, german].map((wording) => wordsFor({ rule: 'strain-open', facts }, wording));
    expect(
      of({ basis: 'drop', form: 'review', now: 40, outOf: 100, before: 90 }).map(({ whatChanged }) => whatChanged),
    ).toEqual(['Rapport Review: 40 of 100 now; 90 before.', 'Rapport-Rückblick: jetzt 40 von 100; zuvor 90.']);
    expect(of({ basis: 'part', part: 'time_at.sea-side' }).map(({ title }) => title)).toEqual([
      'Lower than usual: time at sea side',
      'Niedriger als sonst: time at sea side',
    ]);
  });

  it('say nothing in the place of a fact that is not there', () =>
    expect(Object.values(wordsFor({ rule: 'stopped-coming', facts: { how: 'missed' } }, english)).join()).not.toMatch(
      /undefined|\{/,
    ));

  it.each(['felt', 'smallSigns', 'together', 'also', 'long-gone'])(
    'are not made up for a rule that has none: %s',
    (rule) => expect(() => titleOf({ rule, facts: {} }, english.words)).toThrow(`alert rule ${rule} has no words`),
  );
});
