import { allMarkWords } from '../mark-words.js';
import { isShownAnyway } from '../shown-anyway.js';
import type { CameAs, FactsInWords } from '../words.js';
import { marks } from './marks.js';
import { due } from './due.js';
import { parts } from './parts.js';
import { because } from './reasons.js';

const BY = {
  client: 'von Klientenseite',
  clinician: 'von Behandlungsseite',
  practice: 'durch die Praxis',
  both: 'von beiden Seiten',
  unknown: '',
};
const by = (who: keyof typeof BY, words: string): string => (BY[who] ? `${words}, ${BY[who]}` : words);

const CHANGES = {
  handover: 'Eine neue Fachkraft hat übernommen',
  cover: 'Eine Vertretung springt ein',
  supervision: 'Supervision gewechselt',
};
const ATTENDANCE = {
  attended: 'wahrgenommen',
  missed: 'nicht wahrgenommen',
  cancelled: 'abgesagt',
  booked: 'vereinbart',
};
const CAUSES = {
  'entered-in-error': 'aus Versehen eingetragen',
  deleted: 'gelöscht',
  duplicate: 'doppelt',
  merged: 'zusammengeführt',
  'wrong-person': 'gehört zu jemand anderem',
};
const ROLES = { client: 'Klientenseite', clinician: 'Behandlungsseite', other: 'andere' };
const RESPONDENTS = {
  clinician: ' von Behandlungsseite',
  observer: ' von beobachtender Seite',
  member: ' von einem Mitglied',
};
const MODES: Readonly<Record<string, string>> = {
  paper: ', auf Papier',
  interview: ', im Gespräch erfragt',
  imported: ', importiert',
};
const ENTERED: Readonly<Record<string, string>> = {
  clinician: ', von Behandlungsseite eingegeben',
  practice: ', von der Praxis eingegeben',
  proxy: ', stellvertretend ausgefüllt',
};
const came = ({ respondent, mode, enteredBy }: CameAs): string =>
  `${RESPONDENTS[respondent.split(':')[0] as keyof typeof RESPONDENTS] ?? ''}${MODES[mode ?? ''] ?? ''}${ENTERED[enteredBy ?? ''] ?? ''}`;
const begun = ({ answered, total }: { answered?: number; total?: number }): string =>
  answered === undefined ? '' : `: ${answered}${total === undefined ? '' : ` von ${total}`} beantwortet`;
const STATUSES = { draft: ', Entwurf', preliminary: ', vorläufig', final: '' };
const AMENDMENTS = { addendum: 'Nachtrag', edit: 'bearbeitet', replacement: 'ersetzt', unlock: 'wieder geöffnet' };
const NOTES = {
  progress: 'Verlauf',
  intake: 'Erstgespräch',
  'treatment-plan': 'Behandlungsplan',
  closing: 'Abschluss',
  contact: 'Kontakt',
  other: 'andere',
};
const OVERRIDES = {
  'already-knew': 'schon bekannt',
  'not-relevant': 'hier ohne Bedeutung',
  wrong: 'trifft nicht zu',
  'bad-moment': 'nicht der richtige Zeitpunkt',
};
const OUTCOMES = {
  'talked-it-through': 'besprochen',
  'changed-the-plan': 'Plan geändert',
  'nothing-needed': 'nichts weiter nötig',
  'cannot-reach': 'bisher niemand erreicht',
};

const SCOPES = { scoring: ' zur Auswertung', alerts: ' zu Hinweisen', messages: ' zu Nachrichten', all: '' };
const TASKS = { homework: ': Hausaufgabe', exercise: ': Übung', diary: ': Tagebuch', other: '' };
const SHARES = ['gar nicht', 'ein wenig', 'etwa zur Hälfte', 'größtenteils', 'ganz'];

/** Minutes from the booked start; negative before it. */
const joined = (who: string, minutes = 0): string[] =>
  minutes === 0 ? [] : [`${who} ${Math.abs(minutes)} min ${minutes > 0 ? 'nach' : 'vor'} Beginn da`];

export const facts: FactsInWords = {
  'episode.opened': 'Behandlung begonnen',
  'episode.updated': 'Plan geändert',
  'episode.paused': 'Pause nach Absprache',
  'episode.resumed': 'Wieder aufgenommen',
  'episode.closed': 'Behandlung beendet',
  'episode.clinician_changed': ({ kind }) => CHANGES[kind],
  'appointment.booked': 'Termin vereinbart',
  'appointment.confirmed': ({ by: who }) => by(who, 'Termin bestätigt'),
  'appointment.rescheduled': ({ initiatedBy }) => by(initiatedBy, 'Termin verschoben'),
  'appointment.cancelled': ({ cancelledBy, reasonCode }) =>
    `${by(cancelledBy, 'Termin abgesagt')}${because(reasonCode)}`,
  'appointment.arrived': 'Angekommen',
  'appointment.attended': ({ clientLateMinutes, clinicianLateMinutes, endedEarly }) =>
    [
      'Termin wahrgenommen',
      ...joined(ROLES.client, clientLateMinutes),
      ...joined(ROLES.clinician, clinicianLateMinutes),
      ...(endedEarly ? ['früher beendet'] : []),
    ].join(', '),
  'appointment.missed': ({ by: who, reasonCode }) => `${by(who, 'Termin nicht wahrgenommen')}${because(reasonCode)}`,
  'appointment.attendance_corrected': ({ to }) => `Teilnahme berichtigt: ${ATTENDANCE[to]}`,
  'appointment.voided': ({ cause }) => `Termin zurückgenommen: ${CAUSES[cause]}`,
  'visit.participant_joined': ({ role }) => `Dazugekommen: ${ROLES[role]}`,
  'visit.participant_left': ({ role, secondsSoFar }) =>
    secondsSoFar === undefined
      ? `Gegangen: ${ROLES[role]}`
      : `Gegangen: ${ROLES[role]}, nach ${Math.round(secondsSoFar / 60)} min`,
  'visit.started': 'Sitzung begonnen',
  'visit.ended': 'Sitzung beendet',
  'note.recorded': ({ noteType, status }) => `Notiz angelegt: ${NOTES[noteType]}${STATUSES[status]}`,
  'note.signed': 'Notiz unterschrieben',
  'note.amended': ({ kind }) => `Notiz geändert: ${AMENDMENTS[kind]}`,
  'note.cosigned': 'Notiz mitgezeichnet',
  'note.voided': ({ cause }) => `Notiz zurückgenommen: ${CAUSES[cause]}`,
  'note.alliance_markers_recorded': ({ source, confidence, markers }) =>
    `${source === 'assisted' ? 'Für eine Notiz vorgeschlagen' : 'In einer Notiz vermerkt'}${confidence === undefined ? '' : `, zu ${Math.round(100 * confidence)} % sicher`}: ${allMarkWords(markers, { marks, parts })}`,
  'feedback.requested': 'Um einen Bogen gebeten',
  'feedback.partially_submitted': (form) => `Bogen begonnen, nicht beendet${came(form)}${begun(form)}`,
  'feedback.submitted': (form) => `Bogen eingegangen${came(form)}`,
  'feedback.amended': (form) => `Bogen geändert${came(form)}`,
  'feedback.voided': ({ cause }) => `Bogen zurückgenommen: ${CAUSES[cause]}`,
  'feedback.expired': 'Bogen nicht mehr offen',
  'engagement.task_assigned': ({ taskKind }) => `Aufgabe vereinbart${TASKS[taskKind]}`,
  'engagement.task_completed': ({ taskKind, completion }) =>
    completion === undefined || completion === 4
      ? `Aufgabe erledigt${TASKS[taskKind]}`
      : `Rückmeldung zur Aufgabe${TASKS[taskKind]}, ${SHARES[completion]} erledigt`,
  'engagement.task_overdue': ({ taskKind }) => `Aufgabe fällig, noch keine Rückmeldung${TASKS[taskKind]}`,
  'engagement.contact_logged': ({ direction }) =>
    direction === 'from-client' ? 'Nachricht von Klientenseite' : 'Nachricht an die Klientenseite',
  'client.registered': 'Person aufgenommen',
  'client.updated': 'Angaben zur Person geändert',
  'client.merged': 'Akten zusammengeführt',
  'client.unmerged': 'Akten wieder getrennt',
  'client.consent_changed': ({ scope, granted }) =>
    `Einwilligung${SCOPES[scope]} ${granted ? 'erteilt' : 'zurückgezogen'}`,
  'client.deceased': 'Die Person ist verstorben',
  'clinician.registered': 'Fachkraft aufgenommen',
  'clinician.updated': 'Angaben zur Fachkraft geändert',
  'clinician.deactivated': 'Fachkraft nicht mehr aktiv',
  'clinician.absence_started': 'Fachkraft abwesend',
  'clinician.absence_ended': 'Fachkraft wieder da',
  'timer.due': ({ reason }) => (isShownAnyway(reason) ? '' : due[reason]),
  'alert.acknowledged': 'Von jemandem gesehen',
  'alert.snoozed': 'Auf später gelegt',
  'alert.overridden': ({ reason }) => `Vermerkt: ${OVERRIDES[reason]}`,
  'alert.resolved': ({ outcome }) => `Erledigt: ${OUTCOMES[outcome]}`,
  'alert.act_undone': 'Innerhalb von Minuten zurückgenommen: was mit einem Hinweis getan wurde',
};
