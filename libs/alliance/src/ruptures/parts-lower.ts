/** The parts of the latest form that are lower than this client's own usual. */
import { type PartFall, partFalls } from '#lib/courses';
import type { Instrument } from '#lib/instruments';
import { tierAtLeast } from '../state/rupture-tier.js';
import type { Rated } from '../state/series.js';

export const PART_FELL = 'part-fell';

interface PartsAsked {
  readonly instrument: Instrument;
  readonly rated: readonly Rated[];
  readonly first: readonly string[];
  /** Smaller falls are left out, in least changes of the part. */
  readonly least?: number;
  /** After a prompt that a person ended: then the form that they knew is what there is to compare with. */
  readonly afterEnd?: true | undefined;
}

export function partsLower({ instrument, rated, first, least = 0, afterEnd }: PartsAsked): readonly PartFall[] {
  const isAllThereIs = afterEnd === true && rated.slice(0, -1).every(hadFallen);
  return partFalls({ instrument, rated, first, least, hadFallen: isAllThereIs ? () => false : hadFallen });
}

const hadFallen = ({ rules, verdict }: Rated): boolean =>
  rules.includes(PART_FELL) && tierAtLeast(verdict, 'suspected');
