/** More requests than a second allows, sent at once with a key that was never used before. */
import { createKey } from '#lib/identity';
import { eventually } from '#lib/testkit';
import { ask, type ApiHouse, type Reply } from './api-system.js';

/**
 * Sends to every process, in turn. A burst that took longer than the second it is about proves nothing: then it is sent
 * again with another key.
 */
export function burst(processes: readonly [ApiHouse, ...ApiHouse[]], requests: number): Promise<Reply[]> {
  const { parts, tenant } = processes[0].system;
  return eventually('all requests of a burst within one second', async () => {
    const key = await createKey(parts.db, { tenant, label: 'burst', scopes: ['clinic:read'] });
    const send = (n: number): Promise<Reply> =>
      ask(processes[n % processes.length] as ApiHouse, '/v1/caseload?limit=1', {
        headers: { authorization: `Bearer ${key}` },
      });
    const began = performance.now();
    const replies = await Promise.all(Array.from({ length: requests }, (_, n) => send(n)));
    return performance.now() - began < 900 && replies;
  });
}

export const served = (replies: readonly Reply[]): number =>
  replies.filter(({ statusCode }) => statusCode === 200).length;
export const refused = (replies: readonly Reply[]): Reply[] => replies.filter(({ statusCode }) => statusCode === 429);
