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

/** Reads the whole environment once. An unknown RAPPORT_ variable is a fault: a typo must not mean a default. */
export function readConfig(env: Environment = process.env): Config {
  const faults = unknownVariables(env);
  const config: Partial<Record<ConfigName, unknown>> = {};
  for (const name of NAMES) {
    const read = readVariable(name, env[name]);
    if ('fault' in read) faults.push(`${name} ${read.fault}`);
    else config[name] = read.value;
  }
  const complete = config as Config;
  if (complete.RAPPORT_QUEUE_BACKEND === 'redis' && !env['REDIS_URL']?.trim()) {
    faults.push('REDIS_URL is needed when RAPPORT_QUEUE_BACKEND is redis');
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return complete;
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
