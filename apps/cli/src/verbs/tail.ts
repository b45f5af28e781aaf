import { EVENT_TYPES, wireName, episodeOf, isEpisodeStream } from '#lib/events';
import { headPosition, readFeed, type StoredEvent } from '#lib/eventlog';
import { toIso } from '#lib/kernel';
import { isUnavailable, type Database } from '#lib/platform';
import { pause } from '../lifecycle.js';
import type { Output } from '../output.js';
import { needTenant, withDatabase } from '../store.js';
import { type Run } from '../verb.js';
import type { tailVerb } from './tail.verb.js';

const LOOK_EVERY_MS = 500;
const PAGE = 500;

export const runTail: Run<typeof tailVerb> = ({ flags, out, host }) =>
  withDatabase(host, async (db) => {
    const tenant = await needTenant(db, flags.tenant, host);
    const after = flags.since ?? (await headPosition(db, tenant.id));
    out.say(`following ${tenant.slug} after position ${after}; Ctrl-C ends`);
    await follow(
      db,
      { tenant: tenant.id, after, type: flags.type && wireTypeOf(flags.type) },
      { out, signal: host.signal },
    );
    return 0;
  });

/** The log also keeps types that nobody here knows, so any text may be asked for. */
const wireTypeOf = (name: string): string => {
  const known = EVENT_TYPES.find((type) => type === name);
  return known ? wireName(known) : name;
};

interface From {
  readonly tenant: number;
  readonly after: number;
  readonly type: string | undefined;
}

async function follow(db: Database, from: From, { out, signal }: { out: Output; signal: AbortSignal }): Promise<void> {
  const look = reader(db, from, out);
  while (!signal.aborted) {
    const events = await look();
    for (const event of events) {
      if (from.type === undefined || event.type === from.type) out.show(factsOf(event), () => lineOf(event));
    }
    if (events.length < PAGE) await pause(LOOK_EVERY_MS, signal);
  }
}

/** Each call answers what came since the last one: nothing while the database is away, which is said once. */
function reader(db: Database, { tenant, after }: From, out: Output): () => Promise<StoredEvent[]> {
  let position = after;
  let away = false;
  return async () => {
    try {
      const events = await readFeed(db, tenant, { after: position, limit: PAGE });
      position = events.at(-1)?.position ?? position;
      away = false;
      return events;
    } catch (cause) {
      if (!isUnavailable(cause)) throw cause;
      if (!away) out.say('the database is unavailable; continuing when it is back');
      away = true;
      return [];
    }
  };
}

export function factsOf({ receivedAt, position, type, source, externalId, stream }: StoredEvent) {
  const episode = isEpisodeStream(stream) ? episodeOf(stream) : undefined;
  return { receivedAt: toIso(receivedAt), position, type, source, id: externalId, ...(episode ? { episode } : {}) };
}

const lineOf = (event: StoredEvent): string => {
  const { receivedAt, position, type, source, id, episode = '-' } = factsOf(event);
  return `${receivedAt}  ${String(position).padStart(6)}  ${type}  ${source}  ${id}  ${episode}`;
};
