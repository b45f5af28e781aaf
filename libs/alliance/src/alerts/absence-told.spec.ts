/** What is told of an absence from one event to the next: what is looked at, what is news, and what becomes of it. */
import type { Appointment, Attendance } from '#lib/attendance';
import { refOf } from '#lib/events';
import { alertOf, happening, stateWith } from '../../spec/alerts.js';
import { calendar, hour, kept, type Tally } from '../../spec/calendar.js';
import { day } from '../../spec/history.js';
import type { Alert } from '../state/alert.js';
import type { EpisodeState } from '../state/episode-state.js';
import { handAbsenceOver, standsForMissed, tellAbsence } from './absence-alerts.js';

/** With a circumstance for its reason it is no sign, and in the counts all the same. */
const explained = (at: number): Appointment => hour(at, 'missedByClient', 'oth-weath');

const ONE = calendar([hour(1)]);
const TWO = calendar([hour(1), hour(2)]);
const AFTER_ONE = { ...calendar([kept(0.5), hour(1), hour(2)]), lastAttended: day(0.5) };

const event = happening();
const state = (attendance: Attendance, more: Partial<EpisodeState> = {}): EpisodeState =>
  stateWith(more.alerts ?? [], { attendance, ...more });
const told = (before: EpisodeState, after: EpisodeState): EpisodeState => tellAbsence(before, after, { event });
const keys = (before: EpisodeState, after: EpisodeState): string[] =>
  told(before, after).alerts.map(({ key, status, seenAgain }) => `${key} ${status} ${seenAgain}`);
const absent = (cause: string, more: Partial<Alert> = {}): Alert => alertOf('stopped-coming', cause, more);

describe('an absence', () => {
  it('is told with the event that showed it, by the hour that it is about', () =>
    expect(told(state(ONE), state(TWO)).alerts).toMatchObject([
      {
        ...{ key: 'stopped-coming:1:a2', cause: 'a2', tier: 'talk-soon', status: 'open', historical: false },
        ...{ evidence: [refOf(event)], facts: { how: 'missed', missed: 2 } },
      },
    ]));

  it('is told once there is enough, and once the same is more', () => {
    expect(keys(state(calendar([])), state(ONE))).toEqual([]);
    const more = calendar([hour(1), hour(2), hour(3)]);
    expect(keys(state(TWO), state(more))).toEqual(['stopped-coming:1:a3 open 0']);
    const same = calendar([hour(1), hour(2), explained(3)]);
    const after = state(same);
    expect(told(state(TWO), after)).toBe(after);
  });

  it('is told when work goes on, when consent is given, and when it has been silent for long', () => {
    const open = ['stopped-coming:1:a2 open 0'];
    expect(keys(state(TWO, { status: 'paused' }), state(TWO))).toEqual(open);
    const without = { consent: { scoring: true, alerts: false, messages: true } };
    expect(keys(state(TWO, without), state(TWO))).toEqual(open);
    expect(keys(state(calendar([kept(1)])), state(calendar([kept(1)]), { absentSince: day(9) }))).toEqual([
      'stopped-coming:1:a1 open 0',
    ]);
  });

  describe('is looked at only where something happened that may be a sign', () => {
    const before = calendar([explained(1), hour(2)]);
    const after = (more: Partial<Record<Tally, number>> = {}) => calendar([hour(1), hour(2)], more);

    it.each<[string, EpisodeState, EpisodeState]>([
      ['a reason that is taken back', state(before), state(after())],
      ['an hour that was kept', state(before), state(after({ kept: 1 }))],
      ['one called off in time', state(before), state(after({ cancelledByClient: 1 }))],
      ['a silence that goes on', state(before, { absentSince: day(5) }), state(after(), { absentSince: day(5) })],
      ['a silence that is over', state(before, { absentSince: day(5) }), state(after())],
    ])('and not by %s', (_, was, is) => expect(told(was, is)).toBe(is));

    it.each<[string, EpisodeState, EpisodeState]>([
      ['one more that was missed', state(before), state(after({ missedByClient: 3 }))],
      ['one called off late', state(before), state(after({ cancelledLateByClient: 1 }))],
      [
        'one called off in time, in the approach that counts weeks',
        state(before, { approach: 'dbt' }),
        state(after({ cancelledByClient: 1 }), { approach: 'dbt' }),
      ],
    ])('such as %s', (_, was, is) => expect(told(was, is).alerts).toHaveLength(1));
  });

  describe('of who comes now and then', () => {
    const often = [hour(1), kept(2), hour(3), kept(4), hour(5), kept(6)];
    const again = (...alerts: readonly Alert[]) =>
      keys(state(calendar(often), { alerts }), state(calendar([...often, hour(7)]), { alerts })).length - alerts.length;
    const earlier = (at: number) => absent('x', { status: 'eased', raisedAt: day(at) });

    it('is told anew only when as many of the later hours were missed', () => {
      expect(again()).toBe(1);
      expect(again(earlier(6.5))).toBe(0);
      expect(again(earlier(0.5))).toBe(1);
      expect(again(earlier(0.5), alertOf('low-start', 'y', { raisedAt: day(6.5) }))).toBe(1);
      expect(again(earlier(0.5), earlier(6.5))).toBe(0);
    });

    it('and not of who missed them in a row', () => {
      const alerts = [earlier(1.5)];
      expect(keys(state(ONE, { alerts }), state(TWO, { alerts }))).toHaveLength(2);
    });
  });

  it('has the instant in its name where something was told of that hour before', () => {
    const after = (...alerts: readonly Alert[]) => keys(state(ONE, { alerts }), state(TWO, { alerts })).at(-1);
    expect(after(absent('a2', { status: 'eased' }))).toBe(`stopped-coming:1:a2~${day(10)} open 0`);
    expect(after(absent('a1', { status: 'eased' }))).toBe('stopped-coming:1:a2 open 0');
    expect(after(alertOf('low-start', 'a2'))).toBe('stopped-coming:1:a2 open 0');
  });
});

describe('a silence', () => {
  const calm = calendar([kept(1)]);
  const silent = (...alerts: readonly Alert[]) =>
    keys(state(calm, { alerts }), state(calm, { alerts, absentSince: day(9) }));

  it('that a booking broke goes on in its alert, and in no other', () => {
    const eased = absent('a1', { status: 'eased', seenAgain: 1 });
    expect(silent(eased, absent('a0', { status: 'closed' }))).toEqual([
      'stopped-coming:1:a1 open 2',
      'stopped-coming:1:a0 closed 0',
    ]);
    expect(silent(absent('a1', { status: 'closed' }))).toContain(`stopped-coming:1:a1~${day(10)} open 0`);
    expect(silent(alertOf('low-start', 'a1', { status: 'eased' }))).toContain('stopped-coming:1:a1 open 0');
    expect(silent(absent('a0', { status: 'eased' }))).toContain('stopped-coming:1:a1 open 0');
  });
});

describe('while an alert about an hour missed in a strain stands', () => {
  const missed = (seenAgain: number): Alert =>
    alertOf('missed-during-strain', 'a1', { seenAgain, facts: { missed: 2, booked: 'yes' } });
  const other = alertOf('low-start', 'x', { seenAgain: 7 });
  const saidOf = (alert: Alert): Alert => ({ ...alert, evidence: [...alert.evidence, refOf(event)] });
  const after = (was: readonly Alert[], is: readonly Alert[]) =>
    [state(ONE, { alerts: was }), state(TWO, { alerts: is })] as const;

  it('the absence is added to that one', () => {
    const { alerts } = told(...after([other, missed(1)], [other, missed(1)]));
    expect(alerts).toEqual([
      other,
      { ...missed(2), facts: { missed: 2, booked: 'no' }, evidence: ['s a1', refOf(event)] },
    ]);
  });

  it.each<[string, readonly Alert[], readonly Alert[]]>([
    ['where the event was told there', [other, missed(0)], [other, saidOf(missed(1))]],
    ['where it was raised by it', [other], [other, saidOf(missed(0))]],
    ['where it was first told there', [other, missed(0)], [other, saidOf(missed(0))]],
  ])('it is not said twice: %s', (_, was, is) => {
    const [before, now] = after(was, is);
    expect(told(before, now)).toBe(now);
  });
});

describe('an absence that was told', () => {
  const other = alertOf('low-start', 'x');
  const live = absent('a2', { status: 'acknowledged' });
  const alerts = [live, other];
  const facts = told(state(ONE), state(TWO)).alerts[0]?.facts ?? {};
  const known = [{ ...live, facts }, other];

  it('is left alone by what has nothing to do with it', () => {
    const is = state(TWO, { alerts });
    expect(told(state(TWO, { alerts }), is)).toBe(is);
    const isKnown = state({ ...TWO }, { alerts: known });
    expect(told(state(TWO, { alerts: known }), isKnown)).toBe(isKnown);
  });

  it('is seen again when there is more of it', () =>
    expect(keys(state(TWO, { alerts }), state(calendar([hour(1), hour(2), hour(3)]), { alerts }))).toEqual([
      'stopped-coming:1:a2 acknowledged 1',
      'low-start:1:x open 0',
    ]));

  it.each<[string, EpisodeState, EpisodeState]>([
    ['the calendar', state(TWO, { alerts }), state({ ...TWO }, { alerts })],
    ['a silence that is over', state(TWO, { alerts, absentSince: day(9) }), state(TWO, { alerts })],
  ])('says what is so now, after a change of %s, and tells nobody again', (_, before, after) =>
    expect(told(before, after).alerts).toEqual([{ ...live, facts }, other]),
  );

  it.each<[string, EpisodeState, EpisodeState]>([
    ['the client comes', state(TWO, { alerts }), state(calendar([hour(1), hour(2), kept(3)]), { alerts })],
    ['a break begins', state(TWO, { alerts }), state(TWO, { alerts, status: 'paused' })],
    [
      'the plan turns out to be completed',
      state(AFTER_ONE, { alerts }),
      state(AFTER_ONE, { alerts, plannedVisits: 1 }),
    ],
  ])('eases when %s', (_, before, after) =>
    expect(told(before, after).alerts).toEqual([{ ...live, status: 'eased' }, other]),
  );

  it('eases with a kept hour, also where so many were missed before', () => {
    const often = [hour(1), hour(2), hour(3), hour(4)];
    expect(keys(state(calendar(often), { alerts }), state(calendar([...often, kept(5)]), { alerts }))[0]).toBe(
      'stopped-coming:1:a2 eased 0',
    );
  });

  it('of weeks of one kind goes on when an hour of the other is kept', () => {
    const weeks = [hour(1), hour(8)];
    const dbt = { alerts, approach: 'dbt' } as const;
    const after = state(calendar([...weeks, { ...kept(9), group: true }]), dbt);
    expect(told(state(calendar(weeks), dbt), after).alerts[0]).toMatchObject({
      status: 'acknowledged',
      facts: { how: 'weeks-individual', weeks: 2 },
    });
  });

  it('goes to who takes over, open, and nothing else does', () => {
    const ended = absent('a0', { status: 'resolved' });
    const moved = handAbsenceOver(stateWith([{ ...live, movedFrom: 'k0' }, other, ended], { clinician: 'k2' }));
    expect(moved.alerts).toEqual([{ ...live, status: 'open', clinician: 'k2' }, other, ended]);
    expect(handAbsenceOver(stateWith([live], { clinician: null })).alerts[0]?.clinician).toBe('');
  });

  it('stands for an hour that is missed in a strain, while it is live', () => {
    expect(standsForMissed(stateWith(alerts))).toBe(true);
    expect(standsForMissed(stateWith([absent('a2', { status: 'eased' }), other]))).toBe(false);
  });
});
