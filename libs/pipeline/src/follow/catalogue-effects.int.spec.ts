/**
 * The whole catalogue, one row each: what a user sees before the event and after it. A type without a row does not
 * compile. The timeline shows every event and counts in no row.
 */
import { EVENT_TYPES, type EventData, type EventType } from '#lib/events';
import { dueTimers } from '#lib/eventlog';
import { DAY, HOUR, MINUTE, toIso } from '#lib/kernel';
import { GetCaseload, type CaseloadEntry } from '../queries/get-caseload.js';
import { GetTimeline, type EpisodeTimeline } from '../queries/get-timeline.js';
import { ActOnAlert, type AlertAction } from '../alerts/act-on-alert.js';
import { UndoAct } from '../alerts/undo-act.js';
import { Sweep } from '../operations/sweep.js';
import type { AlertAnswer } from '../queries/get-alert.js';
import {
  anyName,
  dyadOf,
  fact as anyFact,
  formRequested,
  formVoided,
  openStage,
  opened,
  phq9,
  pulse,
  type SentEvent,
} from '#lib/testkit';

/** Wednesday noon in Vienna: the hours of the day are the same day everywhere that is named here. */
const NOON = Date.parse('2026-06-03T12:00:00+02:00');
const at = (ms: number): string => toIso(NOON + ms);

const who = dyadOf('ep-1');
const hour = { ...who, appointment: 'a' };
const note = { ...who, note: 'n' };
const task = { ...who, task: 't', taskKind: 'exercise' } as const;
const client = { client: who.client };
const clinician = { clinician: who.clinician };
const PULSE = pulse(who, NOON, { form: 'any' }).data.instrument;
const form = (level: number) => pulse(who, NOON, { form: 'f', level }).data;

const { house, clinic, alerts, post } = openStage({ beforeAll, afterAll, beforeEach }, (system) =>
  system.clock.holdAt(NOON),
);

const fact = <T extends EventType>(type: T, data: EventData<T>, from = -HOUR): SentEvent =>
  anyFact(type, NOON + from, data);

/** What a user looks at. */
type Look = () => Promise<unknown>;

const caseload =
  (pick: (row: Partial<CaseloadEntry>) => unknown): Look =>
  async () => {
    const { items } = await clinic().queries.execute(new GetCaseload(clinic().principal, { limit: 10 }));
    return pick(items.find(({ episode }) => episode === who.episode) ?? {});
  };
const relationship =
  (pick: (relationship: EpisodeTimeline['relationship']) => unknown): Look =>
  async () =>
    pick((await clinic().queries.execute(new GetTimeline(clinic().principal, who.episode))).relationship);

const statuses: Look = async () => (await alerts()).map(({ status }) => status);

/** What falls due next, and in how many hours. */
const clock: Look = async () => {
  const ever = { clinic: NOON + 1_000 * DAY, wall: NOON };
  const timers = await dueTimers(house().parts.db, ever, 1_000);
  const [next] = timers.filter(({ tenant }) => tenant === clinic().tenant.id);
  return next ? [next.reason, (next.dueAt - NOON) / HOUR] : 'nothing';
};

/** Something is to be told now: to whom. */
async function tell(): Promise<AlertAnswer | undefined> {
  const name = anyName('asked');
  await post(phq9(who, NOON, { form: name, last: 3 }));
  const told = (await alerts()).filter(({ rule }) => rule === 'safety-answer');
  return told.findLast(({ evidence }) => JSON.stringify(evidence).includes(name));
}
const hearer: Look = async () => (await tell())?.clinician;
const mail: Look = async () => {
  const alert = await tell();
  await house().commands.execute(new Sweep(0));
  return house().outlet.mails.find((sent) => JSON.stringify(sent).includes(alert?.id ?? 'no alert'))?.subject;
};

interface Row {
  readonly look: Look;
  /** What was told before; the episode was opened a month ago unless the row says so itself. */
  readonly given?: readonly SentEvent[];
  /** What a person did before. */
  readonly done?: () => Promise<unknown>;
  /** The event itself, or what makes Rapport append it. */
  readonly told: SentEvent | (() => Promise<unknown>);
  readonly from: unknown;
  readonly to: unknown;
}

const start = opened(who, NOON - 30 * DAY);
const booked = fact('appointment.booked', { ...hour, start: at(3 * HOUR), end: at(4 * HOUR) }, -2 * DAY);
const over = fact('appointment.booked', { ...hour, start: at(-2 * HOUR), end: at(-HOUR) }, -2 * DAY);
const strain = pulse(who, NOON - 3 * DAY, { form: 'low', level: 2, feltOff: 2 });
/** A strain is open, and silence since is watched: for two weeks from the last sign of life. */
const watched = [start, strain];
const silent = ['quiet-since-strain', 11 * 24];
const spoken = ['quiet-since-strain', 14 * 24 - 1];
const signOfLife = { look: clock, given: watched, from: silent, to: spoken };
const written = fact('note.recorded', { ...note, noteType: 'progress', status: 'final' }, -DAY);
const signed = fact('note.signed', { ...note, serviceDate: at(-DAY) }, -4 * HOUR);
const otherSigned = fact('note.signed', { ...note, note: 'another' }, -5 * HOUR);
const asked = formRequested(who, NOON - DAY, { form: 'f', dueAt: NOON + DAY });
const left = fact('clinician.deactivated', clinician, -DAY);
const away = fact('clinician.absence_started', { ...clinician, cover: 'dr-in' }, -DAY);
const merged = fact('client.merged', { client: 'cl-kept', survivor: 'cl-kept', retired: who.client }, -DAY);

const next = caseload(({ nextAppointment }) => nextAppointment);
const kept = caseload(({ attended, missedByClient }) => [attended, missedByClient]);
const ratings = caseload(({ lastAlliance }) => lastAlliance);
const unsigned = relationship(({ ownPart }) => ownPart.unsignedNotes);
const tasks = relationship((seen) => seen.tasks);
const noPlan = { cadenceDays: null, plannedVisits: null, goalsAgreed: null, expectationsClear: null };
const nothingAgreed = { done: null, reported: 0, waiting: 0, due: 0 };

const act = (action: AlertAction) => async (): Promise<unknown> =>
  clinic().commands.execute(new ActOnAlert(clinic().principal, (await alerts())[0]?.id ?? '', action, who.clinician));
const undo = async (): Promise<unknown> =>
  clinic().commands.execute(new UndoAct(clinic().principal, (await alerts())[0]?.id ?? '', who.clinician));
const passTime = async (): Promise<void> => {
  house().clock.advance(2 * DAY);
  await house().commands.execute(new Sweep(0));
};
const acted: Look = async () => (await alerts()).map(({ status, act: done }) => [status, done?.by]);

const ROWS: { readonly [T in EventType]: Row } = {
  'appointment.booked': { look: next, told: booked, from: undefined, to: NOON + 3 * HOUR },
  'appointment.confirmed': { ...signOfLife, told: fact('appointment.confirmed', { ...hour, by: 'client' }) },
  'appointment.rescheduled': {
    ...{ look: next, given: [start, booked], from: NOON + 3 * HOUR, to: NOON + DAY },
    told: fact('appointment.rescheduled', { ...hour, start: at(DAY), end: at(DAY + HOUR), initiatedBy: 'client' }),
  },
  'appointment.cancelled': {
    ...{ look: next, given: [start, booked], from: NOON + 3 * HOUR, to: undefined },
    told: fact('appointment.cancelled', { ...hour, cancelledBy: 'client' }),
  },
  'appointment.arrived': { ...signOfLife, told: fact('appointment.arrived', hour) },
  'appointment.attended': {
    ...{ look: kept, given: [start, over], from: [0, 0], to: [1, 0] },
    told: fact('appointment.attended', hour),
  },
  'appointment.missed': {
    ...{ look: kept, given: [start, over], from: [0, 0], to: [0, 1] },
    told: fact('appointment.missed', { ...hour, by: 'client' }),
  },
  'appointment.attendance_corrected': {
    ...{ look: kept, from: [0, 1], to: [1, 0] },
    given: [start, over, fact('appointment.missed', { ...hour, by: 'client' })],
    told: fact('appointment.attendance_corrected', { ...hour, from: 'missed', to: 'attended' }, -MINUTE),
  },
  'appointment.voided': {
    ...{ look: kept, given: [start, over, fact('appointment.attended', hour)], from: [1, 0], to: [0, 0] },
    told: fact('appointment.voided', { ...hour, cause: 'entered-in-error' }, -MINUTE),
  },
  'visit.participant_joined': {
    ...{ look: relationship(({ ownPart }) => ownPart.lateStarts), given: [start, over], from: 0, to: 1 },
    told: fact('visit.participant_joined', { ...hour, role: 'clinician' }, -110 * MINUTE),
  },
  'visit.participant_left': { ...signOfLife, told: fact('visit.participant_left', { ...hour, role: 'client' }) },
  'visit.started': { ...signOfLife, told: fact('visit.started', hour) },
  'visit.ended': { ...signOfLife, told: fact('visit.ended', hour) },
  'note.recorded': { look: unsigned, given: [start, otherSigned], told: written, from: 0, to: 1 },
  'note.signed': {
    ...{ look: relationship(({ ownPart }) => ownPart.documentationLag), given: [start, written] },
    ...{ told: signed, from: null, to: 20 * 60 },
  },
  'note.amended': {
    ...{ look: unsigned, given: [start, written, signed], from: 0, to: 1 },
    told: fact('note.amended', { ...note, kind: 'unlock' }),
  },
  'note.cosigned': {
    ...{ look: unsigned, given: [start, written, otherSigned], from: 1, to: 0 },
    told: fact('note.cosigned', note),
  },
  'note.voided': {
    ...{ look: unsigned, given: [start, written, otherSigned], from: 1, to: 0 },
    told: fact('note.voided', { ...note, cause: 'deleted' }),
  },
  'note.alliance_markers_recorded': {
    ...{ look: caseload(({ rupture }) => rupture?.noticed.map(({ rule }) => rule)), from: undefined },
    told: fact('note.alliance_markers_recorded', {
      ...note,
      source: 'clinician',
      markers: [{ code: 'rupture.confrontation', significance: 5 }],
    }),
    to: ['coded-markers'],
  },
  'feedback.requested': { look: clock, told: asked, from: 'nothing', to: ['feedback-overdue', 24] },
  'feedback.partially_submitted': {
    ...{ look: clock, given: [start, asked], from: ['feedback-overdue', 24], to: 'nothing' },
    told: fact('feedback.partially_submitted', { ...form(2), items: [] }),
  },
  'feedback.submitted': { look: ratings, told: fact('feedback.submitted', form(9)), from: [], to: [90] },
  'feedback.amended': {
    ...{ look: ratings, given: [start, fact('feedback.submitted', form(8))], from: [80], to: [90] },
    told: fact('feedback.amended', form(9), -MINUTE),
  },
  'feedback.voided': {
    ...{ look: ratings, given: [start, fact('feedback.submitted', form(8))], from: [80], to: [] },
    told: formVoided(who, NOON - MINUTE, 'f'),
  },
  'feedback.expired': {
    ...{ look: ratings, from: [], to: [null] },
    told: fact('feedback.expired', { ...who, form: 'f', instrument: PULSE }),
  },
  'engagement.task_assigned': {
    ...{ look: tasks, from: nothingAgreed, to: { ...nothingAgreed, waiting: 1 } },
    told: fact('engagement.task_assigned', task),
  },
  'engagement.task_completed': {
    ...{ look: tasks, from: nothingAgreed, to: { ...nothingAgreed, done: 0.5, reported: 1 } },
    told: fact('engagement.task_completed', { ...task, completion: 2 }),
  },
  'engagement.task_overdue': {
    ...{ look: tasks, from: nothingAgreed, to: { ...nothingAgreed, done: 0, reported: 1 } },
    told: fact('engagement.task_overdue', task),
  },
  'engagement.contact_logged': {
    ...signOfLife,
    told: fact('engagement.contact_logged', { ...who, direction: 'from-client', channel: 'phone' }),
  },
  'episode.opened': { look: caseload(({ status }) => status), given: [], told: start, from: undefined, to: 'open' },
  'episode.updated': {
    ...{ look: relationship(({ plan }) => plan), from: noPlan },
    told: fact('episode.updated', { ...who, cadenceDays: 7, plannedVisits: 12, goalsAgreed: true }),
    to: { ...noPlan, cadenceDays: 7, plannedVisits: 12, goalsAgreed: true },
  },
  'episode.paused': {
    ...{ look: caseload(({ status }) => status), from: 'open', to: 'paused' },
    told: fact('episode.paused', who),
  },
  'episode.resumed': {
    ...{ look: caseload(({ status }) => status), from: 'paused', to: 'open' },
    given: [start, fact('episode.paused', who, -DAY)],
    told: fact('episode.resumed', who),
  },
  'episode.closed': {
    ...{ look: caseload(({ status }) => status), from: 'open', to: 'closed' },
    told: fact('episode.closed', { ...who, reason: 'planned' }),
  },
  'episode.clinician_changed': {
    ...{ look: caseload((row) => row.clinician), from: who.clinician, to: 'dr-2' },
    told: fact('episode.clinician_changed', { ...who, to: 'dr-2', kind: 'handover' }),
  },
  'client.registered': {
    ...{ look: caseload(({ clientSince }) => clientSince), from: undefined, to: NOON - HOUR },
    told: fact('client.registered', client),
  },
  'client.updated': {
    ...{ look: caseload(({ clientUpdated }) => clientUpdated), from: undefined, to: NOON - HOUR },
    told: fact('client.updated', client),
  },
  'client.merged': { look: caseload((row) => row.client), told: merged, from: who.client, to: 'cl-kept' },
  'client.unmerged': {
    ...{ look: caseload((row) => row.client), given: [start, merged], from: 'cl-kept', to: who.client },
    told: fact('client.unmerged', { client: 'cl-kept', restored: who.client }),
  },
  'client.consent_changed': {
    ...{ look: statuses, given: watched, from: ['open'], to: ['withdrawn'] },
    told: fact('client.consent_changed', { ...client, scope: 'alerts', granted: false }),
  },
  'client.deceased': {
    ...{ look: statuses, given: watched, from: ['open'], to: ['withdrawn'] },
    told: fact('client.deceased', client),
  },
  'clinician.registered': {
    ...{ look: hearer, given: [start, left], from: '', to: who.clinician },
    told: fact('clinician.registered', clinician),
  },
  'clinician.updated': {
    ...{ look: mail, given: [start, { ...booked, data: { ...booked.data, zone: 'Europe/Vienna' } } as SentEvent] },
    told: fact('clinician.updated', { ...clinician, zone: 'Atlantic/Azores' }),
    from: 'Rapport: something to look at before 15:00',
    to: 'Rapport: something to look at before 13:00',
  },
  'clinician.deactivated': { look: hearer, told: left, from: who.clinician, to: '' },
  'clinician.absence_started': { look: hearer, told: away, from: who.clinician, to: 'dr-in' },
  'clinician.absence_ended': {
    ...{ look: hearer, given: [start, away], from: 'dr-in', to: who.clinician },
    told: fact('clinician.absence_ended', clinician),
  },
  'timer.due': { look: ratings, given: [start, asked], told: passTime, from: [], to: [null] },
  'alert.acknowledged': {
    ...{ look: acted, given: watched, told: act({ kind: 'acknowledge' }) },
    ...{ from: [['open', undefined]], to: [['acknowledged', who.clinician]] },
  },
  'alert.snoozed': {
    ...{ look: acted, given: watched, told: act({ kind: 'snooze', until: NOON + DAY }) },
    ...{ from: [['open', undefined]], to: [['snoozed', who.clinician]] },
  },
  'alert.overridden': {
    ...{ look: acted, given: watched, told: act({ kind: 'override', reason: 'not-relevant' }) },
    ...{ from: [['open', undefined]], to: [['overridden', who.clinician]] },
  },
  'alert.resolved': {
    ...{ look: acted, given: watched, told: act({ kind: 'resolve', outcome: 'nothing-needed' }) },
    ...{ from: [['open', undefined]], to: [['resolved', who.clinician]] },
  },
  'alert.act_undone': {
    ...{ look: acted, given: watched, done: act({ kind: 'acknowledge' }), told: undo },
    ...{ from: [['acknowledged', who.clinician]], to: [['open', undefined]] },
  },
};

it.each(EVENT_TYPES)('%s takes effect', async (type) => {
  const { look, given = [start], done, told, from, to } = ROWS[type];
  if (given.length > 0) await post(...given);
  await done?.();
  await clinic().followAll();
  expect(await look()).toEqual(from);
  if (typeof told === 'function') await told();
  else await post(told);
  await clinic().followAll();
  expect(await look()).toEqual(to);
});
