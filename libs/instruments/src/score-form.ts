/**
 * A whole form scored for a person to read: the overall score, its parts, the band, which side of the cutoff, and
 * how far the answer can be trusted. The fold reads `score`; this reads `score` too and adds the words around it.
 */
import { isClinical, type Cutoff } from './cutoff.js';
import { score, type Answer, type Instrument, type Respondent, type Safety, type Scale } from './instrument.js';
import { symptomsOf, type SymptomPattern } from './symptoms.js';

export interface FormOptions {
  /** Who filled it in; the instrument's usual respondent when absent. */
  readonly respondent?: Respondent;
  /** Counts a score on the cutoff itself as below it. Only where the cutoff allows it. */
  readonly inclusive?: boolean;
  /** Name of the cutoff to use, such as `adolescent`; the first when absent. */
  readonly form?: string;
}

/** What does not apply to the instrument or its respondent is absent; what may not be computed is null. */
export interface ScoredForm {
  readonly total?: number | null;
  readonly mean?: number | null;
  readonly subscales?: Readonly<Record<string, number | null>>;
  readonly band?: string | null;
  readonly clinical?: boolean | null;
  readonly symptoms?: SymptomPattern | null;
  readonly status: 'complete' | 'prorated' | 'incomplete';
  readonly riskItem?: Safety;
}

/** `items` are the answers in the instrument's order, null where one is missing; `itemFaults` says what is wrong. */
export function scoreForm(
  instrument: Instrument,
  items: readonly (number | null)[],
  options: FormOptions = {},
): ScoredForm {
  const answers = instrument.items.map(({ id }, i): Answer => ({ item: id, value: items[i] ?? null }));
  const { value, scales, missing, band, safety } = score(instrument, answers);
  return {
    ...overall(instrument, value),
    ...subscalesOf(instrument, scales),
    ...(isNormed(instrument, options.respondent) ? normed(instrument, { value, band, answers }, options) : {}),
    status: statusOf(instrument, scales, missing),
    ...(instrument.safety ? { riskItem: safety } : {}),
  };
}

/** Bands and cutoffs were drawn from clients' own answers, and hold for nobody else's view of them. */
export function isNormed({ respondents }: Instrument, respondent: Respondent = respondents[0]): boolean {
  return respondent === 'client' || respondent === 'member';
}

/** The cutoff by its name, the first without one. */
export const cutoffOf = ({ cutoffs }: Instrument, form?: string): Cutoff | undefined =>
  form === undefined ? cutoffs?.[0] : cutoffs?.find((cutoff) => cutoff.form === form);

/** A main scale kept as a mean becomes a total by its number of items; any other becomes a mean by its `times`. */
function overall({ scales: [main], reports }: Instrument, value: number | null): Pick<ScoredForm, 'total' | 'mean'> {
  const scaled = (factor: number): number | null => (value === null ? null : value * factor);
  return {
    ...(reports.includes('total') ? { total: scaled(main.times === 1 ? main.items.length : 1) } : {}),
    ...(reports.includes('mean') ? { mean: scaled(1 / main.times) } : {}),
  };
}

/** A main scale with a name of its own stands among the others too. */
function subscalesOf(instrument: Instrument, values: readonly (number | null)[]): Pick<ScoredForm, 'subscales'> {
  const named = instrument.scales.flatMap(({ code }, i): [string, number | null][] =>
    code === 'total' ? [] : [[code, values[i] ?? null]],
  );
  return named.length > 0 ? { subscales: Object.fromEntries(named) } : {};
}

interface Raw {
  readonly value: number | null;
  readonly band: string | null;
  readonly answers: readonly Answer[];
}

function normed(instrument: Instrument, { value, band, answers }: Raw, { form, inclusive }: FormOptions) {
  const cutoff = cutoffOf(instrument, form);
  return {
    ...(instrument.bands ? { band } : {}),
    ...(cutoff ? { clinical: value === null ? null : isClinical(cutoff, value, inclusive) } : {}),
    ...(instrument.symptoms ? { symptoms: symptomsOf(instrument, answers) } : {}),
  };
}

/** Incomplete without an overall score; where there is none to have, without any one of the scales. */
function statusOf(
  instrument: Instrument,
  values: readonly (number | null)[],
  missing: readonly string[],
): ScoredForm['status'] {
  const reported = instrument.reports.length > 0 ? values.slice(0, 1) : values;
  if (reported.includes(null)) return 'incomplete';
  const mayLack = new Set(instrument.items.filter((item) => item.optional).map(({ id }) => id));
  return missing.every((id) => mayLack.has(id)) ? 'complete' : 'prorated';
}

/** How few answers a form may have: up to the last item that every client is asked and that counts. */
export function fewestItems({ items, scales }: Instrument): number {
  const counts = new Set(scales.flatMap((scale: Scale) => scale.items));
  return Math.max(1, items.findLastIndex((item) => counts.has(item.id) && !item.optional) + 1);
}
