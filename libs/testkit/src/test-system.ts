/** The whole pipeline on a real database of its own, with fake ways out and a clock that tests may move. */
import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { CHANNELS, exampleWith } from '#lib/channels';
import { SCOPES, chooseChannel, createKey, ensureTenant, type Principal, type Scope, type Tenant } from '#lib/identity';
import type { TenantId } from '#lib/kernel';
import { FoldAnew, ProjectShard, PipelineModule, compose, type AppContext, type Composition } from '#lib/pipeline';
import {
  createLogger,
  generateWebhookSecret,
  readConfig,
  type Budget,
  type Config,
  type Logger,
  type WebhookSecret,
} from '#lib/platform';
import { cloneDatabase, throughPooler } from './database.js';
import { FakeTransports } from './fake-transports.js';
import { openQueueStore } from './queue-store.js';
import { TestClock } from './test-clock.js';

export interface TestSystem {
  readonly composition: Composition;
  readonly parts: AppContext;
  readonly outlet: FakeTransports;
  readonly clock: TestClock;
  readonly commands: CommandBus;
  readonly queries: QueryBus;
  readonly tenant: Tenant;
  readonly principal: Principal;
  readonly apiKey: string;
  readonly signingSecret: WebhookSecret;
  readonly databaseUrl: string;
  /** Follows every dirty episode, as a worker would, until none is left. */
  followAll(): Promise<void>;
  close(): Promise<void>;
}
export interface TestSystemOptions {
  /** `none` unless told: no queue, so that a test decides when work is done. */
  readonly backend?: 'none' | 'postgres' | 'redis';
  readonly databaseUrl?: string;
  readonly scopes?: readonly Scope[];
  /** Says nothing unless told. */
  readonly logger?: Logger;
  /** A worker's, unless told. */
  readonly budget?: Budget;
}

export async function openTestSystem(options: TestSystemOptions = {}): Promise<TestSystem> {
  const { backend = 'none', databaseUrl, scopes = SCOPES, logger = createLogger('silent', 'test') } = options;
  const url = databaseUrl ?? (await cloneDatabase());
  const clock = new TestClock();
  const outlet = new FakeTransports(() => clock.now());
  const composed = await compose({
    config: await configFor(url, backend),
    logger,
    name: 'rapport-test',
    databaseUrl: wayTo(url),
    ...(options.budget && { budget: options.budget }),
    clock,
    // a run of all tests leaves the database little time
    patienceMs: 20_000,
    address: 'http://rapport.test',
  });
  const parts: AppContext = { ...composed.parts, transports: outlet };
  const context = await NestFactory.createApplicationContext(PipelineModule.with(parts), {
    logger: false,
    abortOnError: false,
  });
  const commands = context.get(CommandBus);
  // as a worker does when it starts on a database in which nothing has been folded
  if (databaseUrl === undefined) await commands.execute(new FoldAnew());
  return {
    composition: { ...composed, parts },
    parts,
    outlet,
    clock,
    commands,
    queries: context.get(QueryBus),
    databaseUrl: url,
    ...(await settle(parts, scopes)),
    followAll: () => followAll(parts, commands),
    close: async () => {
      await context.close();
      await composed.close();
    },
  };
}

/** As the run goes it: through a pooler, or straight. */
const wayTo = (url: string): string => throughPooler(url) ?? url;

async function configFor(url: string, backend: 'none' | 'postgres' | 'redis'): Promise<Config> {
  return readConfig({
    DATABASE_URL: wayTo(url),
    ...(wayTo(url) !== url && { DATABASE_DIRECT_URL: url }),
    RAPPORT_QUEUE_BACKEND: backend,
    RAPPORT_POOL_SIZE: '8',
    RAPPORT_LOG_LEVEL: 'silent',
    ...(backend === 'redis' ? { REDIS_URL: (await openQueueStore(url, backend)).url } : {}),
  });
}

/** The same house seen by another clinic, with keys and channels of its own. */
export const openClinic = async (system: TestSystem): Promise<TestSystem> => ({
  ...system,
  ...(await settle(system.parts, SCOPES)),
});

async function settle(
  { db }: AppContext,
  scopes: readonly Scope[],
): Promise<Pick<TestSystem, 'tenant' | 'principal' | 'apiKey' | 'signingSecret'>> {
  const tenant = await ensureTenant(db, `clinic-${randomBytes(4).toString('hex')}`, true);
  const signingSecret = generateWebhookSecret();
  const apiKey = await createKey(db, { tenant, label: 'test', scopes, signingSecret });
  for (const channel of CHANNELS) {
    const settings = exampleWith(channel, { secrets: [signingSecret] });
    await chooseChannel(db, {
      tenant: tenant.id,
      clinician: '*',
      kind: channel.kind,
      settings,
      least_tier: 'keep-an-eye',
    });
  }
  const principal: Principal = {
    tenant: tenant.id as TenantId,
    tenantSlug: tenant.slug,
    test: true,
    keyId: 'test',
    scopes: new Set(scopes),
    source: undefined,
    clinician: undefined,
    secrets: [signingSecret],
  };
  return { tenant, principal, apiKey, signingSecret };
}

async function followAll({ db }: AppContext, commands: CommandBus): Promise<void> {
  for (;;) {
    const { rows } = await db.query<{ shard: number }>('SELECT DISTINCT shard FROM dirty_episode');
    if (rows.length === 0) return;
    for (const { shard } of rows) await commands.execute(new ProjectShard(shard));
  }
}
