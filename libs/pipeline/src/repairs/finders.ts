/** How each kind of thing is found by what it is called: one line for each, and each uses an index. */
import { episodeStream } from '#lib/events';
import {
  findById,
  findByTrace,
  findDeliveries,
  findDeliveriesOf,
  findPosition,
  findStreams,
  readDiscarded,
  readInbound,
  readProgress,
} from '#lib/eventlog';
import { toIso } from '#lib/kernel';
import { RapportError } from '#lib/platform';
import { findJobs, type FoundJob } from '#lib/queues';
import { readTriggered } from '#lib/readmodels';
import { readRepair } from '#lib/repairs';
import {
  alertsFound,
  deliveryFound,
  episodeFound,
  eventsFound,
  shardFound,
  type FoundThing,
  type Parts,
} from './found-things.js';

interface Finder {
  readonly looksLike: RegExp;
  find(parts: Parts, q: string): Promise<readonly FoundThing[]>;
}

const MOST = 50;

const atThePosition: Finder = {
  looksLike: /^[0-9]{1,15}$/,
  async find(parts, q) {
    const event = await findPosition(parts.db, parts.tenant, Number(q));
    return event ? eventsFound(parts, [event]) : [];
  },
};

const byEventId: Finder = {
  looksLike: /^/,
  find: async (parts, q) => eventsFound(parts, await findById(parts.db, parts.tenant, q, MOST)),
};

/** Refused events are in no log but the one at the door. */
const atTheDoor: Finder = {
  looksLike: /^/,
  async find({ db, tenant }, q) {
    const asked = { tenant, verdict: 'refused', id: q, limit: MOST, before: Number.MAX_SAFE_INTEGER } as const;
    return (await readInbound(db, asked)).map(({ number, at, source, id, type, codes }) => ({
      what: 'refused',
      id: String(number),
      state: 'refused at the door',
      at: toIso(at),
      source,
      event: id,
      type,
      reason: codes.join(' '),
      see: `/v1/inbound?id=${encodeURIComponent(id)}`,
    }));
  },
};

const byEpisode: Finder = {
  looksLike: /^\S{1,200}$/,
  async find({ db, tenant }, q) {
    const stream = episodeStream(q);
    const [found] = await findStreams(db, tenant, [stream]);
    if (!found) return [];
    const progress = await readProgress(db, { tenant, stream });
    const left = await readDiscarded(db, { tenant, kind: 'episode' }, [stream]);
    return [episodeFound(q, { ...found, isDiscarded: left.has(stream) }, progress)];
  },
};

const byAlert: Finder = {
  looksLike: /^al_[0-9a-f]{24}$/,
  async find(parts, q) {
    const deliveries = await findDeliveriesOf(parts.db, parts.tenant, [q]);
    return [...(await alertsFound(parts, [q])), ...deliveries.map(deliveryFound)];
  },
};

const byDelivery: Finder = {
  looksLike: /^[0-9]{1,18}$/,
  find: async ({ db, tenant }, q) => (await findDeliveries(db, tenant, [q])).map(deliveryFound),
};

/** The id of a trace, or the whole `traceparent`: its events, and what followed from them. */
const TRACE = /^(?:[0-9a-f]{2}-)?([0-9a-f]{32})(?:-[0-9a-f]{16}(?:-[0-9a-f]{2})?)?$/;
const byTrace: Finder = {
  looksLike: TRACE,
  async find(parts, q) {
    const { db, tenant } = parts;
    const events = await findByTrace(db, tenant, TRACE.exec(q)?.[1] ?? '', MOST);
    const raised: string[] = [];
    for (const { position } of events) raised.push(...(await readTriggered(db, tenant, position)).map(({ id }) => id));
    const alerts = [...new Set(raised)];
    const deliveries = alerts.length > 0 ? await findDeliveriesOf(db, tenant, alerts) : [];
    return [
      ...(await eventsFound(parts, events)),
      ...(await alertsFound(parts, alerts)),
      ...deliveries.map(deliveryFound),
    ];
  },
};

/** A job opens what it was to wake. By its bare number, or with its queue before it. */
const byJob: Finder = {
  looksLike: /^(?:(?:follow-shard|deliver):[A-Za-z0-9._-]{1,100}|[0-9]{1,18})$/,
  async find(parts, q) {
    const [, queue, id = ''] = /^(?:(follow-shard|deliver):)?(.+)$/.exec(q) ?? [];
    const jobs = await findJobs(parts.queues, id).catch(silent);
    if (jobs === undefined) return [{ what: 'job', id: q, state: 'the queues do not answer', see: '/v1/queues' }];
    const found: FoundThing[] = [];
    for (const job of jobs) if (job.queue === (queue ?? job.queue)) found.push(...(await jobFound(parts, job)));
    return found;
  },
};

function silent(error: unknown): undefined {
  if (!(error instanceof RapportError && error.code === 'unavailable')) throw error;
}

/** That of another clinic's message is none. */
async function jobFound(parts: Parts, { ref, state, createdAt, shard, delivery }: FoundJob): Promise<FoundThing[]> {
  const is = { what: 'job', id: ref, state, at: toIso(createdAt) } as const;
  if (shard !== undefined) return [{ ...is, see: `/v1/find?q=shard-${shard}` }, await shardFound(parts, shard)];
  const opened = await findDeliveries(parts.db, parts.tenant, delivery === undefined ? [] : [delivery]);
  return opened.length === 0 ? [] : [{ ...is, see: `/v1/find?q=${delivery}` }, ...opened.map(deliveryFound)];
}

const byShard: Finder = {
  looksLike: /^shard-[0-9]{1,3}$/,
  find: async (parts, q) => [await shardFound(parts, Number(q.slice('shard-'.length)))],
};

const byRepair: Finder = {
  looksLike: /^rp_[0-9a-f]{18}$/,
  async find({ db, tenant }, q) {
    const repair = await readRepair(db, tenant, q);
    return repair
      ? [{ what: 'repair', id: q, state: repair.state, at: toIso(repair.plannedAt), see: `/v1/repairs/${q}` }]
      : [];
  },
};

export const FINDERS: readonly Finder[] = [
  atThePosition,
  byEventId,
  byEpisode,
  byAlert,
  byDelivery,
  byTrace,
  byJob,
  byShard,
  byRepair,
  atTheDoor,
];
