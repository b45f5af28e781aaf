/** Faults that can stand in many places of an instrument file. */
import type { Violation } from '#lib/kernel';
import type { Instrument } from './instrument.js';

/** Where a name stands that stood before. */
export const twice = (names: readonly string[]): number[] =>
  names.flatMap((name, i) => (names.indexOf(name) < i ? [i] : []));

export const again = (pointer: string): Violation => ({ pointer, code: 'duplicate_name', detail: 'was named before' });

export const outside = ({ min, max }: Instrument['range'], value: number, pointer: string): Violation[] =>
  value >= min && value <= max ? [] : [{ pointer, code: 'score_range', detail: 'is outside the range' }];
