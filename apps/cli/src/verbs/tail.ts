import { EVENT_TYPES, wireName } from '#lib/events';
import { ReadLog, type LogEntry } from '#lib/pipeline';
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
    const { queries, operator, tenant } = clinic;
    const after = flags.since ?? (await queries.execute(new ReadLog(operator, { limit: PAGE }))).position;
    out.say(`following ${tenant.slug} after position ${after}; Ctrl-C ends`);
    await follow(clinic, { after, type: flags.type && wireTypeOf(flags.type) }, { out, signal: host.signal });
    return 0;
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

async function follow(
  clinic: Clinic,
  from: From,
  { out, signal }: { out: Output; signal: AbortSignal },
): Promise<void> {
  const look = reader(clinic, from, out);
  while (!signal.aborted) {
    const events = await look();
    for (const event of events) {
      if (from.type === undefined || event.type === from.type) out.show(event, () => lineOf(event));
    }
    if (events.length < PAGE) await pause(LOOK_EVERY_MS, signal);
  }
}

/** Each call answers what came since the last one: nothing while the database is away, which is said once. */
function reader({ queries, operator }: Clinic, { after }: From, out: Output): () => Promise<readonly LogEntry[]> {
  let position = after;
  let away = false;
  return async () => {
    try {
      const page = await queries.execute(new ReadLog(operator, { after: position, limit: PAGE }));
      position = page.position;
      away = false;
      return page.events;
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
