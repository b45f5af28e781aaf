/**
 * From strain to repair.
 *
 * A rupture starts at the first form on which a rule speaks at `suspected` or above: as `suspected` when that is all,
 * as `open` when it is at least probable. From then on every further rated form of the same series moves it:
 *
 * - A fall has a reference R (the rating before the fall) and a nadir N (the lowest since). A rating x has come back by
 *   the fraction f = (x - N) / (R - N). Below a half it is `open`, from a half `repairing`, from three quarters
 *   `repaired`. The client's own word counts too: "sorted out" lifts it to `repairing`, "not sorted out" holds it open,
 *   and no rating repairs while a rule still speaks at `suspected` or above.
 * - A strain known only from the client's words has no R. It is `repaired` when the client says that it was sorted out,
 *   at once if that is on the same form, or when two forms in a row say that nothing felt off; after the first of the
 *   two it is `repairing`.
 * - After three rated forms without repair it is `unrepaired`, which says only that it took longer; it can be repaired
 *   still. Missing forms never advance that count.
 * - The end of the episode, or of this pair's work, closes it.
 *
 * `repaired` stays in sight until a new strain starts or the episode ends.
 */
import type { Probe } from '../instruments/instrument.js';
import type { Rupture, RuptureState } from './rupture.js';
import { atLeast, type Finding } from './rupture-rule.js';
import type { Rated } from './series.js';
import { strongerTier, tierAtLeast, type StrainTier } from './tier.js';

export type Trigger = 'suspicion' | 'strain' | 'not-back' | 'half-back' | 'back' | 'took-long' | 'ended';

interface Transition {
  readonly from: RuptureState;
  readonly on: Trigger;
  readonly to: RuptureState;
}

const row = (from: RuptureState, on: Trigger, to: RuptureState): Transition => ({ from, on, to });

/** What is not in the table leaves the state as it is. */
export const TRANSITIONS: readonly Transition[] = [
  row('none', 'suspicion', 'suspected'),
  row('none', 'strain', 'open'),
  row('suspected', 'strain', 'open'),
  row('suspected', 'not-back', 'open'),
  row('suspected', 'half-back', 'repairing'),
  row('suspected', 'back', 'repaired'),
  row('suspected', 'ended', 'closed'),
  row('open', 'half-back', 'repairing'),
  row('open', 'back', 'repaired'),
  row('open', 'took-long', 'unrepaired'),
  row('open', 'ended', 'closed'),
  row('repairing', 'not-back', 'open'),
  row('repairing', 'back', 'repaired'),
  row('repairing', 'took-long', 'unrepaired'),
  row('repairing', 'ended', 'closed'),
  row('repaired', 'ended', 'closed'),
  row('unrepaired', 'back', 'repaired'),
  row('unrepaired', 'ended', 'closed'),
];

export const move = (from: RuptureState, on: Trigger): RuptureState =>
  TRANSITIONS.find((t) => t.from === from && t.on === on)?.to ?? from;

export const FORMS_TO_REPAIR = 3;
export const CALM_FORMS = 2;
const HALF_BACK = 0.5;
const BACK = 0.75;
const SORTED_OUT = 7;
const NOT_SORTED_OUT = 3;
const MOST_EVIDENCE = 10;

/** The share of a fall that has come back: 0 at the nadir, 1 at the reference. */
export const repairFraction = (value: number, nadir: number, reference: number): number =>
  (value - nadir) / (reference - nadir);

/** What all rules together make of one rating. */
export interface Verdict {
  readonly tier: StrainTier | null;
  readonly findings: readonly Found[];
  /** Of rules on trial: they move nothing. */
  readonly shadow: readonly Found[];
}

export type Found = Finding & { readonly rule: string };

/** One rating in its place: where it belongs, what the rules made of it, which event brought it. */
export interface Judged {
  readonly series: string;
  readonly rating: Rated;
  readonly verdict: Verdict & { readonly tier: StrainTier };
  readonly facet: string | null;
  readonly cause: string;
  readonly historical: boolean;
}

/** A new rupture. The verdict must be `suspected` or above. */
export function beginRupture(judged: Judged): Rupture {
  const { rating, verdict, series, facet, cause, historical } = judged;
  const probable = tierAtLeast(verdict.tier, 'probable');
  const reference = referenceOf(verdict);
  const inSession = saysSortedOut(rating.probe);
  const state = move('none', probable ? 'strain' : 'suspicion');
  return {
    state: inSession ? move(state, reference === null ? 'back' : 'half-back') : state,
    tier: verdict.tier,
    kind: 'unknown',
    facet,
    onset: rating.at,
    cause,
    evidence: evidenceOf(verdict),
    rules: strongRules(verdict),
    series,
    reference,
    nadir: rating.value,
    formsAfter: 0,
    calmForms: 0,
    resolvedInSession: inSession,
    probableAt: probable ? rating.at : null,
    historical: probable && historical,
    changedAt: rating.at,
    facts: factsOf(verdict),
  };
}

/** The next rated form of the series that the rupture is followed in. */
export function followRupture(rupture: Rupture, rating: Rated, verdict: Verdict): Rupture {
  const reference = rupture.reference ?? referenceOf(verdict);
  // A strain known only from words cannot be followed on a form that left the question open.
  const counts = reference !== null || rating.probe !== null;
  const next: Rupture = {
    ...rupture,
    reference,
    nadir: Math.min(rupture.nadir, rating.value),
    formsAfter: rupture.formsAfter + (counts ? 1 : 0),
    calmForms: isCalm(rating, verdict) ? rupture.calmForms + 1 : 0,
    resolvedInSession: rupture.resolvedInSession || saysSortedOut(rating.probe),
  };
  return counts ? shift(next, triggerOf(next, rating, verdict), rating.at) : next;
}

function shift(rupture: Rupture, on: Trigger, at: number): Rupture {
  const state = move(rupture.state, on);
  return state === rupture.state ? rupture : { ...rupture, state, changedAt: at };
}

/** New evidence for the same strain, from whichever series. */
export function addEvidence(rupture: Rupture, judged: Judged): Rupture {
  const { verdict, rating, historical } = judged;
  const tier = strongerTier(rupture.tier, verdict.tier);
  const becomesProbable = rupture.probableAt === null && tierAtLeast(tier, 'probable');
  const evidence = [...new Set([...rupture.evidence, ...evidenceOf(verdict)])];
  return {
    ...rupture,
    ...(becomesProbable ? shift(rupture, 'strain', rating.at) : {}),
    tier,
    facet: rupture.facet ?? judged.facet,
    evidence: evidence.length > MOST_EVIDENCE ? [evidence[0] ?? '', ...evidence.slice(1 - MOST_EVIDENCE)] : evidence,
    rules: [...new Set([...rupture.rules, ...strongRules(verdict)])],
    probableAt: becomesProbable ? rating.at : rupture.probableAt,
    historical: becomesProbable ? historical : rupture.historical,
    facts: { ...rupture.facts, ...factsOf(verdict) },
  };
}

export const endRupture = (rupture: Rupture, at: number): Rupture => shift(rupture, 'ended', at);

function triggerOf(rupture: Rupture, rating: Rated, verdict: Verdict): Trigger {
  const progress = rupture.reference === null ? byWords(rupture, rating) : byRating(rupture, rating, verdict);
  return progress !== 'back' && rupture.formsAfter >= FORMS_TO_REPAIR ? 'took-long' : progress;
}

type Progress = 'not-back' | 'half-back' | 'back';

function byRating(rupture: Rupture, { value, probe }: Rated, verdict: Verdict): Progress {
  if (saysNotSortedOut(probe)) return 'not-back';
  const fraction = repairFraction(value, rupture.nadir, rupture.reference ?? value);
  if (atLeast(fraction, BACK)) return tierAtLeast(verdict.tier, 'suspected') ? 'half-back' : 'back';
  return atLeast(fraction, HALF_BACK) || saysSortedOut(probe) ? 'half-back' : 'not-back';
}

function byWords(rupture: Rupture, { probe }: Rated): Progress {
  if (saysSortedOut(probe) || rupture.calmForms >= CALM_FORMS) return 'back';
  return rupture.calmForms > 0 ? 'half-back' : 'not-back';
}

const isCalm = ({ probe }: Rated, verdict: Verdict): boolean =>
  probe?.felt === 0 && !tierAtLeast(verdict.tier, 'suspected');
const saysSortedOut = (probe: Probe | null): boolean =>
  probe !== null && probe.felt > 0 && probe.sortedOut !== null && probe.sortedOut >= SORTED_OUT;
const saysNotSortedOut = (probe: Probe | null): boolean =>
  probe !== null && probe.felt > 0 && probe.sortedOut !== null && probe.sortedOut <= NOT_SORTED_OUT;

const strong = ({ findings }: Verdict): Verdict['findings'] =>
  findings.filter(({ tier }) => tierAtLeast(tier, 'suspected'));
const strongRules = (verdict: Verdict): string[] => strong(verdict).map(({ rule }) => rule);
const evidenceOf = (verdict: Verdict): string[] => [...new Set(strong(verdict).flatMap(({ evidence }) => evidence))];
const factsOf = (verdict: Verdict): Rupture['facts'] =>
  Object.assign({}, ...strong(verdict).map(({ facts }) => facts)) as Rupture['facts'];

/** The highest of the references that strong findings name. */
function referenceOf(verdict: Verdict): number | null {
  const references = strong(verdict).flatMap(({ reference }) => (reference === null ? [] : [reference]));
  return references.length === 0 ? null : Math.max(...references);
}
