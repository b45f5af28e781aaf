/**
 * Members that an object names twice. JSON.parse keeps the last and says nothing, another reader keeps the first: two
 * systems would believe two things. Names are counted in the text and in what was read; only when the two differ is the
 * text walked once more, to say where.
 */
import { escapePointer } from './pointer.js';
import type { Violation } from './schema.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SPACE = 0x20;

/** Where the string that opens at `open` closes; the end of the text when it never does. */
export function endOfString(text: string, open: number): number {
  let i = open + 1;
  while (i < text.length && text.charCodeAt(i) !== QUOTE) i += text.charCodeAt(i) === BACKSLASH ? 2 : 1;
  return i;
}

/** How many members the objects of a document have, repeated ones included. `text` is valid JSON. */
export function countNames(text: string): number {
  let names = 0;
  for (let i = text.indexOf('"'); i !== -1; i = text.indexOf('"', i)) {
    const end = text.indexOf('"', i + 1);
    // a quote after a backslash may be a part of the string: only then is every character looked at
    i = (text.charCodeAt(end - 1) === BACKSLASH ? endOfString(text, i) : end) + 1;
    while (text.charCodeAt(i) <= SPACE) i++;
    if (text.charCodeAt(i) === COLON) names++;
  }
  return names;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;

/** One object or list that is open at this place of the text. */
interface Frame {
  /** Names so far; undefined for a list. */
  readonly names: Set<string> | undefined;
  /** The last name, or the index. */
  step: string | number;
  awaitsName: boolean;
}

/** Every repeated member, by its pointer. `text` is valid JSON. */
export function repeatedMembers(text: string): Violation[] {
  const faults: Violation[] = [];
  const open: Frame[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    const frame = open.at(-1);
    if (frame?.awaitsName && token.startsWith('"')) {
      if (isRepeated(frame, token)) faults.push(repeated(open));
    } else STEPS[token]?.(open);
  }
  return faults;
}

/** What a sign does to the places that are open; a text that is a value does nothing. */
const STEPS: Readonly<Record<string, (open: Frame[]) => void>> = {
  '{': (open) => open.push({ names: new Set(), step: '', awaitsName: true }),
  '[': (open) => open.push({ names: undefined, step: 0, awaitsName: false }),
  '}': (open) => open.pop(),
  ']': (open) => open.pop(),
  ',': (open) => next(open.at(-1) as Frame),
};

function next(frame: Frame): void {
  if (frame.names) frame.awaitsName = true;
  else frame.step = (frame.step as number) + 1;
}

function isRepeated(frame: Frame, token: string): boolean {
  const name = JSON.parse(token) as string;
  const known = frame.names?.has(name) ?? false;
  frame.names?.add(name);
  frame.step = name;
  frame.awaitsName = false;
  return known;
}

const repeated = (open: readonly Frame[]): Violation => ({
  pointer: open.map(({ step }) => `/${escapePointer(String(step))}`).join(''),
  code: 'duplicate_member',
  detail: 'is named twice in one object',
  hint: 'send each member once: readers disagree about which of the two counts',
});
