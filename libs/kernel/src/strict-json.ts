/**
 * JSON from outside, read strictly. JSON.parse alone lets through what hurts later: nesting that breaks the
 * database, keys that reach into prototypes, numbers that lose digits, characters that PostgreSQL refuses.
 */
import { countNames, endOfString, repeatedMembers } from './duplicate-members.js';
import { dataTextFaults, isDataText, isPlainDocument } from './plain-text.js';
import { escapePointer } from './pointer.js';
import type { Violation } from './schema.js';
import { fail, succeed, type Result } from './result.js';

export const MAX_DEPTH = 64;
export const MAX_MEMBERS = 10_000;
/** So many faults are told of one document; of one that has more, nobody knows where the others are. */
export const MOST_TOLD = 100;
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
  if (isWholesome(value, text)) return succeed(value);
  return tooDeep(text) ? TOO_DEEP : fail(refusalOf(value, text));
}

function isWholesome(value: unknown, text: string): boolean {
  const look: Look = { members: 0, plain: isPlainDocument(text) };
  return passes(value, 0, look) && look.members === countNames(text) && !lossyNumber(text);
}

const unreadable = (syntax: SyntaxCode, detail: string, hint?: string): Result<never, JsonRefusal> =>
  fail({ syntax, faults: [whole(syntax, detail, hint)] });
const BYTE_ORDER_MARK = unreadable(
  'invalid_json',
  'this starts with a byte order mark',
  'save it as UTF-8 without one',
);
const TOO_DEEP = unreadable('too_deep', `nested deeper than ${MAX_DEPTH} levels`, 'flatten it');

function refusalOf(value: unknown, text: string): JsonRefusal {
  const faults: Violation[] = [];
  walk(value, '', faults);
  if (lossyNumber(text))
    faults.push(whole('number_range', 'a number has more digits or a larger exponent than fit', AS_TEXT));
  if (faults.some((f) => f.code === 'forbidden_key'))
    return { syntax: 'forbidden_key', faults: faults.slice(0, MOST_TOLD) };
  const repeated = repeatedMembers(text);
  faults.unshift(...repeated);
  const syntax = repeated.length > 0 ? 'invalid_json' : undefined;
  return { syntax, faults: faults.slice(0, MOST_TOLD) };
}

const AS_TEXT = 'send it as a text, or with fewer digits';
const QUOTE = 0x22;

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

/** Exponents of three digits underflow or overflow a double; they mean nothing in a clinic. */
function lossyNumber(text: string): boolean {
  if (!/[0-9][eE][+-]?[0-9]{3}/.test(text)) return false;
  return /[0-9][eE][+-]?[0-9]{3}/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
}

const fits = (value: number): boolean =>
  Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER && !Object.is(value, -0);

/** `plain`: no text of the document needs a look of its own. */
interface Look {
  members: number;
  readonly plain: boolean;
}

/**
 * The fast look at every body. Only one that does not pass is walked again, with pointers, to say where and why.
 * JSON.parse nests without a stack of its own; nothing after it goes deeper than MAX_DEPTH.
 */
function passes(value: unknown, depth: number, look: Look): boolean {
  if (typeof value === 'string') return look.plain || isDataText(value);
  if (typeof value === 'number') return fits(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  return Array.isArray(value)
    ? listPasses(value, depth + 1, look)
    : membersPass(value as Record<string, unknown>, depth + 1, look);
}

const listPasses = (value: readonly unknown[], depth: number, look: Look): boolean =>
  value.length <= MAX_MEMBERS && value.every((member) => passes(member, depth, look));

function membersPass(value: Record<string, unknown>, depth: number, look: Look): boolean {
  let members = 0;
  for (const key in value) {
    if (++members > MAX_MEMBERS || FORBIDDEN.has(key) || !passes(value[key], depth, look)) return false;
    if (!look.plain && !isDataText(key)) return false;
  }
  look.members += members;
  return true;
}

function walk(value: unknown, pointer: string, faults: Violation[]): void {
  if (typeof value === 'string') faults.push(...dataTextFaults(value, pointer));
  else if (typeof value === 'number') checkNumber(value, pointer, faults);
  else if (Array.isArray(value)) {
    if (value.length > MAX_MEMBERS) faults.push(tooMany(pointer));
    else for (let i = 0; i < value.length; i++) walk(value[i], `${pointer}/${i}`, faults);
  } else if (value !== null && typeof value === 'object') walkObject(value as Record<string, unknown>, pointer, faults);
}

const RENAME = 'rename members called __proto__, prototype or constructor';
const tooMany = (pointer: string): Violation => ({
  pointer,
  code: 'too_many_members',
  detail: `has more than ${MAX_MEMBERS} members`,
  hint: 'send it in several events',
});

function walkObject(value: Record<string, unknown>, pointer: string, faults: Violation[]): void {
  const keys = Object.keys(value);
  if (keys.length > MAX_MEMBERS) {
    faults.push(tooMany(pointer));
    return;
  }
  for (const key of keys) {
    // a name is a string too; one that does not pass is reported at its object, because a pointer cannot spell it
    faults.push(...dataTextFaults(key, pointer));
    if (FORBIDDEN.has(key))
      faults.push({ pointer, code: 'forbidden_key', detail: 'has a member name that is not allowed', hint: RENAME });
    else walk(value[key], `${pointer}/${escapePointer(key)}`, faults);
  }
}

function checkNumber(value: number, pointer: string, faults: Violation[]): void {
  if (fits(value)) return;
  faults.push({ pointer, code: 'number_range', detail: 'is outside the range of safe numbers', hint: AS_TEXT });
}
