/** Lists that are asked for page by page: the first so many lines for a person, all of it for a program. */
import type { Page } from '#lib/readmodels';
import { columns, type Output } from './output.js';

interface Asked {
  readonly limit: number;
  readonly cursor?: string;
}
interface PagedList<T> {
  /** One page; it may be empty and still not be the last. */
  readonly ask: (asked: Asked) => Promise<Page<T>>;
  readonly limit: number;
  readonly rowOf: (item: T) => string[];
  /** Said where there is nothing. */
  readonly none: string;
}

const PAGE = 200;

export async function showList<T>({ ask, limit, rowOf, none }: PagedList<T>, out: Output): Promise<void> {
  const items = everyItem(ask);
  if (out.json) {
    for await (const item of items) await out.stream(JSON.stringify(item));
    return;
  }
  const rows: string[][] = [];
  let more = false;
  for await (const item of items) {
    more = rows.length === limit;
    if (more) break;
    rows.push(rowOf(item));
  }
  if (rows.length === 0) out.say(none);
  else out.data(columns(rows));
  if (more) out.say('there are more: all of them come with --json');
}

async function* everyItem<T>(ask: PagedList<T>['ask']): AsyncGenerator<T> {
  for (let cursor: string | undefined; ;) {
    const page = await ask({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    yield* page.items;
    if (page.nextCursor === undefined) return;
    cursor = page.nextCursor;
  }
}
