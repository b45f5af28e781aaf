/** What each event was, in plain words. Who did something is said only where the event says so. */
import type { ClinicEvent, EventType } from './events/catalogue.js';

export type Lane = 'forms' | 'appointments' | 'strain' | 'alerts' | 'notes' | 'other';

export interface FactWords {
  readonly lane: Lane;
  readonly words: string;
}

type Teller<T extends EventType> = (data: Extract<ClinicEvent, { type: T }>['data']) => string;
type Tellers = { readonly [T in EventType]: readonly [Lane, string | Teller<T>] };

const BY = {
  client: 'by the client',
  clinician: 'by the clinician',
  practice: 'by the practice',
  both: 'by both',
  unknown: '',
};
const by = (who: keyof typeof BY, words: string): string => (BY[who] ? `${words} ${BY[who]}` : words);
const readable = (code: string): string => code.replaceAll(/[-_.]/g, ' ');

const TELLERS: Tellers = {
  'episode.opened': ['other', 'Episode opened'],
  'episode.updated': ['other', 'Plan updated'],
  'episode.paused': ['other', 'Paused by agreement'],
  'episode.resumed': ['other', 'Resumed'],
  'episode.closed': ['other', 'Episode ended'],
  'episode.clinician_changed': ['other', ({ kind }) => CHANGES[kind]],
  'appointment.booked': ['appointments', 'Appointment booked'],
  'appointment.confirmed': ['appointments', 'Appointment confirmed'],
  'appointment.rescheduled': ['appointments', ({ initiatedBy }) => by(initiatedBy, 'Appointment moved')],
  'appointment.cancelled': ['appointments', ({ cancelledBy }) => by(cancelledBy, 'Appointment cancelled')],
  'appointment.arrived': ['appointments', 'Arrived'],
  'appointment.attended': ['appointments', 'Appointment kept'],
  'appointment.missed': ['appointments', ({ by: who }) => by(who, 'Appointment missed')],
  'appointment.attendance_corrected': ['appointments', ({ to }) => `Attendance corrected to ${to}`],
  'appointment.voided': ['appointments', ({ cause }) => `Appointment taken back: ${readable(cause)}`],
  'visit.participant_joined': ['appointments', ({ role }) => `Joined: ${role}`],
  'visit.participant_left': ['appointments', ({ role }) => `Left: ${role}`],
  'visit.started': ['appointments', 'Visit started'],
  'visit.ended': ['appointments', 'Visit ended'],
  'note.recorded': ['notes', ({ noteType }) => `Note recorded: ${readable(noteType)}`],
  'note.signed': ['notes', 'Note signed'],
  'note.amended': ['notes', 'Note amended'],
  'note.cosigned': ['notes', 'Note co-signed'],
  'note.voided': ['notes', ({ cause }) => `Note taken back: ${readable(cause)}`],
  'note.alliance_markers_recorded': [
    'notes',
    ({ source }) => (source === 'assisted' ? 'Marks suggested for a note' : 'Note marked for strain or repair'),
  ],
  'feedback.requested': ['forms', 'Form asked for'],
  'feedback.partially_submitted': ['forms', 'Form begun, not finished'],
  'feedback.submitted': ['forms', 'Form received'],
  'feedback.amended': ['forms', 'Form amended'],
  'feedback.voided': ['forms', ({ cause }) => `Form taken back: ${readable(cause)}`],
  'feedback.expired': ['forms', 'Form no longer open'],
  'engagement.task_assigned': ['other', 'Task agreed'],
  'engagement.task_completed': ['other', 'Task done'],
  'engagement.task_overdue': ['other', 'Task due and not reported'],
  'engagement.contact_logged': [
    'other',
    ({ direction }) => (direction === 'from-client' ? 'Message from the client' : 'Message to the client'),
  ],
  'client.registered': ['other', 'Client registered'],
  'client.updated': ['other', 'Client details updated'],
  'client.merged': ['other', 'Client records joined'],
  'client.unmerged': ['other', 'Client records parted again'],
  'client.consent_changed': ['other', 'Consent changed'],
  'client.deceased': ['other', 'The client has died'],
  'clinician.registered': ['other', 'Clinician registered'],
  'clinician.updated': ['other', 'Clinician details updated'],
  'clinician.deactivated': ['other', 'Clinician no longer active'],
  'clinician.absence_started': ['other', 'Clinician away'],
  'clinician.absence_ended': ['other', 'Clinician back'],
  'timer.due': ['other', 'Time has passed'],
  'alert.acknowledged': ['alerts', 'Seen by somebody'],
  'alert.snoozed': ['alerts', 'Put off until later'],
  'alert.overridden': ['alerts', ({ reason }) => `Marked: ${OVERRIDES[reason]}`],
  'alert.resolved': ['alerts', ({ outcome }) => `Done: ${readable(outcome)}`],
};

const CHANGES = {
  handover: 'A new clinician took over',
  cover: 'Another clinician covers',
  supervision: 'Supervision changed',
};
const OVERRIDES = {
  'already-knew': 'already known',
  'not-relevant': 'not relevant',
  wrong: 'not right',
  'bad-moment': 'not the moment',
};

export function factWords(event: ClinicEvent): FactWords {
  const [lane, teller] = TELLERS[event.type] as readonly [Lane, string | ((data: unknown) => string)];
  return { lane, words: typeof teller === 'string' ? teller : teller(event.data) };
}
