/** A clinic in a database of its own: tenant, key and channels, as an operator would have set them up. */
import { randomBytes } from 'node:crypto';
import Redis from 'ioredis';
import pg from 'pg';
import { SCOPES, IDENTITY_ENTITIES, chooseChannel, createKey, ensureTenant } from '#lib/identity';
import { Database, generateWebhookSecret } from '#lib/platform';
import { cloneDatabase } from '../../../libs/testkit/src/database.js';
import type { Environment } from './child.js';

export interface Clinic {
  readonly databaseUrl: string;
  readonly apiKey: string;
  /** Signs what is sent to Rapport. */
  readonly signingSecret: string;
  /** Signs what Rapport sends. */
  readonly webhookSecret: string;
  readonly env: Environment;
}
export interface Outlets {
  readonly smtpUrl: string;
  readonly webhookUrl: string;
}

export async function openClinic(outlets?: Outlets): Promise<Clinic> {
  const databaseUrl = await cloneDatabase();
  const [signingSecret, webhookSecret] = [generateWebhookSecret(), generateWebhookSecret()];
  const db = await Database.open({ url: databaseUrl, poolSize: 2, name: 'e2e', entities: IDENTITY_ENTITIES });
  try {
    const tenant = await ensureTenant(db, `clinic-${randomBytes(4).toString('hex')}`, true);
    const apiKey = await createKey(db, { tenant, label: 'e2e', scopes: SCOPES, signingSecret });
    const ways = outlets
      ? { email: { to: 'clinician@clinic.example' }, webhook: { url: outlets.webhookUrl, secrets: [webhookSecret] } }
      : {};
    for (const [kind, settings] of Object.entries({ 'in-app': {}, ...ways })) {
      await chooseChannel(db, { tenant: tenant.id, clinician: '*', kind, settings, least_tier: 'talk-soon' });
    }
    return {
      databaseUrl,
      apiKey,
      signingSecret,
      webhookSecret,
      env: { ...(await storeOf(databaseUrl)), ...outletsOf(outlets) },
    };
  } finally {
    await db.close();
  }
}

export const backend = (): 'postgres' | 'redis' =>
  process.env['RAPPORT_TEST_BACKEND'] === 'redis' ? 'redis' : 'postgres';

/** The backend that this run is about. On Redis each clinic has a numbered database of its own, emptied first. */
export async function queueOf(): Promise<Environment> {
  if (backend() === 'postgres') return { RAPPORT_QUEUE_BACKEND: 'postgres' };
  const url = `${process.env['RAPPORT_TEST_REDIS']}/${nextNumber()}`;
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
  return { RAPPORT_QUEUE_BACKEND: 'redis', REDIS_URL: url };
}

/** 1 to 12: the integration specs that run beside these use 13 and 14. */
let given = 0;
const PER_WORKER = 6;
const nextNumber = (): number =>
  ((Number(process.env['JEST_WORKER_ID'] ?? 1) - 1) % 2) * PER_WORKER + (given++ % PER_WORKER) + 1;

const storeOf = async (databaseUrl: string): Promise<Environment> => ({
  DATABASE_URL: databaseUrl,
  ...(await queueOf()),
});

const outletsOf = (outlets: Outlets | undefined): Environment =>
  outlets
    ? {
        RAPPORT_SMTP_URL: outlets.smtpUrl,
        RAPPORT_MAIL_FROM: 'Rapport <rapport@clinic.example>',
        RAPPORT_PUBLIC_URL: 'http://rapport.clinic.example',
        RAPPORT_OUTBOUND_ALLOW: new URL(outlets.webhookUrl).origin,
      }
    : {};

/** One statement on a clinic's database, for what time would do otherwise. */
export async function statement(databaseUrl: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
