/**
 * Forms: asked for, answered, left unfinished, never come. An answered form becomes a rating in its series; when the
 * client filled in an alliance instrument, the rating is judged there and then.
 */
import { parseInstant } from '#lib/kernel';
import { isUnacknowledged, notificationsOf } from '../alerts/escalate.js';
import { tuningOf, type ClinicRules } from '../rules/clinic-rules.js';
import { type ClinicEvent, refOf, type EventOf } from '#lib/events';
import { score, type Instrument, type Safety, type Score, instrumentOf } from '#lib/instruments';
import { addJudged, isJudged } from './judge-form.js';
import { addRating, editionOf, ratingOf } from '../ratings/rating-series.js';
import { withForm } from '../relationship/facets.js';
import type { Rating } from '../state/series.js';
import type { AwaitedForm, EpisodeState, SafetyNote } from '../state/episode-state.js';

type Answered = EventOf<'feedback.submitted'> | EventOf<'feedback.partially_submitted'>;

const MOST_AWAITED = 60;
const MOST_SAFETY_NOTES = 60;

/** Only what the client was asked for can be missing; a form without a due time is never late. */
export function request(state: EpisodeState, event: EventOf<'feedback.requested'>, rules: ClinicRules): EpisodeState {
  const { form, dueAt, respondent } = event.data;
  const due = parseInstant(dueAt);
  if (due === undefined || respondent !== 'client' || state.status === 'closed' || formIsKnown(state, form))
    return state;
  // A request that is due before it was made would stay due in the past permanently.
  const { code, version } = editionOf(event.data.instrument, rules);
  const awaited = { form, instrument: code, version, dueAt: Math.max(due, event.occurredAt + 1) };
  return { ...state, asked: true, awaited: [...without(state.awaited, form), awaited].slice(-MOST_AWAITED) };
}

/** A form of an instrument that the clinic has not activated waits in the log and changes nothing; see `noteHeldSafety`. */
export const isHeld = ({ data }: ClinicEvent, { instruments }: ClinicRules): boolean =>
  'instrument' in data && instrumentOf(data.instrument, instruments) === undefined;

const SCORED: ReadonlySet<ClinicEvent['type']> = new Set<ClinicEvent['type']>([
  'feedback.requested',
  'feedback.submitted',
  'feedback.partially_submitted',
  'feedback.expired',
  'note.alliance_markers_recorded',
]);

/** What counts only while the client lets us score. */
export const needsConsent = ({ type }: ClinicEvent): boolean => SCORED.has(type);

/** Whether it counts or not: a safety answer is an answer. */
export function noteHeldSafety(
  state: EpisodeState,
  event: ClinicEvent,
  { inactive, instruments }: ClinicRules,
): EpisodeState {
  if (event.type !== 'feedback.submitted' && event.type !== 'feedback.partially_submitted') return state;
  const instrument = instrumentOf(event.data.instrument, inactive) ?? instrumentOf(event.data.instrument, instruments);
  const safety = instrument ? scoreOf(instrument, event.data).safety : 'none';
  const stillOpen = safety === 'not-answered' && event.type === 'feedback.partially_submitted';
  return stillOpen ? state : noteSafety(state, event, safety);
}

/** A form begun and not finished is never scored, yet a safety answer in it is an answer. */
export function leaveUnfinished(
  state: EpisodeState,
  event: EventOf<'feedback.partially_submitted'>,
  rules: ClinicRules,
): EpisodeState {
  const instrument = instrumentOf(event.data.instrument, rules.instruments);
  const safety = instrument ? scoreOf(instrument, event.data).safety : 'none';
  const next = { ...state, awaited: without(state.awaited, event.data.form), unfinished: state.unfinished + 1 };
  return safety === 'not-answered' ? next : noteSafety(next, event, safety);
}

export function submit(state: EpisodeState, event: EventOf<'feedback.submitted'>, rules: ClinicRules): EpisodeState {
  const { data } = event;
  const instrument = instrumentOf(data.instrument, rules.instruments);
  const arrived = arrive(state, data);
  if (!instrument) return arrived;
  const result = scoreOf(instrument, data);
  const safe = noteSafety(arrived, event, result.safety);
  if (formIsKnown(state, data.form, 'answered')) return safe;
  const noted = keepAnswers(safe, event, instrument);
  return isJudged(instrument, data.respondent)
    ? addJudged(noted, { instrument, result, event }, tuningOf(rules, state.approach))
    : addRating(noted, { instrument, respondent: data.respondent }, ratingOf(event, result));
}

/** No longer waited for; one that nobody waited for changes nothing here, and most are such. */
function arrive(state: EpisodeState, { form, respondent }: EventOf<'feedback.submitted'>['data']): EpisodeState {
  const awaited = without(state.awaited, form);
  const unanswered = respondent === 'client' ? 0 : state.unanswered;
  const same = awaited === state.awaited && unanswered === state.unanswered;
  return same ? state : { ...state, awaited, unanswered };
}

/** A form that asks about parts of the relationship is kept as it is, whoever filled it in. */
function keepAnswers(state: EpisodeState, event: EventOf<'feedback.submitted'>, instrument: Instrument): EpisodeState {
  if (!instrument.facets) return state;
  const { respondent, items = [] } = event.data;
  const { code, version } = instrument;
  const form = { instrument: code, version, respondent, at: event.occurredAt, event: refOf(event), answers: items };
  return { ...state, latestForms: withForm(state.latestForms, form) };
}

/** The forms that were due at an instant and have not come. Counted only while the episode runs. */
export function comeDue(state: EpisodeState, event: EventOf<'timer.due'>): EpisodeState {
  const at = parseInstant(event.data.dueAt) ?? event.occurredAt;
  const due = state.awaited.filter(({ dueAt }) => dueAt <= at);
  return due.reduce((next, form) => countMissing(next, form, event), state);
}

export function expire(state: EpisodeState, event: EventOf<'feedback.expired'>, rules: ClinicRules): EpisodeState {
  const { form } = event.data;
  const awaited = state.awaited.find((a) => a.form === form);
  const { code, version } = editionOf(event.data.instrument, rules);
  return countMissing(state, awaited ?? { form, instrument: code, version }, event);
}

function countMissing(state: EpisodeState, form: Omit<AwaitedForm, 'dueAt'>, event: ClinicEvent): EpisodeState {
  const next = { ...state, awaited: without(state.awaited, form.form) };
  if (state.status !== 'open' || formIsKnown(state, form.form)) return next;
  const gap: Rating = {
    at: event.occurredAt,
    event: refOf(event),
    form: form.form,
    value: null,
    scales: [],
    probe: null,
    verdict: null,
    rules: [],
    shadow: [],
  };
  const instrument = { code: form.instrument, version: form.version };
  return addRating(
    { ...next, asked: true, unanswered: state.unanswered + 1 },
    { instrument, respondent: 'client' },
    gap,
  );
}

const without = (awaited: readonly AwaitedForm[], form: string): readonly AwaitedForm[] =>
  awaited.some((a) => a.form === form) ? awaited.filter((a) => a.form !== form) : awaited;

const isGap = ({ scales }: Rating): boolean => scales.length === 0;

function formIsKnown(state: EpisodeState, form: string, how: 'answered' | 'at all' = 'at all'): boolean {
  const counts = (rating: Rating): boolean => rating.form === form && (how === 'at all' || !isGap(rating));
  return state.series.some(({ ratings }) => ratings.some(counts));
}

function scoreOf(instrument: Instrument, data: Answered['data']): Score {
  const result = score(instrument, data.items ?? []);
  if (data.items !== undefined || data.totals === undefined) return result;
  const given = new Map(data.totals.map(({ scale, value }) => [scale, value]));
  const scales = instrument.scales.map(({ code }) => given.get(code) ?? null);
  return { ...result, scales, value: scales[0] ?? null };
}

/** What one version of a form said is not unsaid by a later version that leaves the question open. */
const GRAVITY = { 'not-answered': 0, 'same-day': 1, immediate: 2 } as const;

function noteSafety(state: EpisodeState, event: Answered, level: Safety): EpisodeState {
  if (level === 'none') return state;
  const { form } = event.data;
  const known = state.safety.find((note) => note.form === form);
  const note: SafetyNote = {
    at: known?.at ?? event.occurredAt,
    form,
    level: known && GRAVITY[known.level] > GRAVITY[level] ? known.level : level,
    event: refOf(event),
    cause: known && isSameNews(state, known, level) ? known.cause : event.id,
    historical: event.historical,
  };
  return { ...state, safety: [...state.safety.filter((n) => n !== known), note].slice(-MOST_SAFETY_NOTES) };
}

/** A graver answer than the one that somebody has taken is news; as long as nobody has, it is still the same. */
function isSameNews(state: EpisodeState, known: SafetyNote, level: SafetyNote['level']): boolean {
  if (known.level === 'not-answered') return false;
  return GRAVITY[level] <= GRAVITY[known.level] || isUnacknowledged(notificationsOf(state, known.cause));
}
