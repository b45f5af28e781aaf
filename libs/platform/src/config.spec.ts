import fc from 'fast-check';
import { CONFIG_VARIABLES, type ConfigName } from './config-variables.js';
import { ConfigError, describeConfig, queueBackendOf, readConfig, warningsOf } from './config.js';

const NAMES = Object.keys(CONFIG_VARIABLES) as ConfigName[];
const SECRETS = NAMES.filter((name) => 'secret' in CONFIG_VARIABLES[name]);

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('the configuration', () => {
  it('is complete when nothing is set, or set to nothing', () => {
    expect(readConfig({})).toMatchObject({
      RAPPORT_PORT: 8080,
      RAPPORT_HOST: '127.0.0.1',
      DATABASE_URL: '',
      RAPPORT_QUEUE_BACKEND: 'auto',
    });
    expect(readConfig(Object.fromEntries(NAMES.map((name) => [name, ' '])))).toEqual(readConfig({}));
  });

  it('reads what is set, without the spaces around it', () => {
    expect(readConfig({ RAPPORT_PORT: ' 9000 ', DATABASE_URL: 'postgres://db/x' })).toMatchObject({
      RAPPORT_PORT: 9000,
      DATABASE_URL: 'postgres://db/x',
    });
  });

  it.each([
    ['RAPORT_PORT', undefined],
    ['RAPPORT_PROT', 'RAPPORT_PROT is not known; did you mean RAPPORT_PORT?'],
    ['RAPPORT_POOLSIZE', 'RAPPORT_POOLSIZE is not known; did you mean RAPPORT_POOL_SIZE?'],
    ['RAPPORT_SOMETHING_ENTIRELY_DIFFERENT', 'RAPPORT_SOMETHING_ENTIRELY_DIFFERENT is not known'],
    ['RAPPORT_toString', 'RAPPORT_toString is not known'],
    ['RAPPORT_TEST_PG', undefined],
    ['PATH', undefined],
  ])('knows what to say about %s', (name, fault) => expect(faultsOf({ [name]: '1' })).toEqual(fault ? [fault] : []));

  it('says every fault at once, and what would be right', () => {
    const faults = faultsOf({
      RAPPORT_PORT: '70000',
      RAPPORT_POOL_SIZE: 'many',
      RAPPORT_LOG_LEVEL: 'loud',
      RAPPORT_PUBLIC_URL: 'clinic.example',
      RAPPORT_DEMOO: 'on',
    });
    expect([...faults].sort()).toEqual([
      'RAPPORT_DEMOO is not known; did you mean RAPPORT_DEMO?',
      'RAPPORT_LOG_LEVEL must be one of fatal, error, warn, info, debug, silent',
      'RAPPORT_POOL_SIZE must be a whole number from 2 to 200',
      'RAPPORT_PORT must be a whole number from 0 to 65535',
      'RAPPORT_PUBLIC_URL must be a URL that starts with http:// or https://',
    ]);
  });

  it.each(['-1', '1.5', '1e3', '0x10', 'NaN', '٣', '65536'])('refuses the port %s', (port) => {
    expect(faultsOf({ RAPPORT_PORT: port })).toEqual(['RAPPORT_PORT must be a whole number from 0 to 65535']);
  });

  it('never repeats what was written, because it may be a password in the wrong place', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.stringMatching(/^[a-z0-9]{12,20}$/), (name, tail) => {
        expect(faultsOf({ [name]: `canary${tail}` }).join()).not.toContain(tail);
      }),
    );
  });

  it('needs a Redis for the Redis backend', () => {
    expect(faultsOf({ RAPPORT_QUEUE_BACKEND: 'redis' })).toEqual([
      'REDIS_URL is needed when RAPPORT_QUEUE_BACKEND is redis',
    ]);
    expect(faultsOf({ RAPPORT_QUEUE_BACKEND: 'redis', REDIS_URL: 'redis://r' })).toEqual([]);
  });

  it('N8: needs the address of the pool where a direct one is given', () => {
    expect(faultsOf({ DATABASE_DIRECT_URL: 'postgres://db/x' })).toEqual([
      'DATABASE_URL is needed where DATABASE_DIRECT_URL is set',
    ]);
    expect(faultsOf({ DATABASE_DIRECT_URL: 'postgres://db/x', DATABASE_URL: 'postgres://pooler/x' })).toEqual([]);
  });

  it('chooses the backend by what there is, unless told', () => {
    expect(queueBackendOf(readConfig({}))).toBe('postgres');
    expect(queueBackendOf(readConfig({ REDIS_URL: 'redis://r' }))).toBe('redis');
    expect(queueBackendOf(readConfig({ REDIS_URL: 'redis://r', RAPPORT_QUEUE_BACKEND: 'none' }))).toBe('none');
  });
});

describe('the configuration as a table', () => {
  const env = {
    DATABASE_URL: 'postgres://rapport:canary-1@db/x',
    DATABASE_DIRECT_URL: 'postgres://rapport:canary-5@db/x',
    REDIS_URL: 'redis://:canary-2@r',
    RAPPORT_SMTP_URL: 'smtps://u:canary-3@mail.example',
    RAPPORT_DEMO_WEBHOOK_SECRET: 'whsec_canary-4',
  };

  it('shows of a secret only that it is set', () => {
    expect(Object.keys(env).sort()).toEqual([...SECRETS].sort());
    const table = describeConfig(readConfig(env));
    expect(JSON.stringify(table)).not.toContain('canary');
    expect(
      table
        .filter(({ value }) => value === '(set, hidden)')
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...SECRETS].sort());
  });

  it('has a sentence about every variable', () => {
    for (const { name, help } of describeConfig(readConfig({}))) expect(`${name} ${help}`).toMatch(/ .{8,}/);
  });
});

function productionFaults(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env, { production: true });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('an api or a worker (N14, N17)', () => {
  const DATABASE_URL = 'postgresql://db/rapport';
  const MAIL = { RAPPORT_SMTP_URL: 'smtps://mail.example:465' };
  const needs = { public: /^RAPPORT_PUBLIC_URL is required/, sender: /^RAPPORT_MAIL_FROM is required/ };

  it('N14: with mail needs a public address and a sender', () => {
    expect(productionFaults({ DATABASE_URL, ...MAIL })).toEqual([
      expect.stringMatching(needs.public),
      expect.stringMatching(needs.sender),
    ]);
  });

  it.each(['0.0.0.0', '::', '10.0.0.7'])('N14: that listens on %s needs a public address', (RAPPORT_HOST) => {
    expect(productionFaults({ DATABASE_URL, RAPPORT_HOST })).toEqual([expect.stringMatching(needs.public)]);
  });

  it('N14: starts where what it sends leads back to it, and where it sends nothing', () => {
    const whole = { RAPPORT_PUBLIC_URL: 'https://r.example', RAPPORT_MAIL_FROM: 'Rapport <r@clinic.example>' };
    expect(productionFaults({ DATABASE_URL, ...MAIL, ...whole, RAPPORT_HOST: '0.0.0.0' })).toEqual([]);
    expect(productionFaults({ DATABASE_URL })).toEqual([]);
  });

  it('N17: says all at once: database, mail server, sender, public address, ports and a typo', () => {
    const faults = productionFaults({
      RAPPORT_SMTP_URL: 'mail.example:25',
      RAPPORT_MAIL_FROM: 'Rapport',
      RAPPORT_PUBLIC_URL: 'clinic',
      RAPPORT_PORT: '9090',
      RAPPORT_METRICS_PORT: '9090',
      RAPPORT_QUEUE_BACKEND: 'redis',
      RAPPORT_SMTP: 'smtp://mail.example',
    });
    const names = faults.map((fault) => fault.split(' ')[0]).sort();
    expect(names).toEqual([
      'DATABASE_URL',
      'RAPPORT_MAIL_FROM',
      'RAPPORT_METRICS_PORT',
      'RAPPORT_PUBLIC_URL',
      'RAPPORT_SMTP',
      'RAPPORT_SMTP_URL',
      'REDIS_URL',
    ]);
  });

  it.each(['mail.example', 'http://mail.example', 'smtp://', 'smtp://mail.example:99999', 'smtp://mail.example:x'])(
    'N17: takes %s for no mail server',
    (RAPPORT_SMTP_URL) =>
      expect(faultsOf({ RAPPORT_SMTP_URL })).toEqual([expect.stringMatching(/^RAPPORT_SMTP_URL must/)]),
  );

  it.each<[ConfigName, string]>([
    ['DATABASE_URL', 'postgres://u:p@host:99999/db'],
    ['DATABASE_URL', 'postgres://u:50%off@host/db'],
    ['DATABASE_URL', 'postgres://'],
    ['DATABASE_URL', 'mysql://host/db'],
    ['DATABASE_DIRECT_URL', 'postgres://u:p@host:port/db'],
    ['REDIS_URL', 'redis://127.0.0.1:99999'],
    ['REDIS_URL', 'redis://'],
    ['REDIS_URL', 'redis://a:1,redis://b:99999'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://'],
    ['RAPPORT_DEMO_WEBHOOK_URL', 'https://hook.example:x'],
    ['RAPPORT_OUTBOUND_ALLOW', 'hook.example'],
    ['RAPPORT_OUTBOUND_ALLOW', 'https://a.example, https://b.example/path'],
    ['RAPPORT_PUBLIC_URL', 'https://u:p@r.example'],
    ['RAPPORT_PUBLIC_URL', 'https://r.example/?to=it'],
    ['RAPPORT_PUBLIC_URL', 'https://r.example/#it'],
  ])('N17: %s does not take %s, and says what would be right', (name, text) =>
    expect(faultsOf({ DATABASE_URL: 'postgres://db/x', [name]: text })).toEqual([
      expect.stringMatching(new RegExp(`^${name} must [a-zA-Z ]{6}`)),
    ]),
  );

  it.each<[ConfigName, string]>([
    ['DATABASE_URL', 'postgres://u:p@/r?host=/var/run/postgresql'],
    ['DATABASE_URL', 'postgres:///r'],
    ['DATABASE_URL', 'postgres://u:50%25off@[::1]:5432/r?sslmode=verify-full'],
    ['REDIS_URL', 'unix:///run/redis.sock'],
    ['REDIS_URL', 'rediss://u:p@a:1, rediss://b:2'],
    ['RAPPORT_OUTBOUND_ALLOW', 'http://127.0.0.1:9999,https://hook.example'],
    ['RAPPORT_PUBLIC_URL', 'https://clinic.example/rapport'],
  ])('N17: %s takes %s', (name, text) => expect(readConfig({ [name]: text })).toMatchObject({ [name]: text }));

  it.each(['https://r.example/', 'https://r.example//'])(
    'N14: links that begin with %s have one slash after it',
    (RAPPORT_PUBLIC_URL) => expect(readConfig({ RAPPORT_PUBLIC_URL }).RAPPORT_PUBLIC_URL).toBe('https://r.example'),
  );

  it.each(['Rapport', 'a@', '@b', 'a b@c.example', 'R <a@b.example', 'R <a@b.example> x', 'a@b.example, c@d.example'])(
    'N17: takes %s for no sender',
    (RAPPORT_MAIL_FROM) =>
      expect(faultsOf({ RAPPORT_MAIL_FROM })).toEqual([expect.stringMatching(/^RAPPORT_MAIL_FROM must/)]),
  );

  it.each(['r@clinic.example', 'Rapport <r@clinic.example>', '"Rapport, Klinik" <r+x@clinic.example>'])(
    'N17: takes %s for a sender',
    (RAPPORT_MAIL_FROM) => expect(faultsOf({ RAPPORT_MAIL_FROM })).toEqual([]),
  );
});

describe('a Redis that is open to others', () => {
  const warned = (REDIS_URL: string): number => warningsOf(readConfig({ REDIS_URL })).length;

  it.each([
    ['redis://redis:6379', 1],
    ['redis://10.0.0.5', 1],
    // the nodes of a cluster share the login of the first
    ['redis://a.example:1,redis://:canary@b.example:2,redis://c.example:3', 3],
    ['redis://:canary@a.example:1,redis://b.example:2', 0],
    ['redis://:canary@redis:6379', 0],
    ['redis://user:canary@redis', 0],
    ['redis://127.0.0.1:6379', 0],
    ['redis://[::1]:6379', 0],
    ['unix:///run/redis.sock', 0],
  ])('is named: %s', (url, many) => expect(warned(url)).toBe(many));

  it('is not looked for where the queues are elsewhere', () => {
    expect(warningsOf(readConfig({ REDIS_URL: 'redis://redis', RAPPORT_QUEUE_BACKEND: 'postgres' }))).toEqual([]);
  });

  it('is named without what else the address says', () => {
    expect(warningsOf(readConfig({ REDIS_URL: 'redis://canary-user@redis/3' })).join()).not.toContain('canary');
  });
});
