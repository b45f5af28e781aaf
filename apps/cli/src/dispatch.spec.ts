import { ConfigError, RapportError } from '#lib/platform';
import { dispatch } from './dispatch.js';
import { CliFailure } from './line/failure.js';
import { linesOf } from './line/lines.js';
import { declare, verb, type Host, type Verb } from './line/verb.js';

const host: Host = {
  config: () => {
    throw new ConfigError(['RAPPORT_PORT must be a whole number']);
  },
  signal: new AbortController().signal,
  now: () => 0,
  readText: () => Promise.resolve(''),
  readBytes: () => Promise.resolve(new Uint8Array()),
  writeText: () => undefined,
  placeOf: (name) => name,
  programs: '',
  lines: () => linesOf((async function* () {})()),
};
const withRun = (run: Verb['run']): Verb =>
  verb(declare({ name: 'go', summary: 'Go', usage: '', examples: [['go', 'it goes']], words: [0, 0], flags: {} }), () =>
    Promise.resolve(run),
  );

async function outcome(run: Verb['run'], args: readonly string[] = ['go']) {
  const [out, err] = [[] as string[], [] as string[]];
  const sink = (lines: string[]) => ({ write: (text: string) => void lines.push(text) });
  const code = await dispatch([withRun(run)], args, {
    host,
    version: '1.2.3',
    color: false,
    stdout: sink(out),
    stderr: sink(err),
  });
  return { code, out: out.join(''), err: err.join('') };
}
const throws = (error: unknown) => () => Promise.reject(error as Error);

describe('the way of a command line', () => {
  it('passes on what the verb says of the thing asked about', async () => {
    expect((await outcome(() => Promise.resolve(0))).code).toBe(0);
    expect((await outcome(() => Promise.resolve(1))).code).toBe(1);
  });
  it.each([
    ['a usage fault', ['gone'], 2],
    ['an unknown flag', ['go', '--fast'], 2],
  ])('ends with 2 after %s', async (_, args, code) =>
    expect((await outcome(() => Promise.resolve(0), args)).code).toBe(code),
  );
  it('ends with 78 when the configuration is wrong, and names the variable', async () => {
    const { code, err } = await outcome(({ host: given }) => Promise.resolve(given.config() ? 0 : 1));
    expect(code).toBe(78);
    expect(err).toContain('RAPPORT_PORT must be a whole number');
  });
  it.each([
    [new CliFailure('no luck', 'try again'), 'no luck\n  next: try again\n'],
    [new RapportError('conflict'), 'Somebody else was first\n  next: Read the current state and decide again.\n'],
    [Object.assign(new Error('relation "event" does not exist'), { code: '42P01' }), 'no Rapport tables yet'],
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'the database does not answer'],
  ])('says in words what was thrown, and what to do next', async (error, words) => {
    const { code, out, err } = await outcome(throws(error));
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(words);
    expect(err).toContain('next: ');
  });
  it('shows no stack, whatever happens', async () => {
    const { err } = await outcome(throws(new TypeError('x is not a function\n    at secret.ts:1')));
    expect(err).not.toMatch(/ {4}at |secret\.ts/);
  });
  it('gives a program its error as JSON', async () => {
    const { err } = await outcome(throws(new CliFailure('no luck', 'try again')), ['go', '--json']);
    expect(JSON.parse(err)).toEqual({ error: 'no luck', next: 'try again' });
  });
  it('answers --version and --help without running anything', async () => {
    expect((await outcome(throws(new Error('ran')), ['--version'])).out).toBe('1.2.3\n');
    expect((await outcome(throws(new Error('ran')), ['go', '--help'])).out).toContain('it goes');
    expect((await outcome(throws(new Error('ran')), [])).out).toContain('Verbs');
  });
});
