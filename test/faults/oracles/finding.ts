/** Something that is not as it was promised. */
export interface Finding {
  readonly oracle: 'O1' | 'O2' | 'O3' | 'O4' | 'O7' | 'O8' | 'O9' | 'row';
  readonly text: string;
}

const SHOWN = 5;

/** At most a handful of examples, and how many there are. */
export function findingsOf(oracle: Finding['oracle'], texts: readonly string[]): Finding[] {
  const shown = texts.slice(0, SHOWN).map((text) => ({ oracle, text }));
  return texts.length > SHOWN ? [...shown, { oracle, text: `and ${texts.length - SHOWN} more like these` }] : shown;
}
