/**
 * When to look at the chance of stopping early again, and what a look finds. A look is an event in the log, so it
 * happens only where it would change something: at the first day, counted from a day after the hour that opened the
 * interval, on which somebody would be told. Nobody is told twice in one interval, and after the time in which work
 * counts as stopped there is nothing left to foretell.
 */
import { DAY } from '#lib/kernel';
import type { ClinicRules } from '../rules/clinic-rules.js';
import type { DropoutSettings } from '../rules/dropout-settings.js';
import type { ClinicEvent } from '#lib/events';
import { mayPrompt } from '../alerts/withdraw.js';
import { raiseDropoutRiskAlerts } from '../alerts/dropout-risk-alerts.js';
import type { EpisodeState } from '../state/episode-state.js';
import { modelFor } from '../dropout/hazard/clinic-model.js';
import { featuresOf, featuresOver } from '../dropout/hazard/features.js';
import { hazardOf, ratioIn } from '../dropout/hazard/hazard.js';
import { silenceThatStops } from '../dropout/stop-definition.js';
import { attendedSessions, cadenceOf } from '../dropout/as-of.js';

export const LEAST_RATIO = 2.5;

/** The interval that an episode is in. */
export interface OpenInterval {
  /** Reference of the hour that opened it. */
  readonly hour: string;
  readonly opened: number;
  /** From here on work counts as stopped, and a chance is no longer told. */
  readonly ends: number;
}

/** Undefined before the first attended hour and outside a running episode. */
export function openInterval(state: EpisodeState): OpenInterval | undefined {
  if (state.status !== 'open') return undefined;
  const last = attendedSessions(state).at(-1);
  if (!last) return undefined;
  const since = Math.max(last.at, state.resumed.at(-1) ?? 0);
  return { hour: last.appointment.ref, opened: last.at, ends: since + silenceThatStops(cadenceOf(state)) * DAY };
}

/** Null where the clinic has it off, or the client does not want it. */
const settingsFor = (state: EpisodeState, { stopping }: ClinicRules): DropoutSettings | null =>
  mayPrompt(state) && state.consent.scoring ? stopping : null;

/** Clinical time of the next look; undefined when none would change anything, and where the chance is off. */
export function assessDropoutAt(state: EpisodeState, rules: ClinicRules): number | undefined {
  const stopping = settingsFor(state, rules);
  if (stopping === null) return undefined;
  const open = openInterval(state);
  if (!open || state.looked?.told === open.hour) return undefined;
  const first = firstDay(open.opened + DAY, earliestOf(state));
  const days = Math.floor((open.ends - first) / DAY);
  const isTold = tellingOver(state, rules, stopping);
  const tells = (day: number): boolean => isTold(first + day * DAY);
  if (days < 0 || !tells(days)) return undefined;
  return first + firstTrue(days, tells) * DAY;
}

/** At most one look a day, and none back in time: what came since has been folded already. */
const earliestOf = ({ asOf, looked }: EpisodeState): number => (looked ? Math.max(asOf, looked.at + DAY) : asOf);

/** Days are counted from `from`; the first that is not before `earliest`. */
const firstDay = (from: number, earliest: number): number =>
  from + Math.max(0, Math.ceil((earliest - from) / DAY)) * DAY;

/** Only silence grows with time, so the days before the first telling one are all silent. `last` must be true. */
function firstTrue(last: number, holds: (n: number) => boolean): number {
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}

/** Too little known, too little out of the usual: nobody is told. */
function tellingOver(state: EpisodeState, rules: ClinicRules, stopping: DropoutSettings): (at: number) => boolean {
  const signalsAt = featuresOver({ state, rules });
  const model = modelFor(stopping);
  return (at) => {
    const { enough, interval, features } = signalsAt(at);
    return enough && ratioIn(model, { interval, features, site: stopping.site }) >= leastRatio(stopping);
  };
}

const leastRatio = ({ leastRatio: chosen = LEAST_RATIO }: DropoutSettings): number => Math.max(LEAST_RATIO, chosen);

type AssessmentDue = Extract<ClinicEvent, { type: 'timer.due' }>;

export function assessDropout(state: EpisodeState, event: AssessmentDue, rules: ClinicRules): EpisodeState {
  const stopping = settingsFor(state, rules);
  const open = openInterval(state);
  if (stopping === null || !open) return state;
  const at = event.occurredAt;
  const told = state.looked?.told ?? null;
  const tells = told !== open.hour && at <= open.ends && tellingOver(state, rules, stopping)(at);
  if (!tells) return { ...state, looked: { at, told } };
  const signals = featuresOf({ state, at, rules });
  const hazard = hazardOf(modelFor(stopping), { ...signals, site: stopping.site });
  const looked = { ...state, looked: { at, told: open.hour } };
  return raiseDropoutRiskAlerts(looked, { hour: open.hour, hazard, event });
}
