/** One valid example of every event type: the least that passes, with times that make sense at the moment of sending. */
import type { EventData, EventType } from '#lib/events';
import { DAY, HOUR, MINUTE, toIso } from '#lib/kernel';

const dyad = { episode: 'ep-example', client: 'cl-example', clinician: 'dr-example' };
const client = { client: dyad.client };
const clinician = { clinician: dyad.clinician };
const appointment = { ...dyad, appointment: 'ap-example' };
const note = { ...dyad, note: 'no-example' };
const task = { ...dyad, task: 'ta-example', taskKind: 'homework' } as const;
const form = { ...dyad, form: 'fo-example', instrument: { code: 'pulse', version: '1' } };
const alert = { ...dyad, alert: 'al-example', by: dyad.clinician };
const answers = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'].map((item) => ({ item, value: 8 }));
const hourFrom = (at: number) => ({ start: toIso(at), end: toIso(at + HOUR) });

type Examples = { readonly [T in EventType]: (now: number) => EventData<T> };

const EXAMPLES: Examples = {
  'appointment.booked': (now) => ({ ...appointment, ...hourFrom(now + DAY) }),
  'appointment.confirmed': () => ({ ...appointment, by: 'client' }),
  'appointment.rescheduled': (now) => ({ ...appointment, ...hourFrom(now + 2 * DAY), initiatedBy: 'client' }),
  'appointment.cancelled': () => ({ ...appointment, cancelledBy: 'client' }),
  'appointment.arrived': () => appointment,
  'appointment.attended': () => appointment,
  'appointment.missed': () => ({ ...appointment, by: 'client' }),
  'appointment.attendance_corrected': () => ({ ...appointment, from: 'missed', to: 'attended' }),
  'appointment.voided': () => ({ ...appointment, cause: 'entered-in-error' }),
  'visit.participant_joined': () => ({ ...appointment, role: 'client' }),
  'visit.participant_left': () => ({ ...appointment, role: 'client' }),
  'visit.started': () => appointment,
  'visit.ended': () => appointment,
  'note.recorded': () => ({ ...note, noteType: 'progress', status: 'final' }),
  'note.signed': () => note,
  'note.amended': () => ({ ...note, kind: 'addendum' }),
  'note.cosigned': () => note,
  'note.voided': () => ({ ...note, cause: 'entered-in-error' }),
  'note.alliance_markers_recorded': () => ({ ...note, source: 'clinician', markers: [{ code: 'repair.attempted' }] }),
  'feedback.requested': (now) => ({ ...form, respondent: 'client', dueAt: toIso(now + 2 * DAY) }),
  'feedback.partially_submitted': () => ({ ...form, respondent: 'client', items: answers.slice(0, 3) }),
  'feedback.submitted': () => ({ ...form, respondent: 'client', items: answers }),
  'feedback.amended': () => ({ ...form, respondent: 'client', items: answers }),
  'feedback.voided': () => ({ ...form, cause: 'entered-in-error' }),
  'feedback.expired': () => form,
  'engagement.task_assigned': () => task,
  'engagement.task_completed': () => ({ ...task, completion: 3 }),
  'engagement.task_overdue': () => task,
  'engagement.contact_logged': () => ({ ...dyad, direction: 'from-client', channel: 'phone' }),
  'episode.opened': () => dyad,
  'episode.updated': () => ({ ...dyad, plannedVisits: 12 }),
  'episode.paused': (now) => ({ ...dyad, until: toIso(now + 14 * DAY) }),
  'episode.resumed': () => dyad,
  'episode.closed': () => ({ ...dyad, reason: 'planned' }),
  'episode.clinician_changed': () => ({ ...dyad, to: 'dr-example-2', kind: 'handover' }),
  'client.registered': () => client,
  'client.updated': () => client,
  'client.merged': () => ({ ...client, survivor: client.client, retired: 'cl-example-old' }),
  'client.unmerged': () => ({ ...client, restored: 'cl-example-old' }),
  'client.consent_changed': () => ({ ...client, scope: 'all', granted: true }),
  'client.deceased': () => client,
  'clinician.registered': () => clinician,
  'clinician.updated': () => clinician,
  'clinician.deactivated': () => clinician,
  'clinician.absence_started': (now) => ({ ...clinician, until: toIso(now + 7 * DAY) }),
  'clinician.absence_ended': () => clinician,
  'timer.due': (now) => ({ ...dyad, dueAt: toIso(now - MINUTE), reason: 'feedback-overdue' }),
  'alert.acknowledged': () => alert,
  'alert.snoozed': (now) => ({ ...alert, until: toIso(now + DAY) }),
  'alert.overridden': () => ({ ...alert, reason: 'already-knew' }),
  'alert.resolved': () => ({ ...alert, outcome: 'talked-it-through' }),
  'alert.act_undone': () => ({ ...alert, act: 'act-example-1' }),
};

/** `now` in milliseconds since 1970 UTC. */
export const exampleData = <T extends EventType>(type: T, now: number): EventData<T> => EXAMPLES[type](now);
