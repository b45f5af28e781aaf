/** How an alert comes into being, whom it is for, what it follows, and how it is seen again. */
import { actBy, alertOf, happening, stateWith } from '../../spec/alerts.js';
import { day } from '../../spec/history.js';
import type { SafetyNote } from '../state/episode-state.js';
import {
  ALERT_RULES,
  changeAlerts,
  hasQuota,
  LOW_START,
  raise,
  RUPTURE_OPEN,
  SAFETY_ANSWER,
  seeAgain,
} from './raise.js';

const news = { cause: 'p', evidence: ['s p'], facts: { now: 60 }, event: happening(), historical: false };

it('each rule has its tier, and one of them a quota', () => {
  expect(ALERT_RULES.map(({ code, version, tier }) => `${code} ${version} ${tier}`)).toEqual([
    'strain-open 1 talk-soon',
    'missed-during-strain 1 talk-soon',
    'safety-answer 1 act-today',
    'stopped-coming 1 talk-soon',
    'stopping-chance 1 keep-an-eye',
    'outcome-worse 1 talk-soon',
    'low-start 1 talk-soon',
  ]);
  expect(ALERT_RULES.filter(({ code }) => hasQuota({ rule: code })).map(({ code }) => code)).toEqual([
    'stopping-chance',
  ]);
});

describe('a new alert', () => {
  it('stands open, with all that is told', () =>
    expect(raise(stateWith([]), RUPTURE_OPEN, news).alerts).toEqual([
      alertOf('strain-open', 'p', { raisedAt: day(10), facts: { now: 60 } }),
    ]));

  it('may be told as less, or as history', () =>
    expect(raise(stateWith([]), RUPTURE_OPEN, { ...news, tier: 'keep-an-eye', historical: true }).alerts).toMatchObject(
      [{ tier: 'keep-an-eye', historical: true }],
    ));

  it('is told once, however it ended', () => {
    const state = stateWith([alertOf('strain-open', 'p', { status: 'closed' })]);
    expect(raise(state, RUPTURE_OPEN, news)).toBe(state);
    expect(raise(state, LOW_START, news).alerts).toHaveLength(2);
  });

  it('is for who works with the client, or covers; or for somebody on a rung of their own', () => {
    const address = (more: object, to?: { rung?: string; person: string }) => {
      const { alerts } = raise(stateWith([], more), SAFETY_ANSWER, { ...news, ...(to ? { to } : {}) });
      return alerts.map(({ key, clinician, movedFrom }) => [key, clinician, movedFrom])[0];
    };
    expect(address({})).toEqual(['safety-answer:1:p', 'k1', null]);
    expect(address({ cover: 'k2' })).toEqual(['safety-answer:1:p', 'k2', 'k1']);
    expect(address({ clinician: null })).toEqual(['safety-answer:1:p', '', null]);
    expect(address({ cover: 'k2' }, { person: 'k7' })).toEqual(['safety-answer:1:p', 'k7', null]);
    expect(address({}, { rung: 'cover', person: 'k8' })).toEqual(['safety-answer.cover:1:p', 'k8', null]);
  });
});

describe('what an alert follows', () => {
  const ended = (more: object = {}) =>
    alertOf('strain-open', 'o', { status: 'resolved', act: actBy('resolved'), ...more });
  const follows = (...before: ReturnType<typeof alertOf>[]) =>
    raise(stateWith(before), RUPTURE_OPEN, news).alerts.at(-1)?.follows;

  it('is the one before it that the same person ended', () => {
    expect(follows(ended())).toBe('strain-open:1:o');
    expect(follows(ended({ status: 'overridden' }))).toBe('strain-open:1:o');
    expect(follows(ended({ status: 'eased' }))).toBeNull();
    expect(follows(ended({ clinician: 'k2' }))).toBeNull();
    expect(follows(alertOf('low-start', 'o', { status: 'resolved' }))).toBeNull();
  });

  it('is the latest, and none before it', () =>
    expect(follows(ended(), alertOf('strain-open', 'n', { status: 'eased' }))).toBeNull());

  it('of a safety answer is what the same form had said before, to the same person', () => {
    const told = [
      alertOf('safety-answer', 'first', { status: 'resolved' }),
      alertOf('safety-answer', 'first', { key: 'safety-answer.cover:1:first', clinician: 'k8', status: 'resolved' }),
      alertOf('safety-answer', 'other', { status: 'resolved' }),
    ];
    const after = (note: Partial<SafetyNote>) =>
      raise(stateWith(told, { safety: [{ cause: 'x', follows: 'other' }, note] as SafetyNote[] }), SAFETY_ANSWER, news);
    expect(after({ cause: 'p', follows: 'first' }).alerts.at(-1)?.follows).toBe('safety-answer:1:first');
    expect(after({ cause: 'p', follows: null }).alerts.at(-1)?.follows).toBeNull();
    expect(raise(stateWith(told), SAFETY_ANSWER, news).alerts.at(-1)?.follows).toBeNull();
  });
});

it('a change that is about no alert leaves the state as it is', () => {
  const state = stateWith([alertOf('strain-open', 'p')]);
  expect(changeAlerts(state, ({ rule }) => rule === 'low-start', { status: 'closed' })).toBe(state);
});

describe('an alert that is seen again', () => {
  const again = (alert: ReturnType<typeof alertOf>) =>
    seeAgain(stateWith([alert, alertOf('low-start', 'p')]), alert, { event: happening(11), facts: { now: 50 } }).alerts;

  it('counts it, with the event and what is so now, and no other does', () =>
    expect(again(alertOf('strain-open', 'p', { seenAgain: 1 }))).toEqual([
      alertOf('strain-open', 'p', { seenAgain: 2, facts: { now: 50 }, evidence: ['s p', 'urn:practice h-11'] }),
      alertOf('low-start', 'p'),
    ]));

  it('keeps the first and the latest nine of its evidence', () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => `s ${i}`);
    const evidence = (n: number) => again(alertOf('strain-open', 'p', { evidence: many(n) }))[0]?.evidence;
    expect(evidence(9)).toEqual([...many(9), 'urn:practice h-11']);
    expect(evidence(10)).toEqual(['s 0', ...many(10).slice(2), 'urn:practice h-11']);
  });

  it('is not where it has ended', () => {
    const ended = alertOf('strain-open', 'p', { status: 'resolved' });
    expect(again(ended)[0]).toBe(ended);
  });
});
