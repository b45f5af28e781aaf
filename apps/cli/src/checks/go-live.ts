/** The list of what is to be in order before real events come. What no program can know is a note at its end. */
import { OPERATOR, type KeyEntry, type Tenant } from '#lib/identity';
import {
  GetHouseHealth,
  GetSafetyCoverage,
  ListKeys,
  ListTenants,
  type HouseHealth,
  type SafetyCoverage,
} from '#lib/pipeline';
import { databaseHostOf, isLoopback, queueBackendOf, redisNodes, type Config } from '#lib/platform';
import type { UseCases } from '../instance/store.js';
import { PROGRAM } from '../line/verb.js';
import { failed, ok, warning, type Check } from './check.js';

export interface GoLiveFacts {
  readonly tenants: readonly Tenant[];
  readonly keys: readonly KeyEntry[];
  readonly health: HouseHealth;
  readonly coverage: readonly SafetyCoverage[];
  readonly now: number;
}

export async function checkGoLive({ queries }: UseCases, config: Config, now: number): Promise<Check[]> {
  return judgeGoLive(config, {
    tenants: await queries.execute(new ListTenants(OPERATOR)),
    keys: await queries.execute(new ListKeys(OPERATOR)),
    health: await queries.execute(new GetHouseHealth(OPERATOR)),
    coverage: await queries.execute(new GetSafetyCoverage(OPERATOR)),
    now,
  });
}

interface Line {
  readonly name: string;
  readonly isDone: boolean;
  readonly fix: string;
}

export const judgeGoLive = (config: Config, facts: GoLiveFacts): Check[] => [
  ...[...ofTheMachine(config), ...ofTheClinics(facts)].map(({ name, isDone, fix }) =>
    isDone ? ok('go-live', `[x] ${name}`) : failed('go-live', `[ ] ${name}`, fix),
  ),
  ...BY_HAND.map((name) =>
    warning('go-live', `[?] ${name}`, 'no program can know this: see docs/how-to/run-in-production.md'),
  ),
];

const BY_HAND = [
  'PostgreSQL is backed up, and a back-up was restored once',
  'the disks of PostgreSQL and of its back-ups are encrypted',
  'somebody is woken by the alert rules',
];

/** On this machine: over a socket, or a loopback address. What cannot be read is not known to be here. */
function isDatabaseHere(url: string): boolean {
  const host = databaseHostOf(url);
  return host !== undefined && (host === '' || host.startsWith('/') || isLoopback(host));
}

/** Of a web address, which is one: the configuration refuses anything else. */
const isHere = (url: string): boolean => isLoopback(new URL(url).hostname);

const isGuarded = (url: string): boolean =>
  isDatabaseHere(url) || /[?&]sslmode=(?:require|verify-ca|verify-full)/.test(url);

function isRedisGuarded(urls: string): boolean {
  const nodes = redisNodes(urls);
  const isSafe = nodes[0]?.password !== '' && nodes.every(({ protocol }) => protocol === 'rediss:');
  return isSafe || nodes.every(({ hostname }) => isLoopback(hostname));
}

function ofTheMachine(config: Config): Line[] {
  const { DATABASE_URL, DATABASE_DIRECT_URL, REDIS_URL, RAPPORT_PUBLIC_URL, RAPPORT_SMTP_URL, RAPPORT_MAIL_FROM } =
    config;
  const onRedis = queueBackendOf(config) === 'redis';
  return [
    { name: 'a PostgreSQL of your own', isDone: DATABASE_URL !== '', fix: 'set DATABASE_URL' },
    {
      name: 'TLS to PostgreSQL, where it is on another machine',
      isDone: [DATABASE_URL, DATABASE_DIRECT_URL].every((url) => url === '' || isGuarded(url)),
      fix: 'add ?sslmode=verify-full to DATABASE_URL, and to DATABASE_DIRECT_URL where it is set',
    },
    {
      name: 'TLS and a password for Redis, where it is on another machine',
      isDone: !onRedis || isRedisGuarded(REDIS_URL),
      fix: 'set REDIS_URL to rediss://user:password@host:port',
    },
    {
      name: 'a public address with https',
      isDone: RAPPORT_PUBLIC_URL.startsWith('https://') && !isHere(RAPPORT_PUBLIC_URL),
      fix: 'set RAPPORT_PUBLIC_URL to what people open in a browser',
    },
    {
      name: 'a mail server, and a sender of your own',
      isDone: Boolean(RAPPORT_SMTP_URL) && !RAPPORT_MAIL_FROM.includes('.invalid'),
      fix: 'set RAPPORT_SMTP_URL and RAPPORT_MAIL_FROM',
    },
    {
      name: 'a file outside the database that keeps the ends of the audit chains',
      isDone: config.RAPPORT_AUDIT_ANCHOR !== '',
      fix: 'set RAPPORT_AUDIT_ANCHOR for the API processes, to a file that the owner of the database cannot write',
    },
  ];
}

function ofTheClinics({ tenants, keys, health, coverage, now }: GoLiveFacts): Line[] {
  const live = tenants.filter(({ test }) => !test).map(({ slug }) => slug);
  const canSend = new Set(keys.filter((key) => isGood(key, now)).map(({ tenant }) => tenant));
  const uncovered = coverage.filter(
    ({ clinic, covered, unreachable }) => live.includes(clinic) && (!covered || unreachable.length > 0),
  );
  const silent = live.filter((slug) => !canSend.has(slug));
  const isUnreachable = health.problems.some(({ code }) => code === 'no-channel' || code === 'people-unreachable');
  return [
    { name: 'a live clinic', isDone: live.length > 0, fix: `make it:  ${PROGRAM} tenants create my-clinic` },
    {
      name: `a signing key for the practice system${of(silent)}`,
      isDone: live.length > 0 && silent.length === 0,
      fix: `make it:  ${PROGRAM} keys create --scope events:write`,
    },
    {
      name: 'a channel for everybody who works with clients',
      isDone: !isUnreachable && live.length > 0,
      fix: `choose one:  ${PROGRAM} channels set email`,
    },
    {
      name: `somebody who takes safety answers when the first does not${of(uncovered.map(({ clinic }) => clinic))}`,
      isDone: uncovered.length === 0 && live.length > 0,
      fix: `name a cover, as docs/how-to/safety-answers.md says:  ${PROGRAM} clinic set`,
    },
    { name: 'a worker', isDone: health.workers.there > 0, fix: 'start one; two survive the loss of one' },
    {
      name: 'no alert that has reached nobody',
      isDone: health.unreached.alerts === 0,
      fix: `see why:  ${PROGRAM} status`,
    },
  ];
}

const of = (clinics: readonly string[]): string => (clinics.length > 0 ? `: not in ${clinics.join(', ')}` : '');

const isGood = ({ scopes, secrets, revokedAt, expiresAt }: KeyEntry, now: number): boolean =>
  scopes.includes('events:write') &&
  secrets > 0 &&
  revokedAt === null &&
  (expiresAt === null || expiresAt.getTime() > now);
