/** Log entries as lines, for somebody at a terminal: a process of production writes JSON, which another program reads. */
import { Writable } from 'node:stream';

const NAMES: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info', 40: 'warning', 50: 'error', 60: 'fatal' };
/** Said by the line itself, or of no use to who sees the process. */
const LEFT_OUT = new Set(['level', 'time', 'name', 'msg', 'suppressed', 'context']);

/** In the time of this machine: `14:02:11  warning  the database is unavailable (error: connect ECONNREFUSED)`; what cannot be read stays as it is. */
export function lineForPeople(entry: string): string {
  const read = readEntry(entry);
  if (!read) return entry;
  const { level, time, msg } = read;
  const facts = Object.entries(read).filter(([name]) => !LEFT_OUT.has(name));
  const more = facts.map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const words = [String(msg ?? ''), ...(more.length > 0 ? [`(${more.join(', ')})`] : [])].filter(Boolean).join(' ');
  return `${new Date(Number(time)).toTimeString().slice(0, 8)}  ${NAMES[Number(level)] ?? 'log'}  ${words}`;
}

function readEntry(entry: string): Record<string, unknown> | undefined {
  try {
    const read = JSON.parse(entry) as Record<string, unknown>;
    return Number.isFinite(read['time']) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Whoever read it may go, as `head` does: what is written then is written for nobody, and ends nothing. */
export function outliveReader(to: NodeJS.WritableStream): void {
  to.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Hands each entry on at once: what waited for the one before it would be lost where the process ends. */
export function linesForPeople(to: NodeJS.WritableStream): Writable {
  outliveReader(to);
  return new Writable({
    write: (part: Buffer, _encoding, done) => {
      const lines = part.toString().split('\n').filter(Boolean).map(lineForPeople);
      to.write(`${lines.join('\n')}\n`);
      done();
    },
  });
}
