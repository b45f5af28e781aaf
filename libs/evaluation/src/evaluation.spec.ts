import { BASELINES, learnBaseline, type BaselineRow } from './baselines.js';
import { recalibrationMethod } from './recalibration-method.js';
import { workloadOf } from './workload.js';

describe('what flags cost', () => {
  it.each([
    [0.9, 0.1339286, 2.8, 7.4667],
    [0.98, 0.4360465, 0.86, 2.2933],
  ])('for the readers of flags at a specificity of %d', (specificity, ...expected) => {
    const work = workloadOf({ prevalence: 0.03, sensitivity: 0.5, specificity }, 25);
    const [ppv, flags, flaggedPerTrue] = expected;
    expect(work).toEqual({
      ppv: expect.closeTo(ppv, 6),
      flags: expect.closeTo(flags, 6),
      flaggedPerTrue: expect.closeTo(flaggedPerTrue, 4),
    });
  });

  it('when all that is flagged is flagged in vain', () =>
    expect(workloadOf({ prevalence: 0.03, sensitivity: 0, specificity: 0.9 }, 100)).toEqual({
      ppv: 0,
      flags: expect.closeTo(9.7, 9) as number,
    }));

  it('when nothing is ever flagged', () =>
    expect(workloadOf({ prevalence: 0.03, sensitivity: 0, specificity: 1 }, 25)).toEqual({ flags: 0 }));
});

describe('the ladder of recalibration', () => {
  it.each<[number, number, string]>([
    [0, 10_000, 'intercept'],
    [19, 10_000, 'intercept'],
    [20, 10_000, 'intercept-and-slope'],
    [49, 10_000, 'intercept-and-slope'],
    [50, 10_000, 'priors'],
    [199, 10_000, 'priors'],
    [200, 299, 'priors'],
    [200, 300, 'refit'],
  ])('with %d events in %d courses goes to %s', (events, cases, step) =>
    expect(recalibrationMethod({ events, cases, freeParameters: 18 })).toMatchObject({ step, approval: 'by-a-person' }),
  );

  it('draws a step function and refits from two hundred events on, whatever the number of coefficients allows', () =>
    expect(recalibrationMethod({ events: 200, cases: 300, freeParameters: 30 })).toEqual({
      step: 'priors',
      isotonic: true,
      approval: 'by-a-person',
    }));

  it('keeps the priors while there are fewer than ten events for each coefficient', () => {
    expect(recalibrationMethod({ events: 209, cases: 900, freeParameters: 21 })).toMatchObject({ step: 'priors' });
    expect(recalibrationMethod({ events: 210, cases: 900, freeParameters: 21 })).toMatchObject({ step: 'refit' });
  });

  it.each([
    [199, false],
    [200, true],
  ])('with %d events may draw a step function: %s', (events, isotonicAllowed) =>
    expect(recalibrationMethod({ events, cases: 900, freeParameters: 5 }).isotonic).toBe(isotonicAllowed),
  );
});

describe('rules that need no model', () => {
  const early = { interval: 1, missedLast: true };
  const late = { interval: 2, missedLast: false };
  const train: readonly BaselineRow[] = [
    { ...early, y: 1, belowCutoff: true },
    { ...early, y: 0, belowCutoff: null },
    { ...late, y: 0, belowCutoff: false },
    { ...late, y: 0, belowCutoff: true },
  ];

  it('answer with the rate of the group', () => {
    const told = BASELINES.map((baseline) => train.map(learnBaseline(baseline, train)));
    expect(told).toEqual([
      [0.5, 0.5, 0, 0],
      [0.5, 0.5, 0, 0],
      [0.5, 0, 0, 0.5],
    ]);
  });

  it('fall back to the overall rate', () => {
    expect(learnBaseline('interval-only', train)({ interval: 9, missedLast: false, belowCutoff: null })).toBe(0.25);
    expect(learnBaseline('missed-last', [])({ interval: 1, missedLast: true, belowCutoff: null })).toBe(0);
  });
});
