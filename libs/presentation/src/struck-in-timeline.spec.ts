import { attended, missed, named, on, opened } from '../../alliance/spec/history.js';
import { narrate } from './episode-timeline.js';
import { DEFAULT_WORDINGS } from './wording.js';

const struck = on(8, 'appointment.voided', { appointment: 'a7', cause: 'entered-in-error' });
const last = (...told: Parameters<typeof narrate>): string | undefined => narrate(...told).at(-1)?.words;

it.each([
  ['kept', attended(9, 'a7')],
  ['missed', missed(9, 'client', 'a7')],
])('C10b: says that an appointment told as %s after it was taken back does not count', (_, again) => {
  const events = [opened(), attended(7), struck, named('again', again)];
  expect(last(events)).toContain(' (not counted: the appointment had been taken back)');
  expect(last(events, undefined, DEFAULT_WORDINGS.in.de)).toContain('(zählt nicht: Der Termin war zurückgenommen)');
});

it('C10b: says nothing of the kind once a correction has put it back', () => {
  const right = on(9, 'appointment.attendance_corrected', { appointment: 'a7', from: 'booked', to: 'attended' });
  const words = narrate([opened(), attended(7), struck, right]).map((entry) => entry.words);
  expect(words.join()).not.toContain('not counted');
});
