/** Help, completion and refusals answer at once, because they load hardly anything. */
import { dispatch } from './dispatch.js';
import type { Host } from './line/verb.js';
import { VERBS } from './verbs/roster.js';

/** Of everything that this file has loaded so far, by Jest's own registry. */
const packages = (): string[] => [
  ...new Set(
    Object.keys(require.cache).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
  ),
];
const rooms = (): string[] => [
  ...new Set(Object.keys(require.cache).flatMap((file) => /\/libs\/([^/]+)\//.exec(file)?.[1] ?? [])),
];
/** Data and functions only: reading a catalogue of events or instruments brings no package along. */
const PURE = ['kernel', 'events', 'instruments'];

async function run(args: readonly string[]): Promise<{ code: number; out: string }> {
  const out: string[] = [];
  const stdout = { write: (text: string) => void out.push(text) };
  const host = { now: () => 0 } as unknown as Host;
  const code = await dispatch(VERBS, args, { host, version: '', color: false, stdout, stderr: stdout });
  return { code, out: out.join('') };
}

it.each([
  [['--help'], 0, 'Verbs'],
  [['keys', 'create', '--help'], 0, '--label'],
  [['rebuld'], 2, 'did you mean "rebuild"?'],
  [['rebuild', '--fast'], 2, 'rebuild has no flag --fast'],
  [['completion', 'bash'], 0, 'complete -F'],
  [['completion', 'zsh'], 0, '#compdef'],
  [['completion', 'fish'], 0, 'complete -c'],
])('%j loads no package but the one that reads the command line', async (args, exit, some) => {
  const { code, out } = await run(args);
  expect([code, out]).toEqual([exit, expect.stringContaining(some)]);
  expect(packages()).toEqual(['commander']);
  expect(rooms().filter((room) => !PURE.includes(room))).toEqual([]);
});
it('would see it if more were loaded', async () => {
  await import('./line/thrown.js');
  expect(packages()).toContain('pg');
  expect(rooms()).toContain('platform');
}, 30_000);
