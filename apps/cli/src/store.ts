/** The database for one command. A server that ran before is left running; one that was started here is stopped here. */
import 'reflect-metadata';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { findTenant, listTenants, type Tenant } from '#lib/identity';
import { PipelineModule, compose, openDatabase, type Parts } from '#lib/pipeline';
import { Database, createLogger } from '#lib/platform';
import { startLocalPostgres, type LocalPostgres } from '#lib/embedded';
import { CliFailure, misuse } from './failure.js';
import { readReady } from './instance.js';
import { PROGRAM, type ExitCode, type Host } from './verb.js';

const NAME = 'rapport';
const OWN_NAME = 'rapport-cli';

export interface StorePlace {
  readonly url: string;
  readonly embedded: boolean;
}

/** An exit code, or what the caller makes one from. */
type Answer = ExitCode | object;

/** Runs `work` while the database answers. Its tables may be missing. */
export async function withDatabaseUrl<T extends Answer>(
  host: Host,
  work: (place: StorePlace) => Promise<T>,
): Promise<T> {
  const { DATABASE_URL, RAPPORT_DATA } = host.config();
  if (DATABASE_URL) return work({ url: DATABASE_URL, embedded: false });
  const server = await startLocalPostgres({ dataDir: path.join(RAPPORT_DATA, 'postgres') });
  try {
    await server.ensure(NAME);
    return await work({ url: server.url(NAME), embedded: true });
  } finally {
    if (!server.adopted && !(await servesOthers(server))) await server.stop();
  }
}

export function withDatabase<T extends Answer>(host: Host, work: (db: Database) => Promise<T>): Promise<T> {
  return withDatabaseUrl(host, async ({ url }) => {
    const db = await openDatabase({ url, poolSize: 3, name: OWN_NAME });
    return work(db).finally(() => db.close());
  });
}

/** Everything a process of Rapport has, except workers and HTTP. */
export function withParts<T extends Answer>(host: Host, work: (parts: Parts) => Promise<T>): Promise<T> {
  return withDatabaseUrl(host, async ({ url }) => {
    const { parts, close } = await compose({
      config: host.config(),
      logger: createLogger('silent', OWN_NAME),
      name: OWN_NAME,
      databaseUrl: url,
    });
    return work(parts).finally(close);
  });
}

export interface UseCases {
  readonly commands: CommandBus;
  readonly queries: QueryBus;
}

/** The same commands and queries that a controller executes. */
export function withUseCases<T extends Answer>(host: Host, work: (buses: UseCases) => Promise<T>): Promise<T> {
  return withParts(host, async (parts) => {
    const app = await NestFactory.createApplicationContext(PipelineModule.with(parts), {
      logger: false,
      abortOnError: false,
    });
    return work({ commands: app.get(CommandBus), queries: app.get(QueryBus) }).finally(() => app.close());
  });
}

async function asOwner<T>(adminUrl: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await Database.open({ url: adminUrl, poolSize: 2, name: OWN_NAME });
  return work(db).finally(() => db.close());
}

/** Somebody may have adopted the server meanwhile. */
const servesOthers = (server: LocalPostgres): Promise<boolean> =>
  asOwner(server.url('postgres'), async (db) => {
    const { rows } = await db.query<{ others: number }>(
      `SELECT count(*)::int AS others FROM pg_stat_activity WHERE backend_type = 'client backend' AND split_part(application_name, '#', 1) <> $1`,
      [OWN_NAME],
    );
    return (rows[0]?.others ?? 0) > 0;
  }).catch(() => false);

export async function needTenant(db: Database, wanted: string | undefined, host: Host): Promise<Tenant> {
  const slug = wanted ?? readReady(host)?.tenant;
  const named = slug === undefined ? null : await findTenant(db, slug);
  if (named) return named;
  const all = await listTenants(db);
  if (wanted === undefined && all.length === 1) return all[0] as Tenant;
  throw unclearTenant(all, wanted);
}

function unclearTenant(all: readonly Tenant[], wanted: string | undefined): CliFailure {
  if (all.length === 0)
    return new CliFailure('there is no tenant yet', `make one:  ${PROGRAM} tenants create my-clinic`);
  const what = wanted === undefined ? 'there are several tenants' : `there is no tenant "${wanted}"`;
  return misuse(what, `give --tenant with one of: ${all.map((t) => t.slug).join(', ')}`);
}
