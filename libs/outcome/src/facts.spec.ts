import { courseOf, type Answered } from '../spec/forms.js';
import { instrumentWith, named } from '../spec/instruments.js';
import type { Instrument } from '#lib/instruments';
import { outcomeFacts, ownNamesOf } from './facts.js';

const factsOf = (instrument: Instrument, ...forms: (number | Answered)[]) =>
  outcomeFacts(courseOf(instrument, ...forms), instrument);
const filled = (...parts: number[]): Answered => ({ value: parts.reduce((sum, part) => sum + part, 0), parts });

describe('the facts of a course', () => {
  it('are all there is to say of a form that got worse', () =>
    expect(factsOf(named('phq-9'), 8, 16)).toEqual({
      form: 'phq-9',
      form_title: 'PHQ-9',
      respondent: 'client',
      better: 'lower',
      shape: 'start',
      since: 'start',
      way: 'higher',
      now: 16,
      before: 8,
      by: 8,
      error: 6,
      basis: 'published',
      line: 10,
      side: 'beyond',
      band: 'moderately severe',
      against: 'line',
      sure: 'published',
    }));

  it('tell the change since the first form where nothing got worse', () => {
    expect(factsOf(named('ors'), 18, 27.46)).toMatchObject({
      way: 'higher',
      now: 27.5,
      before: 18,
      by: 9.5,
      better: 'higher',
    });
    expect(factsOf(named('ors'), 18, 27.46)).toMatchObject({ side: 'within', against: 'own', sure: 'published' });
    expect(factsOf(named('ors'), 30, 30)).toMatchObject({ by: 0, now: 30, shape: 'start', since: 'start' });
  });

  it.each<[string, Instrument, (number | Answered)[], object]>([
    ['a touch of the line from below', named('gad-7'), [7, 8], { shape: 'line-higher', sure: 'line', against: 'line' }],
    ['and from above', named('ors'), [26, 24], { shape: 'line-lower', way: 'lower', sure: 'line' }],
    ['what is usual', named('ors'), [15, 25, 26, 27, 16], { shape: 'usual', before: 25.5, against: 'line' }],
    ['beyond the line all along', named('gad-7'), [8, 21], { against: 'own', side: 'beyond', band: 'severe' }],
    ['on the good side all along', named('gad-7'), [0, 5], { against: 'own', side: 'within', band: 'mild' }],
    ['an error that is assumed', named('cors'), [36, 20], { basis: 'assumed', sure: 'assumed', error: 9.9 }],
    [
      'one part',
      instrumentWith({}),
      [filled(4, 4, 5, 4), filled(5, 4, 0, 5)],
      {
        shape: 'part',
        part: 'boundaries',
        now: 0,
        before: 5,
        by: 5,
        error: 2.5,
        basis: 'assumed',
        sure: 'part',
        against: 'own',
      },
    ],
    [
      'the part that moved most',
      instrumentWith({}),
      [filled(4, 4, 5, 4), filled(2, 2, 0, 2)],
      { shape: 'start', most: 'boundaries', against: 'part' },
    ],
    [
      'the part that moved most, across the line',
      instrumentWith({ cutoffs: [{ form: 'own', at: 10, clinical: 'below', basis: 'ours' }] }),
      [filled(4, 4, 5, 4), filled(2, 2, 0, 2)],
      { most: 'boundaries', against: 'both', line: 10, side: 'beyond' },
    ],
    [
      'a part that moved by its error exactly',
      instrumentWith({}),
      [filled(4, 4, 4, 4), filled(2, 2, 1.5, 2)],
      { most: 'boundaries', against: 'part' },
    ],
    ['no part that moved clearly', instrumentWith({}), [filled(4, 4, 4, 4), filled(2, 2, 2, 2)], { against: 'own' }],
  ])('name %s', (...[, instrument, forms, facts]) => expect(factsOf(instrument, ...forms)).toMatchObject(facts));

  it('name no part where none moved clearly, and none in a form that is well', () => {
    expect(factsOf(instrumentWith({}), filled(4, 4, 4, 4), filled(2, 2, 2, 2))).not.toHaveProperty('most');
    expect(factsOf(instrumentWith({}), filled(4, 4, 4, 4), filled(4, 4, 4, 4))).not.toHaveProperty('most');
    expect(factsOf(instrumentWith({}), 16, 4)).not.toHaveProperty('most');
  });

  it('bring a name only of a form that is none of ours', () => {
    expect(ownNamesOf(named('ors'), 'low')).toEqual({});
    expect(ownNamesOf(instrumentWith({ titles: { de: 'Bewältigung' } }), 'low')).toEqual({
      ...{ low_title: 'Harbour coping', low_de: 'Bewältigung' },
    });
  });

  it('have no line, side or band where the form has none', () => {
    const facts = factsOf(instrumentWith({}), 16, 4);
    for (const name of ['line', 'side', 'band']) expect(facts).not.toHaveProperty(name);
  });

  it('bring the names that a file gives in each language', () =>
    expect(factsOf(instrumentWith({ titles: { de: 'Bewältigung' } }), 16, 4)).toMatchObject({
      form_title: 'Harbour coping',
      form_de: 'Bewältigung',
    }));
});
