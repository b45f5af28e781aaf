/** What the timeline makes of an hour: whether it counts, from when on, and that each hour is told for itself. */
import { attended, booked, contact, iso, missed, named, on, opened } from '../../alliance/spec/history.js';
import type { ClinicEvent } from '#lib/events';
import { narrate } from './episode-timeline.js';
import { DEFAULT_WORDINGS } from './wording.js';

const FINAL = 'The missed appointment counts from here on';
const THERE = 'The client was there: the appointment no longer counts as missed by the client';
const MAY = ' (provisional: it may still be taken back)';
const COULD = ' (it could still be taken back then)';

const story = (...events: ClinicEvent[]): string[] => narrate([opened(), ...events]).map(({ words }) => words);
/** What the last event and all that it led to are told as. */
const last = (...events: ClinicEvent[]): string[] => {
  const before = story(...events.slice(0, -1)).length;
  return story(...events).slice(before);
};
/** Missed, and to be taken back until a day. */
const mayBe = (at: number, until: number, appointment = `a${at}`): ClinicEvent =>
  named(
    `may-be-${appointment}-${at}`,
    on(at, 'appointment.missed', {
      appointment,
      by: 'client',
      reversibleUntil: iso(until),
    }),
  );
const joined = (at: number, appointment: string): ClinicEvent =>
  named(`joined-${appointment}-${at}`, on(at, 'visit.participant_joined', { appointment, role: 'client' }));
const moved = (at: number, appointment: string, to: number): ClinicEvent =>
  on(at, 'appointment.rescheduled', {
    ...{
      appointment,
      start: iso(to),
      end: iso(to + 0.04),
      initiatedBy: 'client',
    },
  } as never);

describe('a miss that may still be taken back', () => {
  const misses = (...events: ClinicEvent[]): string[] =>
    story(...events).flatMap((words) => (words.startsWith('Appointment missed') ? [words.slice(32)] : []));

  it('is told as such as long as it is itself, whatever becomes of another', () => {
    const two = [booked(1, 7), booked(1, 8), mayBe(7, 7.5), mayBe(8, 20)];
    expect(misses(...two, contact(9))).toEqual([COULD, MAY]);
  });

  it('is told apart from another at the same time', () => {
    const two = [booked(1, 7), booked(1, 7, 'b7'), mayBe(7, 7.5), mayBe(7.1, 20, 'b7')];
    expect(misses(...two, contact(9))).toEqual([COULD, MAY]);
    expect(story(...two, contact(9)).filter((words) => words === FINAL)).toHaveLength(1);
  });

  it('is told apart from an earlier hour of the same appointment', () => {
    const two = [booked(1, 7), mayBe(7, 7.5), moved(8, 'a7', 14), mayBe(14, 20, 'a7')];
    expect(misses(...two, contact(15))).toEqual([COULD, MAY]);
    expect(story(...two, contact(15)).filter((words) => words === FINAL)).toHaveLength(1);
    expect(last(...two, contact(15), contact(21)).slice(0, 2)).toEqual(['Message to the client', FINAL]);
  });

  it('is told in German as well', () =>
    expect(
      narrate([opened(), booked(1, 7), mayBe(7, 8), contact(9)], undefined, DEFAULT_WORDINGS.in.de)
        .slice(2)
        .map(({ words }) => words),
    ).toEqual([
      'Termin nicht wahrgenommen, von Klientenseite (konnte da noch zurückgenommen werden)',
      'Nachricht an die Klientenseite',
      'Der nicht wahrgenommene Termin zählt ab hier',
    ]));

  it('does not count where it was taken back, and nothing more is said of it', () => {
    expect(last(booked(1, 7), mayBe(7, 8), attended(7.5, 'a7'))).toEqual(['Appointment kept']);
    expect(last(booked(1, 7), mayBe(7, 8), attended(7.5, 'a7'), contact(9))).toEqual(['Message to the client']);
  });

  it('is no hour that was ticked off before it began, whatever it was in the end', () => {
    expect(last(booked(1, 7), attended(6.9, 'a7'))).toEqual(['Appointment kept']);
    expect(last(booked(1, 7), attended(6.9, 'a7'), missed(7.1, 'client', 'a7'))).toEqual([
      'Appointment missed by the client',
    ]);
  });
});

describe('a missed hour at which the client was', () => {
  it('F1: no longer counts once that is told, also where it did not count yet', () => {
    expect(last(booked(1, 7), missed(7.01, 'client', 'a7'), joined(7.02, 'a7'))).toEqual(['Joined: client', THERE]);
    expect(last(booked(1, 7), mayBe(7.01, 8, 'a7'), joined(7.02, 'a7'))).toEqual(['Joined: client', THERE]);
  });

  it('F1: is told where it was missed by both, and by nobody knows whom nothing is', () => {
    const was = [booked(1, 7), joined(7, 'a7')];
    expect(last(...was, missed(7.01, 'both', 'a7'))).toEqual([
      'Appointment missed by both (the client was there: not counted as missed by the client)',
    ]);
    expect(last(...was, missed(7.01, 'unknown', 'a7'))).toEqual(['Appointment missed']);
  });

  it('F1: is not one at which nobody was seen, whatever is told of another', () => {
    const gone = [booked(1, 7), booked(1, 14), missed(7, 'client', 'a7')];
    expect(last(...gone, joined(14, 'a14'))).toEqual(['Joined: client']);
    expect(last(...gone, attended(8, 'a7'))).toEqual(['Appointment kept']);
  });
});

it('goes on where a history is so long that its first hours are let go of', () => {
  const long = Array.from({ length: 70 }, (_, i) => missed(i + 1, 'clinician'));
  expect(story(...long)).toEqual(['Episode opened', ...long.map(() => 'Appointment missed by the clinician')]);
});
