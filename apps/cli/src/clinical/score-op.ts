import { schema } from '#lib/kernel';
import {
  itemFaults,
  optionFaults,
  type Instrument,
  scoreForm,
  type FormOptions,
  type ScoredForm,
} from '#lib/instruments';
import { findInstrument } from './find-instrument.js';
import { refusal, type OpError } from './op-answer.js';

const { bool, list, nullable, number, object, oneOf, optional, text } = schema;

const MOST_ITEMS = 200;

/** An instrument code on the wire, as in `data.instrument.code`. */
export const instrumentCode = () =>
  text('^[a-z0-9][a-z0-9-]{0,39}$', 'must be an instrument code in small letters, digits and hyphens, such as wai-sr');
export const respondent = () => oneOf('client', 'clinician', 'member', 'observer');
export const formName = () =>
  text('^[a-z][a-z-]{0,39}$', 'must be the name of a form in small letters and hyphens, such as child');

const INPUT = object({
  op: oneOf('score'),
  instrument: instrumentCode(),
  items: list(nullable(number(-1_000, 1_000)), MOST_ITEMS, 1),
  options: optional(
    object({ respondent: optional(respondent()), inclusive: optional(bool()), form: optional(formName()) }),
  ),
});

/**
 * `{"op":"score","instrument":"wai-sr","items":[4,5,null,...],"options":{"inclusive":true}}` to a scored form, or to
 * an error with a code, a JSON Pointer into the input and a hint. `own` are the clinic's instruments.
 */
export function scoreOp(input: unknown, own: readonly Instrument[] = []): ScoredForm | OpError {
  if (!INPUT.accepts(input)) return refusal(INPUT.explain(input, ''));
  const found = findInstrument(input.instrument, own);
  if (!found.ok) return refusal(found.error);
  const options: FormOptions = input.options ?? {};
  const faults = [...itemFaults(found.value, input.items), ...optionFaults(found.value, options)];
  return faults.length > 0 ? refusal(faults) : scoreForm(found.value, input.items, options);
}
