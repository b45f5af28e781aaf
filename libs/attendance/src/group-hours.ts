/** Which hours are a group's. What a source says when it books holds wherever the hour is moved to. */
import type { ClinicEvent } from '#lib/events';
import type { Attendance } from './attendance-state.js';
import { appointmentOf, replace } from './calendar.js';

export function markGroup(before: Attendance, after: Attendance, event: ClinicEvent): Attendance {
  const group = isGroup(before, event);
  const hour = group === undefined ? undefined : hourIn(after, event);
  return group === undefined || !hour || hour.group === group ? after : replace(after, hour, { ...hour, group });
}

/** Undefined where nobody says so. */
function isGroup(before: Attendance, { type, data }: ClinicEvent): boolean | undefined {
  if (type === 'appointment.booked')
    return data.kind === undefined ? appointmentOf(before, data.appointment)?.group : data.kind === 'group';
  if (type !== 'appointment.rescheduled') return undefined;
  return appointmentOf(before, data.previousAppointment ?? data.appointment)?.group;
}

const hourIn = (attendance: Attendance, { data }: ClinicEvent) =>
  appointmentOf(attendance, (data as { readonly appointment: string }).appointment);
