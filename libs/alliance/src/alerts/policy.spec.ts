import {
  attended,
  booked,
  calm,
  cancelled,
  closed,
  day,
  emptyPulse,
  fromHistory,
  handover,
  iso,
  marked,
  missed,
  on,
  opened,
  partialPhq,
  phq,
  pulse,
  withRupture,
} from '../../spec/history.js';
import { alertsOf, foldEpisode } from '../episode/episode.js';
import type { ClinicEvent } from '#lib/events';
import type { Alert } from '../state/alert.js';
import { ALERT_RULES } from './raise.js';
import { DEFAULT_WORDING } from '#lib/presentation';

const alerts = (...events: ClinicEvent[]): readonly Alert[] => alertsOf(foldEpisode(events));
const rules = (...events: ClinicEvent[]): string[] => alerts(...events).map(({ rule, status }) => `${rule} ${status}`);
const acted = (at: number, alert: string): ClinicEvent => on(at, 'alert.acknowledged', { alert, by: 'k1' });

it('has words for every rule', () => {
  const { felt: _, smallSigns: _names, together: _list, also: _on, ...words } = DEFAULT_WORDING.words.alerts;
  expect(Object.keys(words).toSorted()).toEqual(ALERT_RULES.map(({ code }) => code).toSorted());
});

describe('rupture open', () => {
  it('learns from a later note of what kind it is, and tells nobody anew', () => {
    const kindOf = (...events: ClinicEvent[]) =>
      alerts(...withRupture(), ...events).map(({ facts, seenAgain }) => [facts['kind'], seenAgain]);
    const light = marked(22, { code: 'rupture.withdrawal', significance: 1 }, { about: 21 });
    expect(kindOf()).toEqual([[undefined, 0]]);
    expect(kindOf(light)).toEqual([['withdrawal', 0]]);
  });

  it('is told once, with its evidence, to the clinician of that day', () => {
    expect(alerts(...withRupture())).toMatchObject([
      {
        key: 'strain-open:1:pulse-21-client',
        rule: 'strain-open',
        cause: 'pulse-21-client',
        tier: 'talk-soon',
        clinician: 'k1',
        raisedAt: day(21),
        status: 'open',
        historical: false,
        seenAgain: 0,
        evidence: ['urn:practice pulse-14-client', 'urn:practice pulse-21-client'],
        facts: { basis: 'drop', before: 92, now: 60 },
      },
    ]);
  });

  it.each<[basis: string, ...events: ClinicEvent[]]>([
    ['drop', ...withRupture()],
    ['both', ...withRupture().slice(0, -1), pulse(21, 60, [2, 8, 2])],
    ['said', opened(), pulse(1, 92), pulse(7, 92, [2, 8, 2])],
    ['level', opened(), pulse(1, 62), marked(7, { code: 'rupture.confrontation', significance: 3 }), pulse(7, 60)],
    ['marked', opened(), marked(7, { code: 'rupture.confrontation', significance: 5 }, { source: 'supervisor' })],
  ])('says which of its signs the words start from: %s', (basis, ...events) =>
    expect(alerts(...events)).toMatchObject([{ facts: { basis } }]),
  );

  it('names the part that fell most, where one did, and the kind once it is known', () => {
    const [fallen] = alerts(...withRupture());
    expect(fallen?.facts).toMatchObject({ facet: 'bond', tier: 'probable', signs: 2 });
    const seen = marked(7, { code: 'rupture.confrontation', significance: 5 }, { source: 'supervisor' });
    const [only] = alerts(opened(), seen);
    expect(only?.facts).toMatchObject({ kind: 'confrontation' });
    expect(only?.facts).not.toHaveProperty('facet');
  });

  it('goes to whoever covers on that day', () =>
    expect(alerts(...withRupture().slice(0, -1), handover(20, 'k2', 'cover'), pulse(21, 60))).toMatchObject([
      { clinician: 'k2' },
    ]));

  it('cites the first and the latest nine of many signs', () => {
    const days = Array.from({ length: 12 }, (_, i) => 28 + 7 * i);
    const [alert] = alerts(...withRupture(), ...days.map((at) => pulse(at, 30)));
    const latest = [pulse(21, 0), ...days.map((at) => pulse(at, 0))].slice(-9).map(({ id }) => `urn:practice ${id}`);
    expect(alert?.evidence).toEqual(['urn:practice pulse-14-client', ...latest]);
  });

  it('says "seen again" instead of telling twice', () => {
    expect(alerts(...withRupture(), pulse(28, 55), pulse(35, 50))).toMatchObject([
      { seenAgain: 2, status: 'open', facts: { now: 50 } },
    ]);
  });

  it('is not told while only suspected, and is told when it becomes probable, by the first sign', () => {
    const suspected = [opened(), pulse(0.5, 72), pulse(1, 68), pulse(7, 66)];
    expect(alerts(...suspected)).toEqual([]);
    expect(alerts(...suspected, pulse(14, 45))).toMatchObject([{ cause: 'pulse-7-client', raisedAt: day(14) }]);
  });

  it('eases with the repair and closes with the episode', () => {
    expect(rules(...withRupture(), pulse(28, 90))).toEqual(['strain-open eased']);
    expect(rules(...withRupture(), closed(25))).toEqual(['strain-open closed']);
  });

  it('is a new alert for a new rupture', () => {
    expect(rules(...withRupture(), pulse(28, 90), pulse(35, 60))).toEqual(['strain-open eased', 'strain-open open']);
  });

  it('waits for the episode to be opened, then judges what is open', () => {
    const early = [pulse(1, 92), pulse(7, 60)];
    expect(alerts(...early)).toEqual([]);
    expect(alerts(...early, opened(9))).toMatchObject([{ cause: 'pulse-7-client', raisedAt: day(9), clinician: 'k1' }]);
    expect(alerts(...early, pulse(8, 92), opened(9))).toEqual([]);
  });

  it('is marked historical when history caused it, and not when history only began it', () => {
    expect(alerts(...withRupture().map(fromHistory))).toMatchObject([{ historical: true }]);
    expect(alerts(...withRupture().slice(1).map(fromHistory), opened(22))).toMatchObject([{ historical: true }]);
    const begun = [opened(), pulse(0.5, 72), pulse(1, 68), pulse(7, 66)].map(fromHistory);
    expect(alerts(...begun, pulse(14, 45))).toMatchObject([{ historical: false }]);
  });

  it('D8: that came with history is told by the first form that shows it still there, as of that form', () => {
    const brought = withRupture().map(fromHistory);
    const [before] = alerts(...brought);
    const told = { historical: false, seenAgain: 0, key: before?.key, raisedAt: day(28) };
    expect(alerts(...brought, pulse(28, 50))).toMatchObject([told]);
    expect(alerts(...brought, pulse(28, 63))).toMatchObject([{ ...told, facts: { before: 92, now: 63 } }]);
    expect(alerts(...brought, pulse(28, 50), pulse(35, 48))).toMatchObject([{ ...told, seenAgain: 1 }]);
    expect(alerts(...brought, pulse(28, 88))).toMatchObject([{ historical: true }]);
    expect(alerts(...brought, fromHistory(pulse(28, 50)))).toMatchObject([{ historical: true, seenAgain: 1 }]);
  });

  it('D8: that history showed long ago is told to nobody, because it still stands', () => {
    const brought = withRupture().map(fromHistory);
    const later = 21 + 43;
    expect(alerts(...brought, pulse(later, 50))).toMatchObject([{ historical: true }]);
  });
});

describe('safety answer', () => {
  it('is told for each form, with the level and never the answer', () => {
    expect(alerts(opened(), phq(7, 1), phq(14, 3))).toMatchObject([
      { rule: 'safety-answer', tier: 'act-today', cause: 'phq-7', facts: { level: 'same-day' } },
      { rule: 'safety-answer', tier: 'act-today', cause: 'phq-14', facts: { level: 'immediate' } },
    ]);
  });

  it('is heard in a form that was not finished, and once when it then is', () => {
    expect(alerts(opened(), partialPhq(7, 1))).toMatchObject([{ cause: 'partial-7', seenAgain: 0 }]);
    expect(alerts(opened(), partialPhq(7, 1), { ...phq(7, 2), occurredAt: day(7.1) })).toMatchObject([
      { cause: 'partial-7', seenAgain: 1, facts: { level: 'immediate' } },
    ]);
  });

  it('is silent on "not at all" and on an open question, which is noted', () => {
    expect(alerts(opened(), phq(7, 0), phq(14, null))).toEqual([]);
    expect(foldEpisode([opened(), phq(14, null)]).safety).toMatchObject([{ level: 'not-answered' }]);
  });

  it('does not end with a repair or with the episode, and is told after the end too', () => {
    expect(rules(...withRupture(), phq(22, 2), pulse(28, 90), closed(30))).toEqual([
      'strain-open eased',
      'safety-answer open',
    ]);
    expect(rules(opened(), closed(30), phq(31, 2))).toEqual(['safety-answer open']);
  });

  it('is not unsaid by a finished form that leaves the question open', () => {
    const finished = { ...phq(7, null), occurredAt: day(7.1) };
    expect(alerts(opened(), partialPhq(7, 2), finished)).toMatchObject([
      { status: 'open', facts: { level: 'immediate' } },
    ]);
  });

  it('waits for nobody: before the episode is opened it is told without a clinician, and then to theirs as well', () => {
    expect(alerts(phq(1, 2))).toMatchObject([{ clinician: '', status: 'open' }]);
    expect(alerts(phq(1, 2), opened(2)).map(({ clinician }) => clinician)).toEqual(['', 'k1']);
    expect(alerts(fromHistory(phq(1, 2)), opened(2))).toMatchObject([{ clinician: 'k1', historical: true }]);
  });
});

describe('what people do with it', () => {
  const key = 'strain-open:1:pulse-21-client';

  it.each([
    ['acknowledged', acted(22, key)],
    ['overridden', on(22, 'alert.overridden', { alert: key, by: 'k1', reason: 'already-knew' })],
    ['resolved', on(22, 'alert.resolved', { alert: key, by: 'k1', outcome: 'talked-it-through' })],
    ['snoozed', on(22, 'alert.snoozed', { alert: key, by: 'k1', until: iso(30) })],
  ])('becomes %s', (status, event) => expect(alerts(...withRupture(), event)).toMatchObject([{ status }]));

  it('comes back when the snooze is over', () => {
    const snoozed = on(22, 'alert.snoozed', { alert: key, by: 'k1', until: iso(30) });
    expect(alerts(...withRupture(), snoozed, attended(31))).toMatchObject([{ status: 'open', snoozedUntil: null }]);
  });

  it('comes back at that very time and not a moment before', () => {
    const snoozed = on(22, 'alert.snoozed', { alert: key, by: 'k1', until: iso(30) });
    expect(alerts(...withRupture(), snoozed, attended(29.99))).toMatchObject([
      { status: 'snoozed', snoozedUntil: day(30) },
    ]);
    expect(alerts(...withRupture(), snoozed, attended(30))).toMatchObject([{ status: 'open' }]);
    expect(alerts(...withRupture(), acted(22, key), attended(31))).toMatchObject([{ status: 'acknowledged' }]);
  });

  it('still eases with the repair, whether somebody has it or put it off', () => {
    const snoozed = on(22, 'alert.snoozed', { alert: key, by: 'k1', until: iso(60) });
    for (const event of [acted(22, key), snoozed])
      expect(rules(...withRupture(), event, pulse(28, 90))).toEqual(['strain-open eased']);
  });

  it('is about that alert alone', () => {
    expect(rules(...withRupture(), missed(28), acted(29, key))).toEqual([
      'strain-open acknowledged',
      'missed-during-strain open',
    ]);
    const twice = [opened(), phq(7, 2), phq(14, 2)];
    expect(rules(...twice, acted(15, 'safety-answer:1:phq-7'))).toEqual([
      'safety-answer acknowledged',
      'safety-answer open',
    ]);
    expect(rules(...withRupture(), phq(22, 2), acted(23, key))).toEqual([
      'strain-open acknowledged',
      'safety-answer open',
    ]);
  });

  it('stays ended when somebody acts on it afterwards, and is not told again', () => {
    expect(rules(...withRupture(), pulse(28, 90), acted(29, key))).toEqual(['strain-open eased']);
    const overridden = on(22, 'alert.overridden', { alert: key, by: 'k1', reason: 'not-relevant' });
    expect(alerts(...withRupture(), overridden, pulse(28, 50))).toMatchObject([{ status: 'overridden', seenAgain: 0 }]);
  });
});

describe('silence', () => {
  it.each<[string, ClinicEvent[]]>([
    ['a calm course', calm()],
    ['full marks every time', [opened(), ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => pulse(n, 100))]],
    ['forms without a score', [opened(), pulse(1, 90), emptyPulse(7), emptyPulse(14), emptyPulse(21)]],
    [
      'cancellations by the practice',
      [
        ...withRupture().slice(0, 4),
        ...[5, 6, 7].flatMap((n) => [booked(4, n), cancelled(4, `a${n}`, { cancelledBy: 'practice' })]),
      ],
    ],
    ['a clinician away', [opened(), pulse(1, 90), missed(7, 'clinician'), missed(14, 'clinician'), pulse(21, 88)]],
    ['one low form', [opened(), pulse(1, 80), pulse(7, 69), pulse(14, 80)]],
  ])('is kept over %s', (_, events) => expect(alerts(...events)).toEqual([]));
});
