/**
 * The order of facts (ADR 17): clinical time, then meaning, then the source's version, then source and id. Meaning
 * decides between facts of one instant, because clocks of practice systems tell seconds at best: what begins stands
 * before what ends it, a fact before its correction, a correction before the taking back.
 */
import type { ClinicEvent, EventType } from './catalogue.js';

/** Facts of one instant, first to last. A type that is not here does not compile. */
const RANKS: Readonly<Record<EventType, number>> = {
  'episode.opened': 0,
  'episode.updated': 1,
  'episode.clinician_changed': 2,
  'episode.paused': 3,
  'episode.resumed': 4,

  'appointment.booked': 10,
  'appointment.confirmed': 11,
  'appointment.rescheduled': 12,
  'appointment.arrived': 13,
  'visit.participant_joined': 14,
  'visit.started': 15,
  'visit.participant_left': 16,
  'visit.ended': 17,
  'appointment.cancelled': 18,
  'appointment.missed': 19,
  'appointment.attended': 20,
  'appointment.attendance_corrected': 21,
  'appointment.voided': 22,

  'note.recorded': 30,
  'note.alliance_markers_recorded': 31,
  'note.signed': 32,
  'note.amended': 33,
  'note.cosigned': 34,
  'note.voided': 35,

  'feedback.requested': 40,
  'feedback.expired': 41,
  'feedback.partially_submitted': 42,
  'feedback.submitted': 43,
  'feedback.amended': 44,
  'feedback.voided': 45,

  'engagement.task_assigned': 50,
  'engagement.task_overdue': 51,
  'engagement.task_completed': 52,
  'engagement.contact_logged': 53,

  'episode.closed': 60,

  'client.registered': 70,
  'client.updated': 71,
  'client.merged': 72,
  'client.unmerged': 73,
  'client.consent_changed': 74,
  'client.deceased': 75,
  'clinician.registered': 76,
  'clinician.updated': 77,
  'clinician.absence_started': 78,
  'clinician.absence_ended': 79,
  'clinician.deactivated': 80,

  'timer.due': 90,

  'alert.acknowledged': 100,
  'alert.snoozed': 101,
  'alert.overridden': 102,
  'alert.resolved': 103,
  'alert.act_undone': 104,
};

/** All that the order looks at: kept of the last folded event, so that a late one is known by it. */
export interface LogPosition {
  readonly occurredAt: number;
  readonly rank: number;
  readonly sequence: string;
  readonly source: string;
  readonly id: string;
}

/** Of a consent given and withdrawn at one instant, in an order that the source does not say, the withdrawal stands. */
const rankOf = (event: ClinicEvent): number =>
  RANKS[event.type] +
  (event.type === 'client.consent_changed' && !event.data.granted && event.sequence === '' ? 0.5 : 0);

export const positionOf = (event: ClinicEvent): LogPosition => {
  const { occurredAt, sequence, source, id } = event;
  return { occurredAt, rank: rankOf(event), sequence, source, id };
};

/** A total order of an episode's events that does not depend on how they arrived. */
export const clinicalOrder = (a: ClinicEvent, b: ClinicEvent): number =>
  a.occurredAt - b.occurredAt || rankOf(a) - rankOf(b) || compareVersions(a, b);

/** The same order, of positions. */
export const comparePositions = (a: LogPosition, b: LogPosition): number =>
  a.occurredAt - b.occurredAt || a.rank - b.rank || compareVersions(a, b);

type Version = Pick<LogPosition, 'sequence' | 'source' | 'id'>;

const compareVersions = (a: Version, b: Version): number =>
  compareText(a.sequence, b.sequence) || compareText(a.source, b.source) || compareText(a.id, b.id);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
