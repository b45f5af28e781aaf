/** What each event was, in plain words, and on which lane of a timeline it stands. */
import type { ClinicEvent, EventType } from '#lib/events';
import type { FactsInWords } from './words.js';

export type Lane = 'forms' | 'appointments' | 'strain' | 'alerts' | 'notes' | 'other';

export interface FactWords {
  readonly lane: Lane;
  readonly words: string;
}

const LANES: Readonly<Record<EventType, Lane>> = {
  'episode.opened': 'other',
  'episode.updated': 'other',
  'episode.paused': 'other',
  'episode.resumed': 'other',
  'episode.closed': 'other',
  'episode.clinician_changed': 'other',
  'appointment.booked': 'appointments',
  'appointment.confirmed': 'appointments',
  'appointment.rescheduled': 'appointments',
  'appointment.cancelled': 'appointments',
  'appointment.arrived': 'appointments',
  'appointment.attended': 'appointments',
  'appointment.missed': 'appointments',
  'appointment.attendance_corrected': 'appointments',
  'appointment.voided': 'appointments',
  'visit.participant_joined': 'appointments',
  'visit.participant_left': 'appointments',
  'visit.started': 'appointments',
  'visit.ended': 'appointments',
  'note.recorded': 'notes',
  'note.signed': 'notes',
  'note.amended': 'notes',
  'note.cosigned': 'notes',
  'note.voided': 'notes',
  'note.alliance_markers_recorded': 'notes',
  'feedback.requested': 'forms',
  'feedback.partially_submitted': 'forms',
  'feedback.submitted': 'forms',
  'feedback.amended': 'forms',
  'feedback.voided': 'forms',
  'feedback.expired': 'forms',
  'engagement.task_assigned': 'other',
  'engagement.task_completed': 'other',
  'engagement.task_overdue': 'other',
  'engagement.contact_logged': 'other',
  'client.registered': 'other',
  'client.updated': 'other',
  'client.merged': 'other',
  'client.unmerged': 'other',
  'client.consent_changed': 'other',
  'client.deceased': 'other',
  'clinician.registered': 'other',
  'clinician.updated': 'other',
  'clinician.deactivated': 'other',
  'clinician.absence_started': 'other',
  'clinician.absence_ended': 'other',
  'timer.due': 'other',
  'alert.acknowledged': 'alerts',
  'alert.snoozed': 'alerts',
  'alert.overridden': 'alerts',
  'alert.resolved': 'alerts',
  'alert.act_undone': 'alerts',
};

export function factWords(event: ClinicEvent, facts: FactsInWords): FactWords {
  const teller = facts[event.type] as string | ((data: unknown) => string);
  return { lane: LANES[event.type], words: typeof teller === 'string' ? teller : teller(event.data) };
}
