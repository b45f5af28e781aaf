import fc from 'fast-check';
import { CONFIG_VARIABLES, type ConfigName } from './config-variables.js';
import { ConfigError, describeConfig, queueBackendOf, readConfig } from './config.js';

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

  it('chooses the backend by what there is, unless told', () => {
    expect(queueBackendOf(readConfig({}))).toBe('postgres');
    expect(queueBackendOf(readConfig({ REDIS_URL: 'redis://r' }))).toBe('redis');
    expect(queueBackendOf(readConfig({ REDIS_URL: 'redis://r', RAPPORT_QUEUE_BACKEND: 'none' }))).toBe('none');
  });
});

describe('the configuration as a table', () => {
  const env = {
    DATABASE_URL: 'postgres://rapport:canary-1@db/x',
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
