/**
 * A build that is folded under other revisions than the one before it takes along what hangs on the fold beside the read
 * models: when to look again, and which alerts stand. What the new rules find in the past is shown, and nobody is told;
 * except of a safety answer, which is told whenever it is found.
 */
import { alertsOf, lookAgainAt, readState, SAFETY_ANSWER, type Alert, type EpisodeState } from '#lib/alliance';
import {
  buildInForce,
  foldUnder,
  lockShard,
  readFoldedStates,
  saveTimers,
  SHARDS,
  streamKey,
  type FoldedState,
} from '#lib/eventlog';
import { lastRevision, type RulesOf } from '#lib/clinic-settings';
import type { Database, Queryable } from '#lib/platform';
import { alertId, saveAlerts, standingKeys, supersedeAlerts } from '#lib/readmodels';
import { absenceTimers } from '../follow/absence-timers.js';
import { enqueueDeliveries } from '../follow/raise-alerts.js';

export interface RevisionApplication {
  readonly build: number;
  readonly rulesOf: RulesOf;
  readonly now: number;
  /** Of the clinics: on which day somebody is away. */
  readonly clinicNow: number;
  /** Whether somebody is told of an alert that the new rules found; of a safety answer only, unless given. */
  readonly owes?: (alert: Alert) => boolean;
}

const PAGE = 500;

/** Every shard must be locked by this transaction. */
export async function applyRulesRevisions(
  tx: Queryable,
  tenants: readonly number[],
  adoption: RevisionApplication,
): Promise<void> {
  for (const tenant of tenants) {
    for (let after = ''; ;) {
      const page = await readFoldedStates(tx, adoption.build, { tenant, after, limit: PAGE });
      if (page.length === 0) break;
      await settle(tx, page, adoption);
      after = page.at(-1)?.stream ?? '';
    }
  }
}

/** What hangs on the folded states of some episodes. */
export async function settle(
  tx: Queryable,
  page: readonly FoldedState[],
  adoption: RevisionApplication,
): Promise<void> {
  await settleTimers(tx, page, adoption);
  await settleAlerts(tx, page, adoption);
}

/**
 * A clinic of which nothing has been folded takes its newest revision at once, without a rebuild. Returns false, and
 * changes nothing, where something was: then a rebuild is due.
 */
export async function applyImmediately(db: Database, tenant: number): Promise<boolean> {
  return db.transact(
    async (tx) => {
      for (let shard = 0; shard < SHARDS; shard++) await lockShard(tx, shard);
      const { build } = await buildInForce(tx, [tenant]);
      const newest = await lastRevision(tx, tenant);
      if (!newest || (await readFoldedStates(tx, build, { tenant, after: '', limit: 1 })).length > 0) return false;
      await foldUnder(tx, build, new Map([[tenant, newest.revision]]));
      return true;
    },
    { working: true },
  );
}

async function settleTimers(
  tx: Queryable,
  page: readonly FoldedState[],
  { rulesOf, clinicNow, now }: RevisionApplication,
): Promise<void> {
  const heard = page.map((kept) => ({
    checkpoint: kept,
    after: readState(kept.state),
    rules: rulesOf(kept.tenant),
  }));
  const timers = heard.map(({ checkpoint: { tenant, stream }, after, rules }) => {
    const next = lookAgainAt(after, rules);
    return { tenant, stream, dueAt: next?.at, reason: next?.reason ?? '', knownAt: after.asOf };
  });
  await saveTimers(tx, timers, now);
  await saveTimers(tx, await absenceTimers(tx, heard, clinicNow), now);
}

async function settleAlerts(
  tx: Queryable,
  page: readonly FoldedState[],
  { now, rulesOf, owes = asksToday }: RevisionApplication,
): Promise<void> {
  const standing = new Map<string, Map<string, string>>();
  for (const { alert, key, ...row } of await standingKeys(tx, page)) {
    const mine = standing.get(streamKey(row)) ?? new Map<string, string>();
    standing.set(streamKey(row), mine.set(key, alert));
  }
  const states = page.map((kept) => ({ ...kept, folded: readState(kept.state) }));
  const changed = states.flatMap((kept) => changedAlerts(kept, standing.get(streamKey(kept))));
  const gone = states.flatMap((kept) => goneAlerts(kept, standing.get(streamKey(kept))));
  await saveAlerts(tx, changed, now);
  await supersedeAlerts(tx, gone, now);
  const unheard = changed.filter(
    (row) => owes(row.alert) && isNewTo(row.alert, standing.get(streamKey(row))?.get(row.alert.key)),
  );
  const owed = unheard.map(({ quiet, ...row }) => {
    const isMoved = standing.get(streamKey(row))?.has(row.alert.key) ?? false;
    return { row, rules: rulesOf(row.tenant), trace: null, quiet, isMoved };
  });
  if (owed.length > 0) await enqueueDeliveries(tx, owed, now);
}

export const asksToday = ({ rule, status, historical }: Alert): boolean =>
  rule === SAFETY_ANSWER.code && status === 'open' && !historical;

/** A safety answer that other people take from now on is new to them; a clinic may have named them since. */
const isNewTo = (alert: Alert, was: string | undefined): boolean =>
  was === undefined || (asksToday(alert) && (JSON.parse(was) as Alert).clinician !== alert.clinician);

type FoldedAgain = FoldedState & { readonly folded: EpisodeState };
type StandingAlerts = ReadonlyMap<string, string> | undefined;

const changedAlerts = ({ tenant, stream, folded }: FoldedAgain, standing: StandingAlerts) =>
  alertsOf(folded).flatMap((alert) =>
    standing?.get(alert.key) === JSON.stringify(alert)
      ? []
      : [{ tenant, stream, client: folded.client, alert, position: 0, quiet: !folded.consent.messages }],
  );

function goneAlerts({ tenant, stream, folded }: FoldedAgain, standing: StandingAlerts): string[] {
  const still = new Set(alertsOf(folded).map(({ key }) => key));
  return [...(standing?.keys() ?? [])].filter((key) => !still.has(key)).map((key) => alertId(tenant, stream, key));
}
