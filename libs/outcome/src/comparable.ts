/**
 * A goal that was set later begins low, and one that was dropped may have stood high: neither is a change. So of a form
 * whose items may be absent, those count that the first form has too; one that is not rated any more stays as it was.
 */
import type { Instrument } from '#lib/instruments';
import type { OutcomeCourse, OutcomeForm } from './course.js';

export function comparable({ parts }: OutcomeCourse, form: OutcomeForm, instrument: Instrument): OutcomeForm {
  const [main] = instrument.scales;
  const mayLack = instrument.items.some(({ id, optional }) => optional && main.items.includes(id));
  if (!mayLack || form.parts.every((value) => value === null)) return form;
  const shared = parts.flatMap(({ late, recent }, i) => (late ? [] : (form.parts[i] ?? recent.at(-1) ?? [])));
  if (shared.length === 0) return form;
  return { ...form, value: (shared.reduce((sum, value) => sum + value, 0) * main.times) / shared.length };
}
