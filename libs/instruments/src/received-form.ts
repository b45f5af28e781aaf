/**
 * A form as it comes: with answers, with totals that its source worked out, or with both. Answers are scored here, and a
 * total counts where there are too few of them, or where the source says that the scoring is its own.
 */
import { bandOf, score, type Answer, type Instrument, type Score } from './instrument.js';

export interface Total {
  readonly scale: string;
  readonly value: number | null;
}

export interface ReceivedForm {
  readonly items?: readonly Answer[] | undefined;
  readonly totals?: readonly Total[] | undefined;
  readonly scorer?: 'source' | 'us' | undefined;
}

export interface ReceivedScore extends Score {
  /** The main scale was made up to its full length from fewer answers. */
  readonly prorated: boolean;
  /** The main scale is the total that came with the form. */
  readonly given: boolean;
  /** Codes of scales whose total is not what the answers give, beyond rounding. */
  readonly contradicted: readonly string[];
}

export function scoreReceived(
  instrument: Instrument,
  { items = [], totals = [], scorer }: ReceivedForm,
): ReceivedScore {
  const scored = score(instrument, items);
  if (totals.length === 0) return asAnswered(instrument, scored);
  const sent = instrument.scales.map(({ code }) => totalOf(instrument, totals, code));
  const sentFirst = scorer === 'source';
  const scales = sentFirst ? either(sent, scored.scales) : either(scored.scales, sent);
  const total = chosen(sentFirst || scored.value === null, sent);
  const given = total !== null;
  return {
    ...scored,
    scales,
    ...(given ? { value: total, band: bandOf(instrument, total) } : {}),
    prorated: !given && isProrated(instrument, scored),
    given,
    contradicted: instrument.scales.filter((_, i) => differ(sent[i], scored.scales[i])).map(({ code }) => code),
  };
}

/** Without totals nothing can contradict the answers. Most forms come so. */
function asAnswered(instrument: Instrument, scored: Score): ReceivedScore {
  const { value, scales, missing, band, safety, probe } = scored;
  const prorated = isProrated(instrument, scored);
  return { value, scales, missing, band, safety, probe, prorated, given: false, contradicted: [] };
}

const chosen = (counts: boolean, sent: Values): number | null => (counts ? (sent[0] ?? null) : null);

type Values = readonly (number | null)[];
const either = (first: Values, second: Values): Values => first.map((value, i) => value ?? second[i] ?? null);

/** Many a source calls the overall score of any form its total. */
export function scaleNamed({ scales }: Instrument, name: string): string | undefined {
  return scales.find(({ code }) => code === name)?.code ?? (name === 'total' ? scales[0].code : undefined);
}

const totalOf = (instrument: Instrument, totals: readonly Total[], code: string): number | null =>
  totals.find(({ scale, value }) => value !== null && scaleNamed(instrument, scale) === code)?.value ?? null;

/** Whole numbers may have been rounded from anything within half a point, others from within a twentieth. */
const differ = (sent: number | null | undefined, own: number | null | undefined): boolean =>
  typeof sent === 'number' &&
  typeof own === 'number' &&
  Math.abs(sent - own) > (Number.isInteger(sent) ? 0.5 : 0.05) + 1e-9;

function isProrated({ items, scales }: Instrument, { value, missing }: Score): boolean {
  if (value === null || missing.length === 0) return false;
  const counts = new Set(scales[0].items);
  const mayLack = new Set(items.filter((item) => item.optional).map(({ id }) => id));
  return missing.some((id) => counts.has(id) && !mayLack.has(id));
}
