import { closed, day, opened, pulse, strained } from '../../spec/history.js';
import { evaluateStrain, matchPrompts, type TrueStrain } from './evaluate-strain.js';
import { strainsIn, type SeenStrain } from './strain-history.js';

describe('the strains of a history', () => {
  it('are told when the rules were sure, and repaired when the ratings had come back', () => {
    const history = [...strained(), pulse(28, 88), pulse(35, 90)];
    expect(strainsIn(history)).toMatchObject([
      { episode: 'e1', clinician: 'k1', onset: day(21), toldAt: day(21), repairedAt: day(28), settledAt: day(28) },
    ]);
  });

  it('are one for each fall, and open until something ends them', () => {
    const twice = [...strained(), pulse(28, 88), pulse(35, 90), pulse(42, 55)];
    expect(strainsIn(twice).map(({ onset, settledAt }) => [onset, settledAt])).toEqual([
      [day(21), day(28)],
      [day(42), null],
    ]);
    expect(strainsIn([...strained(), closed(30)])).toMatchObject([{ repairedAt: null, settledAt: day(30) }]);
  });

  it('are not told before there is an episode, and not at all while they are only suspected', () => {
    expect(strainsIn(strained().slice(1))).toMatchObject([{ toldAt: null }]);
    expect(strainsIn([opened(), pulse(1, 88), pulse(7, 72)]).map(({ toldAt }) => toldAt)).toEqual([null]);
  });
});

const truth = (began: number, repaired: number | null = null, episode = 'e1'): TrueStrain => ({
  episode,
  client: `c-${episode}`,
  began: day(began),
  repairedAt: repaired === null ? null : day(repaired),
  readable: true,
});

const seen = (told: number | null, repaired: number | null = null, episode = 'e1'): SeenStrain => ({
  episode,
  client: `c-${episode}`,
  clinician: 'k1',
  cause: `${episode}-${told}`,
  onset: day(told ?? 0),
  kind: 'unknown',
  rules: ['level'],
  toldAt: told === null ? null : day(told),
  repairedAt: repaired === null ? null : day(repaired),
  settledAt: repaired === null ? null : day(repaired),
});

const strainOf = (prompts: readonly SeenStrain[], strains: readonly TrueStrain[]) =>
  matchPrompts(prompts, strains).map(({ strain, repeats }) => (repeats ? 'again' : strain && strains.indexOf(strain)));

describe('a prompt and a true strain belong together', () => {
  it.each([
    [9, null],
    [10, 0],
    [20, 0],
    [22, 0],
    [22.01, null],
  ])('from its beginning until two days after its repair: told on day %d', (told, match) => {
    expect(strainOf([seen(told)], [truth(10, 20)])).toEqual([match]);
  });

  it('one to one, and the one that began last comes first', () => {
    const strains = [truth(10), truth(15)];
    expect(strainOf([seen(16), seen(17), seen(18)], strains)).toEqual([1, 0, 'again']);
  });

  it('in one episode only, and where somebody was told', () => {
    expect(strainOf([seen(12, null, 'e2'), seen(null)], [truth(10)])).toEqual([null]);
  });
});

describe('the figures on strain', () => {
  const hours = [3, 10, 17].map((at) => ({ client: 'c-e1', clinician: 'k1', at: day(at) }));
  const ground = { hours, asOf: day(100), seed: 1, rounds: 20 };

  it('count what was found, what was false, and what could not be seen', () => {
    const strains = [truth(10, 20), { ...truth(40), readable: false }, truth(30, 50, 'e2'), truth(99, null, 'e3')];
    const figures = evaluateStrain([seen(11, 25), seen(29, null, 'e2'), seen(99, null, 'e3')], {
      ...ground,
      truth: strains,
    });
    expect(figures).toMatchObject({
      strains: 3,
      found: 1,
      recall: 1 / 3,
      readable: 2 / 3,
      recallOfReadable: 1 / 2,
      standing: 1 / 3,
      prompts: 3,
      falsePrompts: 1,
      precision: 2 / 3,
      clinicianWeeks: 3,
      falsePerClinicianWeek: 1 / 3,
      falsePerHundredHours: 100 / 3,
      daysToPrompt: 1,
    });
    expect(figures.recallInterval?.low).toBeLessThanOrEqual(1 / 3);
    expect(figures.recallInterval?.high).toBeGreaterThanOrEqual(1 / 3);
  });

  it('count a repair that is seen before it is so as wrong', () => {
    const strains = [truth(10, 20), truth(10, 30, 'e2'), truth(10, null, 'e3')];
    const prompts = [seen(11, 23), seen(11, 25, 'e2'), seen(11, 25, 'e3')];
    expect(evaluateStrain(prompts, { ...ground, truth: strains }).repair).toEqual({
      repaired: 2,
      recall: 1 / 2,
      seen: 3,
      precision: 1 / 3,
      days: 3,
    });
  });

  it('are null and not nought where there is nothing to count', () => {
    const figures = evaluateStrain([], { ...ground, truth: [], hours: [] });
    expect(figures).toMatchObject({ recall: null, precision: null, falsePerClinicianWeek: null, daysToPrompt: null });
  });
});
