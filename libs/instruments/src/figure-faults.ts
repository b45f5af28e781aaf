/** The figures of an instrument against each other: range, bands, cutoffs, reliable change. */
import { isClose, type Violation } from '#lib/kernel';
import { again, outside, twice } from './common-faults.js';
import type { Instrument, Scale } from './instrument.js';

/** Bands of whole numbers that cover the range once, from the lowest score up. */
export function bandFaults({ bands, range }: Instrument): Violation[] {
  if (!bands) return [];
  const last = bands.length - 1;
  return [
    ...bandFault(bands[0]?.from === range.min, '/0/from', `must be ${range.min}, where the range begins`),
    ...bandFault(bands[last]?.to === range.max, `/${last}/to`, `must be ${range.max}, where the range ends`),
    ...bands.flatMap(({ from, to }, i) => bandFault(to >= from, `/${i}/to`, 'must not be below from')),
    ...bands.slice(1).flatMap(({ from }, i) => {
      const next = (bands[i]?.to ?? 0) + 1;
      return bandFault(from === next, `/${i + 1}/from`, `must be ${next}: no gap, no overlap`);
    }),
  ];
}

const bandFault = (fine: boolean, pointer: string, detail: string): Violation[] =>
  fine ? [] : [{ pointer: `/bands${pointer}`, code: 'band_gap', detail }];

/** The range is what the items and the main scale make possible, neither more nor less. */
export function rangeFaults(instrument: Instrument): Violation[] {
  const { range, scales } = instrument;
  return (['min', 'max'] as const).flatMap((end) => {
    const possible = extreme(instrument, scales[0], end);
    if (isClose(possible, range[end])) return [];
    return [
      {
        pointer: `/range/${end}`,
        code: 'range_mismatch',
        detail: `must be ${possible}: that is what the items and times of the first scale give`,
      },
    ];
  });
}

/** Reversing an item leaves its range as it is. */
function extreme({ items }: Instrument, { items: ids, times }: Scale, end: 'min' | 'max'): number {
  const sum = items.filter(({ id }) => ids.includes(id)).reduce((total, item) => total + item[end], 0);
  return (sum * times) / ids.length;
}

/** Cutoffs and floor lie inside the range; a change larger than the range could never happen. */
export function lineFaults(instrument: Instrument): Violation[] {
  const { cutoffs = [], floor, range } = instrument;
  const named = cutoffs.map(({ form }) => form);
  return [
    ...cutoffs.flatMap(({ at }, i) => outside(range, at, `/cutoffs/${i}/at`)),
    ...twice(named).map((i) => again(`/cutoffs/${i}/form`)),
    ...(floor === undefined ? [] : outside(range, floor, '/floor')),
    ...changeFaults(instrument),
  ];
}

function changeFaults({ range, reliableChange }: Instrument): Violation[] {
  if (!reliableChange) return [];
  const { points, from } = reliableChange;
  const faults = outside({ min: 0, max: range.max - range.min }, points, '/reliableChange/points');
  if (!from || (from.sd > 0 && from.r < 1)) return faults;
  const detail = 'needs sd above 0 and r below 1';
  return [...faults, { pointer: '/reliableChange/from', code: 'number_range', detail }];
}
