/** One busy episode and the people around it: every event type that a practice system may send, at least once. */
import type { Dyad, SentEvent } from '#lib/testkit';
import { began, day, form, iso, on, said, who } from './told.js';

const busy = who('busy', 'dr-7');
const PULSE = { code: 'pulse', version: '1' };
const span = (at: number) => ({ start: iso(at), end: iso(at + 0.04) });

const appointments = (one: Dyad): SentEvent[] => [
  on(
    one,
    6,
    said('appointment.booked', { appointment: 'b1', ...span(9), modality: 'video', kind: 'therapy', series: 's1' }),
  ),
  on(one, 7, said('appointment.confirmed', { appointment: 'b1', by: 'client', channel: 'sms' })),
  on(one, 8.9, said('appointment.arrived', { appointment: 'b1' })),
  on(one, 9.05, said('appointment.attended', { appointment: 'b1', clientLateMinutes: 12, evidence: 'telehealth' })),
  on(one, 10, said('appointment.booked', { appointment: 'b2', ...span(16), bookedBy: 'client' })),
  on(
    one,
    12,
    said('appointment.rescheduled', { appointment: 'b2', ...span(17), initiatedBy: 'client', noticeMinutes: 5_000 }),
  ),
  on(
    one,
    16.9,
    said('appointment.cancelled', { appointment: 'b2', cancelledBy: 'client', late: true, reasonCode: 'pat' }),
  ),
  on(one, 18, said('appointment.booked', { appointment: 'b3', ...span(23) })),
  on(one, 23.1, said('appointment.missed', { appointment: 'b3', by: 'unknown' })),
  on(one, 24, said('appointment.attendance_corrected', { appointment: 'b3', from: 'missed', to: 'attended' })),
  on(one, 25, said('appointment.booked', { appointment: 'b4', ...span(30) })),
  on(one, 26, said('appointment.voided', { appointment: 'b4', cause: 'duplicate' })),
  on(one, 40, said('appointment.booked', { appointment: 'b5', ...span(62) })),
];

const visits = (one: Dyad): SentEvent[] => [
  on(one, 9, said('visit.started', { appointment: 'b1', modality: 'video' })),
  on(one, 9.001, said('visit.participant_joined', { appointment: 'b1', role: 'client' })),
  on(one, 9.03, said('visit.participant_left', { appointment: 'b1', role: 'client', secondsSoFar: 2_400 })),
  on(one, 9.04, said('visit.ended', { appointment: 'b1' })),
];

const notes = (one: Dyad): SentEvent[] => [
  on(one, 9.1, said('note.recorded', { note: 'n1', noteType: 'progress', status: 'draft', appointment: 'b1' })),
  on(one, 9.2, said('note.signed', { note: 'n1', version: 1, lagMinutes: 200 })),
  on(one, 9.3, said('note.amended', { note: 'n1', version: 2, kind: 'addendum' })),
  on(one, 9.4, said('note.cosigned', { note: 'n1', signer: 'dr-3' })),
  on(
    one,
    9.5,
    said('note.alliance_markers_recorded', {
      note: 'n1',
      source: 'clinician',
      markers: [{ code: 'bond', significance: 2 }],
    }),
  ),
  on(one, 9.6, said('note.recorded', { note: 'n2', noteType: 'other', status: 'final' })),
  on(one, 9.7, said('note.voided', { note: 'n2', cause: 'entered-in-error' })),
];

const forms = (one: Dyad): SentEvent[] => {
  const answers = (value: number) => [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ item: `p${n}`, value }));
  const about = { instrument: PULSE, respondent: 'client' };
  const asked = (name: string, dueAt: string) => said('feedback.requested', { form: name, ...about, dueAt });
  return [
    on(one, 8, asked('g1', iso(11))),
    on(
      one,
      9.1,
      said('feedback.partially_submitted', { form: 'g1', ...about, items: answers(8).slice(0, 3), answered: 3 }),
    ),
    on(one, 9.2, said('feedback.submitted', { form: 'g1', ...about, items: answers(8), mode: 'remote-link' })),
    on(one, 9.8, said('feedback.amended', { form: 'g1', ...about, items: answers(9), enteredBy: 'practice' })),
    on(one, 17, asked('g2', iso(19))),
    on(one, 20, said('feedback.expired', { form: 'g2', instrument: PULSE })),
    form(one, 23.2, { code: 'pulse', prefix: 'p', values: [7, 7, 7, 7, 7, 7, 7, 7] }),
    on(one, 25, said('feedback.voided', { form: 'pulse-23.2-client', instrument: PULSE, cause: 'wrong-person' })),
  ];
};

const between = (one: Dyad): SentEvent[] => {
  const task = { task: 't1', taskKind: 'homework', dueAt: iso(15) } as const;
  return [
    on(one, 9.9, said('engagement.task_assigned', task)),
    on(one, 14, said('engagement.task_completed', { ...task, completion: 3 })),
    on(one, 16, said('engagement.task_overdue', { task: 't2', taskKind: 'diary' })),
    on(
      one,
      21,
      said('engagement.contact_logged', { direction: 'from-client', channel: 'email', responseLatencyMinutes: 90 }),
    ),
    on(one, 27, said('episode.updated', { plannedVisits: 20, cadenceDays: 14, goalsAgreed: true })),
    on(one, 28, said('episode.paused', { by: 'clinician' })),
    on(one, 35, said('episode.resumed', {})),
    on(one, 36, said('episode.clinician_changed', { to: 'dr-2', kind: 'handover' })),
  ];
};

const person = (type: SentEvent['type'], at: number, data: object): SentEvent =>
  ({ id: `${type}-${Object.values(data).join('-')}-${at}`, type, at: day(at), data }) as SentEvent;

const people = (): SentEvent[] => [
  person('client.registered', 4, { client: busy.client }),
  person('client.registered', 4, { client: 'cl-twin' }),
  person('client.updated', 5, { client: busy.client }),
  person('client.merged', 6, { client: 'cl-twin', survivor: busy.client, retired: 'cl-twin' }),
  person('client.unmerged', 7, { client: 'cl-twin', restored: 'cl-twin' }),
  person('client.consent_changed', 8, { client: busy.client, scope: 'messages', granted: true }),
  person('client.deceased', 30, { client: 'cl-twin' }),
  ...['dr-1', 'dr-2', 'dr-3', 'dr-4'].map((clinician) => person('clinician.registered', 1, { clinician })),
  person('clinician.updated', 2, { clinician: 'dr-2' }),
  person('clinician.registered', 1, { clinician: 'dr-9' }),
  person('clinician.deactivated', 20, { clinician: 'dr-9' }),
  person('clinician.absence_started', 27.5, { clinician: 'dr-4', until: iso(50), cover: 'dr-2' }),
  person('clinician.absence_ended', 49, { clinician: 'dr-4' }),
];

export const everyType = (): SentEvent[] => [
  began(busy, 5, { approach: 'cbt', plannedVisits: 10, cadenceDays: 7 }),
  ...appointments(busy),
  ...visits(busy),
  ...notes(busy),
  ...forms(busy),
  ...between(busy),
  ...people(),
];

/** Kept unread, or kept and not counted: an unknown type, an unknown form, and one that is switched off. Two with extensions. */
export const notUnderstood = (): Record<string, unknown>[] => {
  const about = { specversion: '1.0', source: 'urn:test:practice', time: iso(32) };
  const submitted = (code: string, version: string) => ({
    ...about,
    id: `odd-${code}`,
    type: 'rapport.feedback.submitted.v1',
    data: { ...busy, form: code, instrument: { code, version }, respondent: 'client', items: [] },
  });
  const extended = {
    sequence: '00000007',
    recordedtime: iso(32.5),
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  };
  return [
    { ...about, ...extended, id: 'odd-type', type: 'practice.invoice.sent', data: { invoice: 'i1' } },
    { ...submitted('homework', '1'), ...extended },
    submitted('nobody-knows', '1'),
    submitted('seq', '5'),
  ];
};
