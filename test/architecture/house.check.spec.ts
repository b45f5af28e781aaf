/** What the tools say of the whole house: each is an npm script, and a failure shows what it printed. */
import { exec } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const WITHIN_MS = 300_000;

const assertSucceeds = (script: string): Promise<void> =>
  new Promise((resolve, reject) => {
    exec(`npm run --silent ${script}`, { cwd: ROOT, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      error ? reject(new Error(`npm run ${script} fails:\n\n${stdout}${stderr}`)) : resolve(),
    );
  });

describe('the whole house', () => {
  it.each(['typecheck', 'lint', 'ladder'])('passes npm run %s', assertSucceeds, WITHIN_MS);
});
