import {
  attended,
  booked,
  cancelled,
  day,
  iso,
  marked,
  missed,
  named,
  on,
  opened,
  pulse,
  pulseItems,
  requested,
  withRupture,
} from '../../spec/history.js';
import { foldEpisode } from './episode.js';
import type { Appointment } from '#lib/attendance';
import type { ClinicEvent, EventData } from '#lib/events';
import type { EpisodeState } from '../state/episode-state.js';

const instrument = { code: 'pulse', version: '1' };
const voided = (at: number, form: string): ClinicEvent =>
  on(at, 'feedback.voided', { form, instrument, cause: 'wrong-person' });
const amended = (at: number, form: string, level: number): ClinicEvent =>
  on(at, 'feedback.amended', {
    form,
    instrument,
    respondent: 'client',
    items: pulseItems(level),
  });
type Correction = EventData<'appointment.attendance_corrected'>;
const corrected = (at: number, to: Correction['to'], rest: Partial<Correction> = {}): ClinicEvent =>
  on(at, 'appointment.attendance_corrected', {
    appointment: 'a7',
    from: 'missed',
    to,
    by: 'client',
    ...rest,
  });

/** Everything but the place in the log. */
const essence = (events: readonly ClinicEvent[]): EpisodeState => {
  const state = foldEpisode(events);
  // that an outcome was corrected is remembered, and changes nothing by itself
  const appointments = state.attendance.appointments.map((hour) => ({
    ...hour,
    corrected: false,
  }));
  return {
    ...state,
    attendance: { ...state.attendance, appointments },
    asOf: 0,
    last: null,
  };
};

it('lets a voided form never have counted', () => {
  expect(essence([...withRupture(), voided(30, 'f21-client')])).toEqual(essence(withRupture().slice(0, -1)));
});

it('lets an amended form count with its new answers at its old time', () => {
  const state = essence([...withRupture(), amended(30, 'f21-client', 90)]);
  expect([state.rupture, state.alerts]).toEqual([null, []]);
  expect(state).toEqual(essence([...withRupture().slice(0, -1), pulse(21, 90)]));
});

it('takes an amended form for a new one when the first version never came', () => {
  expect(foldEpisode([opened(), amended(7, 'f7-client', 80)]).series[0]?.ratings).toMatchObject([{ value: 80 }]);
});

it('amends the form that came, whatever else was told of it since', () => {
  const since = [requested(22, 29, 'f21-client'), on(23, 'feedback.expired', { form: 'f21-client', instrument })];
  const state = foldEpisode([...withRupture(), ...since, amended(30, 'f21-client', 90)]);
  expect(state.series[0]?.ratings.map(({ at }) => at)).toEqual([1, 7, 14, 21].map(day));
  expect(state.rupture).toBeNull();
});

it('amends a form more than once', () => {
  const twice = [amended(30, 'f21-client', 90), amended(31, 'f21-client', 60)];
  expect(essence([...withRupture(), ...twice])).toEqual(essence(withRupture()));
});

it('takes an amended form for a new one when the first version was taken back', () => {
  const state = foldEpisode([opened(), pulse(7, 50), voided(8, 'f7-client'), amended(9, 'f7-client', 80)]);
  expect(state.series[0]?.ratings).toMatchObject([{ at: day(9), value: 80 }]);
});

it('takes back the marks of a voided note, and of no other', () => {
  const marks = [1, 2, 3].map((at) => marked(at, { code: 'rupture.withdrawal' }));
  const note = on(9, 'note.voided', { note: 'n2', cause: 'deleted' });
  expect(foldEpisode([opened(), ...marks, note]).hours.map((hour) => hour.note)).toEqual(['n1', 'n3']);
});

it('no longer waits for a voided form', () => {
  expect(foldEpisode([opened(), requested(1, 5), voided(2, 'f1-client')]).awaited).toEqual([]);
});

it('corrects attendance at the time of what was wrong, alerts included', () => {
  const state = essence([...withRupture(), missed(28), corrected(30, 'attended', { appointment: 'a28' })]);
  expect(state.alerts.map(({ rule }) => rule)).toEqual(['strain-open']);
  expect(state).toEqual(essence([...withRupture(), { ...attended(28), id: missed(28).id }]));
});

it('corrects towards a missed appointment too', () => {
  const { attendance } = foldEpisode([opened(), attended(7), corrected(9, 'missed')]);
  expect(attendance.tallies).toMatchObject({ kept: 0, missedByClient: 1 });
  expect(attendance.lastAttended).toBeNull();
});

it('takes a correction at its word when nothing came before it', () => {
  expect(foldEpisode([opened(), corrected(9, 'attended')]).attendance.tallies.kept).toBe(1);
});

describe('an outcome that is corrected', () => {
  const outcome = (...events: ClinicEvent[]): readonly Appointment[] =>
    foldEpisode([opened(), ...events]).attendance.appointments;

  it('stands at the booked time when only the booking came before it', () => {
    const { attendance } = foldEpisode([opened(), booked(1, 7), corrected(9, 'attended')]);
    expect(attendance).toMatchObject({
      lastAttended: day(7),
      appointments: [{ start: day(7), status: 'attended' }],
    });
  });

  it('stands as it was corrected last', () => {
    const twice = [missed(7), corrected(8, 'attended'), corrected(9, 'missed')];
    expect(essence([opened(), ...twice])).toEqual(essence([opened(), missed(7)]));
    expect(outcome(attended(7), corrected(8, 'booked'), corrected(9, 'missed'))).toMatchObject([
      { status: 'missed', tally: 'missedByClient' },
    ]);
  });

  it('takes the place of all that was told before, at the time of the first of it', () => {
    const told = [missed(7), named('again', missed(8, 'unknown', 'a7'))];
    const { attendance } = foldEpisode([opened(), ...told, corrected(9, 'attended')]);
    expect(attendance).toMatchObject({
      lastAttended: day(7),
      tallies: { kept: 1, missedByClient: 0, missedUnknown: 0 },
    });
    expect(attendance.appointments).toHaveLength(1);
  });

  it('leaves nothing of what was told before, alerts included', () => {
    const told = [
      missed(28),
      named('again', missed(29, 'client', 'a28')),
      corrected(30, 'attended', { appointment: 'a28' }),
    ];
    expect(essence([...withRupture(), ...told])).toEqual(
      essence([...withRupture(), { ...attended(28), id: missed(28).id }]),
    );
  });

  it('stands where the appointment was called off by mistake', () => {
    const wrong = cancelled(5, 'a7', { cancelledBy: 'client' });
    const { attendance } = foldEpisode([opened(), booked(1, 7), wrong, corrected(9, 'attended')]);
    expect(attendance).toMatchObject({
      lastAttended: day(7),
      tallies: { kept: 1, cancelledByClient: 0 },
    });
  });

  it('was never told once it is only booked again', () => {
    expect(outcome(booked(1, 7), missed(7), corrected(9, 'booked'))).toMatchObject([{ status: 'booked', tally: null }]);
  });

  it.each<[Correction['by'], string]>([
    ['client', 'missedByClient'],
    ['both', 'missedByBoth'],
    [undefined, 'missedUnknown'],
  ])('to missed by %s counts there', (by, tally) => {
    const to = corrected(9, 'missed', {
      reasonCode: 'pat-crs',
      ...{ by },
    } as Partial<Correction>);
    expect(outcome(attended(7), to)).toMatchObject([{ status: 'missed', tally, reason: 'pat-crs' }]);
  });

  it.each<[Correction['by'], string]>([
    ['clinician', 'cancelledByClinician'],
    ['both', 'cancelledUnknown'],
    ['unknown', 'cancelledUnknown'],
  ])('to cancelled by %s counts there', (by, tally) => {
    const to = corrected(9, 'cancelled', {
      by,
      reasonCode: 'prov',
    } as Partial<Correction>);
    expect(outcome(missed(7), to)).toMatchObject([{ status: 'cancelled', tally, reason: 'prov' }]);
  });

  it('keeps no reason of what it was taken for', () => {
    const wrong = cancelled(7, 'a7', {
      cancelledBy: 'client',
      reasonCode: 'pat',
    });
    expect(outcome(wrong, corrected(9, 'missed'))).toMatchObject([{ status: 'missed', reason: null }]);
  });
});

it('lets a voided appointment never have been', () => {
  const { attendance } = foldEpisode([
    opened(),
    missed(7),
    on(9, 'appointment.voided', { appointment: 'a7', cause: 'duplicate' }),
  ]);
  expect([attendance.appointments, attendance.tallies.missedByClient]).toEqual([[], 0]);
});

describe('C10b an appointment that was taken back, and then corrected', () => {
  const struck = (at: number): ClinicEvent =>
    named(`struck-${at}`, on(at, 'appointment.voided', { appointment: 'a7', cause: 'entered-in-error' }));
  const course = [opened(), booked(1, 7), attended(7)];
  const tallies = (...events: ClinicEvent[]): object =>
    Object.fromEntries(Object.entries(foldEpisode(events).attendance.tallies).filter(([, n]) => n !== 0));
  const kept = corrected(9, 'attended', { from: 'booked' });

  it('was, with the outcome that the correction says, where it had been', () => {
    expect(essence([...course, struck(8), kept])).toEqual(essence(course));
    expect(tallies(...course, struck(8), corrected(9, 'missed', { from: 'attended' }))).toEqual({ missedByClient: 1 });
  });

  it('was, however often it had been taken back before', () => {
    expect(tallies(...course, struck(8), struck(8.5), kept)).toEqual({ kept: 1 });
    expect(tallies(...course, struck(8), named('first', corrected(8.2, 'missed')), struck(8.5), kept)).toEqual({
      kept: 1,
    });
  });

  it('was, although nothing of it came before', () => {
    expect(tallies(opened(), struck(8), kept)).toEqual({ kept: 1 });
  });

  it('is taken back for good by a later taking back, and an outcome told again changes nothing', () => {
    expect(tallies(...course, struck(8), kept, struck(10))).toEqual({});
    expect(tallies(...course, struck(8), named('again', attended(10, 'a7')))).toEqual({});
  });

  it('stays taken back where it was booked anew since: the correction is about the new hour', () => {
    const anew = [booked(8.5, 14, 'a7'), attended(14, 'a7'), corrected(15, 'missed', { from: 'attended' })];
    expect(tallies(...course, struck(8), ...anew)).toEqual({ missedByClient: 1 });
  });
});

it('does not reach what comes after the correction', () => {
  const again = on(31, 'appointment.attended', {
    appointment: 'a7',
    actualStart: iso(31),
  });
  expect(foldEpisode([opened(), missed(7), corrected(9, 'booked'), again]).attendance.tallies).toMatchObject({
    kept: 1,
    missedByClient: 0,
  });
});
