import {
  closed,
  contact,
  day,
  fromHistory,
  handover,
  iso,
  named,
  on,
  opened,
  partialPhq,
  phq,
  phqRules,
  withRupture,
  timer,
} from '../../spec/history.js';
import { HOUR, MINUTE } from '#lib/kernel';
import { claimKey, escalate, waitingRecipients } from './escalate.js';
import { alertOf, stateWith } from '../../spec/alerts.js';
import type { SafetyPolicy } from '../rules/safety-policy.js';
import type { Alert } from '../state/alert.js';
import { foldEpisode } from '../episode/episode.js';
import type { ClinicEvent } from '#lib/events';
import { lookAgainAt } from '../episode/timers.js';
import { narrate, wordsFor } from '#lib/presentation';

const usual = phqRules();
const fold = (events: readonly ClinicEvent[], rules = usual) => foldEpisode(events, rules);
const told = (events: readonly ClinicEvent[], rules = usual): string[] =>
  fold(events, rules).alerts.map(({ clinician, status }) => `${clinician} ${status}`);
/** What the scheduler appends when the time has come, a minute late. */
function due(events: readonly ClinicEvent[], rules = usual): ClinicEvent[] {
  const next = lookAgainAt(fold(events, rules), rules);
  return next ? [...events, { ...timer(next), occurredAt: next.at + MINUTE }] : [...events];
}
const KEY = 'safety-answer:1:phq-7';
const COVER_KEY = 'safety-answer.cover:1:phq-7';
const seen = (at: number, key = KEY, by = 'k1'): ClinicEvent => on(at, 'alert.acknowledged', { alert: key, by });
const minutesAfter = (at: number | undefined, since: number): number => ((at ?? Infinity) - since) / MINUTE;
const answered = (ninth: number): ClinicEvent[] => [opened(), phq(7, ninth)];

describe('a safety answer that nobody acknowledges', () => {
  it.each([
    [2, 30],
    [1, 240],
  ])('goes on to the cover and then to the duty lead: an answer of %i after %i minutes each', (ninth, minutes) => {
    const first = answered(ninth);
    expect(lookAgainAt(fold(first), usual)).toEqual({
      at: day(7) + minutes * MINUTE,
      reason: 'safety-unacknowledged',
    });
    const second = due(first);
    expect(told(second)).toEqual(['k1 open', 'k8 open']);
    expect(minutesAfter(lookAgainAt(fold(second), usual)?.at, day(7))).toBe(2 * minutes + 1);
    const third = due(second);
    expect(told(third)).toEqual(['k1 open', 'k8 open', 'k9 open']);
    expect(lookAgainAt(fold(third), usual)).toBeUndefined();
  });

  it('keeps to the clocks that the clinic chose', () => {
    const rules = phqRules({ cover: 'k8', minutes: { immediate: 5, sameDay: 60 } });
    expect(minutesAfter(lookAgainAt(fold(answered(3), rules), rules)?.at, day(7))).toBe(5);
    expect(minutesAfter(lookAgainAt(fold(answered(1), rules), rules)?.at, day(7))).toBe(60);
    expect(told(due(due(answered(3), rules), rules), rules)).toEqual(['k1 open', 'k8 open']);
  });

  it('is with nobody else once one of them has it, and then it is with all of them', () => {
    const taken = [...answered(2), seen(7.01)];
    expect([told(taken), lookAgainAt(fold(taken), usual)]).toEqual([['k1 acknowledged'], undefined]);
    const bySecond = [...due(answered(2)), seen(7.1, COVER_KEY, 'k8')];
    expect(told(bySecond)).toEqual(['k1 acknowledged', 'k8 acknowledged']);
    expect(lookAgainAt(fold(bySecond), usual)).toBeUndefined();
  });

  it('is not held up by putting it off, by the end of the episode or by a new clinician', () => {
    const putOff = on(7.01, 'alert.snoozed', { alert: KEY, by: 'k1', until: iso(9) });
    for (const event of [putOff, closed(7.01), handover(7.01)])
      expect(told(due([...answered(2), event]))).toHaveLength(2);
  });

  it('does not go on from a timer that an acknowledgement overtook', () => {
    const [, , late] = due(answered(2));
    expect(told([...answered(2), seen(7.01), late as ClinicEvent])).toEqual(['k1 acknowledged']);
  });

  it('is the same however often and in whatever order its events are folded', () => {
    const whole = due(due(answered(2)));
    expect(fold([...whole, ...whole].toReversed())).toEqual(fold(whole));
  });

  it('goes on at the very end of the clock, and not before', () => {
    const at = day(7) + 30 * MINUTE;
    const early = { ...timer({ at: at - 1, reason: 'safety-unacknowledged' }) };
    expect(told([...answered(2), early])).toEqual(['k1 open']);
    expect(told([...answered(2), timer({ at, reason: 'safety-unacknowledged' })])).toEqual(['k1 open', 'k8 open']);
  });

  it('is put off for oneself alone', () => {
    const putOff = on(7.1, 'alert.snoozed', { alert: COVER_KEY, by: 'k8', until: iso(9) });
    expect(told([...due(answered(2)), putOff])).toEqual(['k1 open', 'k8 snoozed']);
  });

  it('goes to nobody twice', () => {
    const own = phqRules({ cover: 'k1', dutyLead: 'k9' });
    expect(told(due(answered(2), own), own)).toEqual(['k1 open', 'k9 open']);
  });

  it('grows more urgent with a later version of the form', () => {
    const later = named('phq-later', { ...phq(7, 3), occurredAt: day(7) + HOUR });
    const grown = [opened(), partialPhq(7, 1), later];
    expect(minutesAfter(lookAgainAt(fold(grown), usual)?.at, day(7))).toBe(60);
    expect(told(due(grown))).toEqual(['k1 open', 'k8 open']);
  });

  it('is told anew when it grows more urgent after somebody took it, and not when it does not', () => {
    const begun = [opened(), partialPhq(7, 1), seen(7.01, 'safety-answer:1:partial-7')];
    const later = (ninth: number): ClinicEvent => named('later', { ...phq(7, ninth), occurredAt: day(7.1) });
    expect(told([...begun, later(2)])).toEqual(['k1 acknowledged', 'k1 open']);
    expect(told(due([...begun, later(2)]))).toEqual(['k1 acknowledged', 'k1 open', 'k8 open']);
    expect(told([...begun, later(1)])).toEqual(['k1 acknowledged']);
  });

  it('goes nowhere when it was brought in from history, or when nothing is to be heard', () => {
    for (const events of [[opened(), fromHistory(phq(7, 2))], answered(0), [opened(), phq(7, null)]])
      expect(lookAgainAt(fold(events), usual)).toBeUndefined();
  });

  it('is shown and sent to nobody when its time was more than a week ago', () => {
    const [open, form, late] = due(answered(2));
    const aWeek = { ...late, occurredAt: day(14) + 30 * MINUTE } as ClinicEvent;
    expect(fold([...answered(2), aWeek]).alerts).toMatchObject([{ historical: false }, { historical: false }]);
    const folded = fold([open, form, { ...late, occurredAt: day(14.1) }] as ClinicEvent[]);
    expect(folded.alerts).toMatchObject([{ historical: false }, { clinician: 'k8', historical: true }]);
    expect(lookAgainAt(folded, usual)).toBeUndefined();
  });
});

describe('who hears first', () => {
  it('is whom the clinic named, and the clinician of the episode where it named nobody', () => {
    const rules = phqRules({ recipient: 'k7', cover: 'k8' });
    expect([told(answered(2)), told(answered(2), rules)]).toEqual([['k1 open'], ['k7 open']]);
  });

  it('is the cover before the episode is opened, and the clinician as well as soon as it is', () => {
    expect(told([phq(7, 2)])).toEqual(['k8 open']);
    expect(told([phq(7, 2), opened(7.01)])).toEqual(['k8 open', 'k1 open']);
    expect(told(due([phq(7, 2)]))).toEqual(['k8 open', 'k9 open']);
    expect(told([phq(7, 2), seen(7.005, COVER_KEY, 'k8'), opened(7.01)])).toEqual(['k8 acknowledged']);
  });
});

describe('who hears next', () => {
  const first = alertOf('safety-answer', 'q', { facts: { level: 'immediate' } });
  const cover = {
    ...first,
    key: 'safety-answer.cover:1:q',
    clinician: 'k4',
    facts: { level: 'immediate', told: 'cover' },
  };
  const next = (policy: SafetyPolicy, ...alerts: Alert[]) =>
    escalate(stateWith(alerts), timer({ at: day(8), reason: 'safety-unacknowledged' }) as never, policy)
      .alerts.slice(alerts.length)
      .map(({ key, clinician }) => `${key} ${clinician}`);

  it('is the duty lead where somebody stands in for the cover', () => {
    const policy = { cover: 'k8', dutyLead: 'k9' };
    expect(next(policy, first)).toEqual(['safety-answer.cover:1:q k8']);
    expect(next(policy, first, cover)).toEqual(['safety-answer.dutyLead:1:q k9']);
    expect(next({ cover: 'k8' }, first, cover)).toEqual([]);
    expect(next(policy, { ...first, rule: 'strain-open' })).toEqual([]);
  });
});

describe('whoever is to hear first and is away', () => {
  const policy = usual.safety;
  const away = (at: number): ClinicEvent => timer({ at: day(at), reason: 'hearer-away' });

  it('is known for as long as they have not acknowledged, and somebody else is left to hear', () => {
    const waiting = (events: readonly ClinicEvent[], given = policy) => waitingRecipients(fold(events), given);
    expect(waiting(answered(2))).toEqual([{ person: 'k1', since: day(7) }]);
    expect(waiting([...answered(2), contact(7.01)])).toEqual([{ person: 'k1', since: day(7.01) }]);
    expect(waiting([...answered(2), seen(7.01)])).toEqual([]);
    expect(waiting(due(answered(2)))).toEqual([]);
    expect(waiting(answered(2), null)).toEqual([]);
    expect(waiting([opened()])).toEqual([]);
  });

  it('is not waited for, while the cover has the whole clock', () => {
    expect(told([...answered(2), away(7.001)])).toEqual(['k1 open', 'k8 open']);
    expect(told([...answered(2), away(7.001), away(7.002)])).toEqual(['k1 open', 'k8 open']);
    const heard = fold([...answered(2), away(7.001)]);
    expect(minutesAfter(lookAgainAt(heard, usual)?.at, day(7.001))).toBeCloseTo(30, 6);
  });

  it('is held against no other answer, and no other alert', () =>
    expect(told([...withRupture(), away(22)])).toEqual(['k1 open']));
});

it.each([
  ['safety-answer.cover:1:phq-7', 'safety-answer:1:phq-7'],
  ['safety-answer.dutyLead:1:phq-7', 'safety-answer:1:phq-7'],
  ['safety-answer:1:phq-7', 'safety-answer:1:phq-7'],
  ['strain-open:1:safety-answer.cover:7', 'strain-open:1:safety-answer.cover:7'],
])('is claimed for everybody under one key: %s', (key, claimed) => expect(claimKey(key)).toBe(claimed));

describe('an instrument that is not active', () => {
  it('is not scored, and a safety answer in it is told and goes on all the same', () => {
    const rules = { ...usual, instruments: [], inactive: usual.instruments };
    const state = fold(answered(2), rules);
    expect([state.series, state.alerts]).toMatchObject([[], [{ clinician: 'k1', tier: 'act-today' }]]);
    expect(told(due(answered(2), rules), rules)).toEqual(['k1 open', 'k8 open']);
    expect(narrate([opened(), phq(7, null)], rules).map(({ words }) => words)).toContain(
      'A safety question was left open',
    );
  });
});

it('says that nobody has acknowledged it, and nothing of the answer', () => {
  const words = fold(due(due(answered(2)))).alerts.map((alert) => wordsFor(alert).whatChanged);
  expect(words.map((text) => text.includes('nobody has acknowledged'))).toEqual([false, true, true]);
});
