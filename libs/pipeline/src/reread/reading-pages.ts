import { readUnread } from '#lib/eventlog';
import type { KnownInstruments } from '#lib/instruments';
import type { Queryable } from '#lib/platform';
import { readAgain, type Reading } from './read-again.js';

const PAGE = 500;

/** What a clinic's unread events mean now, oldest first, some hundreds at a time. */
export async function* readingPages(
  db: Queryable,
  tenant: number,
  instruments: KnownInstruments,
): AsyncGenerator<readonly Reading[]> {
  for (let after = 0; ;) {
    const page = await readUnread(db, tenant, { after, limit: PAGE });
    yield page.map((event) => readAgain(event, instruments));
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.position;
  }
}
