/** What docs/how-to/extend.md adds is really added to a copy of the project, compiled and run. */
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { follow, stepsOf } from './extend-page.js';

const ROOT = path.resolve(__dirname, '../..');
const PAGE = fs.readFileSync(path.join(ROOT, 'docs/how-to/extend.md'), 'utf8');
const STEPS = stepsOf(PAGE);
const WITHIN_MS = 300_000;

let copy: string;

beforeAll(() => {
  copy = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-extend-'));
  // PostgreSQL, started by root, runs as another user, who has to get through this folder.
  fs.chmodSync(copy, 0o755);
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  for (const file of files
    .toString()
    .split('\0')
    .filter((name) => fs.existsSync(path.join(ROOT, name)) && name)) {
    fs.mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    fs.copyFileSync(path.join(ROOT, file), path.join(copy, file));
  }
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
});
afterAll(() => fs.rmSync(copy, { recursive: true, force: true }));

/** Resolves to what the program printed; rejects with it where the program fails. */
async function run(...args: string[]): Promise<string> {
  // most of the copy has been compiled here already
  const RAPPORT_JEST_CACHE = createHash('sha1').update(ROOT).digest('hex').slice(0, 16);
  const env = { ...process.env, RAPPORT_JEST_CACHE, JEST_WORKER_ID: undefined, CI: undefined };
  const options = { cwd: copy, maxBuffer: 2 ** 26, env };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, options).catch((error: unknown) => {
    const { stdout: out = '', stderr: err = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`node ${args.join(' ')} fails:\n${out}${err}`);
  });
  return stdout + stderr;
}

const madeBy = (folder: string): string[] =>
  STEPS.filter(({ file }) => file.startsWith(folder)).map(({ file }) => file);

describe('extending Rapport as the page says', () => {
  it('takes at most five files for a read model with its endpoint, two for a channel and two for a rule, beside lines on rosters', () => {
    const rosters = /\/(roster|handlers|index)\.ts$/;
    const files = (heading: string) => {
      const section = PAGE.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
      return new Set(
        stepsOf(section).flatMap(({ file }) => (rosters.test(file) || /spec\.ts$/.test(file) ? [] : [file])),
      );
    };
    expect(files('A read model').size).toBeLessThanOrEqual(5);
    expect(files('A channel').size).toBeLessThanOrEqual(2);
    expect(files('A rule').size).toBeLessThanOrEqual(2);
    expect(madeBy('libs/')).not.toEqual([]);
  });

  it(
    'compiles, and passes its own specs and the suites of each roster',
    async () => {
      for (const step of STEPS) follow(copy, step);
      await run('node_modules/typescript7/bin/tsc', '-p', 'test/tsconfig.json', '--noEmit');
      await run('node_modules/typescript7/bin/tsc', '-p', 'tsconfig.json');
      const specs = STEPS.map(({ file }) => file).filter((file) => file.endsWith('.spec.ts'));
      const suites = [
        'libs/alliance/src/ruptures/rules.spec.ts',
        'libs/channels/src/(roster|conformance)',
        'libs/readmodels/src/conformance',
        'libs/pipeline/src/pipeline.module.spec.ts',
      ];
      const jest = ['node_modules/jest/bin/jest.js', '-c', '.config/jest.config.cjs', ...specs, ...suites];
      const printed = await run(...jest, '--verbose', '--selectProjects', 'unit', 'int');
      for (const added of ['three-falls', 'note', 'latest-form', 'names the longest silent first'])
        expect(printed).toContain(added);
    },
    WITHIN_MS,
  );
});
