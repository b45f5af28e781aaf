/** How a form is named in facts. */
import { type Instrument, LIBRARY } from '#lib/instruments';
import { namesOf } from '#lib/outcome';
import type { AlertFacts } from '../state/alert.js';

const SHIPPED: ReadonlySet<string> = new Set(LIBRARY.map(({ code }) => code));

/** The name of a form of the clinic's own is in the file of its clinic, which whoever makes the words does not have. */
export const formNamed = (instrument: Instrument): AlertFacts => ({
  form: instrument.code,
  ...(SHIPPED.has(instrument.code) ? {} : namesOf(instrument, 'form')),
});
