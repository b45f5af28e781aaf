/** The figures as a table for people: a column for each clinic, one for all, and what was aimed at. */
import { columns } from '../line/output.js';
import type { BenchmarkFigures, ClinicFigures, CurvePoint, FrontierPoint, JudgedFigures } from './figures.js';

export interface Line {
  readonly name: string;
  /** What was aimed at; empty where nothing was. */
  readonly aim: string;
  readonly of: (figures: ClinicFigures) => string;
  /** Whether the aim is reached; absent where there is none. */
  readonly reached?: (figures: ClinicFigures) => boolean;
}

type Maybe = number | null | undefined;

export const shown = (value: Maybe, digits = 2): string =>
  value === null || value === undefined ? '-' : value.toFixed(digits);
const within = (value: { readonly low: number; readonly high: number } | null | undefined, digits = 2): string =>
  value ? ` (${shown(value.low, digits)} to ${shown(value.high, digits)})` : '';
const isIn = (value: Maybe, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most;

/** As the rules come. */
export const RECALL_AIM = 0.8;
export const FALSE_AIM = 0.12;
/** For a clinic that wants to hear more, and where the forms ask nothing directly. */
export const LOUD_AIM = { recall: 0.83, false: 0.5 } as const;
export const UNASKED_AIM = { recall: 0.7, false: 0.2 } as const;
export const AUC_AIM = 0.03;
export const SLOPE_AIM = [0.9, 1.1] as const;

/** On the curve, at no more false prompts than are allowed. */
export const bestOf = (frontier: readonly FrontierPoint[], allowed: number): number | null =>
  frontier.reduce<number | null>(
    (best, { recall, falsePerClinicianWeek: rate }) =>
      rate !== null && rate <= allowed && recall !== null ? Math.max(best ?? 0, recall) : best,
    null,
  );
const bestLoud = ({ frontier }: ClinicFigures): number | null => bestOf(frontier, LOUD_AIM.false);

const RUPTURE_LINES: readonly Line[] = [
  { name: 'true strains', aim: '', of: ({ strain: rupture }) => String(rupture.strains) },
  {
    name: 'recall',
    aim: `>= ${shown(RECALL_AIM)}`,
    of: ({ strain: rupture }) => `${shown(rupture.recall)}${within(rupture.recallInterval)}`,
    reached: ({ strain: rupture }) => isIn(rupture.recall, RECALL_AIM, 1),
  },
  { name: 'already known when it began', aim: '', of: ({ strain: rupture }) => shown(rupture.standing) },
  { name: 'had any form or marker', aim: '', of: ({ strain: rupture }) => shown(rupture.readable) },
  { name: 'recall of those', aim: '', of: ({ strain: rupture }) => shown(rupture.recallOfReadable) },
  {
    name: 'without any, and found all the same',
    aim: '',
    of: ({ strain: { foundUnreadable, unreadable } }) => `${shown(foundUnreadable, 0)} of ${shown(unreadable, 0)}`,
  },
  {
    name: 'without a prompt, but with an alert on an absence or a low start',
    aim: '',
    of: ({ strain: rupture }) => shown(rupture.otherwiseTold),
  },
  {
    name: `best recall at up to ${shown(LOUD_AIM.false, 1)} false prompts`,
    aim: `>= ${shown(LOUD_AIM.recall)}`,
    of: (figures) => shown(bestLoud(figures)),
    reached: (figures) => isIn(bestLoud(figures), LOUD_AIM.recall, 1),
  },
  {
    name: 'false prompts per clinician-week',
    aim: `<= ${shown(FALSE_AIM)}`,
    of: ({ strain: rupture }) => `${shown(rupture.falsePerClinicianWeek, 3)}${within(rupture.falseInterval, 3)}`,
    reached: ({ strain: rupture }) => isIn(rupture.falsePerClinicianWeek, 0, FALSE_AIM),
  },
  {
    name: 'false prompts per 100 attended sessions',
    aim: '',
    of: ({ strain: rupture }) => shown(rupture.falsePerHundredHours),
  },
  { name: 'precision of prompts', aim: '', of: ({ strain: rupture }) => shown(rupture.precision) },
  {
    name: 'prompts that only repeat what their reader wrote',
    aim: '0',
    of: ({ strain: rupture }) => shown(rupture.echoes),
    reached: ({ strain: rupture }) => rupture.echoes === 0,
  },
  { name: 'median days to the prompt', aim: '', of: ({ strain: rupture }) => shown(rupture.daysToPrompt, 1) },
  { name: 'repairs seen', aim: '', of: ({ strain: { repair } }) => shown(repair.recall) },
  { name: 'precision of seen repairs', aim: '', of: ({ strain: { repair } }) => shown(repair.precision) },
  { name: 'median days to seeing a repair', aim: '', of: ({ strain: { repair } }) => shown(repair.days, 1) },
];

/** The same clinics with forms that ask nothing directly. */
const UNASKED_LINES: readonly Line[] = [
  {
    name: `best recall at up to ${shown(UNASKED_AIM.false, 1)} false prompts`,
    aim: `>= ${shown(UNASKED_AIM.recall)}`,
    of: (figures) => shown(bestUnasked(figures)),
    reached: (figures) => isIn(bestUnasked(figures), UNASKED_AIM.recall, 1),
  },
  { name: 'recall at the usual budget', aim: '', of: ({ unasked }) => shown(unasked.strain.recall) },
  { name: 'had any form or marker', aim: '', of: ({ unasked }) => shown(unasked.strain.readable) },
  {
    name: 'false prompts per clinician-week',
    aim: '',
    of: ({ unasked }) => shown(unasked.strain.falsePerClinicianWeek, 3),
  },
  { name: 'precision of prompts', aim: '', of: ({ unasked }) => shown(unasked.strain.precision) },
];

const bestUnasked = ({ unasked }: ClinicFigures): number | null => bestOf(unasked.frontier, UNASKED_AIM.false);

type Look = 'dayAfter' | 'cadence';
const DIGITS = 3;

const judged = (look: Look, of: (figures: JudgedFigures) => string) => (figures: ClinicFigures) =>
  figures.stopping ? of(figures.stopping[look]) : '-';

const gapOf = ({ auc, generatorAuc }: JudgedFigures): number | null =>
  auc === null || generatorAuc === null ? null : generatorAuc - auc;

function stoppingLines(look: Look): readonly Line[] {
  const line = (name: string, of: (figures: JudgedFigures) => string): Line => ({
    name,
    aim: '',
    of: judged(look, of),
  });
  return [
    line('rows, stops', ({ rows, events }) => `${rows}, ${events}`),
    line('AUC', ({ auc, aucInterval }) => `${shown(auc, DIGITS)}${within(aucInterval)}`),
    line('AUC of the start values', ({ startAuc }) => shown(startAuc, DIGITS)),
    line('AUC of the true risks', ({ generatorAuc }) => shown(generatorAuc, DIGITS)),
    {
      name: 'distance to that',
      aim: `<= ${shown(AUC_AIM)}`,
      of: judged(look, (figures) => shown(gapOf(figures), DIGITS)),
      reached: ({ stopping }) => stopping !== null && isIn(gapOf(stopping[look]), -1, AUC_AIM),
    },
    line('AUC of what could be known of them', ({ knowableAuc }) => shown(knowableAuc, DIGITS)),
    ...['interval-only', 'missed-last', 'last-below-cutoff'].map((rule) =>
      line(`AUC of ${rule}`, ({ baselines }) => shown(baselines.find((b) => b.rule === rule)?.auc, DIGITS)),
    ),
    line('Brier', ({ brier }) => shown(brier, 4)),
    line('Brier skill', ({ skill }) => shown(skill, DIGITS)),
    {
      name: 'calibration slope',
      aim: SLOPE_AIM.map((slope) => slope.toFixed(1)).join(' to '),
      of: judged(look, ({ calibration }) => shown(calibration?.slope)),
      reached: ({ stopping }) => isIn(stopping?.[look].calibration?.slope, ...SLOPE_AIM),
    },
    line('calibration intercept', ({ calibration }) => shown(calibration?.intercept)),
    line('notices per clinician-week', ({ notices }) => shown(notices.perClinicianWeek)),
    line('notices that were right', ({ notices }) => shown(notices.ppv)),
    line('stops with a notice', ({ notices }) => shown(notices.sensitivity)),
    line('median days before the last session', ({ notices }) => shown(notices.leadToLastHour, 1)),
    line('median days before the stop was known', ({ notices }) => shown(notices.leadToLabel, 1)),
    line('first notice after the last session', ({ notices }) => String(notices.recovery)),
  ];
}

export const SECTIONS: readonly (readonly [title: string, lines: readonly Line[]])[] = [
  ['Strain', RUPTURE_LINES],
  ['Strain, where the forms ask nothing directly', UNASKED_LINES],
  ['The chance of stopping early, a day after the session', stoppingLines('dayAfter')],
  ['The same, after one usual gap without a session', stoppingLines('cadence')],
];

export function figuresText({ clinics, together }: BenchmarkFigures): string {
  const every = clinics.length > 1 ? [...clinics, together] : clinics;
  const head = ['', ...every.map(({ seed }) => (seed === null ? 'together' : `seed ${seed}`)), 'target'];
  const parts = SECTIONS.map(([title, lines]) => {
    const rows = lines.map(({ name, aim, of }) => [name, ...every.map(of), aim]);
    return `${title}\n${columns([head, ...rows])}`;
  });
  return [
    ...parts,
    `Strain, with the thresholds of the rules on falls multiplied by a factor\n${curveText(together.curve)}`,
    `Strain, by the budget of the strain score\n${frontierText(together.frontier)}`,
    `The same, where the forms ask nothing directly\n${frontierText(together.unasked.frontier)}`,
  ].join('\n\n');
}

export const CURVE_HEAD = [
  'factor',
  'recall',
  'already known',
  'false/clinician-week',
  'false/100 sessions',
  'precision',
];
export const curveRow = (point: CurvePoint): string[] => [
  String(point.factor),
  shown(point.recall),
  shown(point.standing),
  shown(point.falsePerClinicianWeek, 3),
  shown(point.falsePerHundredHours),
  shown(point.precision),
];

const curveText = (curve: readonly CurvePoint[]): string => columns([CURVE_HEAD, ...curve.map(curveRow)]);

export const FRONTIER_HEAD = [
  'budget',
  'recall',
  'already known',
  'false/clinician-week',
  'false/100 sessions',
  'precision',
  'days to prompt',
];
export const frontierRow = (point: FrontierPoint): string[] => [
  point.perWeek === 0 ? 'no score' : String(point.perWeek),
  shown(point.recall),
  shown(point.standing),
  shown(point.falsePerClinicianWeek, 3),
  shown(point.falsePerHundredHours),
  shown(point.precision),
  shown(point.daysToPrompt, 1),
];

const frontierText = (frontier: readonly FrontierPoint[]): string =>
  columns([FRONTIER_HEAD, ...frontier.map(frontierRow)]);
