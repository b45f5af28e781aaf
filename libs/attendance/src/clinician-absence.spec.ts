import { day, iso, on } from '../../alliance/spec/history.js';
import { isAway } from './clinician-absence.js';
import type { ClinicEvent } from '#lib/events';

const away = (at: number, until?: number): ClinicEvent =>
  on(at, 'clinician.absence_started', { clinician: 'k1', ...(until === undefined ? {} : { until: iso(until) }) });
const back = (at: number): ClinicEvent => on(at, 'clinician.absence_ended', { clinician: 'k1' });

it.each<[boolean, string, readonly ClinicEvent[]]>([
  [false, 'nothing was told', []],
  [true, 'an absence has no end yet', [away(3)]],
  [true, 'it ends later', [away(3, 6)]],
  [false, 'its end has passed', [away(3, 4)]],
  [false, 'it ends at that very time', [away(3, 5)]],
  [true, 'it begins at that very time', [away(5)]],
  [false, 'they came back before its end', [back(4), away(3, 9)]],
  [true, 'they went away again', [away(4.5), back(4), away(3)]],
  [false, 'it begins later', [away(6)]],
  [true, 'something else was told of them since', [away(3), on(4, 'clinician.updated', { clinician: 'k1' })]],
])('is %s when %s', (answer, _, events) => expect(isAway(events, day(5))).toBe(answer));
