/** The built program, as it is started without npm: asking for help must not wait for a database driver. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const PROGRAM = path.join(__dirname, '../../dist/apps/cli/src/main.js');
const ROUNDS = 10;
const WITHIN_MS = 300;
/** On a machine on which Node itself starts slowly. With a database driver it takes more than four times as long. */
const TIMES_NODE = 3;

/** The fastest of ten: the others say what else the machine was doing. */
function fastest(args: readonly string[]): number {
  const took = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    expect(spawnSync(process.execPath, args).status).toBe(0);
    return performance.now() - began;
  });
  return Math.min(...took);
}

it.each([[['--help']], [['send', '--help']]])(
  '%j answers within 300 ms, or three times a bare start of Node',
  (args) => {
    const bare = fastest(['-e', '0']);
    expect(fastest([PROGRAM, ...args])).toBeLessThan(Math.max(WITHIN_MS, TIMES_NODE * bare));
  },
);
