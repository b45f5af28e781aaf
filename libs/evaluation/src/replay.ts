/**
 * What other rules would have told, over the same history. One episode is folded under the rules as they are and as
 * they would be; nothing takes effect. The chance of stopping early raises nothing, so another model
 * of it is judged by a proposal and not here.
 */
import { attendedSessions, cadenceOf } from '#lib/attendance';
import { DAY } from '#lib/kernel';
import { type Alert, type ClinicRules, alertsOf, foldEpisode, type EpisodeState, type Rating } from '#lib/alliance';
import { courseOf } from './labels/course-of-episode.js';
import { unilateralStop } from './labels/unilateral-stop.js';
import { snapshotAt } from './snapshot.js';
import type { ClinicEvent } from '#lib/events';

/** What a person said of an alert: it was so, it was not, or neither. */
export type AnswerToAlert = 'right' | 'wrong' | 'nothing';

export interface ReplayedAlert {
  readonly key: string;
  readonly rule: string;
  readonly episode: string;
  readonly clinician: string;
  readonly raisedAt: number;
  readonly said: AnswerToAlert;
}

export interface Replay {
  readonly before: readonly ReplayedAlert[];
  readonly after: readonly ReplayedAlert[];
  readonly hours: readonly { readonly clinician: string; readonly at: number }[];
  /** Where the work stopped early (definition D-B): its last attended hour, and when the stop was known. */
  readonly stop: { readonly lastHour: number; readonly knownAt: number } | null;
  /** What rules on trial found, form by form. */
  readonly shadowed: Rating['shadow'];
}

export interface ReplayPlan {
  readonly before: ClinicRules;
  readonly after: ClinicRules;
  /** Until when the data reach, ms. */
  readonly asOf: number;
}

export function replay(history: readonly ClinicEvent[], { before, after, asOf }: ReplayPlan): Replay {
  const state = foldEpisode(history, before);
  const said = saidIn(history);
  const told = (from: EpisodeState): readonly ReplayedAlert[] =>
    alertsOf(from).map((alert) => toldOf(alert, from.episode, said));
  return {
    before: told(state),
    after: told(foldEpisode(history, after)),
    hours: attendedSessions(state).map(({ at }) => ({ clinician: state.clinician ?? '', at })),
    stop: stopIn(history, before, asOf),
    shadowed: state.series.flatMap(({ ratings }) => ratings.flatMap(({ shadow }) => shadow)),
  };
}

const toldOf = (
  { key, rule, clinician, raisedAt }: Alert,
  episode: string,
  said: ReadonlyMap<string, AnswerToAlert>,
): ReplayedAlert => ({ key, rule, episode, clinician, raisedAt, said: said.get(key) ?? 'nothing' });

/** `bad-moment`, `cannot-reach` and `nothing-needed` say nothing about whether it was so. */
const SAYINGS: Readonly<Record<string, AnswerToAlert>> = {
  'talked-it-through': 'right',
  'changed-the-plan': 'right',
  'already-knew': 'right',
  'not-relevant': 'wrong',
  wrong: 'wrong',
};

function saidIn(history: readonly ClinicEvent[]): ReadonlyMap<string, AnswerToAlert> {
  const said = new Map<string, AnswerToAlert>();
  for (const event of history) {
    if (event.type === 'alert.resolved') said.set(event.data.alert, SAYINGS[event.data.outcome] ?? 'nothing');
    if (event.type === 'alert.overridden') said.set(event.data.alert, SAYINGS[event.data.reason] ?? 'nothing');
  }
  return said;
}

function stopIn(history: readonly ClinicEvent[], rules: ClinicRules, asOf: number): Replay['stop'] {
  const whole = snapshotAt(history, asOf, rules);
  const { state, labelledAt } = unilateralStop(courseOf(whole, cadenceOf(whole.state)));
  const lastHour = attendedSessions(whole.state).at(-1)?.at;
  if (state !== 'dropout' || lastHour === undefined) return null;
  return { lastHour, knownAt: labelledAt * DAY };
}
