import { LANGUAGES } from '#lib/kernel';
import { score, type Answer } from './instrument.js';
import { rapportPulse } from './pulse.instrument.js';
import { rapportReview } from './review.instrument.js';
import { INSTRUMENTS } from './roster.js';
import { scoreForm } from './score-form.js';
import { textIn } from './text-in.js';
import { whatHelped } from './what-helped.js';

const sliders = rapportReview.items.filter(({ max }) => max === 10);
const all = (value: number, given: Readonly<Record<string, number | null>> = {}): Answer[] =>
  sliders.map(({ id }) => ({ item: id, value: id in given ? (given[id] ?? null) : value }));
const scaleOf = (code: string, answers: readonly Answer[]): number | null | undefined =>
  score(rapportReview, answers).scales[rapportReview.scales.findIndex((scale) => scale.code === code)];

describe('the Rapport Review', () => {
  it('is taken in by default, and says like the Pulse that nobody has tested it', () => {
    expect(INSTRUMENTS).toContain(rapportReview);
    expect(rapportReview.caveat).toBe(rapportPulse.caveat);
    expect(rapportReview.basis).toEqual({ key: 'ours', missing: 'ours' });
  });

  it('asks client and clinician the same, in every language, each question in words of its own', () => {
    for (const { id, text, asClinician, max } of rapportReview.items) {
      const said = LANGUAGES.map((language) => text?.[language]);
      expect([id, new Set(said).size]).toEqual([id, LANGUAGES.length]);
      if (max === 10)
        expect([id, LANGUAGES.map((language) => typeof asClinician?.[language])]).toEqual([id, ['string', 'string']]);
    }
    const words = rapportReview.items.flatMap(({ text }) => [text?.en, text?.de]);
    expect(new Set(words).size).toBe(words.length);
  });

  it.each([
    ['S2', 'openness'],
    ['S7', 'respect'],
    ['S7', 'support'],
    ['S11', 'responsibility'],
    ['S13', 'carrying-over'],
    ['S15', 'expectations'],
    ['S16', 'consistency'],
    ['S17', 'boundaries'],
    ['S18', 'genuineness'],
    ['S20', 'helpfulness'],
  ])('%s has a scale and a part for %s, which the Pulse does not ask for', (_, part) => {
    const items = rapportReview.facets?.find(({ facet }) => facet === part)?.items ?? [];
    expect(items).toHaveLength(2);
    expect(rapportPulse.facets?.some(({ facet }) => facet === part)).toBe(false);
    const low = Object.fromEntries(items.map((item) => [item, 1]));
    expect(scaleOf(part, all(9, low))).toBe(10);
    expect(scaleOf(part, all(9))).toBe(90);
  });

  it('has a total of the parts of the relationship alone', () => {
    expect(score(rapportReview, all(8, { h1: 0, h2: 0, a1: 0, a2: 0, e1: 0, e2: 0 })).value).toBe(80);
    expect(score(rapportReview, all(8, { o1: 1, o2: 1 })).value).toBe(70);
  });

  it('makes up for three answers left out of fourteen, not for four; a part needs one of its two', () => {
    expect(score(rapportReview, all(7, { o1: null, v1: null, s1: null })).value).toBe(70);
    expect(score(rapportReview, all(7, { o1: null, v1: null, s1: null, x1: null })).value).toBeNull();
    expect(scaleOf('openness', all(7, { o1: null }))).toBe(70);
    expect(scaleOf('openness', all(7, { o1: null, o2: null }))).toBeNull();
  });

  it('is complete without the ways of working, which may have been no part of the work', () => {
    const answers = rapportReview.items.map(({ max }) => (max === 10 ? 8 : null));
    expect(scoreForm(rapportReview, answers)).toMatchObject({ total: 80, status: 'complete' });
    expect(scoreForm(rapportReview, answers.with(0, null))).toMatchObject({ total: 80, status: 'prorated' });
  });
});

describe('what helped', () => {
  const marked = (given: Readonly<Record<string, number | null>>) =>
    whatHelped(
      rapportReview,
      Object.entries(given).map(([item, value]) => ({ item, value })),
    );

  it('S20 is what was marked so, in the order of the form', () => {
    expect(marked({ w4: 3, w1: 2, w2: 1, w5: 0, w6: null })).toEqual({ helped: ['w1', 'w4'], hindered: ['w5'] });
    expect(marked({ w3: 1 })).toEqual({ helped: [], hindered: [] });
    expect(marked({ o1: 10 })).toEqual({ helped: [], hindered: [] });
  });

  it('is nothing on a form that does not ask', () =>
    expect(whatHelped(rapportPulse, [{ item: 'p1', value: 10 }])).toEqual({ helped: [], hindered: [] }));

  it('is named in the language of the reader, in English where there is no other, by its id without words', () => {
    expect([textIn(rapportReview, 'w1', 'de'), textIn(rapportReview, 'w1', 'en')]).toEqual([
      'dass zugehört wurde',
      'being listened to',
    ]);
    const english = { ...rapportReview, items: [{ id: 'q', text: { en: 'walks' }, min: 0, max: 1, step: 1 }] };
    expect([textIn(english, 'q', 'de'), textIn(english, 'r', 'de')]).toEqual(['walks', 'r']);
  });
});
