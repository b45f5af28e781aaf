/**
 * What a new instrument file may not say. Files that were kept before this was asked still read, so these stand apart
 * from `instrumentFaults`; they are asked when a file is checked and when a choice is set.
 */
import type { Fault } from '#lib/kernel';
import type { Instrument } from './instrument.js';

export const closerFaults = (instrument: Instrument): Fault[] => [
  ...namedAgain(instrument.bands?.map(({ name }) => name) ?? []).map((i) => again(`/bands/${i}/name`)),
  ...normFaults(instrument),
  ...sideFaults(instrument),
];

const namedAgain = (names: readonly string[]): number[] =>
  names.flatMap((name, i) => (names.indexOf(name) < i ? [i] : []));

const again = (pointer: string): Fault => ({ pointer, code: 'duplicate_name', detail: 'was named before' });

/** A rating is placed by dividing through the spread, so there has to be one. */
function normFaults({ norms = [], range }: Instrument): Fault[] {
  const twice = namedAgain(norms.map(({ population }) => population)).map((i) => again(`/norms/${i}/population`));
  const figures = norms.flatMap(({ mean, sd }, i): Fault[] => [
    ...(mean >= range.min && mean <= range.max
      ? []
      : [{ pointer: `/norms/${i}/mean`, code: 'score_range', detail: 'is outside the range' }]),
    ...(sd > 0 ? [] : [{ pointer: `/norms/${i}/sd`, code: 'number_range', detail: 'must be above 0' }]),
  ]);
  return [...twice, ...figures];
}

/** The side of a cutoff that asks for a look is the worse one. */
function sideFaults({ cutoffs, direction }: Instrument): Fault[] {
  const higher = direction === 'higher-is-better';
  const worse = higher ? 'below' : 'at-or-above';
  const detail = `must be ${worse}, because ${higher ? 'higher' : 'lower'} is better`;
  return (cutoffs ?? []).flatMap(({ clinical }, i) =>
    clinical === worse ? [] : [{ pointer: `/cutoffs/${i}/clinical`, code: 'direction_conflict', detail }],
  );
}
