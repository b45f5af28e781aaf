import { DAY } from '#lib/kernel';
import { summarise } from '#lib/presentation';
import {
  attended,
  booked,
  cancelled,
  contact,
  day,
  iso,
  missed,
  named,
  on,
  opened,
  withRupture,
} from '../../alliance/spec/history.js';
import { absences, reason, steady, why } from '../../alliance/spec/absent.js';
import { foldEpisode } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';

describe('F1 an hour that was missed for a known circumstance, or at which the client was', () => {
  const strained = [...withRupture(), booked(22, 28)];
  const join = (at: number, appointment = 'a28') =>
    on(at, 'visit.participant_joined', { appointment, role: 'client' } as never);
  const rules = (events: readonly ClinicEvent[]): string[] => foldEpisode(events).alerts.map(({ rule }) => rule);

  it.each(['oth-weath', 'pat-lt', 'oth-int', 'oth-room'])('raises no prompt: %s', (code) => {
    expect(rules([...strained, why(28, code)])).toEqual(['strain-open']);
    expect(absences([...steady(), why(56, code), why(63, code)], 63)).toEqual([]);
  });

  it('raises one for a reason that is none, and says that a reason is noted', () => {
    const [, alert] = foldEpisode([...strained, why(28, 'pat')]).alerts;
    expect(alert).toMatchObject({ rule: 'missed-during-strain', facts: { reason: 'noted' } });
  });

  it('takes the prompt back when the reason is learned later', () => {
    const learned = on(29, 'appointment.attendance_corrected', {
      ...{ appointment: 'a28', from: 'missed', to: 'missed', by: 'client', reasonCode: 'oth-weath' },
    } as never);
    expect(rules([...strained, missed(28), learned])).toEqual(['strain-open']);
  });

  it.each<[string, ClinicEvent[]]>([
    ['before the miss', [join(28.001), named('m', { ...missed(28), occurredAt: day(28.01) })]],
    ['after the miss', [missed(28), join(28.01)]],
    [
      'after a provisional miss',
      [
        on(28, 'appointment.missed', { appointment: 'a28', by: 'client', reversibleUntil: iso(28.1) }),
        join(28.02),
        contact(29),
      ],
    ],
    [
      'and arrived in person',
      [on(28.001, 'appointment.arrived', { appointment: 'a28' }), named('m', missed(28.01, 'client', 'a28'))],
    ],
  ])('is not missed where the client was there %s', (_, events) => {
    const state = foldEpisode([...strained, ...events]);
    expect(state.attendance.tallies).toMatchObject({ missedByClient: 0 });
    expect(state.alerts.filter(({ status }) => status === 'open').map(({ rule }) => rule)).toEqual(['strain-open']);
  });

  it('is missed where only the clinician waited, or the client was at an earlier hour of it', () => {
    const waited = on(28.001, 'visit.participant_joined', { appointment: 'a28', role: 'clinician' } as never);
    expect(rules([...strained, waited, named('m', missed(28.01, 'client', 'a28'))])).toContain('missed-during-strain');
    expect(rules([...strained, join(21), missed(28)])).toContain('missed-during-strain');
  });
});

describe('F2 the clinician’s own leave', () => {
  const leave = (at: number, until?: number) =>
    on(at, 'clinician.absence_started', { clinician: 'k1', ...(until ? { until: iso(until) } : {}) } as never);
  const back = (at: number) => on(at, 'clinician.absence_ended', { clinician: 'k1' } as never);

  it.each<[string, ClinicEvent[], string[]]>([
    ['with an announced end', [leave(50, 71)], ['silence, day 85, open']],
    ['with an end that is told', [leave(50), back(71)], ['silence, day 85, open']],
    ['that ends earlier than announced', [leave(50, 90), back(71)], ['silence, day 85, open']],
    ['that is longer than announced', [leave(50, 57), leave(57.5, 71)], ['silence, day 84.5, open']],
    ['without an end', [leave(50)], []],
  ])('is no sign of stopping: %s', (_, events, told) => expect(absences([...steady(), ...events])).toEqual(told));

  it('takes hours in it out of the count', () => {
    const events = [...steady(), booked(49, 56), booked(49, 63), leave(50, 71), missed(56), missed(63)];
    expect(absences(events, 72)).toEqual([]);
  });

  it('of somebody else is none', () => {
    const other = on(50, 'clinician.absence_started', { clinician: 'k7', until: iso(71) } as never);
    expect(absences([...steady(), other])).toEqual(['silence, day 64, open']);
  });
});

describe('F4 a practice that books a few days after each hour', () => {
  const habit = (lag: number, gap: number): ClinicEvent[] => [
    opened(),
    ...(gap > 14 ? [on(0, 'episode.updated', { cadenceDays: gap })] : []),
    ...Array.from({ length: 8 }, (_, i) => [attended(gap * i), booked(gap * i + lag, gap * (i + 1))]).flat(),
  ];

  it.each([
    [2, 7],
    [5, 7],
    [9, 14],
    [20, 28],
  ])('hears nothing after any hour: booked %d days later, every %d days', (lag, gap) => {
    const events = habit(lag, gap);
    events.forEach((_, i) => expect(absences(events.slice(0, i + 1), (gap * i) / 2)).toEqual([]));
    expect(foldEpisode(events).attendance.booking.lags.map((ms) => Math.round(ms / DAY))).toEqual(Array(6).fill(lag));
  });

  it('is booked at once where the next hour stands in the calendar already; what was never booked shows no custom', () => {
    expect(foldEpisode(steady()).attendance.booking).toMatchObject({ lags: [0, 0, 0, 0, 0, 0], since: day(49) });
    expect(foldEpisode([opened(), attended(0), attended(9)]).attendance.booking.lags).toEqual([]);
  });
});

describe('S24 weeks in a row in DBT', () => {
  const dbt = (): ClinicEvent[] => [...steady(), on(0.1, 'episode.updated', { approach: 'dbt' })];
  const ahead = [56, 63, 70, 77, 84, 91].map((at) => booked(49, at));
  const off = (at: number) => cancelled(at - 4, `a${at}`, { cancelledBy: 'client', late: false });
  const group = (at: number) =>
    named(
      `g${at}`,
      on(at - 7, 'appointment.booked', {
        ...{ appointment: `g${at}`, start: iso(at), end: iso(at + 0.05), kind: 'group' },
      } as never),
    );
  const weeks = (...events: ClinicEvent[]) => summarise(foldEpisode([...dbt(), ...ahead, ...events])).missedWeeks;

  it('counts them, and tells before the fourth', () => {
    const gone = [missed(56), missed(63), missed(70), missed(77)];
    expect(gone.map((_, i) => weeks(...gone.slice(0, i + 1))?.individual)).toEqual([1, 2, 3, 4]);
    const said = gone.map((_, i) => absences([...dbt(), ...ahead, ...gone.slice(0, i + 1)], 56 + 7 * i));
    expect(said).toEqual([
      [],
      ['weeks-individual, day 63, open'],
      ['weeks-individual, day 63, open, again 1'],
      ['four-individual, day 63, open, again 2'],
    ]);
    expect(reason(...dbt(), ...ahead, ...gone)).toBe('Four weeks in a row without an individual session');
  });

  it('counts weeks that were called off in time, and none that the practice called off', () => {
    expect(weeks(off(56), off(63), contact(64))).toEqual({ individual: 2, skills: 0 });
    expect(weeks(missed(56), missed(63, 'clinician'), missed(70))).toEqual({ individual: 2, skills: 0 });
    expect(weeks(missed(56), why(63, 'oth-weath'), missed(70))).toEqual({ individual: 2, skills: 0 });
    expect(weeks(missed(56), attended(63), missed(70))).toEqual({ individual: 1, skills: 0 });
  });

  it('counts the group apart, wherever its hours are moved to', () => {
    const moved = on(60, 'appointment.rescheduled', {
      ...{ appointment: 'g65', start: iso(64), end: iso(64.05), initiatedBy: 'practice' },
    } as never);
    const events = [
      group(58),
      group(65),
      moved,
      missed(56),
      missed(63),
      attended(58, 'g58'),
      missed(64, 'client', 'g65'),
    ];
    expect(weeks(...events)).toEqual({ individual: 2, skills: 1 });
    expect(absences([...dbt(), ...ahead, ...events], 64)).toEqual(['weeks-individual, day 63, open, again 1']);
  });

  it('is said in DBT alone', () => {
    const gone = [missed(56), missed(63), missed(70), missed(77)];
    expect(summarise(foldEpisode([...steady(), ...gone]))).not.toHaveProperty('missedWeeks');
    expect(absences([...steady(), ...ahead, ...gone], 77)).toEqual(['missed-booked, day 63, open, again 2']);
    expect(absences([...dbt(), on(1, 'episode.updated', { plannedVisits: 8 }), ...gone], 77)).toEqual([]);
  });
});
