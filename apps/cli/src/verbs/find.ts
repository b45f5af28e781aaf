import { FindAnything, type FoundThing } from '#lib/pipeline';
import { withClinicAndQueues } from '../instance/store.js';
import { columns } from '../line/output.js';
import type { Run } from '../line/verb.js';
import type { findVerb } from './find.verb.js';

export const runFind: Run<typeof findVerb> = ({ words: [q = ''], flags, out, host }) =>
  withClinicAndQueues(host, flags.tenant, async ({ queries, operator }) => {
    const answer = await queries.execute(new FindAnything(operator, q));
    if (out.json) for (const one of answer.found) out.data(JSON.stringify(one));
    else if (answer.found.length > 0) out.data(columns(answer.found.map(rowOf)));
    if (answer.found.length > 0) return 0;
    out.say(`nothing of this clinic is called ${JSON.stringify(q)}`);
    return 1;
  });

const rowOf = ({ what, id, state, at, see, ...more }: FoundThing): string[] => [
  what,
  id,
  state,
  at ?? '-',
  [more.type, more.source, more.event, more.channel, more.alert, more.reason].filter(Boolean).join(' ') || '-',
  see,
];
