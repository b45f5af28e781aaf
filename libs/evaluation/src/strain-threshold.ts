/**
 * A threshold of the strain score from a clinic's own log: with which factor its clinicians would have had as many of
 * these prompts as the clinic asked for. Chosen on the episodes that began first, shown on those that began later. The
 * points stay as they are: people have judged the prompts that they got, and no others.
 */
import { attendedSessions } from '#lib/attendance';
import { alertsOf, foldEpisode, RULES, RUPTURE_OPEN, type ClinicRules } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { type AnswerToAlert, replay } from './replay.js';
import { weekOf } from './weekly-quota.js';

const SCORE = 'weak-signs';

/** On the threshold that the budget stands for; fewest prompts last. */
export const STRICTER = [0.5, 0.7, 0.85, 1, 1.25, 1.5, 2, 3] as const;

/** One episode under each factor. */
export interface ThresholdTrial {
  /** The first attended hour, ms. */
  readonly began: number;
  /** Clinician and week of each attended hour. */
  readonly weeks: readonly string[];
  /** What people said of the prompts that the score would have added. */
  readonly added: ReadonlyMap<number, readonly AnswerToAlert[]>;
}

export interface ThresholdFigures {
  readonly stricter: number;
  readonly prompts: number;
  readonly perClinicianWeek: number | null;
  readonly right: number;
  readonly wrong: number;
}

export interface ThresholdProposal {
  /** What the clinic asked for: prompts of the score for a clinician in a week. */
  readonly perWeek: number;
  readonly now: number;
  readonly proposed: number;
  /** The beginnings before this instant chose it, the others show it. */
  readonly boundary: number;
  readonly chosenOn: { readonly episodes: number; readonly clinicianWeeks: number };
  readonly shownOn: { readonly episodes: number; readonly clinicianWeeks: number };
  /** On the episodes that began later, beside the rate on those that chose it. */
  readonly figures: readonly (ThresholdFigures & { readonly whileChoosing: number | null })[];
}

const own = RULES.find(({ code }) => code === SCORE)?.parameters ?? {};
export const budgetIn = ({ parameters }: Pick<ClinicRules, 'parameters'>): { perWeek: number; stricter: number } => {
  const { perWeek = 0, stricter = 1 } = { ...own, ...parameters[SCORE] };
  return { perWeek, stricter };
};

/** Undefined for an episode in which nobody ever came. */
export function tryThresholds(
  history: readonly ClinicEvent[],
  rules: ClinicRules,
  asOf: number,
): ThresholdTrial | undefined {
  const without = { ...rules, shadow: [...new Set([...rules.shadow, SCORE])] };
  const state = foldEpisode(history, without);
  const hours = attendedSessions(state);
  const [first] = hours;
  if (!first) return undefined;
  const known = new Set(alertsOf(state).map(({ key }) => key));
  const added = STRICTER.map((stricter) => {
    const { after } = replay(history, { before: without, after: under(rules, stricter), asOf });
    const more = after.filter(({ rule, key }) => rule === RUPTURE_OPEN.code && !known.has(key));
    return [stricter, more.map(({ said }) => said)] as const;
  });
  const weeks = hours.map(({ at }) => `${weekOf(at)} ${state.clinician ?? ''}`);
  return { began: first.at, weeks, added: new Map(added) };
}

const under = (rules: ClinicRules, stricter: number): ClinicRules => ({
  ...rules,
  shadow: rules.shadow.filter((code) => code !== SCORE),
  parameters: { ...rules.parameters, [SCORE]: { ...rules.parameters[SCORE], stricter } },
});

/** As for the model of stopping early: the first seven tenths choose. */
const CHOOSING = 0.7;
/** With fewer clinician-weeks on a side, a budget of one prompt in twenty weeks says nothing. */
const FEWEST_WEEKS = 40;

/** Undefined where the log is too short to choose on and to show. */
export function proposeThreshold(
  trials: readonly ThresholdTrial[],
  { perWeek, stricter: now }: { readonly perWeek: number; readonly stricter: number },
): ThresholdProposal | undefined {
  const begins = trials.map(({ began }) => began).sort((a, b) => a - b);
  const boundary = begins[Math.floor(CHOOSING * begins.length)] ?? 0;
  const early = trials.filter(({ began }) => began < boundary);
  const late = trials.filter(({ began }) => began >= boundary);
  if (Math.min(weeksIn(early), weeksIn(late)) < FEWEST_WEEKS) return undefined;
  const fits = STRICTER.find((stricter) => Number(figuresOf(early, stricter).perClinicianWeek) <= perWeek);
  return {
    perWeek,
    now,
    proposed: fits ?? Math.max(...STRICTER),
    boundary,
    chosenOn: { episodes: early.length, clinicianWeeks: weeksIn(early) },
    shownOn: { episodes: late.length, clinicianWeeks: weeksIn(late) },
    figures: STRICTER.map((stricter) => ({
      ...figuresOf(late, stricter),
      whileChoosing: figuresOf(early, stricter).perClinicianWeek,
    })),
  };
}

const weeksIn = (trials: readonly ThresholdTrial[]): number => new Set(trials.flatMap(({ weeks }) => weeks)).size;

function figuresOf(trials: readonly ThresholdTrial[], stricter: number): ThresholdFigures {
  const said = trials.flatMap(({ added }) => added.get(stricter) ?? []);
  const weeks = weeksIn(trials);
  return {
    stricter,
    prompts: said.length,
    perClinicianWeek: weeks > 0 ? said.length / weeks : null,
    right: said.filter((one) => one === 'right').length,
    wrong: said.filter((one) => one === 'wrong').length,
  };
}
