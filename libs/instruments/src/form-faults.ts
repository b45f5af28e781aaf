import type { Violation } from '#lib/kernel';
import type { Instrument } from './instrument.js';
import type { Item } from './item.js';
import { cutoffOf, fewestItems, type FormOptions } from './score-form.js';

/** What is impossible in a list of answers, with pointers under `/items`. */
export function itemFaults(instrument: Instrument, items: readonly (number | null)[]): Violation[] {
  const [fewest, most] = [fewestItems(instrument), instrument.items.length];
  if (items.length < fewest || items.length > most) {
    const detail = `must have ${fewest === most ? most : `${fewest} to ${most}`} members for ${instrument.code}`;
    return [{ pointer: '/items', code: 'list_size', detail, hint: 'one answer per item, null for a missing one' }];
  }
  return items.flatMap((value, i) => {
    const item = instrument.items[i];
    if (value === null || !item || isPossible(item, value)) return [];
    const detail = `must be from ${item.min} to ${item.max} in steps of ${item.step}`;
    return [{ pointer: `/items/${i}`, code: 'score_range', detail }];
  });
}

/** Options that the instrument has no use for, with pointers under `/options`. */
export function optionFaults(instrument: Instrument, { form, inclusive }: FormOptions): Violation[] {
  const cutoff = cutoffOf(instrument, form);
  if (form !== undefined && !cutoff) {
    const forms = instrument.cutoffs?.map((known) => known.form).join(', ') ?? 'none';
    const detail = `is not a form of ${instrument.code}`;
    return [{ pointer: '/options/form', code: 'unknown_code', detail, hint: `known forms: ${forms}` }];
  }
  if (inclusive === undefined || cutoff?.inclusiveAllowed) return [];
  const detail = `does not apply to ${instrument.code}: its sources agree on which side of the line a score falls`;
  return [{ pointer: '/options/inclusive', code: 'unsupported_option', detail, hint: 'leave it out' }];
}

export function isPossible({ min, max, step }: Item, value: number): boolean {
  const steps = (value - min) / step;
  return value >= min && value <= max && Math.abs(steps - Math.round(steps)) < 1e-9;
}
