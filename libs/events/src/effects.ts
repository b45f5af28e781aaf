/**
 * What each type changes, in one sentence for the person who decides whether to send it: the only place where that is
 * said. All events are shown in the timeline of their episode; that is not repeated here. The table of the tests, which
 * sees each effect in a running system, is `catalogue-effects.int.spec.ts` in the pipeline.
 */
import type { EventType } from './catalogue.js';

const CONTACT = 'It counts as contact: the silence after a strain or an appointment starts again.';

export const EFFECTS: Readonly<Record<EventType, string>> = {
  'appointment.booked': 'The appointment is the next one, unless an earlier one is booked, until its start has passed.',
  'appointment.confirmed':
    'By the client, it counts as contact: the silence after a strain or an appointment starts again.',
  'appointment.rescheduled': 'The appointment has the new time, and the move is counted for the side that made it.',
  'appointment.cancelled':
    'The appointment is no longer ahead, and the cancellation is counted for the side that made it. Four late ones by the client in a row raise an alert.',
  'appointment.arrived':
    'It counts as contact: the silence after a strain or an appointment starts again. The appointment does not count as missed by the client.',
  'appointment.attended':
    'The appointment counts as kept once it has begun, and is the last one kept unless a later one was. An alert about an absence eases.',
  'appointment.missed':
    'The appointment counts as missed by the side that missed it. If that was the client, in a strain or twice in a row, an alert is raised, unless the reason is a circumstance.',
  'appointment.attendance_corrected': 'The appointment has the corrected outcome, at its own time.',
  'appointment.voided': 'The appointment no longer counts anywhere.',
  'visit.participant_joined':
    'For the clinician, it shows whether the appointment started on time. For the client, it counts as contact, and the appointment does not count as missed by the client.',
  'visit.participant_left':
    'For the client, it counts as contact, and the appointment does not count as missed by the client.',
  'visit.started': CONTACT,
  'visit.ended': 'It counts as contact, unless the appointment was cancelled, moved or voided.',
  'note.recorded':
    'The note waits for a signature, where the practice signs notes. A note by somebody other than the clinician is shown as such.',
  'note.signed': 'The note no longer waits, and the time since its appointment counts as documentation time.',
  'note.amended':
    'An unlocked note waits for a signature again. An edited or replaced note is shown as the latest version.',
  'note.cosigned': 'The note no longer waits for a signature.',
  'note.voided': 'The note and its markers no longer count.',
  'note.alliance_markers_recorded':
    'Markers of strain or repair count as such at their appointment. Markers of agreement, and words that name a part of the relationship, are shown with it; the summary says whether expectations are clear. Suggestions by software never count.',
  'feedback.requested': 'A form with a due time counts as missing from that time on, until it comes.',
  'feedback.partially_submitted':
    'The form is no longer awaited. It has no score; a safety answer in it raises an alert.',
  'feedback.submitted':
    'The form is scored and compared with the others of its time. A safety answer in it raises an alert.',
  'feedback.amended': 'The form counts with the new answers, at its original time. A safety alert stays.',
  'feedback.voided': 'The form no longer counts. A safety alert stays.',
  'feedback.expired': 'The form counts as missing.',
  'engagement.task_assigned': 'The task is open, and due once its time has passed without a report.',
  'engagement.task_completed': 'The task counts with the share that was done.',
  'engagement.task_overdue':
    'The task counts as not done, until it is reported as completed. Little done for weeks is a reason to look.',
  'engagement.contact_logged':
    'It counts as contact, in either direction. The response time of a message to the client counts as reply time.',
  'episode.opened': 'The episode appears in the caseload of its clinician, and its events count.',
  'episode.updated':
    'The members that are sent replace those of the plan. The approach sets what is looked at first; in a plan that is completed nobody is absent. Goals that are not agreed by the third kept appointment are a reason to look.',
  'episode.paused':
    'Nothing counts as missed or missing, and no alert that was put off comes back, until the pause ends. A safety answer does.',
  'episode.resumed': 'The pause ends, and silence is counted from here.',
  'episode.closed': 'The episode moves to the end of the caseload, its strain is closed, and nothing more is awaited.',
  'episode.clinician_changed':
    'A handover starts a new relationship with the other clinician, a cover receives the alerts, and a supervisor is shown.',
  'client.registered': 'The caseload shows since when the practice has known the client.',
  'client.updated': 'The caseload shows when the client’s details last changed, so that cached names can be refreshed.',
  'client.merged': 'Episodes, alerts and later events move to the record that stays.',
  'client.unmerged': 'The merge is undone.',
  'client.consent_changed':
    'Scoring, alerts or messages stop or resume at once, and waiting messages are withdrawn. Safety answers still raise alerts.',
  'client.deceased': 'Every open alert is withdrawn, and nothing more is awaited, raised or sent.',
  'clinician.registered':
    'A clinician who had left receives alerts again. Messages name hours in their `zone`; their `lead` receives the alerts if they leave.',
  'clinician.updated': 'The members that are sent replace those of the clinician.',
  'clinician.deactivated':
    'The clinician receives nothing more. Alerts go to the cover, their own lead, or the clinic’s duty lead.',
  'clinician.absence_started':
    'Alerts go to the named cover until the absence ends, and no client counts as absent meanwhile.',
  'clinician.absence_ended': 'Alerts go to the clinician again.',
  'timer.due':
    'Something that ends or starts by itself has done so, such as a pause, a handover, the wait for a form or an absence.',
  'alert.acknowledged': 'The alert has an owner, and is not escalated.',
  'alert.snoozed': 'The alert is hidden until the chosen time.',
  'alert.overridden': 'The alert is over. If it was called wrong, its strain is withdrawn.',
  'alert.resolved': 'The alert is over. If it was talked through, its strain is confirmed and easing.',
  'alert.act_undone': 'What was done with the alert is undone.',
};
