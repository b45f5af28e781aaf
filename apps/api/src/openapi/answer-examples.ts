/** One example of each answer; the compiler holds it to the type, and a spec to the schema in the document. */
import type {
  ActResult,
  AlertAnswer,
  AppendAnswer,
  CaseloadEntry,
  EpisodeLook,
  EpisodeTimeline,
  EventTrace,
} from '#lib/pipeline';
import { DEFAULT_WORDING } from '#lib/presentation';
import type { Page } from '#lib/readmodels';

export const EPISODE = 'ep-0042';
const RAISED_AT = 1_773_046_830_000;
const ALERT = 'al_5d0c4b99c1f7b3e2a6480f13';
const MISSED = 'urn:example:practice appointment-2041-missed';

export const CASELOAD_ENTRY: CaseloadEntry = {
  episode: EPISODE,
  client: 'cl-0042',
  clinician: 'dr-1',
  status: 'open',
  opened: 1_767_520_800_000,
  attention: 'talk-soon',
  reason: 'Missed the appointment on 9 March 2026 while a strain is open',
  rupture: {
    state: 'open',
    kind: 'unknown',
    facet: 'bond',
    onset: 1_773_046_805_000,
    tier: 'confirmed',
    noticed: [
      {
        rule: 'direct-report',
        title: 'The client said that something felt off',
        because: 'Asking directly finds what totals at the top of their range cannot show.',
      },
    ],
  },
  lastAlliance: [88.3, 88.3, null, 88.3, 88.3, 46.7],
  nextAppointment: 1_773_568_800_000,
  lastAttended: 1_772_967_000_000,
  attended: 9,
  missedByClient: 1,
  openAlerts: 2,
  asOf: RAISED_AT,
};
const { episode: _episode, ...SUMMARY } = CASELOAD_ENTRY;

export const LOOKS: Page<EpisodeLook> = {
  items: [
    {
      number: 1_184,
      at: '2026-03-09T14:12:09.402Z',
      by: '5f0d1c2b3a49',
      clinician: 'dr-1',
      action: 'timeline',
      words: 'Read the timeline',
      outcome: 'answered',
    },
    {
      number: 1_180,
      at: '2026-03-09T14:02:41.118Z',
      by: '8e2b7f60c1d4',
      clinician: 'dr-2',
      action: 'episode',
      words: 'Opened the episode',
      outcome: 'refused',
      refusedFor: 'not_found',
    },
  ],
  nextCursor: 'WzExODBd',
};

export const CASELOAD: Page<CaseloadEntry> = {
  items: [CASELOAD_ENTRY],
  nextCursor: 'WzIsMTc3MzU2ODgwMDAwMCwiZXAtMDA0MiJd',
};

export const TIMELINE: EpisodeTimeline = {
  episode: EPISODE,
  summary: SUMMARY,
  relationship: {
    profile: {
      approach: 'person-centred',
      weights: { bond: 0.6, task: 0.2, goal: 0.2 },
      first: ['empathy', 'acceptance', 'openness'],
      because: 'Empathy and outcome, r = .28 across orientations (Elliott 2018).',
    },
    views: [],
    discrepancy: null,
    split: null,
    ownPart: {
      cancelledByClinician: 0,
      cancelledByPractice: 0,
      missedByClinician: 0,
      movedByClinician: 0,
      lateStarts: 0,
      startsSeen: 0,
      endedEarly: 0,
      endingsTold: 0,
      documentationLag: null,
      unsignedNotes: 0,
      replyMinutes: null,
    },
    plan: { cadenceDays: 7, plannedVisits: 12, goalsAgreed: true, expectationsClear: true },
    tasks: { done: 0.75, reported: 2, waiting: 1, due: 0 },
    marks: [
      {
        at: 1_770_548_400_000,
        event: 'urn:example:practice note-12-marks',
        source: 'clinician',
        code: 'goal.agreement',
        word: 'clear-expectations',
        part: 'expectations',
        significance: 4,
      },
    ],
  },
  relationshipInWords: {
    parts: {
      empathy: 'being understood',
      acceptance: 'speaking without being judged',
      openness: 'openness',
    },
    marks: ['agreement on goals: clear expectations'],
    plan: ['Goals are agreed', 'A note says that expectations are clear'],
    feedback: [],
  },
  context: [],
  entries: [
    {
      at: RAISED_AT,
      eventId: MISSED,
      kind: 'appointment.missed',
      words: 'Appointment missed by the client',
      lane: 'appointments',
    },
  ],
  events: 42,
};

export const ALERT_ANSWER: AlertAnswer = {
  id: ALERT,
  key: 'missed-during-strain:1:appointment-2041',
  episode: EPISODE,
  client: 'cl-0042',
  clinician: 'dr-1',
  rule: 'missed-during-strain',
  tier: 'talk-soon',
  status: 'open',
  historical: false,
  heldBack: false,
  raisedAt: RAISED_AT,
  createdAt: RAISED_AT + 400,
  seenAgain: 0,
  words: {
    title: 'Missed the appointment on 9 March 2026 while a strain is open',
    whatChanged: 'The appointment on 9 March 2026 was missed. The next one is booked.',
    comparedWith: 'With this client’s own calendar since the strain began.',
    howSure: 'The calendar is certain. The reason is unknown.',
    otherReadings: 'Work, illness, money or travel are common reasons.',
    tryNext: ['Send a short, warm message without a question about why.'],
    wordsToOpenWith: 'I have been thinking of you and would be glad to see you.',
  },
  evidence: [MISSED],
  snoozedUntil: null,
  movedFrom: null,
  cameBackAt: null,
  act: null,
  follows: null,
};
export const INBOX: Page<AlertAnswer> = { items: [ALERT_ANSWER] };

const UNDO_UNTIL = '2026-03-02T14:11:02.345Z';
const ACT = 'act-al_5f0d1c2b3a49586776859403-1';
const acted = (action: ActResult['action'], effect: ActResult['effect']): ActResult => ({
  alert: ALERT,
  action,
  changed: true,
  act: ACT,
  effect,
  words: DEFAULT_WORDING.words.acts[effect],
  undoUntil: action === 'undo' ? null : UNDO_UNTIL,
});
export const ACKNOWLEDGED = acted('acknowledge', 'claimed');
export const SNOOZED = acted('snooze', 'put-off');
export const OVERRIDDEN = acted('override', 'rupture-withdrawn');
export const RESOLVED = acted('resolve', 'rupture-repairing');
export const UNDONE = acted('undo', 'taken-back');

export const SUBJECT = { id: 'form-2041', source: 'urn:example:practice', type: 'rapport.feedback.submitted.v1' };
const RECEIVED_AT = '2026-03-02T14:01:02.345Z';
export const STORED = { position: 1_042, trace: 'https://rapport.clinic.example/v1/events/1042/trace' };

export const ACCEPTED = {
  receivedAt: RECEIVED_AT,
  receipts: [{ index: 0, ...SUBJECT, verdict: 'accepted' as const, duplicate: false, ...STORED }],
};
export const KNOWN = {
  receivedAt: RECEIVED_AT,
  receipts: [{ index: 0, ...SUBJECT, verdict: 'duplicate' as const, duplicate: true, ...STORED }],
};
export const VALIDATED: AppendAnswer = {
  receivedAt: RECEIVED_AT,
  receipts: [{ index: 0, ...SUBJECT, verdict: 'accepted', duplicate: false }],
};

export const TRACE: EventTrace = {
  ...SUBJECT,
  position: STORED.position,
  episode: EPISODE,
  steps: [
    { step: 'received', at: RECEIVED_AT, detail: 'from urn:example:practice' },
    { step: 'stored', detail: 'position 1042, episode/ep-0042 version 39' },
    { step: 'followed', at: '2026-03-02T14:01:02.601Z', detail: 'read models are current' },
  ],
};

export const EVENT_TYPE_LIST = {
  types: [{ type: 'rapport.appointment.missed.v1', schema: '/schemas/rapport.appointment.missed.v1.json' }],
};
export const EVENT_SCHEMA: object = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: '/schemas/rapport.client.registered.v1.json',
  title: 'rapport.client.registered.v1',
  description: 'The caseload shows since when the practice has known the client.',
  type: 'object',
  required: ['client'],
  properties: { client: { type: 'string' } },
};

export const PAGE_TEXT = '<!doctype html><html lang="en"><title>Rapport</title><main>...</main></html>';
export const SCRIPT_TEXT = "'use strict';\nconst id = location.pathname.split('/').pop();\n";
