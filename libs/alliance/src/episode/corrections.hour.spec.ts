/** What corrects the past, and which hour of a moved appointment a correction is about. */
import type { ClinicEvent, EventData, EventType } from '#lib/events';
import { DAY } from '#lib/kernel';
import { attended, booked, cancelled, day, iso, missed, named, on } from '../../spec/history.js';
import { applyCorrections, correctsThePast } from './corrections.js';

type Correction = EventData<'appointment.attendance_corrected'>;
const corrected = (at: number, to: Correction['to'], rest: Partial<Correction> = {}): ClinicEvent =>
  on(at, 'appointment.attendance_corrected', { appointment: 'a7', from: 'missed', to, by: 'client', ...rest });
const BOOKED_8 = 'booked@8';
const STAYS = 'attendance_corrected@30';

describe('an event', () => {
  const told = (type: EventType): ClinicEvent => on(1, type, {} as never);

  it.each<EventType>([
    ...(['feedback.voided', 'appointment.voided', 'note.voided', 'feedback.amended'] as const),
    ...(['appointment.attendance_corrected', 'alert.act_undone', 'client.merged', 'client.unmerged'] as const),
  ])('corrects the past: %s', (type) => expect(correctsThePast(told(type))).toBe(true));

  it.each<EventType>(['feedback.submitted', 'appointment.missed', 'client.updated', 'note.amended', 'alert.resolved'])(
    'does not correct it: %s',
    (type) => expect(correctsThePast(told(type))).toBe(false),
  );
});

describe('the hour that a correction is about', () => {
  /** What each event counts as, and when. */
  const settled = (...events: ClinicEvent[]): string =>
    applyCorrections(events)
      .map(({ effective: one }) => (one ? `${one.type.split('.')[1] ?? ''}@${(one.occurredAt - day(0)) / DAY}` : '-'))
      .join(' ');
  const moved = (at: number, start: string): ClinicEvent =>
    on(at, 'appointment.rescheduled', { appointment: 'a7', start, end: start } as never);
  const again = (at: number): ClinicEvent => booked(at, at + 6, 'a7');
  const called = (at: number): ClinicEvent => cancelled(at, 'a7', { cancelledBy: 'client' });
  const was = (at: number): ClinicEvent => attended(at, 'a7');
  const wasNot = (at: number): ClinicEvent => missed(at, 'client', 'a7');
  const confirmed = (at: number): ClinicEvent => on(at, 'appointment.confirmed', { appointment: 'a7', by: 'client' });
  const struck = (at: number): ClinicEvent =>
    named(`struck-${at}`, on(at, 'appointment.voided', { appointment: 'a7', cause: 'duplicate' }));
  const from = (wrong: Correction['from'], to: Correction['to'] = 'missed'): ClinicEvent =>
    corrected(30, to, { from: wrong });

  it.each<[string, ClinicEvent[], string]>([
    [
      'the one that was so told, the earlier',
      [was(7), again(8), wasNot(14), from('attended')],
      `missed@7 ${BOOKED_8} missed@14 ${STAYS}`,
    ],
    [
      'the one that was so told, the later',
      [wasNot(7), again(8), was(14), from('attended')],
      `missed@7 ${BOOKED_8} missed@14 ${STAYS}`,
    ],
    [
      'after it was moved',
      [was(7), moved(8, iso(14)), wasNot(14), from('attended')],
      `missed@7 rescheduled@8 missed@14 ${STAYS}`,
    ],
    [
      'after it was missed and moved',
      [wasNot(7), moved(8, iso(14)), was(14), from('missed', 'attended')],
      `attended@7 rescheduled@8 attended@14 ${STAYS}`,
    ],
    [
      'the latest of which it was told',
      [was(7), again(8), was(14), from('attended')],
      `attended@7 ${BOOKED_8} missed@14 ${STAYS}`,
    ],
    [
      'the latest with an outcome where none was so told',
      [was(7), again(8), was(14), again(15), from('cancelled')],
      `attended@7 ${BOOKED_8} missed@14 booked@15 ${STAYS}`,
    ],
    [
      'one between others',
      [wasNot(7), again(8), was(14), again(15), wasNot(21), again(22), wasNot(28), from('attended')],
      `missed@7 ${BOOKED_8} missed@14 booked@15 missed@21 booked@22 missed@28 ${STAYS}`,
    ],
    [
      'one with several outcomes',
      [called(6), was(7), again(8), wasNot(14), from('attended')],
      `missed@6 - ${BOOKED_8} missed@14 ${STAYS}`,
    ],
    [
      'one that was told and then called off',
      [was(7), called(7.5), again(8), wasNot(14), from('cancelled')],
      `missed@7 - ${BOOKED_8} missed@14 ${STAYS}`,
    ],
    [
      'one hour where it was called off and moved',
      [called(6), moved(7, iso(14)), was(14), from('cancelled')],
      `missed@6 rescheduled@7 - ${STAYS}`,
    ],
    [
      'one hour where it was moved to what has passed',
      [was(7), moved(8, iso(7)), wasNot(9), from('attended')],
      `missed@7 rescheduled@8 - ${STAYS}`,
    ],
    [
      'one hour where it was moved to the same instant',
      [was(7), moved(8, iso(8)), wasNot(9), from('attended')],
      `missed@7 rescheduled@8 - ${STAYS}`,
    ],
    [
      'one hour where it was moved to nobody knows when',
      [was(7), moved(8, '?'), wasNot(9), from('attended')],
      `missed@7 rescheduled@8 - ${STAYS}`,
    ],
    [
      'one hour where it was confirmed',
      [was(7), confirmed(8), wasNot(9), from('attended')],
      `missed@7 confirmed@8 - ${STAYS}`,
    ],
    ['a new one where no outcome was told', [confirmed(6), from('booked')], 'confirmed@6 missed@30'],
    [
      'the one before it was taken back, once more',
      [was(7), struck(8), confirmed(9), from('attended')],
      'missed@7 - confirmed@9 attendance_corrected@30',
    ],
    [
      'that, however often it was taken back',
      [again(1), was(7), struck(8), struck(9), from('attended')],
      `booked@1 missed@7 - - ${STAYS}`,
    ],
    [
      'not that where it was booked since',
      [was(7), struck(8), again(9), from('attended')],
      '- voided@8 booked@9 missed@30',
    ],
    [
      'not that where it was moved since',
      [was(7), struck(8), moved(9, iso(14)), from('attended')],
      '- voided@8 rescheduled@9 missed@30',
    ],
  ])('is %s', (_, events, expected) => expect(settled(...events)).toBe(expected));

  it('is told of in full: who missed it and why, where somebody said so', () => {
    const outcome = (to: Correction['to'], more: Partial<Correction>): unknown => {
      const told = { appointment: 'a7', from: 'missed', to, ...more };
      const correction = on(9, 'appointment.attendance_corrected', told as never);
      return applyCorrections([wasNot(7), correction])[0]?.effective?.data;
    };
    const hour = { episode: 'e1', client: 'c1', appointment: 'a7' };
    expect(outcome('attended', { reasonCode: 'pat' })).toStrictEqual(hour);
    expect(outcome('missed', {})).toStrictEqual({ ...hour, by: 'unknown' });
    expect(outcome('missed', { by: 'both', reasonCode: 'pat' })).toStrictEqual({
      ...hour,
      by: 'both',
      reasonCode: 'pat',
    });
    expect(outcome('cancelled', {})).toStrictEqual({ ...hour, cancelledBy: 'unknown' });
    expect(outcome('cancelled', { by: 'both' })).toStrictEqual({ ...hour, cancelledBy: 'unknown' });
    expect(outcome('cancelled', { by: 'client' })).toStrictEqual({ ...hour, cancelledBy: 'client' });
    expect(outcome('booked', {})).toBeUndefined();
  });
});
