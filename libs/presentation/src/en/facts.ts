import { allMarkWords } from '../mark-words.js';
import { isShownAnyway } from '../shown-anyway.js';
import type { CameAs, FactsInWords } from '../words.js';
import { marks } from './marks.js';
import { due } from './due.js';
import { parts } from './parts.js';
import { because } from './reasons.js';

const BY = {
  client: 'by the client',
  clinician: 'by the clinician',
  practice: 'by the practice',
  both: 'by both',
  unknown: '',
};
const by = (who: keyof typeof BY, words: string): string => (BY[who] ? `${words} ${BY[who]}` : words);
/** Minutes from the booked start; negative before it. */
const joined = (who: string, minutes = 0): string[] =>
  minutes === 0 ? [] : [`${who} there ${Math.abs(minutes)} min ${minutes > 0 ? 'after' : 'before'} the start`];
const RESPONDENTS = { clinician: ' from the clinician', observer: ' from an observer', member: ' from a member' };
const MODES: Readonly<Record<string, string>> = {
  paper: ', on paper',
  interview: ', asked in person',
  imported: ', imported',
};
const ENTERED: Readonly<Record<string, string>> = {
  clinician: ', typed in by the clinician',
  practice: ', typed in by the practice',
  proxy: ', filled in for the client by somebody else',
};
/** Who filled it in and how it came, where that is not the client by themselves. */
const came = ({ respondent, mode, enteredBy }: CameAs): string =>
  `${RESPONDENTS[respondent.split(':')[0] as keyof typeof RESPONDENTS] ?? ''}${MODES[mode ?? ''] ?? ''}${ENTERED[enteredBy ?? ''] ?? ''}`;
const begun = ({ answered, total }: { answered?: number; total?: number }): string =>
  answered === undefined ? '' : `: ${answered}${total === undefined ? '' : ` of ${total}`} answered`;
const SCOPES = { scoring: ' to scoring', alerts: ' to alerts', messages: ' to messages', all: '' };
const TASKS = { homework: ': homework', exercise: ': exercise', diary: ': diary', other: '' };
const SHARES = ['not at all', 'a little', 'about half', 'mostly', 'fully'];
const readable = (code: string): string => code.replaceAll(/[-_.]/g, ' ');

export const facts: FactsInWords = {
  'episode.opened': 'Episode opened',
  'episode.updated': 'Plan updated',
  'episode.paused': 'Paused by agreement',
  'episode.resumed': 'Resumed',
  'episode.closed': 'Episode ended',
  'episode.clinician_changed': ({ kind }) => CHANGES[kind],
  'appointment.booked': 'Appointment booked',
  'appointment.confirmed': ({ by: who }) => by(who, 'Appointment confirmed'),
  'appointment.rescheduled': ({ initiatedBy }) => by(initiatedBy, 'Appointment moved'),
  'appointment.cancelled': ({ cancelledBy, reasonCode }) =>
    `${by(cancelledBy, 'Appointment cancelled')}${because(reasonCode)}`,
  'appointment.arrived': 'Arrived',
  'appointment.attended': ({ clientLateMinutes, clinicianLateMinutes, endedEarly }) =>
    [
      'Appointment kept',
      ...joined('client', clientLateMinutes),
      ...joined('clinician', clinicianLateMinutes),
      ...(endedEarly ? ['ended early'] : []),
    ].join(', '),
  'appointment.missed': ({ by: who, reasonCode }) => `${by(who, 'Appointment missed')}${because(reasonCode)}`,
  'appointment.attendance_corrected': ({ to }) => `Attendance corrected to ${to}`,
  'appointment.voided': ({ cause }) => `Appointment taken back: ${readable(cause)}`,
  'visit.participant_joined': ({ role }) => `Joined: ${role}`,
  'visit.participant_left': ({ role, secondsSoFar }) =>
    secondsSoFar === undefined ? `Left: ${role}` : `Left: ${role}, after ${Math.round(secondsSoFar / 60)} min`,
  'visit.started': 'Visit started',
  'visit.ended': 'Visit ended',
  'note.recorded': ({ noteType, status }) =>
    `Note recorded: ${readable(noteType)}${status === 'final' ? '' : `, ${status}`}`,
  'note.signed': 'Note signed',
  'note.amended': ({ kind }) => `Note amended: ${AMENDMENTS[kind]}`,
  'note.cosigned': 'Note co-signed',
  'note.voided': ({ cause }) => `Note taken back: ${readable(cause)}`,
  'note.alliance_markers_recorded': ({ source, confidence, markers }) =>
    `${source === 'assisted' ? 'Suggested for a note' : 'Marked in a note'}${confidence === undefined ? '' : `, ${Math.round(100 * confidence)} % sure`}: ${allMarkWords(markers, { marks, parts })}`,
  'feedback.requested': 'Form asked for',
  'feedback.partially_submitted': (form) => `Form begun, not finished${came(form)}${begun(form)}`,
  'feedback.submitted': (form) => `Form received${came(form)}`,
  'feedback.amended': (form) => `Form amended${came(form)}`,
  'feedback.voided': ({ cause }) => `Form taken back: ${readable(cause)}`,
  'feedback.expired': 'Form no longer open',
  'engagement.task_assigned': ({ taskKind }) => `Task agreed${TASKS[taskKind]}`,
  'engagement.task_completed': ({ taskKind, completion }) =>
    completion === undefined || completion === 4
      ? `Task done${TASKS[taskKind]}`
      : `Task reported${TASKS[taskKind]}, done ${SHARES[completion]}`,
  'engagement.task_overdue': ({ taskKind }) => `Task due and not reported${TASKS[taskKind]}`,
  'engagement.contact_logged': ({ direction }) =>
    direction === 'from-client' ? 'Message from the client' : 'Message to the client',
  'client.registered': 'Client registered',
  'client.updated': 'Client details updated',
  'client.merged': 'Client records joined',
  'client.unmerged': 'Client records parted again',
  'client.consent_changed': ({ scope, granted }) => `Consent${SCOPES[scope]} ${granted ? 'given' : 'withdrawn'}`,
  'client.deceased': 'The client has died',
  'clinician.registered': 'Clinician registered',
  'clinician.updated': 'Clinician details updated',
  'clinician.deactivated': 'Clinician no longer active',
  'clinician.absence_started': 'Clinician away',
  'clinician.absence_ended': 'Clinician back',
  'timer.due': ({ reason }) => (isShownAnyway(reason) ? '' : due[reason]),
  'alert.acknowledged': 'Seen by somebody',
  'alert.snoozed': 'Put off until later',
  'alert.overridden': ({ reason }) => `Marked: ${OVERRIDES[reason]}`,
  'alert.resolved': ({ outcome }) => `Done: ${readable(outcome)}`,
  'alert.act_undone': 'Taken back within minutes: what was done with an alert',
};

const AMENDMENTS = { addendum: 'addendum', edit: 'edited', replacement: 'replaced', unlock: 'unlocked' };
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
