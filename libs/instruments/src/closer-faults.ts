/**
 * What a new instrument file may not say. Files that were kept before this was asked still read, so these stand apart
 * from `instrumentFaults`; they are asked when a file is checked and when a choice is set.
 */
import type { Violation } from '#lib/kernel';
import { again, outside, twice } from './common-faults.js';
import type { Instrument } from './instrument.js';

export const closerFaults = (instrument: Instrument): Violation[] => [
  ...twice(instrument.bands?.map(({ name }) => name) ?? []).map((i) => again(`/bands/${i}/name`)),
  ...normFaults(instrument),
  ...sideFaults(instrument),
];

/** A rating is placed by dividing through the spread, so there has to be one. */
function normFaults({ norms = [], range }: Instrument): Violation[] {
  const named = twice(norms.map(({ population }) => population)).map((i) => again(`/norms/${i}/population`));
  const figures = norms.flatMap(({ mean, sd }, i): Violation[] => [
    ...outside(range, mean, `/norms/${i}/mean`),
    ...(sd > 0 ? [] : [{ pointer: `/norms/${i}/sd`, code: 'number_range', detail: 'must be above 0' }]),
  ]);
  return [...named, ...figures];
}

/** The side of a cutoff that asks for a look is the worse one. */
function sideFaults({ cutoffs, direction }: Instrument): Violation[] {
  const higher = direction === 'higher-is-better';
  const worse = higher ? 'below' : 'at-or-above';
  const detail = `must be ${worse}, because ${higher ? 'higher' : 'lower'} is better`;
  return (cutoffs ?? []).flatMap(({ clinical }, i) =>
    clinical === worse ? [] : [{ pointer: `/cutoffs/${i}/clinical`, code: 'direction_conflict', detail }],
  );
}
