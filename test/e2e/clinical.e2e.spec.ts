/** The questions of docs/reference/clinical.md, asked of the program itself. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const ROOT = path.join(__dirname, '..', '..');
const PAGE = fs.readFileSync(path.join(ROOT, 'docs', 'reference', 'clinical.md'), 'utf8');
const EXAMPLES = [...PAGE.matchAll(/```json\n(.+)\n(.+)\n```/g)].map(([, question = '', answer = '']) => ({
  question,
  answer,
}));

const ask = (...args: string[]) =>
  spawn(process.execPath, [path.join(ROOT, 'dist', 'apps', 'cli', 'src', 'main.js'), 'clinical', ...args], {
    env: { PATH: process.env['PATH'] ?? '' },
  });

async function answersTo(questions: string | Buffer): Promise<{ lines: string[]; code: number | null }> {
  const child = ask();
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.end(questions);
  const said = await text(child.stdout);
  return { lines: said.split('\n').slice(0, -1), code: await ended };
}

it('answers every example of the reference page, in one go and in order', async () => {
  expect(EXAMPLES.length).toBeGreaterThan(10);
  const { lines, code } = await answersTo(EXAMPLES.map(({ question }) => question).join('\n'));
  expect(lines).toEqual(EXAMPLES.map(({ answer }) => answer));
  expect(code).toBe(0);
});

it('says of a line that it cannot be read, and answers the next', async () => {
  const good = EXAMPLES[0]?.question ?? '';
  const bad = Buffer.concat([
    Buffer.from([0xff, 0xfe, 0x0a, 0x0a]),
    Buffer.from(`${'x'.repeat(1_048_577)}\r\n${good}\r\n`),
  ]);
  const { lines } = await answersTo(bad);
  expect(lines.slice(0, 3).map((line) => (JSON.parse(line) as { error: { code: string } }).error.code)).toEqual([
    'invalid_unicode',
    'empty_body',
    'too_large',
  ]);
  expect(lines[3]).toBe(EXAMPLES[0]?.answer);
  expect(lines).toHaveLength(4);
});

it('answers while questions are still coming, and ends quietly when nobody reads on', async () => {
  const child = ask();
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const errors = text(child.stderr);
  child.stdin.on('error', () => undefined); // it may be gone before all is written
  child.stdin.write(`${EXAMPLES[0]?.question}\n`);
  const first = await new Promise<Buffer>((resolve) => child.stdout.once('data', resolve));
  expect(first.toString()).toBe(`${EXAMPLES[0]?.answer}\n`);
  child.stdout.destroy();
  child.stdin.end(`${EXAMPLES[0]?.question}\n`.repeat(50_000));
  await ended;
  expect(await errors).toBe('');
});
