/**
 * What the practice itself changed lately, for whoever works with the client: context in which appointments and forms are
 * read, never a verdict on anybody. It stands on the page of one episode only, in no list, and nothing is ranked by it.
 */
import type { Relationship } from '#lib/alliance';
import { DEFAULT_WORDING } from './wording.js';
import type { Words } from './words.js';

/** Below this many of a kind nothing is worth saying. */
const FEWEST = 2;

export function ownPartInWords(
  { ownPart }: Pick<Relationship, 'ownPart'>,
  { ownPart: say }: Words = DEFAULT_WORDING.words,
): readonly string[] {
  const { cancelledByClinician, cancelledByPractice, missedByClinician, movedByClinician } = ownPart;
  const called = cancelledByClinician + cancelledByPractice + missedByClinician;
  const said = [
    ...(called >= FEWEST ? [say.calledOff(called)] : []),
    ...(movedByClinician >= FEWEST ? [say.moved(movedByClinician)] : []),
    ...(ownPart.lateStarts >= FEWEST ? [say.lateStarts(ownPart.lateStarts, ownPart.startsSeen)] : []),
    ...(ownPart.endedEarly >= FEWEST ? [say.endedEarly(ownPart.endedEarly, ownPart.endingsTold)] : []),
  ];
  return said.length === 0 ? [] : [...said, say.meaning];
}
