/** A clinic's own log, an episode at a time: for looking back over all of it without changing anything. */
import type { ClinicEvent } from '#lib/events';
import { readHeads, readStreams, streamKey, toClinicEvent } from '#lib/eventlog';
import type { Queryable } from '#lib/platform';

const PAGE = 100;

/** In the order of the episodes' names. */
export async function* historiesOf(db: Queryable, tenant: number): AsyncGenerator<readonly ClinicEvent[]> {
  for (let after = { tenant, stream: '' }; ;) {
    const heads = await readHeads(db, 'episode/', { after, limit: PAGE });
    const mine = heads.filter((head) => head.tenant === tenant);
    const streams = await readStreams(
      db,
      mine.map((head) => ({ ...head, version: 0 })),
    );
    for (const head of mine) yield (streams.get(streamKey(head)) ?? []).map(toClinicEvent);
    const last = heads.at(-1);
    if (!last || last.tenant !== tenant) return;
    after = last;
  }
}
