/**
 * A chance of stopping early that is well above what is usual. Told once in an interval, and eased by the next hour. When
 * the hour that opened the interval turns out not to have taken place, the alert that stands says "seen again".
 */
import type { Hazard } from '../dropout/hazard/hazard.js';
import { type ClinicEvent, refOf } from '#lib/events';
import { isRated } from '../state/series.js';
import { isUnsettled } from '../state/rupture.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isLive, type AlertFacts } from '../state/alert.js';
import { raise, seeAgain, DROPOUT_RISK } from './raise.js';

interface DropoutRiskFound {
  /** Reference of the hour that opened the interval. */
  readonly hour: string;
  readonly hazard: Hazard;
  readonly event: ClinicEvent;
}

export function raiseDropoutRiskAlerts(state: EpisodeState, { hour, hazard, event }: DropoutRiskFound): EpisodeState {
  const facts = factsOf(hazard);
  const live = state.alerts.find((alert) => alert.rule === DROPOUT_RISK.code && isLive(alert));
  if (live) return seeAgain(state, live, { event, facts });
  const evidence = [...groundsOf(state), refOf(event)];
  return raise(state, DROPOUT_RISK, { cause: hour, evidence, facts, event, historical: event.historical });
}

/** Numbers, and the code of the strongest sign; the budget ranks by `ratio`. */
const factsOf = ({ h, ratio, reasons }: Hazard): AlertFacts => ({
  ratio: Math.round(ratio * 10) / 10,
  inHundred: Math.max(1, Math.round(h * 100)),
  first: reasons.find(({ factor }) => factor > 1)?.feature ?? 'none',
});

/** The forms and signs that a look read, as far as they have a reference. */
function groundsOf({ series, rupture }: EpisodeState): readonly string[] {
  const rated = series.flatMap((s) => (s.respondent === 'client' ? (s.ratings.findLast(isRated) ?? []) : []));
  const signs = isUnsettled(rupture) ? rupture.evidence.slice(-1) : [];
  return [...new Set([...rated.map(({ event }) => event), ...signs])];
}
