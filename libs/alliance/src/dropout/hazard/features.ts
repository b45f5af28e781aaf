/** From a snapshot of an episode to the signals of the model, and to what could not be known. */
import { DAY, fail, HOUR, succeed, type Result } from '#lib/kernel';
import type { EventData } from '../../events/catalogue.js';
import type { Snapshot } from '../snapshot.js';
import { attendedAt, calendarFeatures } from './calendar-features.js';
import { FEATURES, type FeatureName, type Features } from './hazard-model.js';
import { ratingFeatures, type ReferenceOf } from './rating-features.js';

export interface Setting {
  /** Usual days from one appointment to the next. */
  readonly cadenceDays: number;
  /** No norms are shipped for the Pulse: without the clinic's own, the rating signals stay unknown. */
  readonly referenceOf: ReferenceOf;
}

export interface Signals {
  /** Appointments attended so far; 0 before the first, for which the model says nothing. */
  readonly interval: number;
  readonly features: Features;
  readonly missing: readonly FeatureName[];
  /** Enough to show a chance: attended at least once, and the latest rating can be placed. */
  readonly enough: boolean;
}

/** The view beside the client's has no rule yet, so `disc` is always missing. */
export function featuresOf(snapshot: Snapshot, { cadenceDays, referenceOf }: Setting): Signals {
  const features = {
    ...ratingFeatures(snapshot, referenceOf),
    ...calendarFeatures(snapshot, cadenceDays),
    ...formFeatures(snapshot),
    ...taskFeatures(snapshot),
  };
  const interval = snapshot.state.attendance.tallies.kept;
  return {
    interval,
    features,
    missing: FEATURES.filter((name) => features[name] === undefined),
    enough: interval > 0 && features.level !== undefined,
  };
}

/** Silence says something only where somebody asked. */
function formFeatures({ state, events }: Snapshot): Features {
  const asked = events.some(({ type }) => type === 'feedback.requested' || type === 'feedback.expired');
  return asked ? { nonresp: state.unanswered } : {};
}

const TASKS = 3;
const FULLY = 4;
const WITH_TASKS: ReadonlySet<EventData<'episode.opened'>['approach']> = new Set(['cbt', 'dbt'] as const);

function taskFeatures({ events }: Snapshot): Features {
  const approach = events.reduce<EventData<'episode.opened'>['approach']>(
    (known, e) => (e.type === 'episode.opened' || e.type === 'episode.updated' ? (e.data.approach ?? known) : known),
    undefined,
  );
  const done = doneOf(events).slice(-TASKS);
  if (!WITH_TASKS.has(approach) || done.length < TASKS) return {};
  return { hw: done.reduce((sum, share) => sum + share, 0) / TASKS < 0.5 ? 1 : 0 };
}

/** Share done of each homework whose time has come; a completion after all takes the place of the lateness. */
function doneOf(events: Snapshot['events']): readonly number[] {
  const byTask = new Map<string, number>();
  for (const event of events) {
    const { type, data } = event;
    if (type !== 'engagement.task_completed' && type !== 'engagement.task_overdue') continue;
    if (data.taskKind !== 'homework') continue;
    byTask.set(data.task, type === 'engagement.task_completed' ? (data.completion ?? FULLY) / FULLY : 0);
  }
  return [...byTask.values()];
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

/** Refuses a snapshot that looks at another instant than a landmark of the interval that it is in. */
export function trainingFeatures(
  snapshot: Snapshot,
  setting: Setting,
  closed: number | null,
): Result<Signals, 'leakage' | 'not-started'> {
  const opened = attendedAt(snapshot).at(-1);
  if (opened === undefined) return fail('not-started');
  const allowed = landmarksOf({ opened, closed }, setting.cadenceDays);
  return allowed.includes(snapshot.at) ? succeed(featuresOf(snapshot, setting)) : fail('leakage');
}
