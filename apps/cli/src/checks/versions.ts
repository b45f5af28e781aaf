/** Does everything that runs have one version? Two at once are right for as long as an upgrade rolls, and not longer. */
import { ok, warning, type Check } from './check.js';

export interface Versions {
  /** Of the program that asks. */
  readonly own: string;
  readonly apis: readonly string[];
  readonly workers: readonly string[];
}

const NAME = 'versions';

export function judgeVersions({ own, apis, workers }: Versions): Check {
  const running = [...apis.map((one) => `an API ${one}`), ...workers.map((one) => `a worker ${one}`)];
  if (running.length === 0) return ok(NAME, `${own}; nothing runs`);
  if ([...apis, ...workers].every((one) => one === own)) return ok(NAME, `all that runs: ${own}`);
  return warning(
    NAME,
    `this program is ${own}; there runs ${running.join(', ')}`,
    'finish the upgrade: restart what is older, or use the command line of the version that runs',
  );
}
