/** The built program, as it is started without npm: whoever asks for help should not wait for a database driver. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const PROGRAM = path.join(__dirname, '../../dist/apps/cli/src/main.js');
const ROUNDS = 10;
const WITHIN_MS = 300;

it.each([[['--help']], [['completion', 'bash']]])('%j answers within 300 ms, in the median of ten', (args) => {
  const took = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    expect(spawnSync(process.execPath, [PROGRAM, ...args]).status).toBe(0);
    return performance.now() - began;
  }).sort((a, b) => a - b);
  expect(took[ROUNDS / 2]).toBeLessThan(WITHIN_MS);
});
