/** The database for one command. A server that ran before is left running; one that was started here is stopped here. */
import 'reflect-metadata';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { OPERATOR, operatorOf, type Principal, type Tenant } from '#lib/identity';
import { ListTenants, PipelineModule, compose } from '#lib/pipeline';
import { Database, createLogger, directUrlOf, withWays, type Config } from '#lib/platform';
import {
  FolderTaken,
  makeDataFolder,
  ownFolder,
  startLocalPostgres,
  useLocalPostgres,
  type LocalPostgres,
  type ServerInUse,
} from '#lib/embedded';
import { CliFailure, misuse } from '../line/failure.js';
import { readReady } from './instance.js';
import { PROGRAM, type ExitCode, type Host } from '../line/verb.js';

const NAME = 'rapport';
const OWN_NAME = 'rapport-cli';
/** Looks whether anybody else is connected, other commands included. */
const LOOKING = 'rapport-cli-last';

export interface StorePlace {
  readonly url: string;
  readonly embedded: boolean;
}

/** An exit code, or what the caller makes one from. */
type Answer = ExitCode | object;

/** Runs `work` while the database answers, past a pooler if there is one. Its tables may be missing. */
export async function withDatabaseUrl<T extends Answer>(
  host: Host,
  work: (place: StorePlace) => Promise<T>,
): Promise<T> {
  const config = host.config();
  if (config.DATABASE_URL) return work({ url: directUrlOf(config, config.DATABASE_URL), embedded: false });
  return withEmbedded(host, async (server) => {
    await server.ensure(NAME);
    return work({ url: server.url(NAME), embedded: true });
  });
}

/** The embedded server, whoever owns it. */
export async function withEmbedded<T>(host: Host, work: (server: ServerInUse) => Promise<T>): Promise<T> {
  const { RAPPORT_DATA } = host.config();
  makeDataFolder(RAPPORT_DATA);
  const owned = await ownFolder(RAPPORT_DATA, 'a command').catch(orUndefined);
  if (!owned) return work(await serverOfOthers(RAPPORT_DATA));
  try {
    return await withOwnServer(RAPPORT_DATA, work);
  } finally {
    owned.release();
  }
}

const orUndefined = (error: unknown): undefined => {
  if (!(error instanceof FolderTaken)) throw error;
};

export const dataDirOf = (folder: string): string => path.join(folder, 'postgres');

async function withOwnServer<T>(folder: string, work: (server: ServerInUse) => Promise<T>): Promise<T> {
  const server = await startLocalPostgres({ dataDir: dataDirOf(folder) });
  try {
    return await work(server);
  } finally {
    if (!server.adopted && !(await servesOthers(server))) await server.stop();
  }
}

/** It may be starting at this moment, or be on its way out. */
const THEIRS_MS = 20_000;

async function serverOfOthers(folder: string): Promise<ServerInUse> {
  const server = await useLocalPostgres(dataDirOf(folder), THEIRS_MS);
  if (server) return server;
  throw new CliFailure(`another process has ${folder}, and its database does not answer`, 'try again when it is done');
}

export interface UseCases {
  readonly commands: CommandBus;
  readonly queries: QueryBus;
}

/** The same commands and queries that a controller executes. */
export const withUseCases = <T extends Answer>(host: Host, work: (buses: UseCases) => Promise<T>): Promise<T> =>
  withDatabaseUrl(host, ({ url }) => withUseCasesOn(url, host, work));

/** Where the demo is what is looked at, its own mail server and receiver count too. */
function configOf(host: Host): Config {
  const config = host.config();
  const ways = config.DATABASE_URL ? undefined : readReady(host)?.ways;
  return ways ? withWays(config, ways) : config;
}

/**
 * They wake no worker unless the queues are asked for: what is left to do, the sweeper of a running process finds.
 */
export async function withUseCasesOn<T>(
  url: string,
  host: Host,
  work: (buses: UseCases) => Promise<T>,
  queues: 'without queues' | 'with queues' = 'without queues',
): Promise<T> {
  const { parts, close } = await compose({
    config: {
      ...configOf(host),
      ...(queues === 'without queues' && { RAPPORT_QUEUE_BACKEND: 'none' }),
    },
    logger: createLogger('silent', OWN_NAME),
    name: OWN_NAME,
    databaseUrl: url,
    clock: { now: () => host.now() },
  });
  try {
    const options = { logger: false, abortOnError: false } as const;
    const app = await NestFactory.createApplicationContext(PipelineModule.with(parts), options);
    return await work({ commands: app.get(CommandBus), queries: app.get(QueryBus) }).finally(() => app.close());
  } finally {
    await close();
  }
}

export interface Clinic extends UseCases {
  readonly tenant: Tenant;
  /** The person at this command line, in that clinic. */
  readonly operator: Principal;
}

/** The use cases, asked as the operator of one clinic. */
export const withClinic = <T extends Answer>(
  host: Host,
  wanted: string | undefined,
  work: (clinic: Clinic) => Promise<T>,
): Promise<T> =>
  withUseCases(host, async (buses) => {
    const tenant = await needTenant(buses, wanted, host);
    return work({ ...buses, tenant, operator: operatorOf(tenant) });
  });

/** The same with the queues, for what is found and put right in them. */
export const withClinicAndQueues = <T extends Answer>(
  host: Host,
  wanted: string | undefined,
  work: (clinic: Clinic) => Promise<T>,
): Promise<T> =>
  withDatabaseUrl(host, ({ url }) =>
    withUseCasesOn(
      url,
      host,
      async (buses) => {
        const tenant = await needTenant(buses, wanted, host);
        return work({ ...buses, tenant, operator: operatorOf(tenant) });
      },
      'with queues',
    ),
  );

async function asOwner<T>(adminUrl: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await Database.open({ url: adminUrl, poolSize: 1, name: LOOKING });
  return work(db).finally(() => db.close());
}

/** Somebody may have adopted the server meanwhile. */
const servesOthers = (server: LocalPostgres): Promise<boolean> =>
  asOwner(server.url('postgres'), async (db) => {
    const { rows } = await db.query<{ others: number }>(
      `SELECT count(*)::int AS others FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name <> $1`,
      [LOOKING],
    );
    return (rows[0]?.others ?? 0) > 0;
  }).catch(() => false);

export async function needTenant({ queries }: UseCases, wanted: string | undefined, host: Host): Promise<Tenant> {
  const slug = wanted ?? readReady(host)?.tenant;
  const all = await queries.execute(new ListTenants(OPERATOR));
  const named = all.find((tenant) => tenant.slug === slug);
  if (named) return named;
  if (wanted === undefined && all.length === 1) return all[0] as Tenant;
  throw unclearTenant(all, wanted);
}

function unclearTenant(all: readonly Tenant[], wanted: string | undefined): CliFailure {
  if (all.length === 0)
    return new CliFailure('there is no tenant yet', `make one:  ${PROGRAM} tenants create my-clinic`);
  const what = wanted === undefined ? 'there are several tenants' : `there is no tenant "${wanted}"`;
  return misuse(what, `give --tenant with one of: ${all.map((t) => t.slug).join(', ')}`);
}
