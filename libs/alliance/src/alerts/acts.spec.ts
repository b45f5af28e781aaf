/** What a person's act says, which alerts it changes, and what it says of the matter that the alert is about. */
import { actBy, alertOf, stateWith } from '../../spec/alerts.js';
import { day, iso, on } from '../../spec/history.js';
import type { StandingAct } from '../state/alert.js';
import type { WaitingAct } from '../state/episode-state.js';
import { actOf, actOnAlert, dueActs, effectOf, isAct, isMeant, type ActEffect, type ActEvent } from './acts.js';

const KEY = 'strain-open:1:p';
const acted = (kind: StandingAct['kind'], alert = KEY, until: number | null = null): WaitingAct => ({
  ...{ alert, act: actBy(kind), until, knew: null },
});

describe('an act', () => {
  const event = (type: ActEvent['type'], data: object) =>
    on(8, type, { alert: KEY, by: 'k2', ...data } as never) as ActEvent;

  it.each<[ActEvent['type'], object, Partial<StandingAct>, Partial<WaitingAct>]>([
    ['alert.acknowledged', {}, { kind: 'acknowledged', why: null }, { until: null, knew: null }],
    ['alert.snoozed', { until: iso(12) }, { kind: 'snoozed', why: null }, { until: day(12), knew: null }],
    ['alert.snoozed', { until: 'soon' }, { kind: 'snoozed', why: null }, { until: day(8), knew: null }],
    ['alert.overridden', { reason: 'wrong', knew: iso(7) }, { kind: 'overridden', why: 'wrong' }, { knew: day(7) }],
    ['alert.resolved', { outcome: 'nothing-needed' }, { kind: 'resolved', why: 'nothing-needed' }, { knew: null }],
    ['alert.resolved', { outcome: 'nothing-needed', knew: '?' }, { kind: 'resolved' }, { until: null, knew: null }],
  ])('is kept with who, when and why: %s %j', (...[type, data, act, more]) => {
    const one = event(type, data);
    expect(isAct(one)).toBe(true);
    expect(actOf(one)).toMatchObject({ alert: KEY, act: { by: 'k2', at: day(8), event: one.id, ...act }, ...more });
  });

  it('is nothing else that happens', () => expect(isAct(on(8, 'client.updated', {}))).toBe(false));

  it('is about the alert that it names, and with a safety answer about all who were told of it', () => {
    const [first, cover] = ['safety-answer:1:q', 'safety-answer.cover:1:q'];
    expect(isMeant(KEY, acted('acknowledged'))).toBe(true);
    expect(isMeant('strain-open:1:q', acted('acknowledged'))).toBe(false);
    expect(isMeant(cover, acted('acknowledged', first))).toBe(true);
    expect(isMeant(cover, acted('snoozed', first))).toBe(false);
    expect(isMeant(first, acted('snoozed', first))).toBe(true);
  });
});

describe('an alert', () => {
  const told = alertOf('strain-open', 'p');

  it('takes the standing that the act gives it, and no other does', () => {
    const other = alertOf('low-start', 'p');
    const { alerts } = actOnAlert(stateWith([told, other]), acted('acknowledged'));
    expect(alerts).toEqual([{ ...told, status: 'acknowledged', act: actBy('acknowledged') }, other]);
  });

  it('is put off until its time, and has come back where that is over by now', () => {
    const put = (until: number) => actOnAlert(stateWith([told]), acted('snoozed', KEY, until)).alerts[0];
    expect(put(day(10) + 1)).toMatchObject({ status: 'snoozed', snoozedUntil: day(10) + 1, cameBackAt: null });
    expect(put(day(10))).toMatchObject({ status: 'open', snoozedUntil: null, cameBackAt: day(10) });
    expect(put(day(10))?.act?.kind).toBe('snoozed');
  });

  it.each([
    ['open', 'acknowledged', 'acknowledged'],
    ['snoozed', 'resolved', 'resolved'],
    ['eased', 'acknowledged', 'eased'],
    ['eased', 'resolved', 'resolved'],
    ['closed', 'overridden', 'overridden'],
    ['resolved', 'acknowledged', 'resolved'],
    ['resolved', 'overridden', 'resolved'],
    ['overridden', 'resolved', 'overridden'],
  ] as const)('that is %s is by one who %s: %s', (...[status, kind, then]) =>
    expect(actOnAlert(stateWith([{ ...told, status }]), acted(kind)).alerts[0]?.status).toBe(then),
  );
});

describe('an act whose alert does not stand yet', () => {
  it('waits, the latest twenty of them', () => {
    const first = Array.from({ length: 20 }, (_, i) => acted('resolved', `strain-open:1:${i}`));
    const { waitingActs, alerts } = actOnAlert(stateWith([], { waitingActs: first }), acted('resolved'));
    expect([waitingActs, alerts]).toEqual([[...first.slice(1), acted('resolved')], []]);
  });

  it('is due as soon as it does', () => {
    const acts = [acted('resolved', 'strain-open:1:later'), acted('acknowledged')];
    const waiting = stateWith([], { waitingActs: acts });
    expect(dueActs(waiting).due).toEqual([]);
    expect(dueActs(waiting).state).toBe(waiting);
    const stands = { ...waiting, alerts: [alertOf('strain-open', 'p')] };
    expect(dueActs(stands)).toEqual({ due: acts.slice(1), state: { ...stands, waitingActs: acts.slice(0, 1) } });
  });
});

describe('what an act says', () => {
  const RULES = ['strain-open', 'missed-during-strain', 'safety-answer', 'stopped-coming', 'outcome-worse'];

  it.each([...RULES, 'low-start', 'stopping-chance'])('of %s while it goes on: claimed, or put off', (rule) => {
    expect(effectOf(rule, actBy('acknowledged'))).toBe('claimed');
    expect(effectOf(rule, actBy('snoozed'))).toBe('put-off');
  });

  it.each<[string, string, ActEffect]>([
    ['strain-open', 'wrong', 'rupture-withdrawn'],
    ['strain-open', 'talked-it-through', 'rupture-repairing'],
    ['strain-open', 'changed-the-plan', 'rupture-repairing'],
    ['strain-open', 'already-knew', 'rupture-confirmed'],
    ['strain-open', 'not-relevant', 'rupture-stays'],
    ['strain-open', 'bad-moment', 'rupture-stays'],
    ['strain-open', 'nothing-needed', 'rupture-stays'],
    ['strain-open', 'cannot-reach', 'rupture-stays'],
    ['missed-during-strain', 'wrong', 'rupture-apart'],
    ['missed-during-strain', 'talked-it-through', 'rupture-apart'],
    ['stopped-coming', 'wrong', 'absence-withdrawn'],
    ['stopped-coming', 'cannot-reach', 'absence-stays'],
    ['outcome-worse', 'wrong', 'outcome-set-aside'],
    ['outcome-worse', 'nothing-needed', 'outcome-stays'],
    ['stopping-chance', 'wrong', 'chance-judged-again'],
    ['stopping-chance', 'bad-moment', 'chance-judged-again'],
    ['low-start', 'wrong', 'level-stays'],
    ['low-start', 'already-knew', 'level-stays'],
    ['safety-answer', 'wrong', 'answer-ended-for-all'],
    ['safety-answer', 'talked-it-through', 'answer-ended-for-all'],
  ])('of %s that ended as %s: %s', (rule, why, effect) =>
    expect(effectOf(rule, actBy(why === 'wrong' ? 'overridden' : 'resolved', why))).toBe(effect),
  );
});
