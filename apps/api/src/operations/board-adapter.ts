import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { FastifyPluginCallback } from 'fastify';
import type { Waker } from '#lib/queues';

/** Payloads are ids already; whatever else a job might carry is not shown. */
const REDACTED = '(not shown)';

export function createBoard(queues: ReturnType<Waker['all']>, path: string): FastifyPluginCallback {
  const server = new FastifyAdapter();
  const adapters = queues.map((queue) => {
    const adapter = new BullMQAdapter(queue as never, { readOnlyMode: true, allowRetries: false });
    adapter.setFormatter('data', (data: unknown) => pick(data));
    adapter.setFormatter('returnValue', () => REDACTED);
    return adapter;
  });
  createBullBoard({ queues: adapters, serverAdapter: server, options: { uiConfig: { boardTitle: 'Rapport queues' } } });
  server.setBasePath(path);
  return server.registerPlugin();
}

const pick = (data: unknown): unknown => {
  const { shard, delivery } = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  return shard !== undefined ? { shard } : delivery !== undefined ? { delivery } : REDACTED;
};
