/**
 * JSON from outside, read strictly. JSON.parse alone lets through what hurts later: nesting that breaks the
 * database, keys that reach into prototypes, numbers that lose digits, characters that PostgreSQL refuses.
 */
import { escapePointer } from './pointer.js';
import type { Violation } from './schema.js';
import { fail, succeed, type Result } from './result.js';

export const MAX_DEPTH = 64;
export const MAX_MEMBERS = 10_000;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

const whole = (code: string, detail: string, hint?: string): Violation => ({
  pointer: '',
  code,
  detail,
  ...(hint ? { hint } : {}),
});

export type SyntaxCode = 'empty_body' | 'invalid_json' | 'too_deep' | 'forbidden_key';
export interface JsonRefusal {
  /** Why this is not JSON that anybody should read (400); undefined when it reads, and only its values do not pass (422). */
  readonly syntax: SyntaxCode | undefined;
  readonly faults: readonly Violation[];
}

/** Parses one JSON document, or says every reason why it may not pass. */
export function parseJson(text: string): Result<unknown, JsonRefusal> {
  if (text.trim() === '') return unreadable('empty_body', 'nothing is here', 'send one JSON document');
  if (text.charCodeAt(0) === 0xfeff) return BYTE_ORDER_MARK;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    if (tooDeep(text)) return TOO_DEEP;
    return unreadable('invalid_json', 'this is not one JSON document', 'check quotes, commas and the end');
  }
  if (passes(value, 0) && !lossyNumber(text)) return succeed(value);
  return tooDeep(text) ? TOO_DEEP : fail(refusalOf(value, text));
}

const unreadable = (syntax: SyntaxCode, detail: string, hint?: string): Result<never, JsonRefusal> =>
  fail({ syntax, faults: [whole(syntax, detail, hint)] });
const BYTE_ORDER_MARK = unreadable(
  'invalid_json',
  'this starts with a byte order mark',
  'save it as UTF-8 without one',
);
const TOO_DEEP = unreadable('too_deep', `nested deeper than ${MAX_DEPTH} levels`);

function refusalOf(value: unknown, text: string): JsonRefusal {
  const faults: Violation[] = [];
  walk(value, '', faults);
  if (lossyNumber(text)) faults.push(whole('number_range', 'a number has more digits or a larger exponent than fit'));
  const syntax = faults.some((f) => f.code === 'forbidden_key') ? 'forbidden_key' : undefined;
  return { syntax, faults: faults.slice(0, 100) };
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Depth by counting brackets outside strings: it can be said of a text that is not whole, too. */
function tooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) i = endOfString(text, i);
    else if (c === 0x7b || c === 0x5b) depth++;
    else if (c === 0x7d || c === 0x5d) depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** Where the string that opens at `open` closes; the end of the text when it never does. */
function endOfString(text: string, open: number): number {
  let i = open + 1;
  while (i < text.length && text.charCodeAt(i) !== QUOTE) i += text.charCodeAt(i) === BACKSLASH ? 2 : 1;
  return i;
}

/** Exponents of three digits underflow or overflow a double; they mean nothing in a clinic. */
function lossyNumber(text: string): boolean {
  if (!/[0-9][eE][+-]?[0-9]{3}/.test(text)) return false;
  return /[0-9][eE][+-]?[0-9]{3}/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
}

const isText = (value: string): boolean => value.isWellFormed() && !value.includes('\0');
const fits = (value: number): boolean =>
  Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER && !Object.is(value, -0);

/**
 * The fast look at every body. Only one that does not pass is walked again, with pointers, to say where and why.
 * JSON.parse nests without a stack of its own; nothing after it goes deeper than MAX_DEPTH.
 */
function passes(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isText(value);
  if (typeof value === 'number') return fits(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.length <= MAX_MEMBERS && value.every((member) => passes(member, depth + 1));
  return membersPass(value as Record<string, unknown>, depth + 1);
}

function membersPass(value: Record<string, unknown>, depth: number): boolean {
  let members = 0;
  for (const key in value) {
    if (++members > MAX_MEMBERS || FORBIDDEN.has(key) || !isText(key) || !passes(value[key], depth)) return false;
  }
  return true;
}

function walk(value: unknown, pointer: string, faults: Violation[]): void {
  if (typeof value === 'string') checkText(value, pointer, faults);
  else if (typeof value === 'number') checkNumber(value, pointer, faults);
  else if (Array.isArray(value)) {
    if (value.length > MAX_MEMBERS) faults.push({ pointer, code: 'too_many_members', detail: 'too many members' });
    else for (let i = 0; i < value.length; i++) walk(value[i], `${pointer}/${i}`, faults);
  } else if (value !== null && typeof value === 'object') walkObject(value as Record<string, unknown>, pointer, faults);
}

function walkObject(value: Record<string, unknown>, pointer: string, faults: Violation[]): void {
  const keys = Object.keys(value);
  if (keys.length > MAX_MEMBERS) {
    faults.push({ pointer, code: 'too_many_members', detail: 'too many members' });
    return;
  }
  for (const key of keys) {
    // a name is a string too; one that does not pass is reported at its object, because a pointer cannot spell it
    checkText(key, pointer, faults);
    if (FORBIDDEN.has(key))
      faults.push({ pointer, code: 'forbidden_key', detail: 'has a member name that is not allowed' });
    else walk(value[key], `${pointer}/${escapePointer(key)}`, faults);
  }
}

function checkText(value: string, pointer: string, faults: Violation[]): void {
  if (value.includes('\0')) faults.push({ pointer, code: 'nul_character', detail: 'contains a NUL character' });
  if (!value.isWellFormed())
    faults.push({ pointer, code: 'invalid_unicode', detail: 'contains half of a surrogate pair' });
}

function checkNumber(value: number, pointer: string, faults: Violation[]): void {
  if (!fits(value)) faults.push({ pointer, code: 'number_range', detail: 'is outside the range of safe numbers' });
}
