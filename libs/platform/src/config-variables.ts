/**
 * Every environment variable that Rapport reads, in one table: the parser, the default and the sentence that
 * `rapport doctor`, docs/reference/configuration.md and the refusal messages are made from.
 */
import { areOrigins, isBase, isDatabase, isRedis, isServer } from './addresses.js';

export interface Variable<T> {
  readonly help: string;
  readonly secret?: true;
  /** What the variable is when it is not set. */
  readonly fallback: T;
  /** The value, or a sentence that says what would be right. */
  parse(text: string): { readonly value: T } | { readonly fault: string };
}

const value = <T>(v: T): { value: T } => ({ value: v });
const fault = (text: string): { fault: string } => ({ fault: text });

const wholeNumber = (help: string, fallback: number, [min, max]: readonly [number, number]): Variable<number> => ({
  help,
  fallback,
  parse: (text) => {
    const n = Number(text);
    const good = /^[0-9]+$/.test(text) && n >= min && n <= max;
    return good ? value(n) : fault(`must be a whole number from ${min} to ${max}`);
  },
});

const word = <const T extends string>(help: string, fallback: T, words: readonly T[]): Variable<T> => ({
  help,
  fallback,
  parse: (text) => {
    const found = words.find((w) => w === text);
    return found === undefined ? fault(`must be one of ${words.join(', ')}`) : value(found);
  },
});

const freeText = (help: string, fallback = ''): Variable<string> => ({ help, fallback, parse: value });

const pattern = (help: string, fallback: string, form: RegExp): Variable<string> => ({
  help,
  fallback,
  parse: (text) => (form.test(text) ? value(text) : fault(`must match ${form.source}`)),
});

const url = (help: string, schemes: readonly string[]): Variable<string> => ({
  help,
  fallback: '',
  parse: (text) => {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//.exec(text)?.[1];
    return scheme !== undefined && schemes.includes(scheme)
      ? value(text)
      : fault(`must be a URL that starts with ${schemes.map((s) => `${s}://`).join(' or ')}`);
  },
});

/** A URL that is more than its beginning. */
const address = (
  help: string,
  schemes: readonly string[],
  [isGood, words]: readonly [(text: string) => boolean, string],
): Variable<string> => {
  const plain = url(help, schemes);
  return {
    ...plain,
    parse: (text) => {
      const read = plain.parse(text);
      return 'fault' in read || isGood(text) ? read : fault(words);
    },
  };
};

const SERVER = [isServer, 'must name a host, and a port from 1 to 65535 if any'] as const;
const DATABASE = [
  isDatabase,
  'must name a host, a socket or a database, and a port from 1 to 65535 if any; a percent sign in a password is written %25',
] as const;
const REDIS = [isRedis, 'must name a host, and a port from 1 to 65535 if any, of each node'] as const;
const BASE = [
  isBase,
  'must name a host, and a port from 1 to 65535 if any; without user, query and fragment, because paths are put behind it',
] as const;

/** A name and an address in angle brackets, or an address alone. */
const sender = (help: string, fallback: string): Variable<string> => ({
  help,
  fallback,
  parse: (text) =>
    /^(?:[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(text)
      ? value(text)
      : fault('must be an address, or a name with an address: Rapport <rapport@clinic.example>'),
});

const origins = (help: string): Variable<string> => ({
  help,
  fallback: '',
  parse: (text) =>
    areOrigins(text) ? value(text) : fault('must be origins: scheme, host and port, as in http://127.0.0.1:9999'),
});

/** A path is put behind it, and begins with a slash itself. */
const withoutEnd = (variable: Variable<string>): Variable<string> => ({
  ...variable,
  parse: (text) => {
    const read = variable.parse(text);
    return 'fault' in read ? read : value(read.value.replace(/\/+$/, ''));
  },
});

const secret = <T>(variable: Variable<T>): Variable<T> => ({ ...variable, secret: true });
const HTTP = ['http', 'https'] as const;

export const CONFIG_VARIABLES = {
  DATABASE_URL: secret(
    address('PostgreSQL 15 or later; empty starts an embedded one', ['postgres', 'postgresql'], DATABASE),
  ),
  DATABASE_DIRECT_URL: secret(
    address(
      'PostgreSQL itself, needed where DATABASE_URL leads to a pooler (PgBouncer); the same as that where sessions are pooled whole',
      ['postgres', 'postgresql'],
      DATABASE,
    ),
  ),
  REDIS_URL: secret(
    address(
      'Redis 6.2 or later, for the redis queue backend; nodes of a Redis Cluster are listed with commas',
      ['redis', 'rediss', 'redis+unix', 'unix'],
      REDIS,
    ),
  ),
  RAPPORT_QUEUE_BACKEND: word('what carries the wake-ups: postgres, redis, or none (sweeper only)', 'auto', [
    'auto',
    'postgres',
    'redis',
    'none',
  ]),
  RAPPORT_QUEUE_PREFIX: pattern(
    'names the queues; two installations on one Redis need two',
    'rapport',
    /^[a-z0-9-]{1,40}$/,
  ),
  RAPPORT_HOST: freeText('address to listen on', '127.0.0.1'),
  RAPPORT_PORT: wholeNumber('port to listen on; 0 takes a free one', 8080, [0, 65_535]),
  RAPPORT_METRICS_PORT: wholeNumber(
    'port of its own that serves health and metrics without a key; 0 opens none',
    0,
    [0, 65_535],
  ),
  RAPPORT_PUBLIC_URL: withoutEnd(
    address(
      'address that people use; links in messages start with it; api and worker demand it where they can be reached from elsewhere, or send mail',
      HTTP,
      BASE,
    ),
  ),
  RAPPORT_DATA: freeText('folder of the embedded database and the ready file', '.rapport'),
  RAPPORT_AUDIT_ANCHOR: freeText(
    'file, best on another machine, that keeps the end of each audit chain, added every hour; with the embedded database it is audit-anchor.ndjson in RAPPORT_DATA unless set, elsewhere there is none',
  ),
  RAPPORT_LOG_LEVEL: word('how much is logged', 'info', ['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
  RAPPORT_POOL_SIZE: wholeNumber('PostgreSQL connections of one process', 12, [2, 200]),
  RAPPORT_FOLLOW_CONCURRENCY: wholeNumber('shards that one worker follows at the same time', 2, [1, 32]),
  RAPPORT_FOLLOW_GROUP: wholeNumber('episodes that are followed in one transaction', 400, [1, 2_000]),
  RAPPORT_DELIVER_CONCURRENCY: wholeNumber('deliveries that one worker sends at the same time', 8, [1, 100]),
  RAPPORT_SWEEP_MS: wholeNumber('how often the sweeper looks for missed work, in ms', 2_000, [50, 60_000]),
  RAPPORT_RATE_LIMIT: wholeNumber(
    'requests per second and key before 429, counted by all API processes together where the queues are on Redis; 0 is no limit',
    0,
    [0, 1_000_000],
  ),
  RAPPORT_SMTP_URL: secret(
    address('mail server, for example smtps://user:password@mail.example:465', ['smtp', 'smtps'], SERVER),
  ),
  RAPPORT_MAIL_FROM: sender(
    'sender of mails; api and worker demand it with RAPPORT_SMTP_URL',
    'Rapport <no-reply@rapport.invalid>',
  ),
  RAPPORT_OUTBOUND_ALLOW: origins('comma separated origins that webhooks may reach although they are not public'),
  RAPPORT_DEMO: word('synthetic clinic in the one-process app', 'on', ['on', 'off']),
  RAPPORT_DEMO_SEED: wholeNumber('seed of the synthetic clinic', 20_261, [0, 4_294_967_295]),
  RAPPORT_DEMO_PACE: wholeNumber('seconds of clinic time that pass in one second', 1_800, [1, 86_400]),
  RAPPORT_DEMO_WEBHOOK_URL: address('where the demo sends its webhooks; empty uses its own receiver', HTTP, SERVER),
  RAPPORT_DEMO_WEBHOOK_SECRET: secret(freeText('whsec_ secret for RAPPORT_DEMO_WEBHOOK_URL; empty makes one')),
  OTEL_EXPORTER_OTLP_ENDPOINT: address('where traces go (OTLP over HTTP); empty sends none', HTTP, SERVER),
  OTEL_SERVICE_NAME: freeText(
    'service name in the traces of npm start; api and worker are rapport-api and rapport-worker',
    'rapport',
  ),
} as const;

export type ConfigName = keyof typeof CONFIG_VARIABLES;
export type Config = {
  readonly [K in ConfigName]: (typeof CONFIG_VARIABLES)[K] extends Variable<infer T> ? T : never;
};
