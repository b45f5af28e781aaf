/**
 * Random rows that a clinic's tables could hold: few clinics, streams, shards and people, so that what is asked at random
 * meets them often. Times differ from each other, so that an order by time leaves nothing open.
 */
import type { Alert, AlertStatus } from '#lib/alliance';
import type { StreamKey } from '#lib/eventlog';
import { alertId, type SetAsideRow } from '#lib/readmodels';
import type { Chance } from '../chance.js';
import { keyOf, type AlertCells, type EventCells, type SettingCells, type TableName, type Tables } from '../tables.js';

export type Rows = { readonly [T in TableName]: readonly Tables[T][] };

/** The key of a row in the simulated table. */
export const KEY_OF: { readonly [T in TableName]: (row: Tables[T]) => string } = {
  build: ({ id }) => keyOf(id),
  event_key: ({ tenant, source, externalId }) => keyOf(tenant, source, externalId),
  stream: ({ tenant, stream }) => keyOf(tenant, stream),
  tenant_counter: ({ tenant }) => keyOf(tenant),
  event: ({ tenant, position }) => keyOf(tenant, position),
  dirty_episode: ({ tenant, stream }) => keyOf(tenant, stream),
  checkpoint: ({ build, tenant, stream }) => keyOf(build, tenant, stream),
  shard_run: ({ shard, owner }) => `${shard} ${owner}`,
  due_timer: ({ tenant, stream }) => keyOf(tenant, stream),
  caseload: ({ build, tenant, stream }) => keyOf(build, tenant, stream),
  episode_person: ({ build, tenant, stream, person }) => keyOf(build, tenant, stream, person),
  set_aside: ({ build, tenant, stream, part }) => keyOf(build, tenant, stream, part),
  alert: ({ id }) => id,
  outbox: ({ id }) => id,
  delivery_attempt: ({ outbox, attempt, at }) => keyOf(outbox, attempt, at),
  channel_setting: ({ id }) => keyOf(id),
};
export const TABLES = Object.keys(KEY_OF) as readonly TableName[];

export const TENANTS = [1, 2];
export const STREAMS = ['episode/e-1', 'episode/e-2', 'episode/e-3'];
export const BUILDS = [1, 2];
export const SHARDS = [0, 1, 13];
export const CLINICIANS = ['dr-1', 'dr-2'];
export const PEOPLE = ['client/cl-1', 'clinician/dr-1', 'clinician/dr-2'];
const PARTS = ['p-1', 'p-2'];
export const SOURCES = ['urn:a', 'urn:b'];
export const EVENT_IDS = ['i-1', 'i-2', 'i-3', 'i-4', 'i-5', 'i-6'];
export const KINDS = ['in-app', 'email', 'webhook'];
export const ALERT_KEYS = ['k-1', 'k-2', 'k-3'];
export const DELIVERY_KEYS = ['d-1', 'd-2', 'd-3', 'd-4', 'd-5', 'd-6'];
/** The process that is connected ends in the eight digits by which its connections are called. */
export const LIVING = 'worker#0badcafe';
export const OWNERS = [`${LIVING}/1`, `${LIVING}/2`, 'worker#deadbee1/1', 'worker#deadbee2/7'];
const STATES = ['waiting', 'leased', 'accepted', 'dead', 'withdrawn', 'discarded'];
const STATUSES: readonly AlertStatus[] = ['open', 'acknowledged', 'snoozed', 'overridden', 'resolved', 'eased'];
const TIERS: readonly Alert['tier'][] = ['act-today', 'talk-soon', 'keep-an-eye'];
/** Beyond what the sequence of a test database gives out. */
const FIRST_DELIVERY = 9_000_001;
const START = Date.UTC(2026, 9, 1, 8, 0, 0, 123);
const SPAN = 100;
const STEP_MS = 61_007;

/** A time at which something in the tables happened, or a moment beside it. */
export const anyTime = (chance: Chance): number => START + chance.below(SPAN) * STEP_MS + chance.pick([-1, 0, 0, 1]);

export const some = <T>(chance: Chance, all: readonly T[], least = 0): T[] =>
  chance.shuffle(all).slice(0, chance.between(least, all.length));

const KEYS = TENANTS.flatMap((tenant) => STREAMS.map((stream): StreamKey => ({ tenant, stream })));
export const someKeys = (chance: Chance): StreamKey[] => some(chance, KEYS, 1);

export function anyAlert(chance: Chance, key: string): Alert {
  return {
    key,
    rule: chance.pick(['strain-open', 'safety-answer', 'stopping-chance']),
    ruleVersion: 1,
    cause: key,
    tier: chance.pick(TIERS),
    raisedAt: anyTime(chance),
    clinician: chance.pick(CLINICIANS),
    status: chance.pick(STATUSES),
    snoozedUntil: null,
    movedFrom: null,
    cameBackAt: null,
    act: null,
    follows: null,
    historical: chance.happens(0.2),
    evidence: ['urn:a i-1'],
    seenAgain: 0,
    facts: {},
  };
}

export const anySetAside = (chance: Chance, key: StreamKey): SetAsideRow => ({
  ...key,
  part: chance.pick(PARTS),
  reason: chance.pick(['names_another_client', 'inactive_instrument']),
  event: chance.pick(['urn:a i-1', 'urn:b i-2']),
  instrument: chance.pick([null, 'phq-9']),
  version: chance.pick([null, '1']),
  events: chance.between(1, 3),
});

export function anyRows(chance: Chance): Rows {
  const times = chance.shuffle(Array.from({ length: SPAN }, (_, n) => START + n * STEP_MS));
  const draw: Draw = { chance, time: () => times.pop() as number };
  return { ...anyLog(draw), ...anyDebts(draw), ...anyViews(draw), ...anyDeliveries(draw) };
}

interface Draw {
  readonly chance: Chance;
  readonly time: () => number;
}

function anyLog({ chance, time }: Draw) {
  const ids = some(
    chance,
    TENANTS.flatMap((tenant) => EVENT_IDS.map((externalId) => ({ tenant, externalId }))),
  );
  const positions = new Map<string, number>();
  const next = (key: string): number => positions.set(key, (positions.get(key) ?? 0) + 1).get(key) as number;
  const event = ids.map(({ tenant, externalId }): EventCells => {
    const stream = chance.pick(STREAMS);
    return {
      tenant,
      stream,
      externalId,
      source: chance.pick(SOURCES),
      position: next(keyOf(tenant)),
      version: next(keyOf(tenant, stream)),
      type: 'rapport.test.v1',
      occurredAt: time(),
      receivedAt: time(),
      sequence: '',
      flags: chance.below(16),
      trace: chance.pick([null, '00-ab']),
      codec: 0,
      payload: JSON.stringify({ said: chance.pick(['', 'ä "quoted"', '\u001e']) }),
    };
  });
  const stream = KEYS.flatMap((key): Tables['stream'][] => {
    const head = positions.get(keyOf(key.tenant, key.stream));
    return head ? [{ ...key, head, opened: chance.happens(0.5) }] : [];
  });
  const tenant_counter = TENANTS.flatMap((tenant) => {
    const position = positions.get(keyOf(tenant));
    return position ? [{ tenant, position }] : [];
  });
  const event_key = event.map(({ tenant, source, externalId, position }) => {
    return { tenant, source, externalId, position, hash: anyHash(chance) };
  });
  return { event, stream, tenant_counter, event_key };
}

export const anyHash = (chance: Chance): Buffer => Buffer.from([chance.below(2)]);

function anyDebts({ chance, time }: Draw) {
  const active = chance.pick(BUILDS);
  const folded = BUILDS.flatMap((build) => someKeys(chance).map((key) => ({ build, ...key })));
  return {
    build: BUILDS.map((id) => ({ id, state: id === active ? 'active' : chance.pick(['building', 'retired']) })),
    dirty_episode: someKeys(chance).map((key) => {
      return { ...key, shard: chance.pick(SHARDS), head: chance.below(6), markedAt: time() };
    }),
    checkpoint: folded.map((key) => ({
      ...key,
      version: chance.below(4),
      state: chance.pick(['', '{}']),
      attempts: chance.below(4),
      quarantinedAt: chance.happens(0.3) ? time() : null,
    })),
    shard_run: SHARDS.flatMap((shard) => some(chance, OWNERS).map((owner) => ({ shard, owner }))),
    due_timer: someKeys(chance).map((key) => {
      const reason = chance.pick(['form', 'next']);
      return { ...key, dueAt: time(), reason, knownAt: anyTime(chance), setAt: anyTime(chance) };
    }),
  };
}

function anyViews({ chance, time }: Draw) {
  const placed = BUILDS.flatMap((build) => someKeys(chance).map((key) => ({ build, ...key })));
  const raised = KEYS.flatMap((key) => some(chance, ALERT_KEYS).map((alertKey) => ({ ...key, alertKey })));
  return {
    caseload: placed.map((key) => ({
      ...key,
      sortKey: {
        client: chance.pick(['cl-1', 'cl-2']),
        clinician: chance.pick(CLINICIANS),
        status: chance.pick(['open', 'closed']),
        need: chance.below(6),
        nextAt: anyTime(chance),
      },
    })),
    episode_person: placed.flatMap((key) => some(chance, PEOPLE).map((person) => ({ ...key, person }))),
    set_aside: placed.flatMap((key) =>
      some(chance, PARTS).map((part) => ({
        ...key,
        ...anySetAside(chance, key),
        part,
      })),
    ),
    alert: raised.map(({ tenant, stream, alertKey }): AlertCells => {
      const alert = anyAlert(chance, alertKey);
      const { clinician, tier, status, historical } = alert;
      return {
        ...{ tenant, stream, clinician, tier, status, historical },
        id: alertId(tenant, stream, alertKey),
        key: alertKey,
        client: chance.pick(['cl-1', 'cl-2']),
        createdAt: time(),
        supersededAt: chance.happens(0.3) ? anyTime(chance) : null,
        alert: JSON.stringify(alert),
      };
    }),
  };
}

function anyDeliveries({ chance, time }: Draw) {
  const outbox = some(chance, DELIVERY_KEYS).map((key, nth) => ({
    id: String(FIRST_DELIVERY + nth),
    tenant: chance.pick(TENANTS),
    alert: 'al_1',
    channel: chance.pick(KINDS),
    setting: 1,
    recipient: chance.pick(CLINICIANS),
    key,
    state: chance.pick(STATES),
    attempt: chance.below(3),
    ladderFrom: chance.below(2),
    nextAt: time(),
    leaseOwner: chance.pick([null, ...OWNERS]),
    createdAt: time(),
    trace: chance.pick([null, '00-ab']),
    detail: chance.pick([null, 'it was there']),
  }));
  const tried = outbox.filter(({ attempt }) => attempt > 0);
  const delivery_attempt = tried.map(({ id, attempt }) => ({ outbox: id, attempt, at: time(), outcome: 'waiting' }));
  return { outbox, delivery_attempt, channel_setting: anySettings(chance) };
}

function anySettings(chance: Chance): SettingCells[] {
  const all = TENANTS.flatMap((tenant) =>
    [...CLINICIANS, '*'].flatMap((clinician) => KINDS.map((kind) => ({ tenant, clinician, kind }))),
  );
  return some(chance, all).map((setting, nth) => ({
    ...setting,
    id: nth + 1,
    settings: {},
    least_tier: chance.pick(TIERS),
    enabled: chance.happens(0.7),
    disabled_reason: null,
  }));
}
