/** From configuration to the parts of one process, and back: what is opened here is closed here, in the right order. */
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import { CHANNELS, createMailTransport, noMailServer, type Transports } from '#lib/channels';
import { LatestRules, RulesCache } from '#lib/clinic-settings';
import { Appender, BufferedInboundLog } from '#lib/eventlog';
import { AuditTrail } from '#lib/identity';
import {
  DatabaseClock,
  Loop,
  Metrics,
  createSafeHttp,
  directUrlOf,
  openingDatabase,
  originsOf,
  refuseOtherSchema,
  refuseStandby,
  retryUntilAvailable,
  queueBackendOf,
  systemClock,
  type Budget,
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
  /** This machine's unless given; a `DatabaseClock` is set right before anything begins, and from then on. */
  readonly clock?: Clock;
  /** How long a database that is away is waited for, in ms; not at all unless given. */
  readonly patienceMs?: number;
  /** How long a statement may take; a worker's, unless told. */
  readonly budget?: Budget;
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
      return { kind: 'postgres', url: directUrlOf(config, databaseUrl) };
  }
}

export async function compose(options: ComposeOptions): Promise<Composition> {
  const { config, logger, databaseUrl } = options;
  const clock = options.clock ?? systemClock;
  const metrics = new Metrics(CHANNELS.map(({ kind }) => kind));
  const self = randomBytes(4).toString('hex');
  const db = await openingDatabase(config.DATABASE_URL, openInTime(options, self, clock));
  const time = clock instanceof DatabaseClock ? keepTime(clock, db, logger) : undefined;
  const backend = backendOf(config, databaseUrl);
  const waker = new Waker(backend, { logger, metrics, clock });
  const rules = new RulesCache();
  const inbound = new BufferedInboundLog({ db, clock, metrics, logger });
  const parts: AppContext = {
    db,
    clock,
    clinicClock: options.clinicClock ?? clock,
    logger,
    metrics,
    appender: new Appender(db, clock),
    inbound,
    audit: new AuditTrail(db),
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
      await time?.stop();
      await inbound.close();
      await waker.close();
      await db.close();
    },
  };
}

const openInTime = (options: ComposeOptions, self: string, clock: Clock): Promise<Database> =>
  retryUntilAvailable(() => openStore(options, self), {
    clock,
    withinMs: options.patienceMs ?? 0,
    onWait: (error) => options.logger.warn({ error: String(error) }, 'the database is unavailable; waiting for it'),
  });

const CLOCK_EVERY_MS = 5_000;

/** A database that is away is told of elsewhere; until it answers again, the last known difference counts. */
const keepTime = (clock: DatabaseClock, db: Database, logger: Logger): Loop =>
  new Loop({
    pauseMs: CLOCK_EVERY_MS,
    step: () => setRight(clock, db, logger),
    onError: () => undefined,
  }).start();

/** Operations hear of a clock that is off; the process works with the right time. */
async function setRight(clock: DatabaseClock, db: Database, logger: Logger): Promise<void> {
  const ms = await clock.set(db);
  if (ms === undefined) return;
  if (ms === 0) return logger.info({}, "this machine's clock agrees with the database's again");
  const seconds = Math.round(Math.abs(ms) / 1_000);
  const which = ms < 0 ? 'ahead of' : 'behind';
  const words = `this machine's clock is ${seconds} s ${which} the database's, whose time is used instead; synchronise both with NTP`;
  logger.warn({ seconds }, words);
}

/**
 * Connections carry the end of their owner's name: by it others see whether a process is alive. Nothing begins on tables
 * that do not fit.
 */
async function openStore(options: ComposeOptions, self: string): Promise<Database> {
  const { config, databaseUrl: url, name, logger, budget } = options;
  const db = await openDatabase({
    ...(budget && { budget }),
    url,
    directUrl: config.DATABASE_DIRECT_URL,
    poolSize: config.RAPPORT_POOL_SIZE,
    name: `${name}#${self}`,
    onError: (error) => logger.warn({ error: error.message }, 'a database connection was lost'),
  });
  try {
    await refuseStandby(db);
    await refuseOtherSchema(db);
    if (options.clock instanceof DatabaseClock) await setRight(options.clock, db, logger);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

const settingsOf = ({ config, address }: ComposeOptions, self: string): ProcessSettings => ({
  owner: `${os.hostname()}-${process.pid}-${self}`,
  publicUrl: config.RAPPORT_PUBLIC_URL || address || `http://${config.RAPPORT_HOST}:${config.RAPPORT_PORT}`,
  group: config.RAPPORT_FOLLOW_GROUP,
  chance: Math.random,
});

function transportsOf(config: Config, clock: Clock): Transports {
  const allowedOrigins = originsOf(config.RAPPORT_OUTBOUND_ALLOW);
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
