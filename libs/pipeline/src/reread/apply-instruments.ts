/**
 * Instruments that a clinic added or activated take effect at once: the episodes in which forms waited for them are
 * folded anew, and no other is touched. What is found in the last days is told as it would have been, and what is older is
 * shown. A choice that changes more than that waits for its rebuild.
 */
import type { Alert } from '#lib/alliance';
import { addedInstruments, pendingChoice, type RulesCache, type RulesOf } from '#lib/clinic-settings';
import { TOO_LATE } from '#lib/events';
import {
  buildInForce,
  foldUnder,
  formatOf,
  hasFolded,
  lockShard,
  readCheckpoints,
  SHARDS,
  tryLock,
} from '#lib/eventlog';
import type { Clock, Database, Queryable } from '#lib/platform';
import { episodesWaitingFor } from '#lib/readmodels';
import { announce } from '../follow/live.js';
import { asksToday, settle } from '../rebuild/apply-rules-revisions.js';
import { foldUpTo } from '../rebuild/catch-up.js';
import { REBUILD_LOCK } from '../rebuild/rebuild.js';
import { STATE_FORMAT } from '../rebuild/state-format.js';

export interface InstrumentsBasis {
  readonly db: Database;
  readonly rules: RulesCache;
  readonly clock: Clock;
  readonly clinicClock: Clock;
}

export interface PendingInstruments {
  /** The newest revision, which is not in force. */
  readonly revision: number;
  readonly codes: readonly string[];
  /** Places of the choice that wait for a rebuild, and all with them. */
  readonly besides: readonly string[];
}

/** Undefined where the newest revision is in force. */
export async function pendingInstruments(db: Queryable, tenant: number): Promise<PendingInstruments | undefined> {
  const { revisions } = await buildInForce(db, [tenant]);
  const pending = await pendingChoice(db, tenant, revisions.get(tenant) ?? 0);
  return pending && { revision: pending.newest.revision, ...addedInstruments(pending.before, pending.newest.choice) };
}

/** How many episodes were folded anew; undefined where nothing took effect. While a rebuild runs, nothing does. */
export async function applyInstruments(basis: InstrumentsBasis, tenant: number): Promise<number | undefined> {
  const { db } = basis;
  if (!canTakeEffect(await pendingInstruments(db, tenant))) return undefined;
  return db.transact(
    async (tx) => {
      if (!(await tryLock(tx, REBUILD_LOCK))) return undefined;
      for (let shard = 0; shard < SHARDS; shard++) await lockShard(tx, shard);
      const pending = await pendingInstruments(tx, tenant);
      if (!canTakeEffect(pending)) return undefined;
      const { build } = await buildInForce(tx, [tenant]);
      if (await isOfOlderCode(tx, build)) return undefined;
      const streams = await episodesWaitingFor(tx, tenant, pending.codes);
      const revisions = new Map([[tenant, pending.revision]]);
      await foldUnder(tx, build, revisions);
      const folding = { ...basis, build, rulesOf: await basis.rules.of(tx, revisions) };
      for (let i = 0; i < streams.length; i += PAGE)
        await foldAgain(tx, keysOf(tenant, streams.slice(i, i + PAGE)), folding);
      return streams.length;
    },
    { working: true },
  );
}

const PAGE = 200;

const canTakeEffect = (pending: PendingInstruments | undefined): pending is PendingInstruments =>
  pending !== undefined && pending.codes.length > 0 && pending.besides.length === 0;

/** Its states do not say what waits, and it is about to be folded anew as a whole. */
const isOfOlderCode = async (tx: Queryable, build: number): Promise<boolean> =>
  (await formatOf(tx, build)) !== STATE_FORMAT && (await hasFolded(tx, build));

const keysOf = (tenant: number, streams: readonly string[]) => streams.map((stream) => ({ tenant, stream }));

interface Folding extends InstrumentsBasis {
  readonly build: number;
  readonly rulesOf: RulesOf;
}

async function foldAgain(
  tx: Queryable,
  keys: readonly { readonly tenant: number; readonly stream: string }[],
  { build, rulesOf, clock, clinicClock }: Folding,
): Promise<void> {
  const now = clock.now();
  const clinicNow = clinicClock.now();
  const stands = await readCheckpoints(tx, build, keys);
  const apart = stands
    .filter(({ version }) => version > 0)
    .map(({ tenant, stream, version }) => ({ tenant, stream, reached: version, rebuilt: version }));
  await foldUpTo(tx, { build, rulesOf }, { apart, now });
  const folded = await readCheckpoints(tx, build, apart);
  const states = folded.map(({ tenant, stream, state = '' }) => ({ tenant, stream, state }));
  await settle(tx, states, { build, rulesOf, now, clinicNow, owes: (alert) => isTold(alert, clinicNow) });
  await announce(tx, { streams: states, alerts: [] });
}

/** Fresh enough to be sent. */
export const isTold = (alert: Alert, clinicNow: number): boolean =>
  asksToday(alert) || (alert.status === 'open' && !alert.historical && clinicNow - alert.raisedAt <= TOO_LATE);
