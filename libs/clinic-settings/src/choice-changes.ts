/** What differs between two choices of a clinic, place by place, for whoever is about to set one. */
import { escapePointer } from '#lib/kernel';
import type { ClinicChoice } from './clinic-choice.js';

export interface ChoiceChange {
  /** Lists of codes and instruments are named by their members: `/active/gad-7`, `/own/our-form@1/title`, `/suggestions/de/version`. */
  readonly pointer: string;
  /** Absent where the place is new. */
  readonly before?: unknown;
  /** Absent where the place is gone. */
  readonly after?: unknown;
}

type Tree = Readonly<Record<string, unknown>>;

export const choiceChanges = (before: ClinicChoice, after: ClinicChoice): readonly ChoiceChange[] =>
  treeChanges(asTree(before), asTree(after), '');

/** The order of a list means nothing here, so each becomes a record of its members. */
const asTree = ({ active, own, shadow, suggestions, ...rest }: ClinicChoice): Tree => ({
  active: namesOf(active),
  own: Object.fromEntries(own.map((instrument) => [`${instrument.code}@${instrument.version}`, instrument])),
  ...rest,
  shadow: namesOf(shadow),
  ...(suggestions ? { suggestions: Object.fromEntries(suggestions.map((pack) => [pack.language, pack])) } : {}),
});

const namesOf = (codes: readonly string[]): Tree => Object.fromEntries(codes.map((code) => [code, true]));

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

function treeChanges(before: Tree, after: Tree, pointer: string): ChoiceChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => placeChanges(before[name], after[name], `${pointer}/${escapePointer(name)}`));
}

function placeChanges(before: unknown, after: unknown, pointer: string): ChoiceChange[] {
  if (isTree(before) && isTree(after)) return treeChanges(before, after, pointer);
  if (JSON.stringify(inOrder(before)) === JSON.stringify(inOrder(after))) return [];
  return [{ pointer, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

/** Members by name: a file has them in the order of its writer, and the store in its own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isTree(value)) return value;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, inOrder(member)]));
}
