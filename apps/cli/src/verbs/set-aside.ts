import { toIso } from '#lib/kernel';
import { ListSetAside, type SetAsideEvent } from '#lib/pipeline';
import { withClinic, type Clinic } from '../instance/store.js';
import { columns, type Output } from '../line/output.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { setAsideVerb } from './set-aside.verb.js';

export const runSetAside: Run<typeof setAsideVerb> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async (clinic) => {
    if (out.json) for await (const event of all(clinic)) out.data(JSON.stringify(event));
    else await showPage(clinic, flags.limit, out);
    return 0;
  });

async function showPage({ queries, operator }: Clinic, limit: number, out: Output): Promise<void> {
  const { items, nextCursor } = await queries.execute(new ListSetAside(operator, { limit }));
  if (items.length === 0) out.say('every event that was taken in counts');
  else out.data(columns(items.map(rowOf)));
  if (nextCursor !== undefined) out.say(`there are more:  ${PROGRAM} set-aside --json`);
}

const PAGE = 200;

async function* all({ queries, operator }: Clinic): AsyncGenerator<SetAsideEvent> {
  for (let cursor: string | undefined; ;) {
    const page = await queries.execute(new ListSetAside(operator, { limit: PAGE, cursor }));
    yield* page.items;
    if (page.nextCursor === undefined) return;
    cursor = page.nextCursor;
  }
}

const rowOf = ({ reason, type, events, occurredAt, position, episode, source, id, hint }: SetAsideEvent): string[] => [
  reason,
  events > 1 ? `${type} and ${events - 1} more` : type,
  toIso(occurredAt),
  String(position),
  episode ?? '-',
  `${source} ${id}`,
  hint,
];
