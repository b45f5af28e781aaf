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
  const way: string[] = [];
  for (const step of steps) {
    needPlace(at, step, way);
    at = inside(at, step);
    way.push(step);
  }
  needPlace(at, last, way);
  const wanted = read(value, at[last]);
  needMember(at, wanted, text);
  put(at, last, wanted);
}

/** A list is filled one after the other: a place further on would leave a hole that nobody meant. */
function needPlace(at: Container, step: string, way: readonly string[]): void {
  if (!Array.isArray(at) || (/^(?:0|[1-9]\d*)$/.test(step) && Number(step) <= at.length)) return;
  const list = way.join('.');
  throw misuse(
    `--set ${list}.${step} is no place in a list of ${at.length}`,
    `the first is ${list}.0, and the next one would be ${list}.${at.length}`,
  );
}

/** In a list of objects, what is meant is a member of one of them. */
function needMember(at: Container, wanted: unknown, text: string): void {
  const first: unknown = Array.isArray(at) ? at[0] : undefined;
  if (typeof first !== 'object' || first === null || (typeof wanted === 'object' && wanted !== null)) return;
  const [where, value] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
  const members = Object.keys(first);
  const example = members.at(-1);
  const said = `--set ${text} puts a value where an object belongs`;
  throw example === undefined
    ? misuse(said, `name a member:  --set ${where}.<member>=${value}`)
    : misuse(`${said}, with the members ${members.join(', ')}`, `name the member:  --set ${where}.${example}=${value}`);
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
