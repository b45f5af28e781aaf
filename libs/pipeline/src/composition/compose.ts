/** From configuration to the parts of one process, and back: what is opened here is closed here, in the right order. */
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import { createMailTransport, noMailServer, type Transports } from '#lib/channels';
import { LatestRules, RulesCache } from '#lib/clinic-settings';
import { Appender } from '#lib/eventlog';
import {
  Metrics,
  createSafeHttp,
  retryUntilAvailable,
  queueBackendOf,
  systemClock,
  type Clock,
  type Config,
  type Database,
  type Logger,
} from '#lib/platform';
import { Waker, type QueueBackend } from '#lib/queues';
import type { AppContext, ProcessSettings } from './app-context.js';
import { openDatabase } from './migrate.js';

export interface ComposeOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** Shown in PostgreSQL's list of sessions. */
  readonly name: string;
  readonly databaseUrl: string;
  /** Where the process can be reached, when no RAPPORT_PUBLIC_URL says so. */
  readonly address?: string;
  readonly clinicClock?: Clock;
  readonly clock?: Clock;
  /** How long a database that is away is waited for, in ms; not at all unless given. */
  readonly patienceMs?: number;
}
export interface Composition {
  readonly parts: AppContext;
  readonly backend: QueueBackend;
  close(): Promise<void>;
}

export function backendOf(config: Config, databaseUrl: string): QueueBackend {
  switch (queueBackendOf(config)) {
    case 'none':
      return { kind: 'none' };
    case 'redis':
      return { kind: 'redis', url: config.REDIS_URL, prefix: config.RAPPORT_QUEUE_PREFIX };
    case 'postgres':
      return { kind: 'postgres', url: databaseUrl };
  }
}

export async function compose(options: ComposeOptions): Promise<Composition> {
  const { config, logger, databaseUrl } = options;
  const clock = options.clock ?? systemClock;
  const metrics = new Metrics();
  const self = randomBytes(4).toString('hex');
  const db = await retryUntilAvailable(() => openStore(options, self), {
    clock,
    withinMs: options.patienceMs ?? 0,
    onWait: (error) => logger.warn({ error: String(error) }, 'the database is unavailable; waiting for it'),
  });
  const backend = backendOf(config, databaseUrl);
  const waker = new Waker(backend, { logger, metrics, clock });
  const rules = new RulesCache();
  const parts: AppContext = {
    db,
    clock,
    clinicClock: options.clinicClock ?? clock,
    logger,
    metrics,
    appender: new Appender(db, clock),
    waker,
    transports: transportsOf(config, clock),
    rules,
    latest: new LatestRules({ db, clock, rules }),
    settings: settingsOf(options, self),
  };
  return {
    parts,
    backend,
    close: async () => {
      await waker.close();
      await db.close();
    },
  };
}

/** Connections carry the end of their owner's name: by it others see whether a process is alive. */
const openStore = ({ config, databaseUrl: url, name, logger }: ComposeOptions, self: string): Promise<Database> =>
  openDatabase({
    url,
    poolSize: config.RAPPORT_POOL_SIZE,
    name: `${name}#${self}`,
    onError: (error) => logger.warn({ error: error.message }, 'a database connection was lost'),
  });

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

const settingsOf = ({ config, address }: ComposeOptions, self: string): ProcessSettings => ({
  owner: `${os.hostname()}-${process.pid}-${self}`,
  publicUrl: config.RAPPORT_PUBLIC_URL || address || `http://${config.RAPPORT_HOST}:${config.RAPPORT_PORT}`,
  group: config.RAPPORT_FOLLOW_GROUP,
  chance: Math.random,
});

function transportsOf(config: Config, clock: Clock): Transports {
  const allowedOrigins = config.RAPPORT_OUTBOUND_ALLOW.split(',')
    .map((o) => o.trim())
    .filter(Boolean);
  const mailHost = config.RAPPORT_SMTP_URL ? new URL(config.RAPPORT_SMTP_URL).hostname : '';
  const plaintextHosts = LOOPBACK.includes(mailHost) ? LOOPBACK : [];
  const from = /<([^>]+)>/.exec(config.RAPPORT_MAIL_FROM)?.[1] ?? config.RAPPORT_MAIL_FROM;
  return {
    http: createSafeHttp({ allowedOrigins }),
    mail: config.RAPPORT_SMTP_URL
      ? createMailTransport(config.RAPPORT_SMTP_URL, { from, plaintextHosts })
      : noMailServer,
    clock: () => clock.now(),
  };
}
