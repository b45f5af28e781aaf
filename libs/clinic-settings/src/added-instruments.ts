/**
 * Instruments that were added or activated change nothing but the episodes that hold forms of theirs, so they may take
 * effect without a rebuild. Whatever else a choice changes may change any episode.
 */
import type { ClinicChoice } from './clinic-choice.js';
import { choiceChanges, type ChoiceChange } from './choice-changes.js';

export interface AddedInstruments {
  /** Codes of what is new or newly active. */
  readonly codes: readonly string[];
  /** Places of the choice that take effect with a rebuild only; empty where nothing else changed. */
  readonly besides: readonly string[];
}

export function addedInstruments(before: ClinicChoice, after: ClinicChoice): AddedInstruments {
  const active = after.active.filter((code) => !before.active.includes(code));
  const editions = new Set(before.own.map(editionOf));
  const own = after.own.filter((instrument) => !editions.has(editionOf(instrument))).map(({ code }) => code);
  const besides = choiceChanges(before, after).filter((change) => !isAdded(change) && !isOfWords(change));
  return { codes: [...new Set([...own, ...active])], besides: besides.map(({ pointer }) => pointer) };
}

const editionOf = ({ code, version }: { readonly code: string; readonly version: string }): string =>
  `${code}@${version}`;

const isAdded = (change: ChoiceChange): boolean =>
  !('before' in change) && /^\/(?:active|own)\/[^/]+$/.test(change.pointer);

/** No fold depends on them. */
const isOfWords = ({ pointer }: ChoiceChange): boolean => /^\/(?:language|suggestions)(?:\/|$)/.test(pointer);
