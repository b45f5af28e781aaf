import { OPERATOR } from '#lib/identity';
import { GetHouseHealth, type HouseHealth } from '#lib/pipeline';
import { withUseCases } from '../instance/store.js';
import { counted } from '../line/output.js';
import { type Run } from '../line/verb.js';
import type { statusVerb } from './status.verb.js';

export const runStatus: Run<typeof statusVerb> = ({ out, host }) =>
  withUseCases(host, async ({ queries }) => {
    const health = await queries.execute(new GetHouseHealth(OPERATOR));
    out.show(health, () => statusText(health));
    return health.problems.length === 0 ? 0 : 1;
  });

/** One that begins again and again is seen here first. */
const since = (latest: string | null): string =>
  latest === null ? '' : `, the latest since ${latest.slice(0, 16).replace('T', ' ')} UTC`;

export function statusText({ sentence, problems, workers, stages }: HouseHealth): string {
  const waiting = stages.map(({ stage, waiting: count }) => `${stage} ${count}`).join('  ');
  return [
    sentence,
    ...problems.map(({ words, next }) => (words === sentence ? `  -> ${next}` : `\n  ${words}\n    -> ${next}`)),
    '',
    `${counted(workers.there, 'worker')} running${since(workers.latestStart)}   waiting: ${waiting}`,
  ].join('\n');
}
