/** Data goes to stdout, everything said about it to stderr; colour and moving lines only where a person looks on. */

export interface Sink {
  /** False: wait for `drain` before the next. */
  write(text: string): unknown;
  once?(event: 'drain' | 'close', listener: () => void): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}
export type Paint = 'good' | 'warning' | 'bad' | 'quiet' | 'strong';

export interface Output {
  readonly json: boolean;
  /** One line of data. */
  data(line: string): void;
  /** One line of data out of many: resolves when there is room for the next. */
  stream(line: string): Promise<void>;
  /** The answer: as one JSON object on one line with --json, else as text. */
  show(value: unknown, text: () => string): void;
  /** A message for whoever waits. */
  say(line: string): void;
  /** What goes on at the moment: one line that is written over, or a new line every two seconds without a terminal. */
  progress(line: string): void;
  /** Ends the moving line. */
  settle(): void;
  paint(how: Paint, text: string): string;
}

export interface OutputOptions {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly json: boolean;
  readonly color: boolean;
  readonly now: () => number;
}

const CODES: Readonly<Record<Paint, number>> = { good: 32, warning: 33, bad: 31, quiet: 2, strong: 1 };
const MOVING_MS = 100;
const STANDING_MS = 2_000;
const CLEAR = '\r\u001B[K';

export function createOutput({ stdout, stderr, json, color, now }: OutputOptions): Output {
  const moves = stderr.isTTY === true;
  let last = 0;
  let open = false;
  const settle = (): void => {
    if (open) stderr.write(CLEAR);
    open = false;
  };
  const data = (line: string): void => {
    settle();
    stdout.write(`${line}\n`);
  };
  return {
    json,
    data,
    settle,
    stream: (line) =>
      new Promise((resolve) => {
        settle();
        if (stdout.write(`${line}\n`) !== false || !stdout.once) return resolve();
        stdout.once('drain', resolve);
        stdout.once('close', resolve);
      }),
    show: (value, text) => data(json ? JSON.stringify(value) : text()),
    say: (line) => {
      settle();
      stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (now() - last < (moves ? MOVING_MS : STANDING_MS)) return;
      last = now();
      stderr.write(moves ? `${CLEAR}${line.slice(0, (stderr.columns ?? 80) - 1)}` : `${line}\n`);
      open = moves;
    },
    paint: (how, text) => (color && !json ? `\u001B[${CODES[how]}m${text}\u001B[0m` : text),
  };
}

/** NO_COLOR with any text in it, a dumb terminal or no terminal: no colour. */
export const wantsColor = (stdout: Sink, env: Readonly<Record<string, string | undefined>>): boolean =>
  stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';

/** Columns as wide as their widest cell, two spaces between; the last one is left as it is. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}

/** A number and what it counts. */
export const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** A text that came from outside, in one line: what a terminal would obey, or nobody can see, is written as its number. */
export const visible = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\p{Cc}|\p{Bidi_C}|\p{Zl}|\p{Zp}/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16) ?? ''}}`);
