import path from 'node:path';
import { nearest } from '#lib/kernel';
import { CONFIG_VARIABLES, type Config, type ConfigName, type Variable } from './config-variables.js';

const NAMES = Object.keys(CONFIG_VARIABLES) as ConfigName[];
/** Set by test runs and start scripts, never read as configuration. */
const IGNORED = /^RAPPORT_(?:TEST_|CRASH_)/;

/** Wrong configuration. The process exits with 78 (EX_CONFIG) and prints one line per fault; it never half starts. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the configuration is not valid:\n${faults.map((f) => `  ${f}`).join('\n')}`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

export interface Reading {
  /** An api or a worker: has a database of its own, and what it sends must lead back to it. */
  readonly production?: boolean;
}

/** Reads the whole environment once. An unknown RAPPORT_ variable is a fault: a typo must not mean a default. */
export function readConfig(env: Environment = process.env, { production = false }: Reading = {}): Config {
  const faults = unknownVariables(env);
  const config: Partial<Record<ConfigName, unknown>> = {};
  for (const name of NAMES) {
    const read = readVariable(name, env[name]);
    if ('fault' in read) faults.push(`${name} ${read.fault}`);
    else config[name] = read.value;
  }
  const complete = config as Config;
  faults.push(...queueFaults(complete, env), ...portFaults(complete), ...wayFaults(complete));
  if (production) faults.push(...missingInProduction(complete, env));
  if (faults.length > 0) throw new ConfigError(faults);
  return complete;
}

const queueFaults = ({ RAPPORT_QUEUE_BACKEND: backend }: Partial<Config>, env: Environment): string[] =>
  backend === 'redis' && !env['REDIS_URL']?.trim() ? ['REDIS_URL is needed when RAPPORT_QUEUE_BACKEND is redis'] : [];

const wayFaults = ({ DATABASE_URL: url, DATABASE_DIRECT_URL: direct }: Partial<Config>): string[] =>
  direct && url === '' ? ['DATABASE_URL is needed where DATABASE_DIRECT_URL is set'] : [];

/** Where sessions are whole: for migrations, locks, notifications and back-ups. */
export const directUrlOf = ({ DATABASE_DIRECT_URL: direct }: Config, databaseUrl: string): string =>
  direct || databaseUrl;

/** The file that keeps the ends of the audit chains; undefined where nobody named one beside a database of their own. */
export function auditAnchorOf({
  RAPPORT_AUDIT_ANCHOR: file,
  DATABASE_URL: url,
  RAPPORT_DATA: folder,
}: Config): string | undefined {
  if (file !== '') return file;
  return url === '' ? path.join(folder, 'audit-anchor.ndjson') : undefined;
}

/** A mail server and a receiver that somebody brings along. */
export type Ways = Pick<Config, 'RAPPORT_SMTP_URL' | 'RAPPORT_OUTBOUND_ALLOW'>;

/** A mail server that was set stays; what may be reached is added to what was allowed. */
export const withWays = (
  config: Config,
  { RAPPORT_SMTP_URL: smtp, RAPPORT_OUTBOUND_ALLOW: receiver }: Ways,
): Config => ({
  ...config,
  RAPPORT_SMTP_URL: config.RAPPORT_SMTP_URL || smtp,
  RAPPORT_OUTBOUND_ALLOW: [config.RAPPORT_OUTBOUND_ALLOW, receiver].filter(Boolean).join(','),
});

/** What is faulty itself is undefined here, and was named already. */
function portFaults({ RAPPORT_PORT: port, RAPPORT_METRICS_PORT: metrics }: Partial<Config>): string[] {
  return metrics && metrics === port ? ['RAPPORT_METRICS_PORT must be another port than RAPPORT_PORT'] : [];
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];
export const isLoopback = (host: string): boolean => LOOPBACK.includes(host.replace(/^\[|\]$/g, ''));

/** A default would start, and send messages whose links and sender lead nowhere. */
function missingInProduction(config: Partial<Config>, env: Environment): string[] {
  const isSet = (name: ConfigName): boolean => Boolean(env[name]?.trim());
  const reached = isSet('RAPPORT_SMTP_URL') || !isLoopback(config.RAPPORT_HOST ?? '');
  return [
    ...(isSet('DATABASE_URL') ? [] : ['DATABASE_URL is required; `npm start` comes with its own database']),
    ...(reached && !isSet('RAPPORT_PUBLIC_URL')
      ? ['RAPPORT_PUBLIC_URL is required: links in messages start with it']
      : []),
    ...(isSet('RAPPORT_SMTP_URL') && !isSet('RAPPORT_MAIL_FROM')
      ? ['RAPPORT_MAIL_FROM is required with RAPPORT_SMTP_URL: the sender of mails']
      : []),
  ];
}

/** What works, and should not stay so. Said once at the start. */
export function warningsOf(config: Config): string[] {
  const isRedis = queueBackendOf(config) === 'redis';
  const open = isRedis ? openRedisNodes(config.REDIS_URL) : [];
  return open.map(
    (node) => `Redis at ${node} asks for no password: anybody who reaches it can read and empty the queues`,
  );
}

/** One, or those of a cluster: they share the login of the first. None of a socket. */
export const redisNodes = (urls: string): URL[] =>
  urls
    .split(/\s*,\s*(?=rediss?:\/\/)/)
    .filter((text) => /^rediss?:/.test(text))
    .map((text) => new URL(text));

/** Nodes that can be reached over a network and ask for nothing. */
export function openRedisNodes(urls: string): string[] {
  const nodes = redisNodes(urls);
  if (nodes[0]?.password !== '') return [];
  return nodes.filter(({ hostname }) => !isLoopback(hostname)).map(({ host }) => host);
}

/** Set to nothing is the same as not set. */
function readVariable(name: ConfigName, written: string | undefined): ReturnType<Variable<unknown>['parse']> {
  const variable = CONFIG_VARIABLES[name] as Variable<unknown>;
  const text = written?.trim();
  return text ? variable.parse(text) : { value: variable.fallback };
}

function unknownVariables(env: Environment): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('RAPPORT_') && !IGNORED.test(name) && !(name in CONFIG_VARIABLES))
    .map((name) => {
      const meant = nearest(name, NAMES);
      return `${name} is not known${meant ? `; did you mean ${meant}?` : ''}`;
    });
}

export type QueueBackendKind = 'postgres' | 'redis' | 'none';

/** `auto` is Redis where a REDIS_URL is given, PostgreSQL otherwise. */
export function queueBackendOf(config: Config): QueueBackendKind {
  if (config.RAPPORT_QUEUE_BACKEND !== 'auto') return config.RAPPORT_QUEUE_BACKEND;
  return config.REDIS_URL ? 'redis' : 'postgres';
}

/** The configuration as a table that may be printed: a secret shows only that it is set. */
export function describeConfig(config: Config): { name: ConfigName; value: string; help: string }[] {
  return NAMES.map((name) => {
    const variable = CONFIG_VARIABLES[name] as Variable<unknown>;
    const raw = String(config[name]);
    return { name, value: variable.secret && raw ? '(set, hidden)' : raw, help: variable.help };
  });
}
