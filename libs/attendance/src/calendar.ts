/** The hours of an episode: how one is found, written down and counted, and which of too many are let go of. */
import type { Appointment, Attendance, Tally } from './attendance-state.js';
import { lastKept, recall, remember, unremember } from './remembered.js';

const MOST_BEHIND = 60;
const MOST_AHEAD = 400;

/** The hour that an appointment stands for now, in the calendar or let go of. */
export const hourOf = (attendance: Attendance, ref: string): Appointment | undefined =>
  appointmentOf(attendance, ref) ?? recall(attendance.earlier, ref);

/** Only where it is still written down in full. */
export const appointmentOf = ({ appointments }: Attendance, ref: string): Appointment | undefined =>
  appointments.findLast((appointment) => appointment.ref === ref);

/** Whether all but the outcome and the time has been let go of. */
export const isLetGo = (attendance: Attendance, ref: string): boolean =>
  appointmentOf(attendance, ref) === undefined && recall(attendance.earlier, ref) !== undefined;

/** When an hour was, as far as anybody said. */
export const whenOf = ({ began, start, told }: Appointment): number | undefined => began ?? start ?? told ?? undefined;

export const hasOutcome = (hour: Appointment | undefined): boolean =>
  hour?.status === 'attended' || hour?.status === 'missed';

/** Writes an hour down in the place of what its appointment stood for, and moves it from its old counter to its new one. */
export function put(attendance: Attendance, entry: Appointment): Attendance {
  const at = attendance.appointments.findLastIndex(({ ref }) => ref === entry.ref);
  const old = at < 0 ? recall(attendance.earlier, entry.ref) : attendance.appointments[at];
  const appointments = at < 0 ? [...attendance.appointments, entry] : attendance.appointments.with(at, entry);
  const earlier = at < 0 ? unremember(attendance.earlier, entry.ref) : attendance.earlier;
  return dateLast(
    {
      ...attendance,
      tallies: recount(attendance.tallies, old, entry),
      appointments,
      earlier,
    },
    old,
    entry,
  );
}

/** Writes one hour anew, whatever its appointment stands for now. */
export function replace(attendance: Attendance, old: Appointment, entry: Appointment): Attendance {
  const appointments = attendance.appointments.with(attendance.appointments.indexOf(old), entry);
  return dateLast(
    {
      ...attendance,
      tallies: recount(attendance.tallies, old, entry),
      appointments,
    },
    old,
    entry,
  );
}

/** A new hour of an appointment that keeps its earlier one. */
export const add = (attendance: Attendance, entry: Appointment): Attendance => ({
  ...attendance,
  tallies: recount(attendance.tallies, undefined, entry),
  appointments: [...attendance.appointments, entry],
});

/** Nothing was, and nothing that is told of it again will be. */
export function strike(attendance: Attendance, entry: Appointment): Attendance {
  const { appointments, earlier } = put(attendance, entry);
  const left = appointments.filter((appointment) => appointment.ref !== entry.ref);
  return {
    ...attendance,
    appointments: left,
    earlier: remember(earlier, entry),
  };
}

function recount(
  tallies: Attendance['tallies'],
  old: Appointment | undefined,
  { tally: to }: Appointment,
): Attendance['tallies'] {
  const from: Tally | null = old?.tally ?? null;
  if (from === to) return tallies;
  const counts = { ...tallies };
  if (from) counts[from] -= 1;
  if (to) counts[to] += 1;
  return counts;
}

/** The last kept hour is looked for only where it may have become an earlier one. */
function dateLast(attendance: Attendance, old: Appointment | undefined, entry: Appointment): Attendance {
  const was = old && keptAt(old);
  const is = keptAt(entry);
  if (was === is) return attendance;
  if (was === attendance.lastAttended) return { ...attendance, lastAttended: lastKeptOf(attendance) };
  return isLater(is, attendance) ? { ...attendance, lastAttended: is } : attendance;
}

/** One that was told as kept before it began is none yet. */
const keptAt = (hour: Appointment): number | undefined =>
  hour.status === 'attended' && hour.provisional === null ? whenOf(hour) : undefined;

const isLater = (at: number | undefined, { lastAttended }: Attendance): at is number =>
  at !== undefined && at > (lastAttended ?? -Infinity);

function lastKeptOf({ appointments, earlier }: Attendance): number | null {
  let last = lastKept(earlier);
  for (const hour of appointments) {
    const at = keptAt(hour);
    if (at !== undefined && at > (last ?? -Infinity)) last = at;
  }
  return last;
}

/**
 * What is ahead is kept, for it will be next one day. Of too many hours behind, the earliest are let go of; those
 * that may still be taken back stay.
 */
export function letGo(attendance: Attendance, now: number): Attendance {
  const { appointments } = attendance;
  if (appointments.length <= MOST_BEHIND) return attendance;
  const isAhead = ({ status, start }: Appointment): boolean => status === 'booked' && (start ?? now) > now;
  const ahead = appointments.filter(isAhead);
  const behind = appointments.filter((hour) => !isAhead(hour) && hour.provisional === null);
  const farthest = ahead.length > MOST_AHEAD ? byTime(ahead).slice(MOST_AHEAD) : [];
  const gone = [...earliest(behind, behind.length - MOST_BEHIND), ...farthest];
  if (gone.length === 0) return attendance;
  const kept = appointments.filter((hour) => !gone.includes(hour));
  return { ...attendance, appointments: kept, earlier: gone.reduce(remember, attendance.earlier) };
}

/** The first `n` by time; as a rule one has to go, and nothing is sorted for it. */
function earliest(hours: readonly Appointment[], n: number): readonly Appointment[] {
  if (n <= 0) return [];
  if (n === 1) return [hours.reduce((first, hour) => (timeOf(hour) < timeOf(first) ? hour : first))];
  return byTime(hours).slice(0, n);
}

const byTime = (hours: readonly Appointment[]): readonly Appointment[] =>
  hours.toSorted((a, b) => timeOf(a) - timeOf(b));

const timeOf = (hour: Appointment): number => whenOf(hour) ?? 0;
