/** What a mark in a note says, in words: what was seen, and what it was about. */
import type { EventData, MoveMarker, PartMarker } from '#lib/events';
import { partOfMark, type Facet } from '#lib/instruments';

type Marked = EventData<'note.alliance_markers_recorded'>['markers'][number];

export interface MarksInWords {
  readonly codes: Readonly<Record<Marked['code'], string>>;
  /** Words that say more than the name of their part. */
  readonly closer: Readonly<Partial<Record<PartMarker, string>>>;
  readonly moves: Readonly<Record<MoveMarker, string>>;
}

export interface NamesOfMarks {
  readonly marks: MarksInWords;
  readonly parts: Readonly<Record<Facet, string>>;
}

/** Such as `agreement on goals: clear expectations`. A word that nobody has translated stands as it was sent. */
export function markWords(code: Marked['code'], word: string | null, names: NamesOfMarks): string {
  const said = names.marks.codes[code];
  return word === null ? said : `${said}: ${wordWords(word, names)}`;
}

/** The word alone. */
export function wordWords(word: string, { marks, parts }: NamesOfMarks): string {
  const known: Readonly<Record<string, string | undefined>> = { ...marks.moves, ...marks.closer };
  const part = partOfMark(word);
  return known[word] ?? (part === null ? word : parts[part]);
}

/** All that was marked about one hour, in the order in which it was. */
export const allMarkWords = (markers: readonly Marked[], names: NamesOfMarks): string =>
  markers.map(({ code, marker = null }) => markWords(code, marker, names)).join('; ');
