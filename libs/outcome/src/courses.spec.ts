/** Courses of every kind, and what a senior clinician wants to hear of each. Figures were decided before the run. */
import { INSTRUMENTS, type Instrument } from '#lib/instruments';
import { courseOf, outcomeOf, saidOf, type Answered } from '../spec/forms.js';
import { instrumentWith, named } from '../spec/instruments.js';

const [phq, gad, ors, cors, core] = [named('phq-9'), named('gad-7'), named('ors'), named('cors'), named('core-10')];
const [pcl, oq, goals, homework] = [named('pcl-5'), named('oq-45'), named('goals'), named('homework')];
const coping = instrumentWith({});
/** The other way round, with a line of its own. */
const burden = instrumentWith({
  code: 'harbour-burden',
  direction: 'lower-is-better',
  cutoffs: [{ form: 'own', at: 12, clinical: 'at-or-above', basis: 'ours' }],
});

describe('an outcome that got worse', () => {
  it.each<[id: string, Instrument, (number | Answered)[], said: string]>([
    ['M5 ORS 30, 29, 22', ors, [30, 29, 22], 'error 2 start'],
    ['M5 ORS 30, 29, 22, 15', ors, [30, 29, 22, 15], 'error 2 start'],
    ['M5 PHQ-9 8 to 16', phq, [8, 16], 'error 2 start'],
    ['M5 GAD-7 8 to 21', gad, [8, 21], 'error 2 start'],
    ['M5 CORE-10 8 to 20', core, [8, 20], 'error 2 start'],
    ['M5 PCL-5 20 to 40', pcl, [20, 40], 'error 2 start'],
    ['M5 OQ-45 55 to 80', oq, [55, 80], 'error 2 start'],
    ['M5 CORS 36 to 24', cors, [36, 24], 'error 2 start'],
    ['M5 its error exactly', phq, [8, 14], 'error 2 start'],
    ['M5 one point less, past the line', phq, [8, 13], 'line 1 start'],
    ['M5 PHQ-9 8 to 9 is nothing', phq, [8, 9], '-'],
    ['M5 one point across the line is in sight, no more', phq, [9, 10], 'line 0 start'],
    ['M5 across the line twice', phq, [9, 10, 10], 'line 1 start'],
    ['M5 one point across the line after two on the good side', phq, [8, 9, 10], 'line 1 start'],
    ['M5 the same on the ORS', ors, [27, 26, 24.9], 'line 1 start'],
    ['M5 the same on the CORE-10', core, [9, 10, 9, 11], 'line 1 usual'],
    ['M5 to and fro across the line', phq, [9, 10, 9, 10], 'line 0 usual'],
    ['M5 from a first form beyond it', phq, [11, 9, 9, 10], 'line 1 usual'],
    ['M5 halfway across at once', phq, [8, 11], 'line 1 start'],
    ['M5 less than halfway across', phq, [8, 10], 'line 0 start'],
    ['M5 ORS across its line by little', ors, [26, 24.9], 'line 0 start'],
    ['M5 ORS on its line is not across', ors, [26, 25], '-'],
    ['M5 clearly higher, and still on the good side', phq, [1, 8], 'error 1 start'],
    ['M5 within the error on the far side all along', phq, [14, 19], '-'],
    ['M5 gained and lost again', ors, [15, 25, 26, 27, 16], 'error 2 usual'],
    ['M5 three forms are enough for what is usual', ors, [15, 26, 27, 19], 'error 2 usual'],
    ['M5 two are not', ors, [15, 27, 19], '-'],
    ['M5 a slow drift after a gain', phq, [20, 6, 6, 7, 8, 9, 10, 11, 12, 12], 'error 2 best'],
    ['M5 a slow drift that is back beyond the line, once', phq, [20, 6, 6, 7, 8, 9, 10, 11, 12], 'error 2 best'],
    ['M5 a drift on the good side, by its error, once', phq, [8, 2, 2, 3, 4, 5, 6, 8], '-'],
    ['M5 a drift on the good side, by its error, twice', phq, [8, 2, 2, 3, 4, 5, 6, 8, 8], 'error 1 best'],
    ['M5 a clear drift after a gain', phq, [20, 4, 4, 6, 8, 10, 12], 'error 2 best'],
    ['S11 goals 5 to 1', goals, [5, 1], 'error 2 start'],
    ['S11 goals 5 to 3', goals, [5, 3], '-'],
    ['S13 coping 16 to 4', coping, [16, 4], 'error 2 start'],
    ['S13 coping 16 to 13', coping, [16, 13], '-'],
    ['S13 a burden, the other way round', burden, [4, 16], 'error 2 start'],
    ['S13 a burden across its line', burden, [9, 12], 'line 1 start'],
    ['S10 steps between hours, one bad week', homework, [4, 2], '-'],
    ['S10 steps between hours, two of them', homework, [4, 2, 2], 'error 0 start'],
    ['S10 steps between hours, none at once', homework, [4, 1], 'error 0 start'],
  ])('%s', (...[, instrument, forms, said]) => expect(saidOf(instrument, ...forms)).toBe(said));

  it('is lost in a form that was filled in well each time', () =>
    expect(saidOf(ors, 30, 31, 29, 30, 32, 28, 30, 31, 27, 30)).toBe('-'));
});

describe('one part alone', () => {
  const filled = (...parts: number[]): Answered => ({ value: parts.reduce((sum, part) => sum + part, 0), parts });

  it.each<[id: string, (number | Answered)[], said: string]>([
    ['S14 boundaries 5 to 0', [filled(4, 4, 5, 4), filled(5, 4, 0, 5)], 'part 1 start boundaries'],
    ['S14 boundaries 5 to 2, once', [filled(4, 4, 5, 4), filled(5, 4, 2, 5)], '-'],
    [
      'S14 boundaries 5 to 2, twice',
      [filled(4, 4, 5, 4), filled(5, 4, 2, 5), filled(5, 4, 2, 5)],
      'part 1 start boundaries',
    ],
    ['S14 boundaries 5 to 2, twice, not in a row', [5, 2, 5, 2].map((n) => filled(4, 4, n, 4)), '-'],
    ['S14 the one that moved most', [filled(5, 4, 5, 0), filled(1, 4, 0, 5)], 'part 1 start boundaries'],
    ['S14 a whole form that is worse', [filled(4, 4, 5, 4), filled(1, 1, 0, 1)], 'error 2 start'],
  ])('%s', (_, forms, said) => expect(saidOf(coping, ...forms)).toBe(said));

  it('S14 is told beside a mere touch of the line, and of steps between hours stands in the list alone', () => {
    const lined = instrumentWith({ cutoffs: [{ form: 'own', at: 17, clinical: 'below', basis: 'ours' }] });
    expect(saidOf(lined, filled(4, 4, 5, 4), filled(5, 5, 0, 5))).toBe('part 1 start boundaries');
    const steps = instrumentWith({ construct: 'engagement' });
    expect(saidOf(steps, filled(4, 4, 5, 4), filled(5, 5, 0, 5))).toBe('part 0 start boundaries');
  });

  it('S14 is compared with what was usual once it has grown', () =>
    expect(
      saidOf(
        coping,
        filled(3, 3, 1, 3),
        filled(3, 3, 5, 3),
        filled(3, 3, 5, 3),
        filled(3, 3, 5, 3),
        filled(4, 4, 1, 4),
      ),
    ).toBe('part 1 usual boundaries'));

  it('S14 says nothing where it was not answered, and begins where it was', () => {
    const open = { value: 17, parts: [4, 4, null, 4] };
    expect(saidOf(coping, open, filled(4, 4, 5, 4), filled(5, 5, 0, 5))).toBe('part 1 start boundaries');
    expect(saidOf(coping, filled(4, 4, 5, 4), open)).toBe('-');
    expect(saidOf(coping, filled(4, 4, 5, 4), filled(5, 5, 0, 5), open)).toBe('part 1 start boundaries');
  });
});

describe('S11 goals', () => {
  const rated = (...parts: (number | null)[]): Answered => {
    const values = parts.filter((part) => part !== null);
    return { value: values.reduce((sum, part) => sum + part, 0) / values.length, parts };
  };

  it.each<[string, Answered[], said: string]>([
    ['that are set later are no step back', [rated(8, 8, null), rated(8, 8, 0), rated(8, 8, 1)], '-'],
    ['that were dropped are none either', [rated(3, 8, 8), rated(3, null, null)], '-'],
    ['are compared where both forms have them', [rated(8, 8, null), rated(5, 4, 9)], 'error 2 start'],
    ['of which none is the same are no change', [rated(8, null, null), rated(null, 2, 2)], '-'],
    ['of which nothing but the mean is known are compared by it', [{ value: 8 }, { value: 3 }], 'error 2 start'],
    ['one alone, at once', [rated(6, 9, 6), rated(9, 1, 9)], 'part 1 start goal-2'],
    ['one alone, twice', [rated(6, 8, 6), rated(9, 3, 9), rated(9, 3, 9)], 'part 1 start goal-2'],
    ['one alone, once', [rated(6, 8, 6), rated(9, 3, 9)], '-'],
    ['one that was set later, by itself', [rated(5, 5, null), rated(5, 5, 9), rated(8, 8, 1)], 'part 1 start goal-3'],
  ])('%s', (...[, forms, said]) => expect(saidOf(goals, ...forms)).toBe(said));
});

describe('an outcome that got better', () => {
  it.each<[id: string, Instrument, number[], better: string | null]>([
    ['S12 PHQ-9 16 to 8', phq, [16, 8], 'recovered'],
    ['S12 PHQ-9 20 to 12', phq, [20, 12], 'improved'],
    ['S12 PHQ-9 16 to 10 is on the line', phq, [16, 10], 'improved'],
    ['S12 one point less than its error', phq, [16, 11], null],
    ['S12 ORS 15 to 26', ors, [15, 26], 'recovered'],
    ['S13 coping 4, 8, 12, 16', coping, [4, 8, 12, 16], 'improved'],
    ['S11 goals 2 to 6', goals, [2, 6], 'improved'],
    ['S12 half of the way back keeps it', phq, [20, 12, 17], 'improved'],
    ['S12 more than half of the way back loses it', phq, [20, 12, 18], null],
    ['S12 back across the line it is no longer recovered', phq, [16, 8, 11], 'improved'],
    ['S12 lost again', phq, [20, 6, 6, 6, 16], null],
    ['S10 steps between hours, once', homework, [1, 3], null],
    ['S10 steps between hours, twice', homework, [1, 3, 3], 'improved'],
  ])('%s', (...[, instrument, forms, better]) => expect(courseOf(instrument, ...forms).better).toBe(better));
});

it('S12 a touch of the cutoff does not undo what is better', () => {
  expect(courseOf(phq, 20, 8, 8, 8, 10)).toMatchObject({ better: 'improved', worse: { kind: 'line', level: 1 } });
  expect(courseOf(phq, 16, 8, 8, 8, 14)).toMatchObject({ better: null });
});

describe('it lasts', () => {
  it.each<[string, number[], string]>([
    ['until half of the way back', [6, 13, 9], 'error 2 start'],
    ['and no longer', [6, 13, 8], '-'],
    ['until it has come back across the line too', [8, 16, 10], 'error 2 start'],
    ['and no longer, either', [8, 16, 9], '-'],
    ['where it began beyond the line, by half of the way alone', [12, 20, 14], '-'],
    ['and a touch of the line ends with the line', [9, 10, 9], '-'],
  ])('%s', (_, forms, said) => expect(saidOf(phq, ...forms)).toBe(said));

  it('keeps the figure of the last form that showed it', () => {
    expect(courseOf(phq, 8, 16, 13).worse).toMatchObject({ now: 16, seen: 'urn:practice phq-9-2', before: 8 });
    expect(courseOf(phq, 8, 16, 14).worse).toMatchObject({ now: 14, seen: 'urn:practice phq-9-3', before: 8 });
  });

  it('grows, and is then dated by the form with which it did', () => {
    const grown = courseOf(ors, 38, 31, 22).worse;
    expect(courseOf(ors, 38, 31).worse).toMatchObject({ level: 1, event: 'urn:practice ors-2' });
    expect(grown).toMatchObject({ level: 2, event: 'urn:practice ors-3', at: courseOf(ors, 38, 31).latest.at });
    expect(courseOf(ors, 38, 31, 22, 21).worse?.event).toBe('urn:practice ors-3');
  });

  it('becomes the whole form where it was one part or a touch of the line', () =>
    expect(saidOf(phq, 9, 10, 16)).toBe('error 2 start'));
});

it('turns are kept, the last twelve', () => {
  const swing = [8, 16, 8, 16, 8, 16, 8, 16, 8, 16, 8, 16, 8, 16];
  expect(outcomeOf(phq, [8, 16, 16, 8, 2]).moments.map(({ kind, level }) => [kind, level])).toEqual([
    ['worse', 2],
    ['back', 0],
    ['improved', 0],
  ]);
  expect(outcomeOf(phq, [16, 9, 8]).moments.map(({ kind }) => kind)).toEqual(['recovered']);
  expect(outcomeOf(phq, [18, 12, 9]).moments.map(({ kind }) => kind)).toEqual(['improved', 'recovered']);
  expect(outcomeOf(phq, swing).moments).toHaveLength(12);
  expect(outcomeOf(phq, swing).moments.at(-1)).toMatchObject({
    kind: 'worse',
    value: 16,
    event: 'urn:practice phq-9-14',
  });
});

it('every form of ours that is watched has an error to be measured with', () => {
  const watched = INSTRUMENTS.filter(({ construct }) => construct === 'outcome' || construct === 'engagement');
  for (const instrument of watched) {
    const { min, max } = instrument.range;
    const [best, worst] = instrument.direction === 'higher-is-better' ? [max, min] : [min, max];
    expect(saidOf(instrument, best, worst)).toMatch(/^error/);
    expect(courseOf(instrument, worst, best).better).not.toBeNull();
  }
});
