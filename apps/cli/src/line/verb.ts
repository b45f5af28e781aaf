/**
 * The contract of a verb. `verbs/<name>.verb.ts` declares it, `verbs/<name>.ts` does it, and one line in
 * `verbs/roster.ts` ties both. Parsing, help, completion, "did you mean" and the reference page are generated from what is
 * declared, so a flag that is not declared does not exist. What does it is loaded when it runs: a declaration imports
 * nothing that help would have to wait for.
 */
import type { Config } from '#lib/platform';
import type { Line } from './lines.js';
import type { Output } from './output.js';

interface Described {
  readonly help: string;
}
interface Valued extends Described {
  /** What stands for the value in help, such as `ref` or `file`. */
  readonly value: string;
}
export type Flag =
  | (Described & { readonly kind: 'switch' })
  | (Valued & { readonly kind: 'text'; readonly fallback?: string })
  /** May be given several times; any text, unless the words are named. */
  | (Valued & { readonly kind: 'many'; readonly words?: readonly string[] })
  | (Valued & { readonly kind: 'whole'; readonly range: readonly [number, number]; readonly fallback?: number })
  | (Described & { readonly kind: 'word'; readonly words: readonly string[]; readonly fallback?: string });
export type FlagTable = Readonly<Record<string, Flag>>;

type Given<F, T> = F extends { readonly fallback: unknown } ? T : T | undefined;
type WordOf<F> = F extends { readonly words: readonly (infer W)[] } ? W : string;
type ValueOf<F> = F extends { readonly kind: 'switch' }
  ? boolean
  : F extends { readonly kind: 'many' }
    ? readonly WordOf<F>[]
    : F extends { readonly kind: 'whole' }
      ? Given<F, number>
      : Given<F, WordOf<F>>;
export type Values<T extends FlagTable> = { readonly [K in keyof T]: ValueOf<T[K]> };

/** What a verb may know about the machine it runs on. Passed in, so that a spec can pass in another. */
export interface Host {
  /** Read at first use, so help and `verify-signature` also work with a broken configuration. */
  config(): Config;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  now(): number;
  /** A file's text, or that of standard input for `-`. */
  readText(file: string): Promise<string>;
  /** A file byte by byte, or standard input for `-`: a signature is made over bytes, whatever they mean. */
  readBytes(file: string): Promise<Uint8Array>;
  /** Where a name leads that the caller gave: beside the caller. */
  placeOf(name: string): string;
  /** The folders in which programs are looked for, as in PATH. */
  readonly programs: string;
  /** Writes a file, replacing its content. */
  writeText(file: string, text: string): void;
  /** Standard input, line by line, read only as far as lines are requested. */
  lines(): AsyncIterable<Line>;
}

export interface Context<F> {
  /** The arguments of the verb that are not flags. */
  readonly words: readonly string[];
  readonly flags: F;
  readonly out: Output;
  readonly host: Host;
  /** The roster, for the verbs that tell of the others. */
  readonly verbs: readonly Verb[];
}

/** 0: done, and in order. 1: not done, or what was checked is not in order. */
export type ExitCode = 0 | 1;

export interface Declared<T extends FlagTable = FlagTable> {
  /** One word, or two for a family: `keys create`. */
  readonly name: string;
  readonly summary: string;
  /** What follows the name, such as `<type> [flags]`. */
  readonly usage: string;
  /** Complete argument lists, each with the sentence that it answers. At least one. */
  readonly examples: readonly (readonly [arguments: string, meaning: string])[];
  /** Least and most words beside the verb. */
  readonly words: readonly [number, number];
  /** What completion offers for the first word: a file, or one of these. */
  readonly known?: 'files' | ((verbs: readonly Verb[]) => Promise<readonly string[]>);
  readonly flags: T;
}

export interface Verb<T extends FlagTable = FlagTable> extends Declared<T> {
  run(context: Context<Values<T>>): Promise<ExitCode>;
}

/** What a declared verb does. */
export type Run<D extends Declared> = (context: Context<Values<D['flags']>>) => Promise<ExitCode>;

/** Keeps what the table says in the type, for `Run`. */
export const declare = <const T extends FlagTable>(declared: Declared<T>): Declared<T> => declared;

/** `load` is called when the verb runs, and not before. */
export const verb = <T extends FlagTable>(declared: Declared<T>, load: () => Promise<Run<Declared<T>>>): Verb<T> => ({
  ...declared,
  run: async (context) => (await load())(context),
});

export const PROGRAM = 'npm run -s rapport --';
