/** One synthetic clinic, and what Rapport makes of its events: the raw material of the benchmark's figures. */
import { DEFAULT_RULES, foldEpisode, type ClinicRules } from '#lib/alliance';
import { USUAL_BUDGET } from '#lib/courses';
import { rupturesIn, type HeldSession, type SeenRupture, type TrueRupture } from '#lib/evaluation';
import type { ClinicEvent } from '#lib/events';
import { rapportPulse } from '#lib/instruments';
import { generateClinic, type ClinicKind, type SyntheticClinic } from '#lib/synthetic';
import { hoursIn, runStopping, type StoppingRun } from './stopping-run.js';
import { truthIn } from './true-ruptures.js';

export interface RunPlan {
  readonly seed: number;
  readonly clients: number;
  readonly months: number;
  /** Where the data end, ms. */
  readonly endsAt: number;
  /** Of clinic: how much is said and recorded there. */
  readonly kind: ClinicKind;
}

/** A pause for whoever waits: says how far it is, and throws where it was told to stop. */
export type Breath = (line: string) => Promise<void>;

export interface SyntheticRun {
  readonly plan: RunPlan;
  readonly clinicians: number;
  readonly events: number;
  readonly truth: readonly TrueRupture[];
  readonly hours: readonly HeldSession[];
  /** By the factor on the thresholds; 1 is the rules of the house. */
  readonly seen: ReadonlyMap<number, readonly SeenRupture[]>;
  /** By the clinic's budget for the strain score. */
  readonly frontier: ReadonlyMap<number, readonly SeenRupture[]>;
  /** The same where the forms do not ask directly whether something felt off. */
  readonly unasked: ReadonlyMap<number, readonly SeenRupture[]>;
  /** The true strains as far as those forms tell of them. */
  readonly unaskedTruth: readonly TrueRupture[];
  /** Undefined where the history is too short to fit and judge a model. */
  readonly stopping: StoppingRun | undefined;
}

/** Factors on the thresholds of the three rules on falls; below 1 they speak sooner. */
export const FACTORS = [0.4, 0.55, 0.7, 0.85, 1, 1.25, 1.5, 2] as const;

/** Prompts for one clinician in a week that the threshold of the strain score is set for; 0 is without the score. */
export const BUDGETS = [0, 0.02, 0.05, 0.1, 0.2, 0.4] as const;

/** As few clients for each clinician as in the smallest clinic that the generator makes. */
const CLIENTS_EACH = 15;

export async function runSynthetic(plan: RunPlan, breath: Breath): Promise<SyntheticRun> {
  const name = `seed ${plan.seed}`;
  await breath(`${name}: generating ${plan.clients} clients`);
  const clinicians = Math.max(12, Math.ceil(plan.clients / CLIENTS_EACH));
  const clinic = generateClinic({ ...plan, clinicians }, 0);
  const histories = historiesIn(clinic);
  const seen = await seenAt(FACTORS, {
    histories,
    rulesAt: strictness,
    before: (factor) => breath(`${name}: strain at ${factor} of the thresholds`),
  });
  const others = BUDGETS.filter((budget) => budget !== USUAL_BUDGET);
  const apart = await seenAt(others, {
    histories,
    rulesAt: budgeted,
    before: (budget) => breath(`${name}: strain at a budget of ${budget}`),
  });
  const unaskedHistories = histories.map(withoutQuestions);
  const unasked = await seenAt(BUDGETS, {
    histories: unaskedHistories,
    rulesAt: budgeted,
    before: (budget) => breath(`${name}: strain without the direct questions at a budget of ${budget}`),
  });
  await breath(`${name}: the chance of stopping early`);
  const states = histories.map((history) => foldEpisode(history));
  const stopping = runStopping({ clinic, histories, states });
  return {
    plan,
    clinicians,
    events: clinic.events.length,
    truth: truthIn(clinic, states),
    hours: states.flatMap(hoursIn),
    seen,
    frontier: new Map([...apart, [USUAL_BUDGET, seen.get(1) ?? []]]),
    unasked,
    unaskedTruth: truthOf(clinic, unaskedHistories),
    stopping,
  };
}

interface Replaying {
  readonly histories: readonly (readonly ClinicEvent[])[];
  readonly rulesAt: (value: number) => ClinicRules;
  readonly before: (value: number) => Promise<void>;
}

async function seenAt(values: readonly number[], { histories, rulesAt, before }: Replaying) {
  const seen = new Map<number, readonly SeenRupture[]>();
  for (const value of values) {
    await before(value);
    const rules = rulesAt(value);
    seen.set(
      value,
      histories.flatMap((history) => rupturesIn(history, rules)),
    );
  }
  return seen;
}

/** What an instrument without direct questions would have brought. */
const withoutQuestions = (history: readonly ClinicEvent[]): readonly ClinicEvent[] =>
  history.map((event) =>
    'items' in event.data && event.data.items
      ? ({
          ...event,
          data: { ...event.data, items: event.data.items.filter(({ item }) => !QUESTIONS.has(item)) },
        } as ClinicEvent)
      : event,
  );

const QUESTIONS: ReadonlySet<string> = new Set(Object.values(rapportPulse.probe ?? {}));

const truthOf = (clinic: SyntheticClinic, histories: Replaying['histories']): TrueRupture[] =>
  truthIn(
    clinic,
    histories.map((history) => foldEpisode(history)),
  );

/** Each episode's events as they had arrived by the end. */
function historiesIn({ events, plan }: SyntheticClinic): readonly (readonly ClinicEvent[])[] {
  const histories = new Map<string, ClinicEvent[]>();
  for (const { event, arriveAt } of events) {
    if (arriveAt > plan.endsAt || !('episode' in event.data) || event.data.episode === undefined) continue;
    const history = histories.get(event.data.episode);
    if (history) history.push(event);
    else histories.set(event.data.episode, [event]);
  }
  return [...histories.values()];
}

const FALL_RULES = {
  'reliable-drop': ['reliableChanges', 1],
  'dual-spread': ['spreads', 1],
  'control-limits': ['limits', 2],
} as const;

export const strictness = (factor: number): ClinicRules => ({
  ...DEFAULT_RULES,
  parameters: Object.fromEntries(
    Object.entries(FALL_RULES).map(([rule, [name, usual]]) => [rule, { [name]: usual * factor }]),
  ),
});

/** The rules of the house with another budget for the strain score. */
export const budgeted = (perWeek: number): ClinicRules => ({
  ...DEFAULT_RULES,
  ...(perWeek > 0 ? { parameters: { 'weak-signs': { perWeek } } } : { shadow: ['weak-signs'] }),
});
