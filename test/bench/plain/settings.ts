/** What both processes of the plain build are told, and the database they share. */
import { DataSource } from 'typeorm';
import type { WebhookSecret } from '#lib/platform';
import type { QueueStore } from '../queue.js';
import { AlertEntity, EpisodeEntity, EventEntity } from './entities.js';

export const JOB_QUEUE = Symbol('job queue');
export const SECRET = Symbol('secret');
export const QUEUE_NAME = 'plain-events';

/** As many transactions at once as the bare queue does jobs; each has a connection of its own. */
export const CONCURRENCY = 32;

export const secret = (): WebhookSecret => (process.env['PLAIN_SECRET'] ?? '') as WebhookSecret;

export const queueStore = (): QueueStore => ({
  databaseUrl: process.env['DATABASE_URL'] ?? '',
  redisUrl: process.env['REDIS_URL'] ?? '',
});

export const openTables = (url: string, poolSize: number): Promise<DataSource> =>
  new DataSource({
    type: 'postgres',
    url,
    entities: [EpisodeEntity, EventEntity, AlertEntity],
    extra: { max: poolSize },
  }).initialize();
