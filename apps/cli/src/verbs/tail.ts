import { EVENT_TYPES, wireName } from '#lib/events';
import { FollowInbound, ReadLog, type InboundEvent, type LogEntry } from '#lib/pipeline';
import { isUnavailable } from '#lib/platform';
import { pause } from '../line/pause.js';
import type { Output } from '../line/output.js';
import { withClinic, type Clinic } from '../instance/store.js';
import { type Run } from '../line/verb.js';
import type { tailVerb } from './tail.verb.js';

const LOOK_EVERY_MS = 500;
const PAGE = 500;

export const runTail: Run<typeof tailVerb> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async (clinic) => {
    const log = flags.refused ? refusedAtTheDoor(clinic) : events(clinic);
    const after = flags.since ?? (await log.end());
    out.say(`following ${log.what} of ${clinic.tenant.slug} after position ${after}; Ctrl-C ends`);
    await follow(log, { after, type: flags.type && wireTypeOf(flags.type) }, { out, signal: host.signal });
    return 0;
  });

/** Something that grows, and what is said of each entry. */
interface Growing {
  readonly what: string;
  end(): Promise<number>;
  after(position: number): Promise<{ readonly position: number; readonly entries: readonly Entry[] }>;
}
interface Entry {
  readonly of: { readonly type: string };
  readonly line: string;
}

const events = ({ queries, operator }: Clinic): Growing => ({
  what: 'the events',
  end: async () => (await queries.execute(new ReadLog(operator, { limit: PAGE }))).position,
  async after(after) {
    const page = await queries.execute(new ReadLog(operator, { after, limit: PAGE }));
    return { position: page.position, entries: page.events.map((of) => ({ of, line: lineOf(of) })) };
  },
});

const refusedAtTheDoor = ({ queries, operator }: Clinic): Growing => ({
  what: 'what is refused',
  end: async () => (await queries.execute(new FollowInbound(operator, { limit: PAGE }))).number,
  async after(after) {
    const asked = { after, verdict: 'refused', limit: PAGE } as const;
    const page = await queries.execute(new FollowInbound(operator, asked));
    return { position: page.number, entries: page.events.map((of) => ({ of, line: refusedLine(of) })) };
  },
});

/** The log also keeps types that nobody here knows, so any text may be asked for. */
const wireTypeOf = (name: string): string => {
  const known = EVENT_TYPES.find((type) => type === name);
  return known ? wireName(known) : name;
};

interface From {
  readonly after: number;
  readonly type: string | undefined;
}

async function follow(log: Growing, from: From, { out, signal }: { out: Output; signal: AbortSignal }): Promise<void> {
  const look = reader(log, from, out);
  while (!signal.aborted) {
    const entries = await look();
    for (const { of, line } of entries) if (from.type === undefined || of.type === from.type) out.show(of, () => line);
    if (entries.length < PAGE) await pause(LOOK_EVERY_MS, signal);
  }
}

/** Each call answers what came since the last one: nothing while the database is away, which is said once. */
function reader(log: Growing, { after }: From, out: Output): () => Promise<readonly Entry[]> {
  let position = after;
  let away = false;
  return async () => {
    try {
      const page = await log.after(position);
      position = page.position;
      away = false;
      return page.entries;
    } catch (cause) {
      if (!isUnavailable(cause)) throw cause;
      if (!away) out.say('the database is unavailable; continuing when it is back');
      away = true;
      return [];
    }
  };
}

const lineOf = ({ receivedAt, position, type, source, id, episode = '-' }: LogEntry): string =>
  `${receivedAt}  ${String(position).padStart(6)}  ${type}  ${source}  ${id}  ${episode}`;

/** What could not be read is a dash. */
export const refusedLine = ({ at, number, codes, type, source, id, key = 'unknown' }: InboundEvent): string =>
  [at, String(number).padStart(6), codes.join(' '), type || '-', source || '-', id || '-', `key ${key}`].join('  ');
