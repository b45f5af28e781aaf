import { toIso } from '#lib/kernel';
import { ListSetAside, type SetAsideEvent } from '#lib/pipeline';
import { withClinic } from '../instance/store.js';
import { showList } from '../line/paged.js';
import { type Run } from '../line/verb.js';
import type { setAsideVerb } from './set-aside.verb.js';

export const runSetAside: Run<typeof setAsideVerb> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ queries, operator }) => {
    await showList(
      {
        ask: (page) => queries.execute(new ListSetAside(operator, page)),
        limit: flags.limit,
        rowOf,
        none: 'every event that was taken in counts',
      },
      out,
    );
    return 0;
  });

const rowOf = ({ reason, type, events, occurredAt, position, episode, source, id, hint }: SetAsideEvent): string[] => [
  reason,
  events > 1 ? `${type} and ${events - 1} more` : type,
  toIso(occurredAt),
  String(position),
  episode ?? '-',
  `${source} ${id}`,
  hint,
];
