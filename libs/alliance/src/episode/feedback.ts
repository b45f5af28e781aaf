/**
 * Forms: asked for, answered, left unfinished, never come. An answered form becomes a rating in its series; when the
 * client filled in an alliance instrument, the rating is judged there and then.
 */
import { parseInstant } from '#lib/kernel';
import { tuningOf, type ClinicRules } from '../rules/clinic-rules.js';
import { type ClinicEvent, refOf, type EventOf } from '#lib/events';
import { safetyIn, scoreReceived, type Instrument, instrumentOf } from '#lib/instruments';
import { isJudged } from './heard-form.js';
import { addJudged } from './judge-form.js';
import { followOutcomeForm } from '../ratings/outcome-course.js';
import { addRating, editionOf, ratingOf } from '../ratings/rating-series.js';
import { withForm } from '../relationship/facets.js';
import { noteOpenQuestion } from './safety-answers.js';
import { changed } from '../state/changed-state.js';
import { asMember, isMember, memberIn, memberOf, type Rating, type Series } from '../state/series.js';
import type { AwaitedForm, EpisodeState } from '../state/episode-state.js';

const MOST_AWAITED = 60;

/** Only what the client or a member was asked for can be missing; a form without a due time is never late. */
export function request(state: EpisodeState, event: EventOf<'feedback.requested'>, rules: ClinicRules): EpisodeState {
  const { form, dueAt, respondent } = event.data;
  const due = parseInstant(dueAt);
  const asks = respondent === 'client' || isMember(respondent);
  if (due === undefined || !asks || state.status === 'closed') return state;
  const { code, version } = editionOf(event.data.instrument, rules);
  // A request that is due before it was made would stay due in the past permanently.
  const dueFrom = Math.max(due, event.occurredAt + 1);
  const awaited = { form, instrument: code, version, dueAt: dueFrom, ...memberIn(respondent) };
  if (formIsKnown(state, awaited)) return state;
  const others = without(state.awaited, awaited);
  return {
    ...state,
    asked: state.asked || respondent === 'client',
    awaited: [...others, awaited].slice(-MOST_AWAITED),
  };
}

const SCORED: ReadonlySet<ClinicEvent['type']> = new Set<ClinicEvent['type']>([
  'feedback.requested',
  'feedback.submitted',
  'feedback.partially_submitted',
  'feedback.expired',
  'note.alliance_markers_recorded',
]);

/** What counts only while the client lets us score. */
export const needsConsent = ({ type }: ClinicEvent): boolean => SCORED.has(type);

/** It does not count, and yet a question that it leaves open is open. */
export function noteHeld(
  state: EpisodeState,
  event: ClinicEvent,
  { inactive, instruments }: ClinicRules,
): EpisodeState {
  if (event.type !== 'feedback.submitted') return state;
  const { instrument: named } = event.data;
  const instrument = instrumentOf(named, inactive) ?? instrumentOf(named, instruments);
  return instrument ? noteOpen(state, event, instrument) : state;
}

/** A form begun and not finished is never scored, and a question that it has not come to is not left open. */
export const leaveUnfinished = (
  state: EpisodeState,
  { data }: EventOf<'feedback.partially_submitted'>,
): EpisodeState => ({
  ...state,
  awaited: stillAwaited(state.awaited, namedBy(data)),
  unfinished: state.unfinished + 1,
});

export function submit(state: EpisodeState, event: EventOf<'feedback.submitted'>, rules: ClinicRules): EpisodeState {
  const { data } = event;
  const instrument = instrumentOf(data.instrument, rules.instruments);
  const arrived = arrive(state, data);
  if (!instrument) return arrived;
  if (formIsKnown(state, namedBy(data), 'answered')) return arrived;
  const result = scoreReceived(instrument, data);
  const noted = keepAnswers(noteOpen(arrived, event, instrument), event, instrument);
  if (isJudged(instrument, data.respondent))
    return addJudged(noted, { instrument, result, event }, tuningOf(rules, state.approach));
  const rating = ratingOf(event, result);
  const added = addRating(noted, { instrument, respondent: data.respondent }, rating);
  return followOutcomeForm(added, { instrument, rating, event });
}

/** No longer waited for; one that nobody waited for changes nothing here, and most are such. */
function arrive(state: EpisodeState, data: EventOf<'feedback.submitted'>['data']): EpisodeState {
  const awaited = stillAwaited(state.awaited, namedBy(data));
  const unanswered = data.respondent === 'client' ? 0 : state.unanswered;
  const same = awaited === state.awaited && unanswered === state.unanswered;
  return same ? state : changed(state, { awaited, unanswered });
}

/** A form that asks about parts of the relationship is kept as it is, whoever filled it in. */
function keepAnswers(state: EpisodeState, event: EventOf<'feedback.submitted'>, instrument: Instrument): EpisodeState {
  if (!instrument.facets) return state;
  const { respondent, items = [] } = event.data;
  const { code, version } = instrument;
  const form = { instrument: code, version, respondent, at: event.occurredAt, event: refOf(event), answers: items };
  return changed(state, { latestForms: withForm(state.latestForms, form) });
}

/** The forms that were due at an instant and have not come. Counted only while the episode runs. */
export function comeDue(state: EpisodeState, event: EventOf<'timer.due'>): EpisodeState {
  const at = parseInstant(event.data.dueAt) ?? event.occurredAt;
  const due = state.awaited.filter(({ dueAt }) => dueAt <= at);
  return due.reduce((next, form) => countMissing(next, form, event), state);
}

export function expire(state: EpisodeState, event: EventOf<'feedback.expired'>, rules: ClinicRules): EpisodeState {
  const { form } = event.data;
  const { code, version } = editionOf(event.data.instrument, rules);
  const named = { form, instrument: code, version };
  // whoever says that it never came names nobody: of forms with this name it is the client's, then a member's
  const awaited = state.awaited.find(isForm(named)) ?? state.awaited.find((one) => isSameForm(one, named));
  if (awaited) return countMissing(state, awaited, event);
  if (isInAnySeries(state, named)) return state;
  // the instrument may be named wrongly: it is the one that was asked for
  return countMissing(state, state.awaited.find((one) => one.form === form) ?? named, event);
}

function countMissing(state: EpisodeState, form: Omit<AwaitedForm, 'dueAt'>, event: ClinicEvent): EpisodeState {
  const next = { ...state, awaited: without(state.awaited, form) };
  if (state.status !== 'open' || !state.consent.scoring || formIsKnown(state, form)) return next;
  const gap: Rating = {
    at: event.occurredAt,
    event: refOf(event),
    form: form.form,
    value: null,
    prorated: false,
    scales: [],
    parts: [],
    probe: null,
    verdict: null,
    rules: [],
    shadow: [],
  };
  const instrument = { code: form.instrument, version: form.version };
  if (form.member !== undefined) return addRating(next, { instrument, respondent: asMember(form.member) }, gap);
  return addRating(
    { ...next, asked: true, unanswered: state.unanswered + 1 },
    { instrument, respondent: 'client' },
    gap,
  );
}

/** Some sources give all forms of one sitting the same reference: a form is that reference, its instrument and its member. */
type FormName = Pick<AwaitedForm, 'form' | 'instrument' | 'member'>;

const namedBy = ({ form, instrument, respondent }: EventOf<'feedback.submitted'>['data']): FormName => ({
  form,
  instrument: instrument.code,
  ...memberIn(respondent),
});

const isForm =
  (name: FormName) =>
  (other: FormName): boolean =>
    isSameForm(other, name) && other.member === name.member;

const isSameForm = (a: FormName, b: FormName): boolean => a.form === b.form && a.instrument === b.instrument;

const without = (awaited: readonly AwaitedForm[], name: FormName): readonly AwaitedForm[] =>
  awaited.filter((one) => !isForm(name)(one));

/** What the client was asked for may be answered by any of several. */
function stillAwaited(awaited: readonly AwaitedForm[], by: FormName): readonly AwaitedForm[] {
  const left = awaited.filter((one) => !isSameForm(one, by) || (one.member ?? by.member) !== by.member);
  return left.length === awaited.length ? awaited : left;
}

const isGap = ({ scales }: Rating): boolean => scales.length === 0;

function formIsKnown(state: EpisodeState, name: FormName, how: 'answered' | 'at all' = 'at all'): boolean {
  const isTheirs = ({ instrument, respondent }: Series): boolean =>
    instrument === name.instrument && (name.member === undefined || memberOf(respondent) === name.member);
  // what a member left open is no form of the client's
  const isLeft = ({ respondent }: Series): boolean =>
    how === 'at all' && (name.member !== undefined || !isMember(respondent));
  return state.series.some(
    (series) =>
      isTheirs(series) && series.ratings.some((one) => one.form === name.form && (!isGap(one) || isLeft(series))),
  );
}

const isInAnySeries = ({ series }: EpisodeState, { form, instrument }: FormName): boolean =>
  series.some((one) => one.instrument === instrument && one.ratings.some((rating) => rating.form === form));

function noteOpen(state: EpisodeState, event: EventOf<'feedback.submitted'>, instrument: Instrument): EpisodeState {
  const open = safetyIn(instrument, event.data.items ?? []) === 'not-answered';
  return open ? noteOpenQuestion(state, event) : state;
}
