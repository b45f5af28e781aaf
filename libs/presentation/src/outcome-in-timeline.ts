/** Whether an hour counts as it was told: for now, for good, or not at all; and what time or the client made of it. */
import type { EpisodeState } from '#lib/alliance';
import { hourOf, wasThere, type Appointment, type Attendance } from '#lib/attendance';
import type { ClinicEvent, EventOf } from '#lib/events';
import type { Lane } from './event-words.js';
import type { Words } from './words.js';

/** What an event led to, as an entry of its own. */
export interface Conclusion {
  readonly kind: string;
  readonly words: string;
  readonly lane: Lane;
  /** Where time alone led to it, and the event only found it: when that was. */
  readonly since?: number;
}

const OUTCOMES: ReadonlySet<string> = new Set(['appointment.attended', 'appointment.missed', 'appointment.cancelled']);

interface Telling {
  readonly after: EpisodeState;
  /** Of the whole history. */
  readonly end: EpisodeState;
  readonly words: Words;
}

type Missed = EventOf<'appointment.missed'>;

export function outcomeWords(event: ClinicEvent | undefined, { after, end, words }: Telling): string {
  if (!event || !OUTCOMES.has(event.type)) return '';
  const { timeline } = words;
  const { appointment } = event.data as { appointment: string };
  const hour = hourOf(after.attendance, appointment);
  if (hour === undefined) return '';
  if (hour.status === 'voided') return timeline.struck;
  if (hour.corrected && event.type !== `appointment.${hour.status}`) return timeline.errorAgain;
  return event.type === 'appointment.missed' ? missedWords(hour, event, { after, end, words }) : '';
}

const isOfClient = (by: Missed['data']['by']): boolean => by === 'client' || by === 'both';

function missedWords(
  hour: Appointment,
  { data: { by } }: Missed,
  { after, end, words: { timeline } }: Telling,
): string {
  if (isOfClient(by) && !hour.corrected && wasThere(after.attendance, hour)) return timeline.clientWasThere;
  if (!hour.provisional) return '';
  const isStill = end.attendance.appointments.some(
    ({ ref, start, provisional }) => ref === hour.ref && start === hour.start && provisional !== null,
  );
  return isStill ? timeline.provisional : timeline.wasProvisional;
}

/** A miss that nobody has taken back in time, or at which the client turned out to have been. */
export function attendanceConclusions(before: Attendance, after: Attendance, { timeline }: Words): Conclusion[] {
  if (before === after) return [];
  return before.appointments.flatMap((was): Conclusion[] => {
    const is = after.appointments.find((hour) => hour.ref === was.ref && hour.start === was.start);
    if (was.status !== 'missed' || !is) return [];
    if (was.provisional && is.status === 'missed' && !is.provisional)
      return [{ kind: 'attendance.final', words: timeline.final, lane: 'appointments' }];
    return isSeenSince(before, after, [was, is])
      ? [{ kind: 'attendance.there', words: timeline.there, lane: 'appointments' }]
      : [];
  });
}

const isSeenSince = (before: Attendance, after: Attendance, [was, is]: readonly [Appointment, Appointment]): boolean =>
  before.seen !== after.seen && (was.status !== is.status || was.tally !== is.tally);
