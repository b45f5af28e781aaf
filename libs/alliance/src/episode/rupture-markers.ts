/**
 * Notes that mark an hour for rupture or repair. A mark counts for the hour it is about and from the moment it was made:
 * what was concluded before then stands. Suggestions by software are kept and prove nothing.
 */
import { evidenceKindOf } from '../ruptures/roster.js';
import { DAY } from '#lib/kernel';
import { tuningOf, type ClinicRules } from '../rules/clinic-rules.js';
import type { ClinicEvent } from '#lib/events';
import { judgeAnew } from './judge-anew.js';
import { ruptureAfter } from '../ruptures/judge.js';
import { isEvidence, kindOf, codedSession, markersOf, type CodedSession } from '../state/coded-session.js';
import { measures } from '../ratings/rating-series.js';
import { confirmRupture, markRepaired, REPAIR } from '../ruptures/repair.js';
import { isRated, type Rating } from '../state/series.js';
import { changed } from '../state/changed-state.js';
import { isUnsettled, type RepairAttempt, type Rupture, type RuptureKind } from '../state/rupture.js';
import type { EpisodeState } from '../state/episode-state.js';

type Recorded = Extract<ClinicEvent, { type: 'note.alliance_markers_recorded' }>;

const MOST_HOURS = 20;
const MOST_REPAIRS = 10;
/** A rating and a mark so close to each other are about the same hour. */
const SAME_HOUR = 3 * DAY;
const SIGNIFICANT = 3;

export function codeSession(state: EpisodeState, event: Recorded, rules: ClinicRules): EpisodeState {
  const hour = codedSession(event);
  const others = state.hours.filter(({ note, source }) => note !== hour.note || source !== hour.source);
  const hours = [...others, hour].slice(-MOST_HOURS);
  const kept: EpisodeState = { ...state, hours };
  if (!isEvidence(hour) || state.status === 'closed') return kept;
  const annotated = { ...kept, rupture: state.rupture && annotate(state.rupture, hour, event) };
  const next = ruptureAfterMarks(annotated, event, rules);
  if (next === null || next.cause === annotated.rupture?.cause) return replaceRupture(state, annotated, next);
  return isCalmSince(state, hour, rules) ? annotated : replaceRupture(state, annotated, annotate(next, hour, event));
}

/** Made late: what would have mended by itself, had it been marked at once, is not begun any more. */
function isCalmSince({ series }: EpisodeState, { at }: CodedSession, rules: ClinicRules): boolean {
  const own = series.filter((one) => one.respondent !== 'clinician' && measures(one, 'alliance', rules));
  return own.some(({ ratings }) => {
    const since = ratings.filter((rating) => rating.at > at + DAY && isRated(rating));
    return since.some((_, i) => isAllCalm(since.slice(i, i + REPAIR.parameters.calmForms)));
  });
}

const isAllCalm = (ratings: readonly Rating[]): boolean =>
  ratings.length === REPAIR.parameters.calmForms && ratings.every(({ rules }) => rules.length === 0);

/** The state with another rupture, counting the one whose place it takes. */
export function replaceRupture(before: EpisodeState, state: EpisodeState, rupture: Rupture | null): EpisodeState {
  if (rupture === state.rupture && rupture === before.rupture) return state;
  const replaced = before.rupture !== null && rupture?.cause !== before.rupture.cause;
  return changed(state, { rupture, pastRuptures: before.pastRuptures + (replaced ? 1 : 0) });
}

/** Hours up to the end of an earlier rupture belong to that one. */
const settledAt = (rupture: Rupture | null): number =>
  rupture && !isUnsettled(rupture) ? (rupture as Rupture).changedAt : -Infinity;

function ruptureAfterMarks(state: EpisodeState, event: Recorded, rules: ClinicRules): Rupture | null {
  const { rupture, approach } = state;
  const hours = state.hours.filter(({ at }) => at > settledAt(rupture));
  const hour = codedSession(event);
  if (!hours.some(({ event: ref }) => ref === hour.event)) return rupture;
  const tuning = tuningOf(rules, approach);
  const { verdict, anew } = judgeAnew(state, { kind: 'marked', hours }, tuning);
  return ruptureAfter(
    anew ? null : rupture,
    {
      series: null,
      sign: { at: event.occurredAt, value: null, probe: null },
      onset: hour.at,
      verdict,
      facet: null,
      kind: kindNear(hours, hour.at),
      cause: event.id,
      historical: event.historical,
    },
    tuning,
  );
}

/** What notes say about the kind of a rupture that began at an instant. */
export const kindNear = (hours: readonly CodedSession[], onset: number): RuptureKind =>
  kindOf(hours.filter(({ at }) => Math.abs(at - onset) <= SAME_HOUR));

/** A rupture stays open to what is marked about its own hours, also when it has been repaired meanwhile. */
const isInSight = (rupture: Rupture, { at }: CodedSession): boolean =>
  at >= rupture.onset - SAME_HOUR && (rupture.state === 'repaired' ? at <= rupture.changedAt : isUnsettled(rupture));

function annotate(rupture: Rupture, hour: CodedSession, { occurredAt, data }: Recorded): Rupture {
  if (!isInSight(rupture, hour)) return rupture;
  const repairs = [...rupture.repairs, ...repairOf(hour)];
  const noted: Rupture = {
    ...rupture,
    kind: kindOf([hour], rupture.kind),
    repairs: repairs.length > MOST_REPAIRS ? [...repairs.slice(0, 1), ...repairs.slice(1 - MOST_REPAIRS)] : repairs,
    contribution: data.ownPart ?? rupture.contribution,
  };
  const sure = isConfirmedBy(rupture, hour) ? confirmRupture(noted) : noted;
  return hour.markers.some(({ code }) => code === 'repair.achieved') ? markRepaired(sure, occurredAt) : sure;
}

/** Ratings found it, and somebody who was there marks it too. A mark alone confirms no mark. */
const isConfirmedBy = ({ rules }: Rupture, hour: CodedSession): boolean =>
  rules.some((rule) => evidenceKindOf(rule) !== 'markers') &&
  markersOf(hour, 'withdrawal', SIGNIFICANT) + markersOf(hour, 'confrontation', SIGNIFICANT) > 0;

function repairOf({ at, event, markers }: CodedSession): RepairAttempt[] {
  const ticked = markers.filter(({ code }) => code === 'repair.attempted' || code === 'repair.achieved');
  if (ticked.length === 0) return [];
  const strategies = [...new Set(ticked.flatMap(({ marker }) => marker ?? []))];
  return [{ at, event, strategies, achieved: ticked.some(({ code }) => code === 'repair.achieved') }];
}
