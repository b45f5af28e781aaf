import { attended, iso, missed, on, opened, pulse, pulseItems, requested, strained } from '../spec/history.js';
import { foldEpisode } from './episode.js';
import type { ClinicEvent } from './events/catalogue.js';
import type { EpisodeState } from './state.js';

const instrument = { code: 'pulse', version: '1' };
const voided = (at: number, form: string): ClinicEvent =>
  on(at, 'feedback.voided', { form, instrument, cause: 'wrong-person' });
const amended = (at: number, form: string, level: number): ClinicEvent =>
  on(at, 'feedback.amended', { form, instrument, respondent: 'client', items: pulseItems(level) });
const corrected = (at: number, appointment: string, to: 'attended' | 'missed' | 'booked'): ClinicEvent =>
  on(at, 'appointment.attendance_corrected', { appointment, from: 'missed', to, by: 'client' });

/** Everything but the place in the log. */
const essence = (events: readonly ClinicEvent[]): EpisodeState => ({ ...foldEpisode(events), asOf: 0, last: null });

it('lets a voided form never have counted', () => {
  expect(essence([...strained(), voided(30, 'f21-client')])).toEqual(essence(strained().slice(0, -1)));
});

it('lets an amended form count with its new answers at its old time', () => {
  const state = essence([...strained(), amended(30, 'f21-client', 90)]);
  expect([state.rupture, state.alerts]).toEqual([null, []]);
  expect(state).toEqual(essence([...strained().slice(0, -1), pulse(21, 90)]));
});

it('takes an amended form for a new one when the first version never came', () => {
  expect(foldEpisode([opened(), amended(7, 'f7-client', 80)]).series[0]?.ratings).toMatchObject([{ value: 80 }]);
});

it('no longer waits for a voided form', () => {
  expect(foldEpisode([opened(), requested(1, 5), voided(2, 'f1-client')]).awaited).toEqual([]);
});

it('corrects attendance at the time of what was wrong, alerts included', () => {
  const state = essence([...strained(), missed(28), corrected(30, 'a28', 'attended')]);
  expect(state.alerts.map(({ rule }) => rule)).toEqual(['strain-open']);
  expect(state).toEqual(essence([...strained(), { ...attended(28), id: missed(28).id }]));
});

it('corrects towards a missed appointment too', () => {
  const { attendance } = foldEpisode([opened(), attended(7), corrected(9, 'a7', 'missed')]);
  expect(attendance.tallies).toMatchObject({ kept: 0, missedByClient: 1 });
  expect(attendance.lastAttended).toBeNull();
});

it('takes a correction at its word when nothing came before it', () => {
  expect(foldEpisode([opened(), corrected(9, 'a7', 'attended')]).attendance.tallies.kept).toBe(1);
});

it('lets a voided appointment never have been', () => {
  const { attendance } = foldEpisode([
    opened(),
    missed(7),
    on(9, 'appointment.voided', { appointment: 'a7', cause: 'duplicate' }),
  ]);
  expect([attendance.appointments, attendance.tallies.missedByClient]).toEqual([[], 0]);
});

it('does not reach what comes after the correction', () => {
  const again = on(31, 'appointment.attended', { appointment: 'a7', actualStart: iso(31) });
  expect(foldEpisode([opened(), missed(7), corrected(9, 'a7', 'booked'), again]).attendance.tallies).toMatchObject({
    kept: 1,
    missedByClient: 0,
  });
});
