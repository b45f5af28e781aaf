/** How good predictions were. Each pairs a chance (or any score, for `auc`) with what came: 1 the event, 0 not. */
export interface Prediction {
  readonly p: number;
  readonly y: 0 | 1;
}

/** What came is taken to have had at least this chance, so that one mistaken certainty does not make the whole loss infinite. */
const CERTAIN = 1e-15;

/**
 * Chance that an event scored higher than a non-event, ties counting half; undefined without both kinds. On real data
 * anything above .80 is most likely a leak: the signal was the event itself.
 */
export function auc(predictions: readonly Prediction[]): number | undefined {
  const events = predictions.filter(({ y }) => y === 1).length;
  const others = predictions.length - events;
  if (events === 0 || others === 0) return undefined;
  const ranks = predictions.toSorted((a, b) => a.p - b.p);
  let sum = 0;
  for (let from = 0, to = 0; from < ranks.length; from = to) {
    to = from + 1; // past itself, even where it is no number and equals nothing
    while (ranks[to]?.p === ranks[from]?.p) to++;
    const tied = ranks.slice(from, to).filter(({ y }) => y === 1).length;
    sum += tied * ((from + 1 + to) / 2);
  }
  return (sum - (events * (events + 1)) / 2) / (events * others);
}

/** Mean squared distance; 0 is best. */
export const brier = (predictions: readonly Prediction[]): number => mean(predictions, ({ p, y }) => (p - y) ** 2);

export const baseRate = (predictions: readonly Prediction[]): number => mean(predictions, ({ y }) => y);

/**
 * Share of the Brier score of a reference that was saved; below 0 the reference was better. The reference is the base
 * rate unless other chances are given. Undefined when the reference is never wrong.
 */
export function brierSkill(
  predictions: readonly Prediction[],
  reference: readonly Prediction[] = atBaseRate(predictions),
): number | undefined {
  const worst = brier(reference);
  return worst > 0 ? 1 - brier(predictions) / worst : undefined;
}

function atBaseRate(predictions: readonly Prediction[]): readonly Prediction[] {
  const p = baseRate(predictions);
  return predictions.map(({ y }) => ({ p, y }));
}

export const logLoss = (predictions: readonly Prediction[]): number =>
  mean(predictions, ({ p, y }) => {
    const right = y === 1 ? p : 1 - p;
    return -Math.log(Math.max(CERTAIN, right));
  });

export interface NetBenefit {
  readonly threshold: number;
  /** Events per row that acting from the threshold on is worth, beside acting for nobody (Vickers and Elkin 2006). */
  readonly model: number;
  /** The same when everybody is acted for. */
  readonly everybody: number;
}

/** `threshold` lies between 0 and 1: at it, an event found is worth `(1 - t) / t` times acting in vain. */
export function netBenefit(predictions: readonly Prediction[], threshold: number): NetBenefit {
  const price = threshold / (1 - threshold);
  const of = (acted: readonly Prediction[]): number =>
    predictions.length === 0 ? 0 : acted.reduce((sum, { y }) => sum + (y === 1 ? 1 : -price), 0) / predictions.length;
  return { threshold, model: of(predictions.filter(({ p }) => p >= threshold)), everybody: of(predictions) };
}

const mean = (predictions: readonly Prediction[], of: (prediction: Prediction) => number): number =>
  predictions.reduce((sum, prediction) => sum + of(prediction), 0) / predictions.length;
