/** The database for one command. A server that ran before is left running; one that was started here is stopped here. */
import 'reflect-metadata';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { OPERATOR, operatorOf, type Principal, type Tenant } from '#lib/identity';
import { ListTenants, PipelineModule, compose } from '#lib/pipeline';
import { Database, createLogger } from '#lib/platform';
import { startLocalPostgres, type LocalPostgres } from '#lib/embedded';
import { CliFailure, misuse } from '../line/failure.js';
import { readReady } from './instance.js';
import { PROGRAM, type ExitCode, type Host } from '../line/verb.js';

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

export interface UseCases {
  readonly commands: CommandBus;
  readonly queries: QueryBus;
}

/** The same commands and queries that a controller executes. */
export const withUseCases = <T extends Answer>(host: Host, work: (buses: UseCases) => Promise<T>): Promise<T> =>
  withDatabaseUrl(host, ({ url }) => withUseCasesOn(url, host, work));

/** They wake no worker: what is left to do, the sweeper of a running process finds. */
export async function withUseCasesOn<T>(url: string, host: Host, work: (buses: UseCases) => Promise<T>): Promise<T> {
  const { parts, close } = await compose({
    config: { ...host.config(), RAPPORT_QUEUE_BACKEND: 'none' },
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
