/** Live screens: ids of what changed, sent by PostgreSQL at commit or not at all. Nothing durable hangs on it. */
import { episodeOf } from '#lib/events';
import { statement, LIVE_CHANNEL, type Queryable } from '#lib/platform';

/** NOTIFY carries 8,000 bytes; above this many episodes a screen is told to look again at everything. */
const MOST_EPISODES = 40;

export interface LiveChange {
  readonly tenant: number;
  /** Episode ids, or undefined for "many". */
  readonly episodes: readonly string[] | undefined;
  readonly alerts: readonly string[];
}

interface Changed {
  readonly streams: readonly { readonly tenant: number; readonly stream: string }[];
  readonly alerts: readonly { readonly tenant: number; readonly id: string }[];
}

export async function announce(tx: Queryable, { streams, alerts }: Changed): Promise<void> {
  const tenants = [...new Set(streams.map((s) => s.tenant))];
  const changes = tenants.map((tenant): LiveChange => {
    const mine = streams.filter((s) => s.tenant === tenant).map((s) => episodeOf(s.stream));
    const ids = alerts.filter((a) => a.tenant === tenant).map((a) => a.id);
    return { tenant, episodes: mine.length > MOST_EPISODES ? undefined : mine, alerts: ids.slice(0, MOST_EPISODES) };
  });
  for (const change of changes)
    await tx.query(statement('announce')`SELECT pg_notify($1, $2)`, [LIVE_CHANNEL, cut(change)]);
}

function cut(change: LiveChange): string {
  const text = JSON.stringify(change);
  return text.length < 7_900 ? text : JSON.stringify({ tenant: change.tenant, alerts: [] });
}
