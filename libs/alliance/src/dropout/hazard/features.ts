/** From an episode at an instant to the signals of the model, and to what could not be known. */
import { attendedSessions, cadenceOf } from '#lib/attendance';
import { DAY, fail, HOUR, succeed, type Result } from '#lib/kernel';
import type { Approach } from '../../rules/clinic-rules.js';
import type { EpisodeState } from '../../state/episode-state.js';
import type { AsOf, AttendanceAsOf } from '../as-of.js';
import { calendarFeatures, silenceFeatures } from './calendar-features.js';
import { FEATURES, type FeatureName, type Features } from '#lib/hazard';
import { ratingFeatures } from './rating-features.js';

export interface Signals {
  /** Appointments attended so far; 0 before the first, for which the model says nothing. */
  readonly interval: number;
  readonly features: Features;
  readonly missing: readonly FeatureName[];
  /** Enough to show a chance: attended at least once, and the latest rating can be placed. */
  readonly enough: boolean;
}

export const featuresOf = (sight: AsOf): Signals => featuresOver(sight)(sight.at);

/** The signals at one instant after another while nothing happens: what does not change with time is worked out once. */
export function featuresOver(standing: AttendanceAsOf): (at: number) => Signals {
  const { state } = standing;
  const attended = attendedSessions(state);
  const silence = silenceFeatures(state, attended);
  const interval = state.attendance.tallies.kept;
  const lasting = {
    ...ratingFeatures(standing, attended),
    ...calendarFeatures(state, attended),
    ...formFeatures(state),
    ...taskFeatures(state),
  };
  return (at) => {
    const features: Features = { ...lasting, ...silence(at) };
    const missing = FEATURES.filter((name) => features[name] === undefined);
    return { interval, features, missing, enough: interval > 0 && features.level !== undefined };
  };
}

/** Silence says something only where somebody asked. */
const formFeatures = ({ asked, unanswered }: EpisodeState): Features => (asked ? { nonresp: unanswered } : {});

const TASKS = 3;
const WITH_TASKS: ReadonlySet<Approach | null> = new Set<Approach | null>(['cbt', 'dbt']);

function taskFeatures({ approach, tasks }: EpisodeState): Features {
  const shares = tasks.flatMap(({ kind, done }) => (kind === 'homework' ? (done ?? []) : []));
  const done = shares.slice(-TASKS);
  if (!WITH_TASKS.has(approach) || done.length < TASKS) return {};
  return { hw: done.reduce((sum, share) => sum + share, 0) / TASKS < 0.5 ? 1 : 0 };
}

/**
 * When a training row may look: a day after the appointment that opened the interval, and once more after one usual
 * cadence, and never at or after the close of the interval, by which time the answer itself would be seen.
 */
export function landmarksOf(
  { opened, closed }: { readonly opened: number; readonly closed: number | null },
  cadenceDays: number,
): readonly number[] {
  return [opened + 24 * HOUR, opened + cadenceDays * DAY].filter((at) => closed === null || at < closed);
}

/** Refuses to look at another instant than a landmark of the interval that the episode is in. */
export function trainingFeatures(sight: AsOf, closed: number | null): Result<Signals, 'leakage' | 'not-started'> {
  const opened = attendedSessions(sight.state).at(-1)?.at;
  if (opened === undefined) return fail('not-started');
  const allowed = landmarksOf({ opened, closed }, cadenceOf(sight.state));
  return allowed.includes(sight.at) ? succeed(featuresOf(sight)) : fail('leakage');
}
