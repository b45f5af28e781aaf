import {
  actor,
  bool,
  derivation,
  dyad,
  instant,
  integer,
  list,
  modality,
  object,
  oneOf,
  optional,
  reasonCode,
  ref,
  zone,
} from './common.js';

const appointment = {
  ...dyad,
  appointment: ref(),
  zone: optional(zone()),
  derivation: optional(derivation()),
};
const evidence = () => oneOf('manual', 'status', 'telehealth');

/** From the telling to the booked start; negative when it was told after the start. */
const notice = () => integer(-525_600, 5_256_000);
/** After the booked start; negative when early. */
const lateness = () => integer(-600, 600);

export const appointmentEvents = {
  'appointment.booked': object({
    ...appointment,
    start: instant(),
    end: instant(),
    modality: optional(modality()),
    kind: optional(oneOf('intake', 'therapy', 'review', 'group', 'couple')),
    series: optional(ref()),
    bookedBy: optional(actor()),
    participants: optional(
      list(
        object({
          ref: ref(),
          role: oneOf('client', 'clinician', 'observer'),
          status: optional(oneOf('accepted', 'declined', 'tentative', 'needs-action')),
        }),
        40,
      ),
    ),
  }),
  'appointment.confirmed': object({
    ...appointment,
    by: actor(),
    channel: optional(oneOf('phone', 'sms', 'email', 'portal', 'in-person', 'other')),
  }),
  'appointment.rescheduled': object({
    ...appointment,
    start: instant(),
    end: instant(),
    previousStart: optional(instant()),
    previousEnd: optional(instant()),
    previousAppointment: optional(ref()),
    initiatedBy: actor(),
    noticeMinutes: optional(notice()),
    reasonCode: optional(reasonCode()),
  }),
  'appointment.cancelled': object({
    ...appointment,
    cancelledBy: actor(),
    reasonCode: optional(reasonCode()),
    reasonTextRef: optional(ref()),
    noticeMinutes: optional(notice()),
    late: optional(bool()),
    replacedBy: optional(ref()),
  }),
  'appointment.arrived': object({
    ...appointment,
    waitingSince: optional(instant()),
  }),
  'appointment.attended': object({
    ...appointment,
    actualStart: optional(instant()),
    actualEnd: optional(instant()),
    clientLateMinutes: optional(lateness()),
    clinicianLateMinutes: optional(lateness()),
    endedEarly: optional(bool()),
    evidence: optional(evidence()),
  }),
  'appointment.missed': object({
    ...appointment,
    by: oneOf('client', 'clinician', 'both', 'unknown'),
    reasonCode: optional(reasonCode()),
    evidence: optional(evidence()),
    reversibleUntil: optional(instant()),
  }),
  'appointment.attendance_corrected': object({
    ...appointment,
    from: oneOf('attended', 'missed', 'cancelled', 'booked'),
    to: oneOf('attended', 'missed', 'cancelled', 'booked'),
    by: optional(oneOf('client', 'clinician', 'both', 'unknown')),
    reasonCode: optional(reasonCode()),
  }),
  'appointment.voided': object({
    ...appointment,
    cause: oneOf('entered-in-error', 'deleted', 'duplicate', 'merged'),
  }),
};
