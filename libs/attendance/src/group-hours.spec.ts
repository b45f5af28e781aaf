/** Hours of a group: what a source says when it books holds wherever the hour is moved to. */
import type { ClinicEvent, EventData } from '#lib/events';
import { attended, booked } from '../../alliance/spec/history.js';
import { hourAfter, moved, off } from '../spec/calendar.js';

type Kind = EventData<'appointment.booked'>['kind'];
const bookedAs = (kind: Kind, at: number, start: number): ClinicEvent => {
  const event = booked(at, start, 'a7');
  return { ...event, data: { ...event.data, kind } } as ClinicEvent;
};
const group = bookedAs('group', 1, 7);

it.each<[string, ClinicEvent[], boolean]>([
  ['booked as a group’s', [group], true],
  ['booked as another kind', [bookedAs('therapy', 1, 7)], false],
  ['booked without a word', [booked(1, 7)], false],
  ['kept', [group, attended(7)], true],
  ['moved', [group, moved(2, 'a7', 9)], true],
  ['called off and booked again without a word', [group, off(2, 'a7'), booked(3, 9, 'a7')], true],
  ['booked again as another kind', [group, off(2, 'a7'), bookedAs('therapy', 3, 9)], false],
  ['booked again as a group’s', [booked(1, 7), off(2, 'a7'), bookedAs('group', 3, 9)], true],
  ['kept, and then moved ahead', [group, attended(7), moved(8, 'a7', 14)], true],
])('an hour that was %s: a group’s is %s', (_, events, is) => expect(hourAfter('a7', ...events)?.group).toBe(is));

it.each([
  ['a7', true],
  ['alone', false],
])('an hour that takes the place of %s: a group’s is %s', (previousAppointment, is) => {
  const history = [group, booked(1, 8, 'alone'), moved(3, 'new', 9, { previousAppointment })];
  expect(hourAfter('new', ...history)?.group).toBe(is);
});
