/** From the words of a command line to a verb and its values. Nothing is guessed: what is not in the table is refused. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '#lib/kernel';
import { misuse } from './failure.js';
import { PROGRAM, type Flag, type FlagTable, type Values, type Verb } from './verb.js';

export const EVERYWHERE = {
  json: { kind: 'switch', help: 'print JSON: one object, or one per line' },
  help: { kind: 'switch', help: 'show what this does and takes' },
} as const satisfies FlagTable;

export interface Chosen {
  readonly verb: Verb;
  /** What follows the verb's name. */
  readonly rest: readonly string[];
}
export interface Parsed {
  readonly words: readonly string[];
  readonly flags: Values<FlagTable>;
  readonly json: boolean;
  readonly help: boolean;
}

/** The verb that the first word, or the first two, name. */
export function chooseVerb(verbs: readonly Verb[], args: readonly string[]): Chosen {
  const [first = '', second = ''] = args;
  const two = verbs.find((v) => v.name === `${first} ${second}`);
  if (two) return { verb: two, rest: args.slice(2) };
  const one = verbs.find((v) => v.name === first);
  if (one) return { verb: one, rest: args.slice(1) };
  const family = familyOf(verbs, first);
  if (family.length > 0) {
    const wanted = family.map((v) => v.name).join(', ');
    throw misuse(`${first} is a family of verbs`, `say which:  ${wanted}`);
  }
  const meant = nearest(
    first,
    verbs.map((v) => v.name),
  );
  throw misuse(`"${first}" is not a verb`, meant ? `did you mean "${meant}"?` : `see all of them:  ${PROGRAM} help`);
}

export const familyOf = (verbs: readonly Verb[], word: string): readonly Verb[] =>
  verbs.filter((v) => v.name.startsWith(`${word} `));

export function parse(verb: Verb, rest: readonly string[]): Parsed {
  const table = { ...verb.flags, ...EVERYWHERE };
  const { values, positionals } = read(verb, table, rest);
  const { json = false, help = false, ...given } = values as { json?: boolean; help?: boolean } & Record<string, Given>;
  if (!help) countWords(verb, positionals);
  const flags = Object.fromEntries(
    Object.keys(verb.flags).map((name) => [name, valueOf(name, verb.flags[name] as Flag, given[name])]),
  );
  return { words: positionals, flags, json, help };
}

function read(verb: Verb, table: FlagTable, rest: readonly string[]): { values: object; positionals: string[] } {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, flag]) => [
      name,
      { type: flag.kind === 'switch' ? 'boolean' : 'string', multiple: flag.kind === 'many' },
    ]),
  ) as NonNullable<ParseArgsConfig['options']>;
  try {
    return parseArgs({ args: [...rest], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw refusal(verb, table, error as Error & { code?: string });
  }
}

function refusal(verb: Verb, table: FlagTable, { code, message }: Error & { code?: string }): Error {
  const flags = `see its flags:  ${PROGRAM} help ${verb.name}`;
  const unknown = code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? /'(-{1,2}[^']*)'/.exec(message)?.[1] : undefined;
  if (unknown === undefined) return misuse(message.split('\n')[0] ?? message, flags);
  const meant = nearest(unknown.replace(/^-+/, ''), Object.keys(table));
  return misuse(`${verb.name} has no flag ${unknown}`, meant ? `did you mean --${meant}?` : flags);
}

function countWords({ name, usage, words: [least, most] }: Verb, { length }: readonly string[]): void {
  if (length >= least && length <= most) return;
  const what = length < least ? 'needs more' : 'takes no more words';
  throw misuse(`${name} ${what}`, `write:  ${PROGRAM} ${name} ${usage}`.trimEnd());
}

type Given = string | boolean | string[];

function valueOf(name: string, flag: Flag, given: Given | undefined): Values<FlagTable>[string] {
  if (given !== undefined) return checked(name, flag, given);
  if (flag.kind === 'switch') return false;
  return flag.kind === 'many' ? [] : flag.fallback;
}

/** `parseArgs` has seen to it that a switch is a boolean, a `many` a list and everything else a text. */
function checked(name: string, flag: Flag, given: Given): Values<FlagTable>[string] {
  if (flag.kind === 'whole') return wholeNumber(name, flag.range, given as string);
  return flag.kind === 'word' ? knownWord(`--${name}`, flag.words, given as string) : given;
}

function wholeNumber(name: string, [min, max]: readonly [number, number], text: string): number {
  const n = Number(text);
  if (/^[0-9]+$/.test(text) && n >= min && n <= max) return n;
  throw misuse(`--${name} is "${text}"`, `give a whole number from ${min} to ${max}`);
}

export function knownWord(name: string, words: readonly string[], text: string): string {
  if (words.includes(text)) return text;
  const meant = nearest(text, words);
  throw misuse(`${name} is "${text}"`, meant ? `did you mean "${meant}"?` : `give one of ${words.join(', ')}`);
}
