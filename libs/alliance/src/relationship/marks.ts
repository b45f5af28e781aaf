/** What notes say of the relationship, mark by mark, beside what forms say of it. Suggestions by software say nothing. */
import { partOfMark, type Facet } from '#lib/instruments';
import { isEvidence, type CodedSession, type Marker } from '../state/coded-session.js';

export interface Mark {
  /** When the hour was. */
  readonly at: number;
  readonly event: string;
  readonly source: CodedSession['source'];
  readonly code: Marker['code'];
  /** As it was sent; null where only the code was ticked. */
  readonly word: string | null;
  /** The part of the relationship that the word names; null of any other word. */
  readonly part: Facet | null;
  /** 1 to 5; null when it was not rated. */
  readonly significance: number | null;
}

/** Of the hours that are kept, in the order of the hours. */
export const marksIn = (hours: readonly CodedSession[]): readonly Mark[] =>
  hours
    .filter(isEvidence)
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ at, event, source, markers }) =>
      markers.map(({ code, marker, significance }) => {
        const part = partOfMark(marker);
        return { at, event, source, code, word: marker, part, significance };
      }),
    );

const isStrain = (code: Marker['code']): boolean => code.startsWith('rupture.');

/** By the latest mark about it; null where nobody has marked it. */
export function expectationsClear(hours: readonly CodedSession[]): boolean | null {
  const latest = marksIn(hours).findLast(({ part }) => part === 'expectations');
  return latest ? !isStrain(latest.code) && latest.word !== 'unclear-expectations' : null;
}

/** Somebody who was there saw the two agree on goals. */
export const isAgreementMarked = (hours: readonly CodedSession[]): boolean =>
  marksIn(hours).some(({ code }) => code === 'goal.agreement');
