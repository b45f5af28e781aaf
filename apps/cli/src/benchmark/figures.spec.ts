import type { SeenRupture, TrueRupture } from '#lib/evaluation';
import { figuresOf } from './figures.js';
import { figuresPicture } from './figures-picture.js';
import { bestOf, figuresText } from './figures-text.js';
import type { JudgedRow } from './stopping-run.js';
import { BUDGETS, FACTORS, strictness, type SyntheticRun } from './synthetic-run.js';

const DAY = 86_400_000;
const who = { episode: 'ep-1', client: 'cl-1' };
const rupture: TrueRupture = { ...who, began: 10 * DAY, repairedAt: 20 * DAY, readable: true };
const seen = (at: number): SeenRupture => ({
  ...who,
  clinician: 'dr-1',
  cause: String(at),
  onset: at * DAY,
  kind: 'unknown',
  rules: ['level'],
  toldAt: at * DAY,
  repairedAt: null,
  settledAt: null,
});

const row = (client: string, y: 0 | 1, [p, drawn, knowable]: readonly [number, number, number]): JudgedRow => ({
  episode: client,
  client,
  clinician: 'dr-1',
  at: 50 * DAY,
  interval: 1,
  missedLast: false,
  belowCutoff: null,
  y,
  p,
  drawn,
  knowable,
  start: p,
  ratio: p / 0.1,
  opened: 49 * DAY,
  labelledAt: y === 1 ? 80 * DAY : null,
});

const run = (seed: number, told: number): SyntheticRun => ({
  plan: { seed, clients: 180, months: 9, endsAt: 100 * DAY, kind: 'guarded' },
  clinicians: 12,
  events: 1000,
  truth: [rupture],
  hours: [{ client: 'cl-1', clinician: 'dr-1', at: 9 * DAY }],
  seen: new Map(FACTORS.map((factor) => [factor, factor > 1 ? [] : [seen(told)]])),
  frontier: new Map(BUDGETS.map((budget) => [budget, budget > 0 ? [seen(told)] : []])),
  unasked: new Map(BUDGETS.map((budget) => [budget, budget > 0.1 ? [{ ...seen(told), echo: true }] : []])),
  unaskedTruth: [{ ...rupture, readable: false }],
  stopping: {
    step: 'intercept',
    train: [{ y: 0, interval: 1, missedLast: false, belowCutoff: null }],
    trainStops: 0,
    dayAfter: [row('a', 1, [0.2, 0.3, 0.1]), row('b', 0, [0.1, 0.1, 0.2])],
    cadence: [],
  },
});

const figures = figuresOf([run(1, 11), run(2, 5)], 10);

describe('figures of several clinics', () => {
  it('keep people of the same name apart', () => {
    expect(figures.clinics.map((c) => [c.seed, c.strain.recall, c.strain.falsePrompts])).toEqual([
      [1, 1, 0],
      [2, 0, 1],
    ]);
    expect(figures.together).toMatchObject({ seed: null, clients: 360, hours: 2 });
    expect(figures.together.strain).toMatchObject({ strains: 2, recall: 0.5, falsePrompts: 1, clinicianWeeks: 2 });
    expect(figures.together.stopping?.dayAfter.clients).toBe(4);
  });

  it('set the chances that were drawn, and what could be known of them, beside the model’s', () => {
    expect(figures.together.stopping?.dayAfter).toMatchObject({ auc: 1, generatorAuc: 1, knowableAuc: 0 });
    expect(figures.together.stopping?.cadence).toMatchObject({ auc: null, generatorAuc: null });
  });

  it('have a curve over the thresholds, on which higher ones find less', () => {
    expect(figures.together.curve.map(({ factor, recall }) => [factor, recall])).toEqual(
      FACTORS.map((factor) => [factor, factor > 1 ? 0 : 0.5]),
    );
    expect(strictness(2).parameters['control-limits']).toEqual({ limits: 4 });
  });

  it('have a curve over the budgets of the score, and one where nothing is asked directly', () => {
    const { frontier, unasked } = figures.together;
    expect(frontier.map(({ perWeek, recall }) => [perWeek, recall])).toEqual(
      BUDGETS.map((budget) => [budget, budget > 0 ? 0.5 : 0]),
    );
    expect(unasked.frontier.map(({ recall }) => recall)).toEqual(BUDGETS.map((budget) => (budget > 0.1 ? 0.5 : 0)));
    expect(unasked.strain).toMatchObject({ recall: 0.5, unreadable: 2, foundUnreadable: 1, echoes: 1 });
    expect([figures.kind, bestOf(frontier, 0.1), bestOf(frontier, 5)]).toEqual(['guarded', 0, 0.5]);
  });

  it('are the same after a journey as JSON, as text and as a picture', () => {
    const back = JSON.parse(JSON.stringify(figures)) as typeof figures;
    expect(figuresText(back)).toBe(figuresText(figures));
    expect(figuresText(figures)).toMatch(/^recall +1\.00 .* 0\.00 .* 0\.50 .* >= 0\.80$/m);
    expect(figuresPicture(back)).not.toMatch(/NaN|undefined|Infinity/);
  });
});
