/**
 * The contract of a verb: one object in `verbs/`, one line in `verbs/roster.ts`. Parsing, help, "did you mean" and the
 * reference page are generated from its table, so a flag that is not in the table does not exist.
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
  /** May be given several times. */
  | (Valued & { readonly kind: 'many' })
  | (Valued & { readonly kind: 'whole'; readonly range: readonly [number, number]; readonly fallback?: number })
  | (Described & { readonly kind: 'word'; readonly words: readonly string[]; readonly fallback?: string });
export type FlagTable = Readonly<Record<string, Flag>>;

type Given<F, T> = F extends { readonly fallback: unknown } ? T : T | undefined;
type ValueOf<F> = F extends { readonly kind: 'switch' }
  ? boolean
  : F extends { readonly kind: 'many' }
    ? readonly string[]
    : F extends { readonly kind: 'whole' }
      ? Given<F, number>
      : F extends { readonly kind: 'word'; readonly words: readonly (infer W)[] }
        ? Given<F, W>
        : Given<F, string>;
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
}

/** 0: done, and in order. 1: not done, or what was checked is not in order. */
export type ExitCode = 0 | 1;

export interface Verb<T extends FlagTable = FlagTable> {
  /** One word, or two for a family: `keys create`. */
  readonly name: string;
  readonly summary: string;
  /** What follows the name, such as `<type> [flags]`. */
  readonly usage: string;
  /** Complete argument lists, each with the sentence that it answers. At least one. */
  readonly examples: readonly (readonly [arguments: string, meaning: string])[];
  /** Least and most words beside the verb. */
  readonly words: readonly [number, number];
  readonly flags: T;
  run(context: Context<Values<T>>): Promise<ExitCode>;
}

/** Ties the type of `flags` inside `run` to the table. */
export const verb = <const T extends FlagTable>(definition: Verb<T>): Verb<T> => definition;

export const PROGRAM = 'npm run -s rapport --';
