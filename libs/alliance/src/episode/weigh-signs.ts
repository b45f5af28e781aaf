/**
 * The strain score in the fold. What adds a small sign, or takes some back, is weighed: enough of them together begin a
 * rupture, or make one that was only suspected probable; one that is known already is not told twice. A rupture that rests
 * on nothing else fades with them.
 */
import { refOf, type ClinicEvent, type EventType } from '#lib/events';
import { tuningOf, type ClinicRules, type Tuning } from '../rules/clinic-rules.js';
import { ruptureAfter } from '../ruptures/judge.js';
import { instrumentOf } from '#lib/instruments';
import { isOfSigns } from '../ruptures/known-from.js';
import { easeRupture, fadeRupture, type Verdict } from '../ruptures/repair.js';
import type { SignsOccasion } from '../ruptures/rupture-rule.js';
import { FADED, scoreAt, sinksTo, STRAIN_POINTS, type Sign, type SignCode } from '#lib/courses';
import type { RuptureFacts } from '../ruptures/rupture-facts.js';
import { thresholdUnder, weakSigns } from '../ruptures/weak-signs.rule.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isUnsettled, type Rupture } from '../state/rupture.js';
import { formNamed } from '../ratings/form-named.js';
import { judgeAnew } from './judge-anew.js';
import { kindNear, replaceRupture } from './rupture-markers.js';
import { mayBringSigns, signsIn, type Sight } from './small-signs.js';

/** What may bring a small sign, or good news. */
const WEIGHED: ReadonlySet<EventType> = new Set<EventType>([
  'feedback.submitted',
  'feedback.expired',
  'timer.due',
  'appointment.attended',
  'appointment.missed',
  'appointment.cancelled',
  'appointment.rescheduled',
  'appointment.attendance_corrected',
  'engagement.task_completed',
  'engagement.task_overdue',
]);

interface Weighing {
  readonly event: ClinicEvent;
  readonly rules: ClinicRules;
  /** Whether something fell due before it. */
  readonly isLater: boolean;
}

export function weighSigns(
  before: EpisodeState,
  state: EpisodeState,
  { event, rules, isLater }: Weighing,
): EpisodeState {
  if (!WEIGHED.has(event.type) || !isWeighed(state)) return state;
  const sight: Sight = { state, rules, after: beginningOf(state), at: event.occurredAt };
  const mayMatter = isLater || isRestingOn(state) || mayBringSigns(before, sight, event.type);
  return mayMatter ? weigh(before, sight, event) : state;
}

/** A strain that was told for another reason is followed by its own forms. */
const isWeighed = (state: EpisodeState): boolean =>
  state.status === 'open' && state.consent.scoring && (!isToldOf(state) || isOfSigns(state.rupture));

function weigh(before: EpisodeState, sight: Sight, event: ClinicEvent): EpisodeState {
  const { state, rules } = sight;
  const occasion: SignsOccasion = { kind: 'signs', ...signsIn(sight), at: sight.at, event: refOf(event) };
  const tuning = tuningOf(rules, state.approach);
  const followed = isRestingOn(state) ? { ...state, rupture: followSigns(state.rupture, occasion, tuning) } : state;
  if (isToldOf(followed)) return followed;
  return beginBySigns(followed, {
    occasion,
    tuning,
    event,
    rules,
    isFresh: () => bringsMore({ ...sight, state: before }, occasion),
  });
}

type WithRupture = EpisodeState & { readonly rupture: Rupture };

/** A rupture that is known to rest on small signs alone. */
const isRestingOn = (state: EpisodeState): state is WithRupture =>
  isUnsettled(state.rupture) && state.rupture.probableAt !== null && isOfSigns(state.rupture);

/** Somebody has the prompt: what comes now belongs to it. Once a person has ended it, something new is told again. */
const isToldOf = (state: EpisodeState): state is WithRupture =>
  isUnsettled(state.rupture) && state.rupture.probableAt !== null && state.answered?.cause !== state.rupture.cause;

/** What came up to the end of an earlier rupture, or before a handover, belongs there. */
const beginningOf = ({ rupture, signsFrom }: EpisodeState): number =>
  Math.max(signsFrom ?? -Infinity, rupture && !isUnsettled(rupture) ? (rupture as Rupture).changedAt : -Infinity);

/** A person ended the prompt, and the rupture stands. */
const isAnswered = ({ rupture, answered }: EpisodeState): boolean =>
  isUnsettled(rupture) && answered?.cause === rupture.cause;

interface Beginning extends Omit<Weighing, 'isLater'> {
  readonly occasion: SignsOccasion;
  readonly tuning: Tuning;
  /** Whether the event brought more than the clinician's own marks: asked only where there is enough. */
  readonly isFresh: () => boolean;
}

function beginBySigns(state: EpisodeState, { occasion, tuning, event, rules, isFresh }: Beginning): EpisodeState {
  const { verdict, anew } = judgeAnew(state, occasion, tuning);
  if (verdict.findings.length + verdict.shadow.length === 0 || !isFresh()) return state;
  if (!anew && isAnswered(state)) return state;
  const { at } = occasion;
  const heard = {
    series: null,
    sign: { at, value: null, probe: null },
    onset: at,
    verdict,
    facet: null,
    named: formIn(state, occasion, rules),
    kind: kindNear(state.hours, at),
    cause: event.id,
    historical: event.historical,
  };
  const rupture = ruptureAfter(anew ? null : state.rupture, heard, tuning);
  const next = { ...writeTrial(state, verdict.shadow), signsFrom: signsFromOf(state) };
  return replaceRupture(state, next, rupture && timedIfOfSigns(rupture, occasion, tuning));
}

/** Which form the latest sign of forms is on. */
function formIn({ series }: EpisodeState, { signs }: SignsOccasion, { instruments }: ClinicRules): RuptureFacts {
  const latest = signs.filter(({ code }) => FORM_SIGNS.has(code)).toSorted((a, b) => b.at - a.at)[0];
  const own = latest && series.find(({ ratings }) => ratings.some(({ event }) => event === latest.event));
  const instrument = own && instrumentOf({ code: own.instrument, version: own.version }, instruments);
  return instrument ? formNamed(instrument) : {};
}

const FORM_SIGNS: ReadonlySet<SignCode> = new Set<SignCode>([
  'form-lower',
  'part-lower',
  'said-a-little',
  'said-it-mattered',
  'said-not-sorted-out',
]);

const timedIfOfSigns = (rupture: Rupture, occasion: SignsOccasion, tuning: Tuning): Rupture =>
  isOfSigns(rupture) ? timed(rupture, occasion, tuning) : rupture;

const signsFromOf = (state: EpisodeState): number | null => {
  const from = beginningOf(state);
  return from === -Infinity ? null : from;
};

/** Whether there is more than before, by somebody other than the clinician. */
function bringsMore(before: Sight, { signs }: SignsOccasion): boolean {
  const known = new Set(signsIn(before).signs.map(nameOf));
  return signs.some((sign) => !STRAIN_POINTS[sign.code].own && !known.has(nameOf(sign)));
}

const nameOf = ({ code, at, about }: Sign): string => `${code} ${at} ${about}`;

/** The sum as it stands now, and when it will have faded if nothing more comes. */
function followSigns(rupture: Rupture, occasion: SignsOccasion, tuning: Tuning): Rupture {
  const { at, news } = occasion;
  const isBack = news.some((one) => one.code === 'form-as-usual' && one.at > rupture.onset);
  if (isBack && sinksBy(occasion, tuning, FADED.asUsual) <= at) return easeRupture(rupture, at);
  const next = timed(rupture, occasion, tuning);
  return next.fadesAt === null || next.fadesAt > at ? next : fadeRupture(rupture, at);
}

const timed = (rupture: Rupture, occasion: SignsOccasion, tuning: Tuning): Rupture => ({
  ...rupture,
  fadesAt: sinksBy(occasion, tuning, FADED.alone),
});

function sinksBy(occasion: SignsOccasion, { parameters }: Tuning, share: number): number {
  const { points } = scoreAt(occasion, occasion.at);
  return sinksTo(thresholdUnder(parameters[weakSigns.code]) * share, { points, at: occasion.at });
}

export const fadeInTime = (state: EpisodeState, at: number): EpisodeState =>
  state.rupture ? { ...state, rupture: fadeRupture(state.rupture, at) } : state;

/** On trial it is written down with the client's latest form, and of no consequence. */
function writeTrial(state: EpisodeState, shadow: Verdict['shadow']): EpisodeState {
  const [found] = shadow;
  const series = found && state.series.findLast(({ respondent }) => respondent !== 'clinician');
  const latest = series?.ratings.at(-1);
  if (!found || !series || !latest || latest.shadow.some(({ rule }) => rule === found.rule)) return state;
  const written = { ...latest, shadow: [...latest.shadow, { rule: found.rule, tier: found.tier }] };
  const ratings = series.ratings.with(-1, written);
  return { ...state, series: state.series.with(state.series.indexOf(series), { ...series, ratings }) };
}
