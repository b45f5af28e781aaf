/** `--set a.b=v`: changes one member of an event's data. Numbers in a path are places in a list. */
import { misuse } from '../line/failure.js';

type Container = Record<string, unknown>;

/** A copy of `data` with every assignment made, in order. */
export function assign(data: object, assignments: readonly string[]): object {
  const copy = structuredClone(data) as Container;
  for (const text of assignments) assignOne(copy, text);
  return copy;
}

function assignOne(data: Container, text: string): void {
  const [, where, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (where === undefined || value === undefined)
    throw misuse(`--set ${text} has no value`, 'write --set member=value, for example --set by=client');
  const steps = where.split('.');
  const last = steps.pop() as string;
  let at = data;
  for (const step of steps) at = inside(at, step);
  put(at, last, read(value, at[last]));
}

function inside(at: Container, step: string): Container {
  const found = Object.hasOwn(at, step) ? at[step] : undefined;
  if (typeof found === 'object' && found !== null) return found as Container;
  const made: Container = {};
  put(at, step, made);
  return made;
}

function put(at: Container, name: string, value: unknown): void {
  Object.defineProperty(at, name, { value, enumerable: true, configurable: true, writable: true });
}

/** What replaces a text stays a text, so that `--set appointment=12` is an id; anything else is JSON where it can be. */
function read(text: string, replaced: unknown): unknown {
  if (typeof replaced === 'string' && !text.startsWith('"')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
