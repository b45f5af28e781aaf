/**
 * Every job there is: its queue and its payload. Payloads are ids and nothing else; a job is a wake-up that may be lost,
 * doubled or late without harm, because the pending work it refers to is in PostgreSQL.
 */
export interface JobPayloads {
  readonly 'follow-shard': { readonly shard: number };
  readonly deliver: { readonly delivery: string };
}
export type JobName = keyof JobPayloads;

export const JOB_NAMES = ['follow-shard', 'deliver'] as const satisfies readonly JobName[];

/** Braces make a hash tag: one queue's keys share a Redis Cluster slot, different queues spread. */
export const redisPrefix = (installation: string, name: JobName): string => `{${installation}-${name}}`;

/** Reads a payload that may come from an older version or a stranger; undefined means: ignore this job, count it. */
export function readPayload<N extends JobName>(name: N, data: unknown): JobPayloads[N] | undefined {
  const record = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  const good =
    name === 'follow-shard'
      ? Number.isInteger(record['shard']) && (record['shard'] as number) >= 0 && (record['shard'] as number) < 1_000
      : typeof record['delivery'] === 'string' && /^[0-9]{1,18}$/.test(record['delivery']);
  return good ? (record as unknown as JobPayloads[N]) : undefined;
}
