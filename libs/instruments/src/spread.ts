/**
 * How far client ratings of an instrument lie apart, and how far one rating may be off. Client forms only.
 *
 * An alliance form that brings no figure of its own, such as a clinic's, is given one: a fifth of its range as the least
 * change that counts, which is what the Pulse assumes. So no alliance form goes unjudged, and whoever reads of it reads
 * that the figure is assumed.
 */
import type { Instrument, ReliableChange } from './instrument.js';
import { LIBRARY } from './roster.js';

const ASSUMED = { sd: 0.15, r: 0.77, z: 1.96 } as const;
const LEAST_CHANGE = 0.2;

/** The change that is larger than the form's own error: its own figure, or one that is assumed from its range. */
export function leastChangeOf({ construct, range, reliableChange }: Instrument): ReliableChange | undefined {
  if (reliableChange || construct !== 'alliance') return reliableChange;
  const width = range.max - range.min;
  return {
    points: LEAST_CHANGE * width,
    basis: 'ours',
    source: 'assumed: a fifth of the range',
    from: { ...ASSUMED, sd: ASSUMED.sd * width },
  };
}

/** Between clients, in units of the main scale; undefined where nobody has said. */
export const spreadOf = (instrument: Instrument): number | undefined =>
  instrument.norms?.find(({ population }) => population === 'clinical')?.sd ?? leastChangeOf(instrument)?.from?.sd;

/** The standard error of one rating; undefined where the reliability is unknown. */
export function errorOfOne(instrument: Instrument): number | undefined {
  const from = leastChangeOf(instrument)?.from;
  return from && from.sd * Math.sqrt(1 - from.r);
}

/** How much is known of the form's error: ours is not tested at all, of others it is published, or assumed. */
export type Exactness = 'untested' | 'assumed' | 'published';

export function exactnessOf(instrument: Instrument): Exactness {
  if (instrument.basis.key === 'ours' && LIBRARY.includes(instrument)) return 'untested';
  const basis = leastChangeOf(instrument)?.basis;
  return basis === 'published' || basis === 'secondary' ? 'published' : 'assumed';
}

/**
 * A figure that this project assumed of somebody else's form: good enough for a look, and not for saying who improved.
 * What a clinic brings of its own form is the clinic's.
 */
export const isAssumed = (instrument: Instrument): boolean =>
  instrument.reliableChange === undefined ||
  (instrument.reliableChange.basis === 'ours' && LIBRARY.includes(instrument) && instrument.basis.key !== 'ours');
