import type { Appender, NewEvent } from '#lib/eventlog';
import type { Waker } from '#lib/queues';

/** Appends events of our own, each by itself, and wakes who follows; answers those that were not there yet. */
export async function appendAndWake(
  { appender, waker }: { readonly appender: Appender; readonly waker: Waker },
  events: readonly NewEvent[],
): Promise<readonly NewEvent[]> {
  if (events.length === 0) return [];
  const appended = await appender.append(events, { atomic: false });
  const fresh = events.filter((_, nth) => appended[nth]?.kind === 'new');
  waker.wakeShards(new Set(fresh.flatMap(({ shard }) => shard ?? [])));
  return fresh;
}
