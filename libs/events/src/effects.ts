/**
 * What each type changes, in one sentence for whoever decides whether to send it: the only place where that is said. All
 * events are shown in the timeline of their episode; that is not repeated here. The table of the tests, which sees each
 * effect in a running system, is `catalogue-effects.int.spec.ts` in the pipeline.
 */
import type { EventType } from './catalogue.js';

export const EFFECTS: Readonly<Record<EventType, string>> = {
  'appointment.booked': 'The appointment is the next one, if none comes before it, until its start has passed.',
  'appointment.confirmed': 'By the client it is a sign of life: the two weeks of silence after a strain begin anew.',
  'appointment.rescheduled': 'The appointment has the new time, and the move counts for whoever made it.',
  'appointment.cancelled': 'The appointment is no longer ahead, and the cancellation counts for whoever made it.',
  'appointment.arrived': 'A sign of life: the two weeks of silence after a strain begin anew.',
  'appointment.attended': 'The hour counts as kept, and is the last one kept if none was later.',
  'appointment.missed':
    'The hour counts as missed by whoever missed it. If the client did during a strain, somebody is told.',
  'appointment.attendance_corrected': 'The hour has the outcome that it should have had, at the time that it had.',
  'appointment.voided': 'The appointment counts nowhere any more, whatever was told of it.',
  'visit.participant_joined':
    'Of the clinician it says whether the hour began in time; of the client it is a sign of life.',
  'visit.participant_left': 'Of the client it is a sign of life.',
  'visit.started': 'A sign of life: the two weeks of silence after a strain begin anew.',
  'visit.ended': 'A sign of life, unless the appointment has been called off.',
  'note.recorded':
    'The note waits for its signature, where the practice signs notes. Written by somebody other than the clinician, it says so.',
  'note.signed': 'The note waits no longer, and the time since its hour counts as the time that notes take.',
  'note.amended':
    'An unlocked note waits for a signature again; one that was edited or replaced takes the place of the earlier version.',
  'note.cosigned': 'The note waits for no signature any more.',
  'note.voided': 'The note and its markers count nowhere any more.',
  'note.alliance_markers_recorded':
    'Markers count as signs of strain or of repair in the hour that they are about. Suggestions by software prove nothing.',
  'feedback.requested': 'A form that is due and does not come counts as missing from then on.',
  'feedback.partially_submitted':
    'The form is not waited for any more. It has no score; a safety answer in it is told.',
  'feedback.submitted': 'The form is scored and judged among the forms of its time. A safety answer in it is told.',
  'feedback.amended': 'The form counts with the new answers, at the time of the old ones. A safety answer stays told.',
  'feedback.voided': 'The form counts nowhere any more. A safety answer in it stays told.',
  'feedback.expired': 'The form counts as missing.',
  'engagement.task_assigned': 'The task waits for a word, and is due once its time has come without one.',
  'engagement.task_completed': 'The task counts with the share that was done.',
  'engagement.task_overdue': 'The task counts as not done, until it is completed after all.',
  'engagement.contact_logged':
    'A sign of life, in either direction. With the minutes that an answer took it counts in how fast messages are answered.',
  'episode.opened': 'The episode is in the caseload of its clinician, and what happens in it counts.',
  'episode.updated': 'The plan has what is told anew. The approach decides what is looked at first.',
  'episode.paused': 'Nothing counts as missed or missing until the pause is over.',
  'episode.resumed': 'The pause is over, and silence is counted from here.',
  'episode.closed': 'The episode stands behind all others, its strain is closed, and nothing is waited for.',
  'episode.clinician_changed':
    'A handover begins the relationship anew with the other clinician; a cover hears in the place of the clinician; a supervisor is shown.',
  'client.registered': 'The caseload says since when the client is known to the practice.',
  'client.updated':
    'The caseload says when the client’s details were changed last: whoever shows them reads them again.',
  'client.merged': 'Episodes, alerts and later events belong to the record that stays.',
  'client.unmerged': 'The merge is undone.',
  'client.consent_changed':
    'Scoring, alerts or messages stop or go on at once, and what waits to be sent is withdrawn. A safety answer is told all the same.',
  'client.deceased': 'Every open alert is withdrawn, and nothing is awaited, raised or sent any more.',
  'clinician.registered':
    'Whoever had left is told again. With a zone, messages name hours by it; with a lead, that person hears once this one has left.',
  'clinician.updated': 'As registered, for the members that are sent.',
  'clinician.deactivated':
    'This person is told nothing any more: alerts go to the cover, their own lead, the clinic’s lead or its cover.',
  'clinician.absence_started': 'Alerts go to the cover that is named, until the end that is named or told.',
  'clinician.absence_ended': 'Alerts go to this person again.',
  'timer.due': 'What ends or begins by itself has done so: a pause, a handover, a form that did not come, and so on.',
  'alert.acknowledged': 'The alert is somebody’s, and nobody else is told.',
  'alert.snoozed': 'The alert is out of the way until the time that was chosen.',
  'alert.overridden': 'The alert is over. Called wrong, its strain is taken back.',
  'alert.resolved': 'The alert is over. Talked through, its strain is confirmed and easing.',
  'alert.act_undone': 'What was done with the alert never was.',
};
