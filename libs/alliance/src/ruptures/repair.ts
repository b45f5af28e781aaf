/**
 * From rupture to repair.
 *
 * A rupture starts at the first form on which a rule speaks at `suspected` or above: as `suspected` when that is all,
 * as `open` when it is at least probable. From then on every further rated form of the same series moves it:
 *
 * - A fall has a reference R (the rating before the fall) and a nadir N (the lowest since). A rating x has come back by
 *   the fraction f = (x - N) / (R - N). Below a half it is `open`, from a half `repairing`, from three quarters
 *   `repaired`. The client's own word counts too: "sorted out" lifts it to `repairing`, "not sorted out" holds it open,
 *   and no rating repairs while a rule still speaks at `suspected` or above, unless only of being low as before.
 * - A rupture known only from the client's words has no R. It is `repaired` when the client says that it was sorted out,
 *   at once if that is on the same form, or when two forms in a row say that nothing felt off; after the first of the
 *   two it is `repairing`.
 * - A rupture known only from marks in notes ends when a person marks that it was repaired, or after two rated forms in a
 *   row on which no rule speaks. A mark alone makes a fall in ratings `repairing`: the ratings have to come back too.
 * - After three rated forms (or as many as the clinic allows the approach) without repair it is `unrepaired`, which says only that it took longer; it can be repaired
 *   still. Missing forms never advance that count.
 * - A rupture known only from small signs together (the strain score) is followed by their sum: it has `faded` at a quarter of
 *   what it took to begin, or is `repaired` at a half where a form is as usual. A stronger sign makes it as any other.
 * - Where its prompt waits and two rated forms in a row were quiet, a later one that is clearly worse begins another.
 * - The end of the episode, or of this pair's work, closes it. A person who ended its prompt as talked through, or because
 *   the plan was changed, makes it `repairing`: the ratings have to come back too. "Wrong" makes it `withdrawn`.
 *
 * `repaired` stays in sight until a new rupture starts or the episode ends.
 */
import { ASKING_RULES, evidenceKindOf } from './roster.js';
import { DAY, atLeast } from '#lib/kernel';
import type { DirectAnswers } from '#lib/instruments';
import type { Rupture, RuptureKind } from '../state/rupture.js';
import { factsOf, withFacts, type FormHeard, type RuptureFacts } from './rupture-facts.js';
import type { Finding } from './rupture-rule.js';
import type { Rating } from '../state/series.js';
import { combineTiers, strongerTier, tierAtLeast, type RuptureTier } from '../state/rupture-tier.js';
import { move, type Trigger } from './transitions.js';

/** What a clinic may set for the way back, under the name `repair`. */
export const REPAIR = { code: 'repair', version: 4, parameters: { forms: 3, calmForms: 2 } } as const;
type RepairParameters = Readonly<Partial<Record<keyof typeof REPAIR.parameters, number>>>;
const HALF_BACK = 0.5;
export const BACK = 0.75;
const SORTED_OUT = 7;
const NOT_SORTED_OUT = 3;
const MOST_EVIDENCE = 10;

/** The share of a fall that has come back: 0 at the nadir, 1 at the reference. */
export const repairFraction = (value: number, nadir: number, reference: number): number =>
  (value - nadir) / (reference - nadir);

/** What all rules together make of one rating. */
export interface Verdict {
  readonly tier: RuptureTier | null;
  readonly findings: readonly RuleFinding[];
  /** Of rules on trial: they move nothing. */
  readonly shadow: readonly RuleFinding[];
}

export type RuleFinding = Finding & { readonly rule: string };

/** What moves a rupture: a form, with or without a score, or a marked hour. */
export type RepairSign = Pick<Rating, 'at' | 'value' | 'probe'>;

/** One sign in its place: where it belongs, what the rules made of it, which event brought it. */
export interface Judged {
  /** Null for a marked hour. */
  readonly series: string | null;
  readonly sign: RepairSign;
  /** When it happened, which for a marked hour is before it was marked. */
  readonly onset: number;
  readonly verdict: Verdict & { readonly tier: RuptureTier };
  readonly facet: string | null;
  readonly kind: RuptureKind;
  readonly cause: string;
  readonly historical: boolean;
  /** Which form, of whom, and what it says; absent for a marked hour. */
  readonly named?: RuptureFacts;
  readonly form?: FormHeard;
  /** It spoke for the rupture as well, in a series in which that is not followed, and is back. */
  readonly isBackBeside?: boolean;
}

/** A new rupture. The verdict must be `suspected` or above. */
export function beginRupture(judged: Judged): Rupture {
  const { sign, onset, verdict, series, facet, kind, cause, historical } = judged;
  const probable = tierAtLeast(verdict.tier, 'probable');
  const reference = referenceOf(verdict);
  const inSession = saysSortedOut(sign.probe);
  const state = move('none', probable ? 'strain' : 'suspicion');
  return {
    state: inSession ? move(state, reference === null ? 'back' : 'half-back') : state,
    tier: verdict.tier,
    kind,
    facet,
    onset,
    cause,
    evidence: evidenceOf(verdict),
    rules: strongRules(verdict),
    series,
    reference,
    nadir: sign.value,
    formsAfter: 0,
    calmForms: 0,
    resolvedInSession: inSession,
    probableAt: probable ? sign.at : null,
    historical: probable && historical,
    changedAt: sign.at,
    fadesAt: null,
    repairs: [],
    contribution: null,
    facts: factsOf(strong(verdict), judged.named),
  };
}

export interface Following {
  readonly sign: RepairSign;
  readonly series: string | null;
  readonly verdict: Verdict;
  readonly repair?: RepairParameters | undefined;
}

/** The next form of the series that the rupture is followed in. */
export function followRupture(rupture: Rupture, following: Following): Rupture {
  const { sign, verdict, series } = following;
  const reference = rupture.reference ?? referenceOf(verdict);
  const counts = isFollowable(rupture, reference, sign);
  const next: Rupture = {
    ...rupture,
    series,
    reference,
    nadir: lower(rupture.nadir, sign.value),
    formsAfter: rupture.formsAfter + (counts ? 1 : 0),
    calmForms: isCalm(rupture, sign, verdict) ? rupture.calmForms + 1 : 0,
    resolvedInSession: rupture.resolvedInSession || saysSortedOut(sign.probe),
  };
  return counts ? shift(next, triggerOf(next, following), sign.at) : next;
}

const lower = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** A fall is followed by scores, the client's words by words, a mark or a part outside of the total by either. */
function isFollowable(rupture: Rupture, reference: number | null, { value, probe }: RepairSign): boolean {
  if (reference !== null) return value !== null;
  return probe !== null || (value !== null && isUnsaid(rupture));
}

/** The client has said nothing about it in so many words. */
const isUnsaid = ({ rules }: Rupture): boolean => rules.every((rule) => evidenceKindOf(rule) !== 'words');

function shift(rupture: Rupture, on: Trigger, at: number): Rupture {
  const state = move(rupture.state, on);
  return state === rupture.state ? rupture : { ...rupture, state, changedAt: at };
}

/** Another form that had spoken for it is back. */
export const halfEase = (rupture: Rupture, at: number): Rupture => shift(rupture, 'half-back', at);

export const easeRupture = (rupture: Rupture, at: number): Rupture => shift({ ...rupture, fadesAt: null }, 'back', at);

/** The small signs have sunk to a quarter of what it takes to begin. */
export const fadeRupture = (rupture: Rupture, at: number): Rupture => shift({ ...rupture, fadesAt: null }, 'faded', at);

/** New evidence for the same rupture, from whichever series. */
export function addEvidence(rupture: Rupture, judged: Judged): Rupture {
  const { verdict, sign, historical } = judged;
  const tier = tierWith(rupture, judged);
  const becomesProbable = rupture.probableAt === null && tierAtLeast(tier, 'probable');
  const evidence = [...new Set([...rupture.evidence, ...evidenceOf(verdict)])];
  return {
    ...rupture,
    ...(becomesProbable ? shift(rupture, 'strain', sign.at) : {}),
    tier,
    fadesAt: null,
    facet: rupture.facet ?? judged.facet,
    evidence: [...evidence.slice(0, 1), ...evidence.slice(1).slice(1 - MOST_EVIDENCE)],
    rules: [...new Set([...rupture.rules, ...strongRules(verdict)])],
    probableAt: becomesProbable ? sign.at : rupture.probableAt,
    historical: becomesProbable ? historical : rupture.historical,
    facts: withFacts(rupture.facts, factsOf(strong(verdict), judged.named), judged.form),
  };
}

function tierWith(rupture: Rupture, judged: Judged): RuptureTier {
  const stronger = strongerTier(rupture.tier, judged.verdict.tier);
  return isSecondSign(rupture, judged) ? (combineTiers([rupture.tier, judged.verdict.tier]) ?? stronger) : stronger;
}

/** Another rule, on another form or mark about the same hour, counts as on the same form. */
const isSecondSign = ({ onset, rules }: Rupture, judged: Judged): boolean =>
  Math.abs(judged.onset - onset) <= DAY && strongRules(judged.verdict).some((rule) => !rules.includes(rule));

/** A person who was there says that it was so. */
export const confirmRupture = (rupture: Rupture): Rupture =>
  rupture.tier === 'confirmed' ? rupture : { ...rupture, tier: 'confirmed' };

/** A person marked that the work came back: the end of a rupture without ratings, half the way of one with them. */
export const markRepaired = (rupture: Rupture, at: number): Rupture =>
  shift(rupture, rupture.reference === null ? 'back' : 'half-back', at);

/** A person says that work on it has begun. */
export const markBegun = (rupture: Rupture, at: number): Rupture => shift(rupture, 'begun', at);

/** A person says that it was none. */
export const withdrawRupture = (rupture: Rupture, at: number): Rupture => shift(rupture, 'not-so', at);

export const endRupture = (rupture: Rupture, at: number): Rupture => shift(rupture, 'ended', at);

function triggerOf(rupture: Rupture, { sign, verdict, repair }: Following): Trigger {
  const { forms, calmForms } = { ...REPAIR.parameters, ...repair };
  const words = byWords(rupture, sign, calmForms);
  const progress = rupture.reference === null ? words : byRating(rupture, sign, verdict);
  return progress !== 'back' && rupture.formsAfter >= forms ? 'took-long' : progress;
}

/** Who is always low is not falling: a rule that only asks for a look does not keep a fall from being over. */
const isOfFall = ({ rule, tier }: RuleFinding): boolean => tierAtLeast(tier, 'suspected') && !ASKING_RULES.has(rule);

type Progress = 'not-back' | 'half-back' | 'back';

/** Only with a reference and on a form with a score, after which there is a nadir. */
function byRating({ nadir, reference }: Rupture, { value, probe }: RepairSign, verdict: Verdict): Progress {
  if (saysNotSortedOut(probe)) return 'not-back';
  const fraction = repairFraction(value as number, nadir as number, reference as number);
  if (atLeast(fraction, BACK)) return verdict.findings.some(isOfFall) ? 'half-back' : 'back';
  return atLeast(fraction, HALF_BACK) || saysSortedOut(probe) ? 'half-back' : 'not-back';
}

function byWords(rupture: Rupture, { probe }: RepairSign, calmForms: number): Progress {
  if (saysSortedOut(probe) || rupture.calmForms >= calmForms) return 'back';
  return rupture.calmForms > 0 ? 'half-back' : 'not-back';
}

function isCalm(rupture: Rupture, { value, probe }: RepairSign, verdict: Verdict): boolean {
  const quiet = probe ? probe.felt === 0 : value !== null && isUnsaid(rupture);
  return quiet && !tierAtLeast(verdict.tier, 'suspected');
}
export const saysSortedOut = (probe: DirectAnswers | null): boolean =>
  probe !== null && probe.felt > 0 && (probe.sortedOut ?? 0) >= SORTED_OUT;
const saysNotSortedOut = (probe: DirectAnswers | null): boolean =>
  probe !== null && probe.felt > 0 && probe.sortedOut !== null && probe.sortedOut <= NOT_SORTED_OUT;

const strong = ({ findings }: Verdict): Verdict['findings'] =>
  findings.filter(({ tier }) => tierAtLeast(tier, 'suspected'));
const strongRules = (verdict: Verdict): string[] => strong(verdict).map(({ rule }) => rule);
const evidenceOf = (verdict: Verdict): string[] => [...new Set(strong(verdict).flatMap(({ evidence }) => evidence))];

/** The highest of the references that strong findings name. */
function referenceOf(verdict: Verdict): number | null {
  const references = strong(verdict).flatMap(({ reference }) => (reference === null ? [] : [reference]));
  return references.length === 0 ? null : Math.max(...references);
}
