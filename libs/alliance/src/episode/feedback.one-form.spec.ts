/** What one form changes: which was asked for, which has come, which never did. */
import type { EventOf, EventType } from '#lib/events';
import { stateWith } from '../../spec/alerts.js';
import { day, iso, named, on, pulseItems } from '../../spec/history.js';
import { ratedAs } from '../../spec/ratings.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import type { AwaitedForm, EpisodeState } from '../state/episode-state.js';
import type { Rating, Series } from '../state/series.js';
import { comeDue, expire, needsConsent, request, submit } from './feedback.js';

const PULSE = { code: 'pulse', version: '1' };
const told = <T extends EventType>(type: T, data: object, at = 9) =>
  named('e', on(at, type, { form: 'f', instrument: PULSE, ...data } as never)) as EventOf<T>;
const awaited = (form: string, more: Partial<AwaitedForm> = {}): AwaitedForm => ({
  ...{ form, instrument: 'pulse', version: '1', dueAt: day(8) },
  ...more,
});
const having = (forms: readonly AwaitedForm[], more: Partial<EpisodeState> = {}): EpisodeState =>
  stateWith([], { awaited: forms, ...more });
const [rated] = ratedAs([80]) as [Rating];
const series = (respondent: string, more: Partial<Rating> = {}, instrument = 'pulse'): Series => ({
  ...{ instrument, version: '1', respondent },
  ratings: [{ ...rated, form: 'f', ...more }],
});
const GAP: Partial<Rating> = { value: null, scales: [] };
const gaps = (state: EpisodeState) =>
  state.series.map((one) => `${one.instrument} ${one.respondent} ${one.ratings.map(({ form }) => form).join(' ')}`);

describe('an event that counts only while the client lets us score', () => {
  it.each<[EventType, boolean]>([
    ['feedback.requested', true],
    ['feedback.submitted', true],
    ['feedback.partially_submitted', true],
    ['feedback.expired', true],
    ['note.alliance_markers_recorded', true],
    ['appointment.attended', false],
    ['note.recorded', false],
  ])('is %s: %s', (type, needs) => expect(needsConsent(on(9, type, {} as never))).toBe(needs));
});

describe('a form that is asked for', () => {
  const ask = (state: EpisodeState, respondent: string, dueAt = iso(12)) =>
    request(state, told('feedback.requested', { respondent, dueAt }), DEFAULT_RULES);
  const ahead = awaited('f', { dueAt: day(12) });

  it.each<[string, AwaitedForm[], boolean]>([
    ['client', [ahead], true],
    ['member:a', [{ ...ahead, member: 'a' }], false],
    ['clinician', [], false],
  ])('is awaited of the %s: %j', (respondent, expected, asked) =>
    expect(ask(having([]), respondent)).toMatchObject({ awaited: expected, asked }),
  );

  it('is due at the earliest after it was asked for', () =>
    expect(ask(having([]), 'client', iso(3)).awaited).toEqual([awaited('f', { dueAt: day(9) + 1 })]));

  it.each<[string, Series[], string, boolean]>([
    ['one of the client has come', [series('client')], 'client', false],
    ['one of the client never came', [series('client', GAP)], 'client', false],
    ['another form has come', [series('client', { form: 'g' })], 'client', true],
    ['that of another instrument has come', [series('client', {}, 'srs')], 'client', true],
    ['a member has answered it', [series('member:a')], 'client', false],
    ['a member never did', [series('member:a', GAP)], 'client', true],
    ['this member has answered it', [series('member:a')], 'member:a', false],
    ['this member never did', [series('member:a', GAP)], 'member:a', false],
    ['another member has answered it', [series('member:b')], 'member:a', true],
    ['another did, and this one', [series('member:b'), series('member:a')], 'member:a', false],
  ])('is awaited unless it is known: %s, of the %s', (...[, known, respondent, isAwaited]) => {
    const state = having([], { series: known });
    const next = ask(state, respondent);
    expect(next.awaited).toHaveLength(isAwaited ? 1 : 0);
    if (!isAwaited) expect(next).toBe(state);
  });
});

describe('a form that comes', () => {
  const data = { respondent: 'client', items: pulseItems(80) };
  const unknown = { ...data, instrument: { code: 'x', version: '1' } };
  const come = (state: EpisodeState, more: object = data) =>
    submit(state, told('feedback.submitted', more), DEFAULT_RULES);

  it('is no longer awaited, and ends a row of forms that did not come', () => {
    const state = having([awaited('f'), awaited('g')], { unanswered: 2 });
    expect(come(state)).toMatchObject({ awaited: [awaited('g')], unanswered: 0 });
    const member = come(having([awaited('f', { member: 'a' })], { unanswered: 2 }), {
      ...data,
      respondent: 'member:a',
    });
    expect(member).toMatchObject({ awaited: [], unanswered: 2 });
  });

  it('of an instrument that nobody knows is no rating', () => {
    const state = having([awaited('g')]);
    expect(come(state, unknown)).toBe(state);
    const waiting = having([awaited('f', { instrument: 'x' })], { unanswered: 1 });
    expect(come(waiting, unknown)).toEqual({ ...waiting, awaited: [], unanswered: 0 });
    expect(come(having([], { unanswered: 1 }), unknown).unanswered).toBe(0);
  });

  it('counts once, and yet when it was taken for missing', () => {
    const counted = having([], { series: [series('client')] });
    expect(come(counted)).toBe(counted);
    expect(come(having([], { series: [series('client', GAP)] })).series[0]?.ratings).toMatchObject([{ value: 80 }]);
  });
});

describe('a form that does not come', () => {
  const due = (state: EpisodeState, dueAt: string, at = 9) =>
    comeDue(state, told('timer.due', { dueAt, reason: 'feedback-overdue' }, at));

  it('is missing when it is due', () => {
    const state = having([awaited('f'), awaited('g', { dueAt: day(8) + 1 })]);
    expect(due(state, iso(8))).toMatchObject({ awaited: [awaited('g', { dueAt: day(8) + 1 })], unanswered: 1 });
    expect(due(state, iso(7))).toBe(state);
    expect(due(state, '?').unanswered).toBe(2);
    expect(due(state, '?', 7)).toBe(state);
  });

  const gone = (state: EpisodeState, data: object = {}) => expire(state, told('feedback.expired', data), DEFAULT_RULES);
  const byA = awaited('f', { member: 'a' });

  it.each<[string, AwaitedForm[], object, string[], AwaitedForm[]]>([
    ['the client’s', [awaited('f')], {}, ['pulse client f'], []],
    ['the client’s before a member’s', [byA, awaited('f')], {}, ['pulse client f'], [byA]],
    ['a member’s', [awaited('g'), byA], {}, ['pulse member:a f'], [awaited('g')]],
    [
      'one of that name, whatever its instrument',
      [awaited('g'), awaited('f', { instrument: 'srs' })],
      {},
      ['srs client f'],
      [awaited('g')],
    ],
    ['one that nobody asked for', [awaited('g')], {}, ['pulse client f'], [awaited('g')]],
  ])('is %s', (...[, forms, data, missing, left]) => {
    const next = gone(having(forms), data);
    expect([gaps(next), next.awaited]).toEqual([missing, left]);
    expect(next.unanswered).toBe(missing[0]?.includes('member') ? 0 : 1);
  });

  it.each<[string, Partial<EpisodeState>]>([
    ['where it has come', { series: [series('client')] }],
    ['where it is known to be missing', { series: [series('client', GAP)] }],
  ])('is not missing once more %s', (_, more) => {
    const state = having([awaited('g')], more);
    expect(gone(state)).toBe(state);
  });

  it.each<[string, Partial<EpisodeState>]>([
    ['in a break', { status: 'paused' }],
    ['while nothing may be scored', { consent: { scoring: false, alerts: true, messages: true } }],
  ])('is only awaited no longer %s', (_, more) => {
    const next = gone(having([awaited('f')], more));
    expect(next).toMatchObject({ awaited: [], series: [], unanswered: 0 });
  });
});
