/** What `npm start` and `npm test` do first, in a clone of two files. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const HOUSE = path.join(__dirname, '../..');
const WITHIN_MS = 60_000;

const compilerOptions = { rootDir: '.', outDir: 'dist', types: [], strict: true, module: 'nodenext', lib: ['es2023'] };
const installed = { packages: { 'node_modules/typescript7': { version: '7.0.2' } } };

describe('the set-up of a clone', () => {
  let clone: string;
  const inClone = (file: string): string => path.join(clone, file);
  const write = (file: string, text: string | object): void => {
    fs.mkdirSync(path.dirname(inClone(file)), { recursive: true });
    fs.writeFileSync(inClone(file), typeof text === 'string' ? text : JSON.stringify(text));
  };
  const setUp = (...flags: string[]): Promise<{ code: number | null; said: string }> =>
    new Promise((resolve) => {
      // npm would fetch packages: here its name leads nowhere, so that a step that asks for it fails
      const child = spawn(process.execPath, [inClone('.config/setup.cjs'), ...flags], { env: { PATH: '' } });
      let said = '';
      child.stderr.on('data', (chunk) => (said += String(chunk)));
      child.once('close', (code) => resolve({ code, said }));
    });
  const compiled = (): string => fs.readFileSync(inClone('dist/apps/main.js'), 'utf8');

  beforeEach(() => {
    clone = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-clone-'));
    write('.config/setup.cjs', fs.readFileSync(path.join(HOUSE, '.config/setup.cjs'), 'utf8'));
    write('package.json', {});
    write('package-lock.json', installed);
    write('node_modules/.package-lock.json', installed);
    fs.symlinkSync(path.join(HOUSE, 'node_modules/typescript7'), inClone('node_modules/typescript7'));
    write('tsconfig.json', { compilerOptions, include: ['apps/**/*.ts', 'libs/**/*.ts'] });
    write('libs/one.ts', 'export const one: number = 1;');
    write('apps/main.ts', "export { one } from '../libs/one.js';");
  });
  afterEach(() => fs.rmSync(clone, { recursive: true, force: true }));

  it(
    'compiles once, and again when a source has changed',
    async () => {
      expect(await setUp()).toEqual({ code: 0, said: expect.stringMatching(/^compiling \.\.\. [\d.]+ s\n$/) });
      expect(compiled()).toContain('one_js_1');
      expect(await setUp()).toEqual({ code: 0, said: '' });
      write('apps/main.ts', 'export const two = 2;');
      expect((await setUp('--quiet')).said).toBe('');
      expect(compiled()).toContain('two = 2');
    },
    WITHIN_MS,
  );

  it(
    'stops at a type error, and leaves it to the tests where they follow',
    async () => {
      write('libs/one.ts', "export const one: number = 'one';");
      expect(await setUp()).toEqual({ code: 1, said: expect.stringContaining('TS2322') });
      expect(fs.existsSync(inClone('dist'))).toBe(false);
      expect((await setUp('--test')).code).toBe(0);
      expect(compiled()).toContain('one_js_1');
      expect((await setUp()).code).toBe(1);
    },
    WITHIN_MS,
  );

  it(
    'is done by one of two that start at once, while the other waits',
    async () => {
      const both = await Promise.all([setUp(), setUp()]);
      const said = both.map((one) => one.said).join('');
      expect(both.map(({ code }) => code)).toEqual([0, 0]);
      expect(said.match(/compiling/g)).toHaveLength(1);
      expect(fs.readdirSync(inClone('.rapport'))).toEqual([]);
    },
    WITHIN_MS,
  );

  it(
    'is not held up by one that was killed',
    async () => {
      const gone = spawn(process.execPath, ['--version']);
      await new Promise((resolve) => gone.once('close', resolve));
      write('.rapport/setup.lock', String(gone.pid));
      expect((await setUp()).code).toBe(0);
    },
    WITHIN_MS,
  );

  it(
    'installs packages where they are not those of the lock file, or of another platform',
    async () => {
      write('package-lock.json', { packages: { ...installed.packages, 'node_modules/new': { version: '1.0.0' } } });
      expect(await setUp()).toEqual({ code: 1, said: expect.stringContaining('The packages could not be installed.') });
      write('package-lock.json', { packages: { ...installed.packages, 'node_modules/new': { optional: true } } });
      expect((await setUp()).code).toBe(0);
      write('node_modules/.rapport-platform', 'plan9 mips');
      expect((await setUp()).code).toBe(1);
    },
    WITHIN_MS,
  );
});
