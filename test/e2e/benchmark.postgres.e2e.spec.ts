/** The benchmark as a person runs it, on the smallest clinic there is: no database, no configuration. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const PROGRAM = path.join(__dirname, '..', '..', 'dist', 'apps', 'cli', 'src', 'main.js');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-benchmark-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

async function benchmark(...args: string[]): Promise<{ out: string; err: string; code: number | null }> {
  const env = { PATH: process.env['PATH'] ?? '', INIT_CWD: folder };
  const child = spawn(process.execPath, [PROGRAM, 'benchmark', ...args], { env });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { out, err, code: await ended };
}

const SMALL = ['--seed', '905', '--clients', '180', '--months', '6'];

interface Answer {
  readonly madeOn: string;
  readonly together: { readonly strain: { readonly strains: number; readonly recall: number } };
}

it('gives figures as JSON, the same ones again, and draws them where the caller is', async () => {
  const { out, err, code } = await benchmark(...SMALL, '--json', '--picture', 'figures.svg');
  const { madeOn, ...figures } = JSON.parse(out) as Answer;
  expect([code, madeOn]).toEqual([0, new Date().toISOString().slice(0, 10)]);
  expect(figures.together.strain.strains).toBeGreaterThan(5);
  expect(figures.together.strain.recall).toBeGreaterThan(0.3);
  expect(err).toContain('seed 905');
  expect(fs.readFileSync(path.join(folder, 'figures.svg'), 'utf8')).toMatch(/^<svg .*<\/svg>\n$/s);
  const { madeOn: _, ...again } = JSON.parse((await benchmark(...SMALL, '--json')).out) as Answer;
  expect(again).toEqual(figures);
});

it('says as a table what was aimed at, and refuses a seed that is none', async () => {
  const { out } = await benchmark(...SMALL);
  expect(out).toMatch(/^recall .*>= 0\.80$/m);
  expect(out).toMatch(/^calibration slope .*0\.9 to 1\.1$/m);
  const { err, code } = await benchmark('--seed', 'one');
  expect([err, code]).toEqual([expect.stringContaining('whole number'), 2]);
});
