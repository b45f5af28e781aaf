/** What one follow transaction does: lock, read, fold, and write everything that the fold produced. */
import { isDeepStrictEqual } from 'node:util';
import { lookAgainAt, writeState } from '#lib/alliance';
import { buildInForce, clearMarks, readCheckpoints, saveCheckpoints, saveTimers, type DirtyMark } from '#lib/eventlog';
import type { RulesCache } from '#lib/clinic-settings';
import type { ClinicClock, Clock, Queryable } from '#lib/platform';
import { saveChangedRows } from '#lib/readmodels';
import { absenceTimers, mayBeReplaced } from './absence-timers.js';
import { foldStreams, type Projection } from './fold-stream.js';
import { announce } from './live.js';
import { raiseAlerts } from './raise-alerts.js';

export interface MarksResult {
  readonly episodes: number;
  /** When each followed event was received. */
  readonly receivedAt: readonly number[];
  readonly refolds: number;
  /** Tiers of new alerts. */
  readonly raised: readonly string[];
  /** Outbox ids to wake. */
  readonly deliveries: readonly string[];
}

/** What a projection goes by. */
export interface ProjectionBasis {
  readonly rules: RulesCache;
  readonly clock: Clock;
  readonly clinicClock: ClinicClock;
}

export async function projectMarks(
  tx: Queryable,
  marked: readonly DirtyMark[],
  basis: ProjectionBasis,
): Promise<MarksResult> {
  const marks = marked.toSorted(byKey);
  const { build, revisions } = await buildInForce(tx, [...new Set(marks.map((m) => m.tenant))]);
  const checkpoints = await readCheckpoints(tx, build, marks);
  const folded = await foldStreams(
    tx,
    checkpoints.filter((c) => !c.quarantined),
    await basis.rules.of(tx, revisions),
  );
  const alerts =
    folded.length > 0 ? await writeFolded(tx, build, { folded, basis }) : { raised: [], deliveries: [], ids: [] };
  await clearMarks(tx, marks);
  if (folded.length > 0) await announce(tx, { streams: folded.map((f) => f.checkpoint), alerts: alerts.ids });
  return {
    episodes: folded.length,
    receivedAt: folded.flatMap((f) => f.events.map((e) => e.receivedAt)),
    refolds: folded.filter((f) => f.refolded).length,
    raised: alerts.raised,
    deliveries: alerts.deliveries,
  };
}

/** The order in which rows are locked: two followers may hold marks of the same episodes, one of them in bulk. */
const byKey = (a: DirtyMark, b: DirtyMark): number => a.tenant - b.tenant || (a.stream < b.stream ? -1 : 1);

interface Writing {
  readonly folded: readonly Projection[];
  readonly basis: ProjectionBasis;
}

async function writeFolded(tx: Queryable, build: number, { folded, basis }: Writing) {
  const now = basis.clock.now();
  const checkpoints = folded.map((f) => ({
    ...keyOf(f),
    from: f.checkpoint.version,
    version: versionOf(f),
    state: writeState(f.after),
  }));
  await saveCheckpoints(tx, build, { checkpoints, now });
  await saveChangedRows(
    tx,
    build,
    folded.map((f) => ({ ...keyOf(f), before: f.before, state: f.after, rules: f.rules })),
  );
  await saveTimers(tx, folded.flatMap(changedTimer));
  await saveTimers(tx, await absenceTimers(tx, folded, basis.clinicClock.now()));
  return raiseAlerts(tx, folded, now);
}

const keyOf = ({ checkpoint: { tenant, stream } }: Projection) => ({ tenant, stream });
const versionOf = ({ events }: Projection): number => events.at(-1)?.version ?? 0;

function changedTimer(f: Projection) {
  const { before, after, rules } = f;
  const was = before && lookAgainAt(before, rules);
  const is = lookAgainAt(after, rules);
  if (isDeepStrictEqual(was, is) && !mayBeReplaced(before, rules)) return [];
  return [{ ...keyOf(f), dueAt: is?.at, reason: is?.reason ?? '' }];
}
