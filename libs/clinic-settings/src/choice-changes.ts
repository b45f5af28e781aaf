/** What differs between two choices of a clinic, place by place, for whoever is about to set one. */
import { isDeepStrictEqual } from 'node:util';
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
  if (isDeepStrictEqual(before, after)) return [];
  return [{ pointer, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}
