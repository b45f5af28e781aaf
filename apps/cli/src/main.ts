/** `npm run -s rapport -- <verb>`. Only this file touches the process: its words, its environment, its signals. */
import fs from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type * as Platform from '#lib/platform';
import { dispatch } from './dispatch.js';
import { misuse } from './line/failure.js';
import { linesOf } from './line/lines.js';
import { wantsColor } from './line/output.js';
import { packageFolder } from './instance/package-folder.js';
import { VERBS } from './verbs/roster.js';

const interrupted = new AbortController();

const ONE_KEYSTROKE_MS = 500;
let firstAt = 0;

/**
 * The first Ctrl-C asks for a clean end, a later one takes none for an answer. Under npm one keystroke arrives twice:
 * from the terminal, and passed on by npm.
 */
function onInterrupt(): void {
  if (interrupted.signal.aborted) {
    if (Date.now() - firstAt > ONE_KEYSTROKE_MS) process.exit(130);
    return;
  }
  firstAt = Date.now();
  interrupted.abort();
  setTimeout(
    () => process.stderr.write('finishing what was started; press Ctrl-C again to stop at once\n'),
    1_000,
  ).unref();
}

/** npm changes into the project's folder and leaves the caller's own in INIT_CWD. */
function fileNamed(name: string): string {
  const fromCaller = path.resolve(process.env['INIT_CWD'] ?? '.', name);
  return fs.existsSync(name) ? name : fromCaller;
}

const readText = async (name: string): Promise<string> => (await readBytes(name)).toString('utf8');

async function readBytes(name: string): Promise<Buffer> {
  if (name === '-') return buffer(process.stdin);
  try {
    return fs.readFileSync(fileNamed(name));
  } catch (error) {
    throw misuse(
      `${name} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
      'check the path; - is standard input',
    );
  }
}

/** Beside the caller, as npm says where that is. */
const placeOf = (name: string): string => path.resolve(process.env['INIT_CWD'] ?? '.', name);

function writeText(name: string, content: string): void {
  try {
    fs.writeFileSync(placeOf(name), content);
  } catch (error) {
    throw misuse(`${name} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, 'check the path');
  }
}

function version(): string {
  const manifest = fs.readFileSync(path.join(packageFolder(), 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Loaded at the first use: the platform is most of what takes time to load, and help needs none of it. */
const readConfig = (): Platform.Config => (require('#lib/platform') as typeof Platform).readConfig();

async function main(): Promise<void> {
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  // whoever reads our output may stop reading, as `head` does
  process.stdout.on('error', () => interrupted.abort());
  let config: Platform.Config | undefined;
  const code = await dispatch(VERBS, process.argv.slice(2), {
    host: {
      config: () => (config ??= readConfig()),
      signal: interrupted.signal,
      now: () => Date.now(),
      readText,
      readBytes,
      writeText,
      placeOf,
      programs: process.env['PATH'] ?? '',
      lines: () => linesOf(process.stdin),
    },
    stdout: process.stdout,
    stderr: process.stderr,
    color: wantsColor(process.stdout, process.env),
    version: version(),
  });
  process.stdout.write('', () => process.exit(code));
}

void main();
