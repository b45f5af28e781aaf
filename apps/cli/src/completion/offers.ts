/** What can be completed, out of the roster; each shell says it in its own language. */
import { EVERYWHERE } from '../line/help.js';
import type { Flag, Verb } from '../line/verb.js';

/** The next word is a file, one of these words, or something that only the person knows. */
export type Known = 'files' | 'anything' | readonly string[];

export interface OfferedFlag {
  readonly name: string;
  readonly help: string;
  /** Undefined for a switch, which takes none. */
  readonly value: { readonly name: string; readonly known: Known } | undefined;
  readonly isRepeated: boolean;
}
export interface Offer {
  /** One word, or a family and its member. */
  readonly name: readonly [string] | readonly [family: string, member: string];
  readonly summary: string;
  /** Of the first word beside the verb. */
  readonly known: Known;
  readonly flags: readonly OfferedFlag[];
}
/** The word that the scripts complete, and the folder in which `npm run rapport` is found. */
export interface Program {
  readonly name: string;
  readonly folder: string;
}

export const offersOf = (verbs: readonly Verb[]): Promise<readonly Offer[]> =>
  Promise.all(
    verbs.map(async ({ name, summary, known = () => Promise.resolve([]), flags }) => ({
      name: name.split(' ') as [string],
      summary,
      known: known === 'files' ? known : await known(verbs),
      flags: Object.entries({ ...flags, ...EVERYWHERE }).map(([flag, about]) => offeredFlag(flag, about)),
    })),
  );

function offeredFlag(name: string, flag: Flag): OfferedFlag {
  const isRepeated = flag.kind === 'many';
  if (flag.kind === 'switch') return { name, help: flag.help, value: undefined, isRepeated };
  const placeholder = flag.kind === 'word' ? 'word' : flag.value;
  return { name, help: flag.help, value: { name: placeholder, known: knownValue(flag) }, isRepeated };
}

function knownValue(flag: Exclude<Flag, { kind: 'switch' }>): Known {
  if ('words' in flag && flag.words) return flag.words;
  return flag.kind !== 'word' && flag.value.startsWith('file') ? 'files' : 'anything';
}

/** The first words, each with what it is for; then what follows the first word of a family. */
export function verbsAt(offers: readonly Offer[], family?: string): readonly (readonly [string, string])[] {
  if (family !== undefined)
    return offers.flatMap(({ name: [first, member], summary }) =>
      first === family && member !== undefined ? [[member, summary] as const] : [],
    );
  const firsts = new Map<string, string>();
  for (const { name, summary } of offers) firsts.set(name[0], name.length === 1 ? summary : members(offers, name[0]));
  return [...firsts];
}

const members = (offers: readonly Offer[], family: string): string =>
  verbsAt(offers, family)
    .map(([member]) => member)
    .join(', ');

export const familiesOf = (offers: readonly Offer[]): readonly string[] => [
  ...new Set(offers.flatMap(({ name }) => (name.length === 2 ? [name[0]] : []))),
];

/** One word of a shell, whatever is in it; fish quotes otherwise. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
