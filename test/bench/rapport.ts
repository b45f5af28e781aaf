/** Rapport as it is deployed: one api process, one worker process, everything over HTTP. */
import path from 'node:path';
import { SCOPES, chooseChannel, createKey, ensureTenant } from '#lib/identity';
import { migrateAll, openDatabase } from '#lib/pipeline';
import { generateWebhookSecret, type Database } from '#lib/platform';
import { freePort, until, type Child } from './children.js';
import { batches, type Message, Sender, type Target } from './sender.js';
import type { WireEvent } from './clinic.js';
import type { Stage, Venue } from './stage.js';

const APPS = path.join(__dirname, '..', '..', 'apps');
export const CONNECTIONS = 8;

export interface Rapport {
  readonly api: Child;
  readonly worker: Child;
  readonly db: Database;
  readonly tenant: number;
  readonly target: Target;
  stop(): Promise<void>;
}

export const environmentOf = ({ backend, databaseUrl, redisUrl }: Venue): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  RAPPORT_QUEUE_BACKEND: backend,
  RAPPORT_LOG_LEVEL: 'warn',
  ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
});

/** Tables and a tenant; `fill` may write a past before the processes start. */
export async function startRapport(
  stage: Stage,
  venue: Venue,
  fill?: (tenant: number) => Promise<void>,
): Promise<Rapport> {
  const { backend, databaseUrl: url, redisUrl } = venue;
  await migrateAll(url, { kind: backend, url: redisUrl || url });
  const db = await openDatabase({ url, poolSize: 2, name: 'bench' });
  const closeDb = stage.cleanup.add(() => db.close());
  const { tenant, ...credentials } = await settle(db);
  await fill?.(tenant);
  const env = environmentOf(venue);
  const port = await freePort();
  const api = stage.start(process.execPath, { args: mainOf('api'), env: { ...env, RAPPORT_PORT: String(port) } });
  const worker = stage.start(process.execPath, { args: mainOf('worker'), env });
  await ready(port, stage.signal);
  const stop = async (): Promise<void> => {
    await Promise.all([api.stop(), worker.stop()]);
    await closeDb();
  };
  return { api, worker, db, tenant, target: { port, connections: CONNECTIONS, ...credentials }, stop };
}

/** `--cpu-prof` and the like reach the measured processes through BENCH_NODE_FLAGS. */
const mainOf = (app: 'api' | 'worker'): string[] => [
  ...(process.env['BENCH_NODE_FLAGS'] ?? '').split(' ').filter(Boolean),
  path.join(APPS, app, 'src', 'main.js'),
];

async function settle(db: Database) {
  const tenant = await ensureTenant(db, 'bench', true);
  const secret = generateWebhookSecret();
  const apiKey = await createKey(db, { tenant, label: 'bench', scopes: SCOPES, signingSecret: secret });
  const channel = { clinician: '*', kind: 'in-app', settings: {}, least_tier: 'keep-an-eye' } as const;
  await chooseChannel(db, { tenant: tenant.id, ...channel });
  return { tenant: tenant.id, apiKey, secret };
}

export async function ready(port: number, signal: AbortSignal): Promise<void> {
  const asks = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until(`port ${port} is ready`, asks, { signal, everyMs: 100, withinMs: 60_000 });
}

/** Sends, and waits until nothing is left to follow; returns the milliseconds of both. */
export async function through(rapport: Rapport, messages: readonly Message[], { signal, connections }: Passage) {
  const sender = new Sender({ ...rapport.target, connections: connections ?? CONNECTIONS });
  const started = performance.now();
  try {
    await sender.sendAll(messages, signal);
    const accepted = performance.now() - started;
    await until('every mark is followed', () => isClean(rapport.db), { signal });
    return { accepted, followed: performance.now() - started };
  } finally {
    sender.close();
  }
}

interface Passage {
  readonly signal: AbortSignal;
  readonly connections?: number;
}

/** Brings in what is not measured: it also warms the processes up. */
export const warmUp = (rapport: Rapport, events: readonly WireEvent[], signal: AbortSignal): Promise<unknown> =>
  through(rapport, batches(events, 100), { signal });

async function isClean(db: Database): Promise<boolean> {
  const { rows } = await db.query('SELECT 1 FROM dirty_episode LIMIT 1');
  return rows.length === 0;
}

export interface Tally {
  readonly events: number;
  readonly folded: number;
  readonly alerts: number;
  readonly owed: number;
  readonly setAside: number;
}

export async function tallyOf(db: Database): Promise<Tally> {
  const { rows } = await db.query<Tally & Record<string, unknown>>(
    `SELECT (SELECT count(*)::int FROM event) AS events, (SELECT count(*)::int FROM alert) AS alerts,
            (SELECT count(*)::int FROM outbox) AS owed, sum(version)::int AS folded,
            count(quarantined_at)::int AS "setAside" FROM checkpoint`,
  );
  return rows[0] as Tally;
}
