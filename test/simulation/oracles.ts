/** What must be true at each commit, and when everything has come to rest. Each oracle throws what went against it. */
import { isDeepStrictEqual } from 'node:util';
import { alertsOf, foldEpisode, lookAgainAt, writeState, type EpisodeState } from '#lib/alliance';
import { canonicalJson } from '#lib/kernel';
import { caseload } from '#lib/readmodels';
import { toClinicEvent } from '#lib/eventlog';
import { RULES } from './rules.js';
import { Violation } from './scheduler.js';
import type { Store, Transaction } from './store.js';
import { keyOf, type AlertCells, type EventCells, type OutboxCells, type Tables } from './tables.js';
import type { World } from './world.js';

const FINAL = ['accepted', 'dead', 'withdrawn'];
const URGENCY = ['act-today', 'talk-soon', 'keep-an-eye'];
/** The build that readers see. */
const BUILD = 1;

const check = (holds: boolean, otherwise: () => string): void => {
  if (!holds) throw new Violation(otherwise());
};

/** Asked with the rows that are about to be seen by all. */
export function atCommit(world: World, tx: Transaction): void {
  const { store } = world;
  nothingAppearsBehindAReader(store, changed(tx, 'event'));
  for (const [id, row] of changed(tx, 'outbox')) aFinalWordStays(store.rows('outbox').get(id), row);
  for (const [id, row] of changed(tx, 'alert')) whoeverWantsItIsOwedIt(tx, store.rows('alert').get(id), row);
  for (const [, row] of changed(tx, 'checkpoint')) nobodyIsSetAsideForNothing(world, row);
  for (const key of touched(tx)) whoeverIsBehindIsMarked(tx, key);
}

const touched = (tx: Transaction): Set<string> =>
  new Set([
    ...(tx.overlay.stream?.keys() ?? []),
    ...(tx.overlay.dirty_episode?.keys() ?? []),
    ...[...(tx.overlay.checkpoint?.keys() ?? [])].map((key) => key.slice(`${BUILD}|`.length)),
  ]);

/** An episode with events that nobody followed is on the list, or set aside where people see it; never neither. */
function whoeverIsBehindIsMarked(tx: Transaction, key: string): void {
  if (!key.includes('|episode/') || tx.get('dirty_episode', key)) return;
  const head = tx.get('stream', key)?.head ?? 0;
  const { version, quarantinedAt } = tx.get('checkpoint', `${BUILD}|${key}`) ?? { version: 0, quarantinedAt: null };
  check(head <= version || quarantinedAt !== null, () => `${key} is behind its ${head} events and on no list`);
}

function changed<T extends keyof Tables>(tx: Transaction, table: T): [string, Tables[T]][] {
  const rows = tx.overlay[table] as Map<string, Tables[T] | undefined> | undefined;
  return [...(rows ?? [])].flatMap(([key, row]) => (row ? [[key, row] as [string, Tables[T]]] : []));
}

/** Positions are dense in the order of commits: a reader that remembers the last one misses nothing. */
function nothingAppearsBehindAReader(store: Store, events: readonly [string, EventCells][]): void {
  const head = store.rows('event').size;
  const positions = events.map(([, e]) => e.position).sort((a, b) => a - b);
  const dense = positions.every((p, i) => p === head + 1 + i);
  check(dense, () => `positions ${positions.join(', ')} were committed after position ${head}`);
}

/** Only what was withdrawn may be owed again, when its alert has become true again. */
function aFinalWordStays(was: OutboxCells | undefined, is: OutboxCells): void {
  if (!was || !['accepted', 'dead'].includes(was.state)) return;
  check(was.state === is.state, () => `delivery ${is.key} was ${was.state} and became ${is.state}`);
}

/** An alert is owed to each chosen channel from the very transaction that raised it, or that opened it again. */
function whoeverWantsItIsOwedIt(tx: Transaction, was: AlertCells | undefined, is: AlertCells): void {
  const wasOver = !was || was.supersededAt !== null || ['eased', 'closed'].includes(was.status);
  if (!wasOver || is.status !== 'open' || is.historical) return;
  const owed = new Set(tx.find('outbox', (o) => o.alert === is.id && o.state !== 'withdrawn').map((o) => o.setting));
  const wants = (s: Tables['channel_setting']): boolean =>
    s.enabled && s.clinician === '*' && URGENCY.indexOf(is.tier) <= URGENCY.indexOf(s.least_tier);
  for (const setting of tx.find('channel_setting', wants)) {
    check(owed.has(setting.id), () => `alert ${is.key} was raised and is not owed to channel ${setting.kind}`);
  }
}

function nobodyIsSetAsideForNothing(world: World, { stream, quarantinedAt }: Tables['checkpoint']): void {
  const reason = world.poisoned === stream || world.crashes + world.connectionsLost >= 3;
  check(quarantinedAt === null || reason, () => `${stream} was set aside although nothing was wrong with it`);
}

/** Asked at the end, when nothing is owed any more. */
export function atRest(world: World): void {
  const events = [...world.store.rows('event').values()];
  everythingAcknowledgedIsThere(world, events);
  idsAreThereOnce(events);
  for (const key of new Set(events.map(streamKeyOf))) {
    const mine = events.filter((e) => streamKeyOf(e) === key);
    if (mine[0]?.stream.startsWith('episode/')) theFoldIsWhatIsStored(world, key, mine);
  }
  for (const row of world.store.rows('outbox').values()) whatIsOwedWasTaken(world, row);
  debtsAreThereOnce(world);
  nothingIsHeld(world);
}

const streamKeyOf = ({ tenant, stream }: EventCells): string => keyOf(tenant, stream);

function everythingAcknowledgedIsThere(world: World, events: readonly EventCells[]): void {
  const bySource = new Map(events.map((e) => [`${e.source} ${e.externalId}`, e]));
  for (const { source, id, position, sent } of world.acknowledged) {
    const kept = bySource.get(`${source} ${id}`);
    if (!kept) throw new Violation(`${source} ${id} was acknowledged and is not in the log`);
    check((position ?? kept.position) === kept.position, () => `${id} was acknowledged at another position`);
    check(!sent || isWhatWasSent(kept, sent), () => `${id} was acknowledged with another content than the log has`);
  }
}

function isWhatWasSent({ payload }: EventCells, { data, sequence }: Readonly<Record<string, unknown>>): boolean {
  const kept = JSON.parse(payload) as { data: unknown; sequence?: string };
  return canonicalJson(kept.data as never) === canonicalJson(data as never) && kept.sequence === sequence;
}

function idsAreThereOnce(events: readonly EventCells[]): void {
  const ids = new Set(events.map((e) => `${e.source} ${e.externalId}`));
  check(ids.size === events.length, () => `${events.length} events in the log have ${ids.size} ids`);
}

function theFoldIsWhatIsStored(world: World, key: string, events: readonly EventCells[]): void {
  const { store } = world;
  const inOrder = events.toSorted((a, b) => a.version - b.version);
  check(
    inOrder.every((e, i) => e.version === i + 1),
    () => `versions of ${key} are not dense`,
  );
  const state = foldEpisode(
    inOrder.map((e) => toClinicEvent(e)),
    RULES,
  );
  const stored = store.rows('checkpoint').get(`${BUILD}|${key}`);
  check(
    stored?.version === events.length,
    () => `${key} is followed up to ${stored?.version} of ${events.length} events`,
  );
  check(stored?.state === writeState(state), () => `the stored state of ${key} is not what its events give`);
  const row = store.rows('caseload').get(`${BUILD}|${key}`);
  check(
    isDeepStrictEqual(row?.sortKey, caseload.rowsOf({ tenant: 1, stream: key, state, rules: RULES })[0]?.sortKey),
    () => `the caseload row of ${key} is not what its events give`,
  );
  alertsAreThoseOfTheFold(store, key, state);
  theNextLookIsThatOfTheFold(world, key, state);
}

/** Of whoever is away the fold knows nothing; a clock that was ahead may have dated that ahead too. */
function theNextLookIsThatOfTheFold({ store, scheduler }: World, key: string, state: EpisodeState): void {
  const timer = store.rows('due_timer').get(key);
  const sooner = timer?.reason === 'hearer-away' && timer.dueAt > scheduler.now;
  check(
    sooner || timer?.dueAt === lookAgainAt(state, RULES)?.at,
    () => `${key} is to be looked at again at another time than its events give`,
  );
}

function alertsAreThoseOfTheFold(store: Store, key: string, state: EpisodeState): void {
  const rows = [...store.rows('alert').values()].filter((a) => keyOf(a.tenant, a.stream) === key);
  const standing = rows
    .filter((a) => a.supersededAt === null)
    .map((a) => a.alert)
    .sort();
  const due = alertsOf(state)
    .map((a) => JSON.stringify(a))
    .sort();
  check(
    standing.join('\n') === due.join('\n'),
    () => `${key} has ${standing.length} alerts, its events give ${due.length}, or they differ`,
  );
}

function whatIsOwedWasTaken({ receivers, store }: World, row: OutboxCells): void {
  check(FINAL.includes(row.state), () => `delivery ${row.key} is still ${row.state}`);
  if (row.state === 'withdrawn') return wasRightlyWithdrawn(store, row);
  if (row.state === 'dead') return check(!!row.detail, () => `delivery ${row.key} is dead and nobody says why`);
  const taken = row.channel === 'in-app' || receivers.taken.has(row.key);
  check(taken, () => `delivery ${row.key} counts as accepted and no receiver took it`);
}

/** Whoever put an alert off has seen it; whoever was spared one because it was untrue has not. */
function wasRightlyWithdrawn(store: Store, { key, alert, detail }: OutboxCells): void {
  check(!!detail, () => `delivery ${key} is withdrawn and nobody says why`);
  const row = store.rows('alert').get(alert);
  const waits = row?.supersededAt === null && row.status === 'open' && !row.historical;
  const spared = /^the alert is (superseded|eased|closed|gone)/.test(detail ?? '');
  const putOff = [...store.rows('event').values()].some(
    (e) => e.type === 'rapport.alert.snoozed.v1' && row?.key === alertOf(e.payload),
  );
  check(!waits || !spared || putOff, () => `${key} was withdrawn because "${detail}", and the alert is open`);
}

const alertOf = (payload: string): string => (JSON.parse(payload) as { data: { alert: string } }).data.alert;

function debtsAreThereOnce({ store, receivers }: World): void {
  const rows = [...store.rows('outbox').values()];
  const keys = new Set(rows.map((r) => r.key));
  check(keys.size === rows.length, () => `${rows.length} deliveries have ${keys.size} keys`);
  for (const key of receivers.taken.keys()) check(keys.has(key), () => `a receiver took ${key}, which nobody owed`);
}

function nothingIsHeld({ store, processes }: World): void {
  check(store.open.size === 0, () => `${[...store.open].map((tx) => tx.name).join(', ')} left a transaction open`);
  for (const { name, pool } of processes()) check(pool.busy === 0, () => `${name} keeps ${pool.busy} connections`);
}
