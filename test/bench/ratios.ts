/** The figures that are compared from run to run: quotients, because they travel between machines better than speeds. */
import type { Notebook } from './notebook.js';
import type { Backend } from './stage.js';

export type Ratios = Readonly<Record<string, number | null>>;

/** Null where a side was not measured, or there was no Redis. */
export function ratiosOf(book: Notebook, backends: readonly Backend[]): Ratios {
  const first = backends[0] ?? 'postgres';
  return {
    pipeline_over_noop_redis: book.ratio('pipeline.redis.whole', 'noop.redis'),
    pipeline_over_noop_postgres: book.ratio('pipeline.postgres.whole', 'noop.postgres'),
    pipeline_over_noop_redis_100k: book.ratio('pipeline-100k.redis.whole', 'noop.redis'),
    pipeline_over_noop_postgres_100k: book.ratio('pipeline-100k.postgres.whole', 'noop.postgres'),
    over_plain: book.ratio(`pipeline.${first}.whole`, `plain.${first}`),
    over_plain_postgres: book.ratio('pipeline.postgres.whole', 'plain.postgres'),
    rebuild_over_cursor: book.ratio('rebuild', 'cursor'),
    log_2m_over_empty: book.ratio(`log-2m.${first}.whole`, `pipeline.${first}.whole`),
  };
}
