/** How a form is named in facts: one of a clinic's own brings its name, which the words of this project do not have. */
import type { Instrument } from '#lib/instruments';
import { ownNamesOf } from '#lib/outcome';
import type { AlertFacts } from '../state/alert.js';

export const formNamed = (instrument: Instrument): AlertFacts => ({
  form: instrument.code,
  ...ownNamesOf(instrument, 'form'),
});
