/**
 * The rows that a model of stopping early is fitted and judged on: one episode's person-intervals, each looked at on its
 * landmarks and never later, with what came of it by definition D-B.
 */
import { attendedSessions, cadenceOf, sessionsOf, type PastSession } from '#lib/attendance';
import { DAY } from '#lib/kernel';
import {
  type ClinicRules,
  isRated,
  type EpisodeState,
  THE_CLIENTS,
  landmarksOf,
  trainingFeatures,
  silenceThatStops,
  type AsOf,
} from '#lib/alliance';
import { type Features } from '#lib/hazard';
import type { ClinicEvent } from '#lib/events';
import { courseOf } from '../labels/course-of-episode.js';
import { isFollowedUp, riskIntervals, rowOf, type RiskInterval } from '../labels/intervals.js';
import { snapshotAt } from '../snapshot.js';
import { walk } from './history-walk.js';

export interface DropoutRow {
  readonly episode: string;
  readonly client: string;
  readonly clinician: string;
  /** Clinical time of the look. */
  readonly at: number;
  /** A day after the hour that opened the interval, or one usual cadence after it. */
  readonly landmark: 'day-after' | 'cadence';
  readonly interval: number;
  readonly features: Features;
  /** A chance would have been shown. */
  readonly enough: boolean;
  /** 1: work stopped in this interval. */
  readonly y: 0 | 1;
  /** The attended hour that opened the interval. */
  readonly opened: number;
  /** When a stop was known; null where the client came back. */
  readonly labelledAt: number | null;
  /** How long a stop in this interval takes to be known, in milliseconds. */
  readonly followUp: number;
  /** Of the two latest hours that the client could have come to, one was missed. */
  readonly missedLast: boolean;
  /** The latest rating lies below its form's level; null without a rating. */
  readonly belowCutoff: boolean | null;
}

export interface Span {
  /** What the history is folded under; `stopping` may be off. */
  readonly rules: ClinicRules;
  /** Until when the data reach. */
  readonly asOf: number;
}

/** Intervals that are censored, open, or too young for their stop to be known give no row. */
export function dropoutRows(history: readonly ClinicEvent[], { rules, asOf }: Span): readonly DropoutRow[] {
  const whole = snapshotAt(history, asOf, rules);
  const cadenceDays = cadenceOf(whole.state);
  const course = courseOf(whole, cadenceDays);
  const hours = attendedSessions(whole.state);
  const see = walk(history, rules);
  return riskIntervals(course).flatMap((interval) => {
    const y = rowOf(interval);
    const hour = hours[interval.interval - 1];
    if (y === undefined || !hour || !isFollowedUp(interval, course)) return [];
    const closed = closeOf(interval, hours);
    return looksAt(see, hour, closed).flatMap((look) => {
      const row = rowAt(look, closed);
      const labelledAt = y === 1 ? closed : null;
      return row ? [{ ...row, y, opened: hour.at, labelledAt, followUp: silenceThatStops(cadenceDays) * DAY }] : [];
    });
  });
}

/** To the millisecond where the client came back; a stop is known by the day. */
const closeOf = ({ interval, closed, outcome }: RiskInterval, hours: readonly PastSession[]): number =>
  outcome === 'survived' ? (hours[interval]?.at ?? 0) : (closed ?? 0) * DAY;

interface RowMoment {
  readonly sight: AsOf;
  readonly landmark: DropoutRow['landmark'];
}

function looksAt(see: (at: number) => AsOf, { at: opened }: PastSession, closed: number): readonly RowMoment[] {
  const dayAfter = opened + DAY;
  if (dayAfter >= closed) return [];
  const first = see(dayAfter);
  const later = landmarksOf({ opened, closed }, cadenceOf(first.state)).find((at) => at > dayAfter);
  const looks: RowMoment[] = [{ sight: first, landmark: 'day-after' }];
  return later === undefined ? looks : [...looks, { sight: see(later), landmark: 'cadence' }];
}

type UnlabelledRow = Omit<DropoutRow, 'y' | 'opened' | 'labelledAt' | 'followUp'>;

/** Nothing where the cadence has changed since: such a look would be at no landmark any more. */
function rowAt({ sight, landmark }: RowMoment, closed: number): UnlabelledRow | undefined {
  const signals = trainingFeatures(sight, closed);
  if (!signals.ok) return undefined;
  const { episode, client, clinician } = sight.state;
  const { interval, features, enough } = signals.value;
  const plain = { missedLast: hasMissed(sight.state), belowCutoff: isBelow(sight.state) };
  return { episode, client, clinician: clinician ?? '', at: sight.at, landmark, interval, features, enough, ...plain };
}

const hasMissed = (state: EpisodeState): boolean =>
  sessionsOf(state, THE_CLIENTS)
    .slice(-2)
    .some(({ appointment }) => appointment.tally === 'missedByClient');

function isBelow({ series }: EpisodeState): boolean | null {
  const judged = series.filter(({ respondent }) => respondent === 'client');
  const latest = judged.flatMap(({ ratings }) => ratings.findLast(isRated) ?? []).sort((a, b) => b.at - a.at)[0];
  return latest ? latest.rules.includes('level') : null;
}
