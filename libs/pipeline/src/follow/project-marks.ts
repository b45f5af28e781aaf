/** What one follow transaction does: lock, read, fold, and write everything that the fold produced. */
import { isDeepStrictEqual } from 'node:util';
import { lookAgainAt, writeState } from '#lib/alliance';
import {
  buildInForce,
  clearMarks,
  markForeign,
  markPeople,
  readCheckpoints,
  saveCheckpoints,
  saveTimers,
  shardOf,
  streamKey,
  type DirtyMark,
  type PersonInEpisode,
  type StreamKey,
} from '#lib/eventlog';
import type { RulesCache } from '#lib/clinic-settings';
import type { ClinicClock, Clock, Queryable } from '#lib/platform';
import { peopleOf, saveChangedRows } from '#lib/readmodels';
import { absenceTimers, mayBeReplaced } from './absence-timers.js';
import { readUnfolded, type Projection } from './fold-stream.js';
import { episodeKey, foldUnlessAwaited } from './await-people.js';
import { announce } from './live.js';
import { foreignMark } from './relay-facts.js';
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
  /** Of whom something is told that has to come into their episode first: that one was left as it was. */
  readonly awaited: readonly PersonInEpisode[];
}

/** What a projection goes by. */
export interface ProjectionBasis {
  readonly rules: RulesCache;
  readonly clock: Clock;
  readonly clinicClock: ClinicClock;
  /** What has been brought into its episode a moment ago: what is told since then comes with its own mark. */
  readonly brought?: ReadonlySet<string>;
}

export async function projectMarks(
  tx: Queryable,
  marked: readonly DirtyMark[],
  basis: ProjectionBasis,
): Promise<MarksResult> {
  const marks = marked.toSorted(byKey);
  const began = basis.clock.now();
  const { build, revisions } = await buildInForce(tx, [...new Set(marks.map((m) => m.tenant))]);
  const checkpoints = await readCheckpoints(tx, build, marks);
  const fresh = await readUnfolded(
    tx,
    checkpoints.filter((c) => !c.quarantined),
    await basis.rules.of(tx, revisions),
  );
  const { folded, awaited } = await foldUnlessAwaited(tx, fresh, basis.brought ?? new Set());
  const waiting = new Set(awaited.map(episodeKey));
  const isReady = (key: StreamKey): boolean => !waiting.has(streamKey(key));
  const alerts =
    folded.length > 0 ? await writeFolded(tx, build, { folded, basis }) : { raised: [], deliveries: [], ids: [] };
  await clearMarks(tx, marks.filter(isReady), began);
  if (folded.length > 0) await announce(tx, { streams: folded.map((f) => f.checkpoint), alerts: alerts.ids });
  return {
    episodes: folded.length,
    receivedAt: folded.flatMap((f) => f.events.map((e) => e.receivedAt)),
    refolds: folded.filter((f) => f.refolded).length,
    raised: alerts.raised,
    deliveries: alerts.deliveries,
    awaited,
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
  await markRelays(tx, folded, now);
  await saveTimers(tx, folded.flatMap(changedTimer), now);
  await saveTimers(tx, await absenceTimers(tx, folded, basis.clinicClock.now()), now);
  return raiseAlerts(tx, folded, { now, clinicNow: basis.clinicClock.now() });
}

/** Who came into an episode brings along what is told of them; what names somebody else goes to a place of its own. */
async function markRelays(tx: Queryable, folded: readonly Projection[], now: number): Promise<void> {
  const people = folded.flatMap(({ checkpoint: { tenant }, before, after }) => {
    const known = new Set(before ? peopleOf(before) : []);
    return peopleOf(after).flatMap((stream) =>
      known.has(stream) ? [] : [{ tenant, stream, shard: shardOf(tenant, stream, 'live') }],
    );
  });
  if (people.length > 0) await markPeople(tx, people, now);
  const foreign = folded.flatMap((f) => {
    // a late one may be older than those that the list still names
    const isSame = !f.refolded && isDeepStrictEqual(f.before?.foreign, f.after.foreign);
    if (f.after.foreign.length === 0 || isSame) return [];
    const { tenant, stream } = f.checkpoint;
    return [{ tenant, stream: foreignMark(stream), shard: shardOf(tenant, stream, 'safety'), head: versionOf(f) }];
  });
  if (foreign.length > 0) await markForeign(tx, foreign, now);
}

const keyOf = ({ checkpoint: { tenant, stream } }: Projection) => ({ tenant, stream });
const versionOf = ({ events }: Projection): number => events.at(-1)?.version ?? 0;

function changedTimer(f: Projection) {
  const { before, after, rules } = f;
  const was = before && lookAgainAt(before, rules);
  const is = lookAgainAt(after, rules);
  if (isDeepStrictEqual(was, is) && !mayBeReplaced(before, rules)) return [];
  return [{ ...keyOf(f), dueAt: is?.at, reason: is?.reason ?? '', knownAt: after.asOf }];
}
