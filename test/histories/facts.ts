/** What a practice system can say: for each type of the catalogue one way to draw its content. A new type does not compile without. */
import type { EventData, EventType } from '#lib/events';
import { DAY, HOUR, MINUTE, toIso } from '#lib/kernel';
import type { Chance } from '../simulation/chance.js';

/** Types that come from outside. */
export type ToldType = Exclude<EventType, 'timer.due' | `alert.${string}`>;

export interface Dyad {
  readonly episode: string;
  readonly client: string;
  readonly clinician: string;
}

/** Who is there, and about whom something is to be said. */
export interface Scene {
  readonly chance: Chance;
  readonly dyad: Dyad;
  /** In every reference of this client, so that it is found where it does not belong. */
  readonly mark: string;
  readonly at: number;
  readonly clients: readonly string[];
  readonly clinicians: readonly string[];
}

type Draw<T extends ToldType> = (scene: Scene) => EventData<T>;

const PULSE = { code: 'pulse', version: '1' };
const PHQ_9 = { code: 'phq-9', version: '1' };
const ORS = { code: 'ors', version: '1' };
const EIGHT = [1, 2, 3, 4, 5, 6, 7, 8];

/** Few of each, so that facts meet. */
const one = ({ chance, mark }: Scene, what: string, of: number): string => `${mark}-${what}${chance.below(of)}`;
const hour = (scene: Scene) => ({ ...scene.dyad, appointment: one(scene, 'hour', 5) });
const note = (scene: Scene) => ({ ...scene.dyad, note: one(scene, 'note', 3) });
const actor = ({ chance }: Scene) => chance.pick(['client', 'clinician', 'practice', 'unknown'] as const);
const often = <T extends object>({ chance }: Scene, share: number, more: T): Partial<T> =>
  chance.happens(share) ? more : {};
/** Days and half days around the telling, so that starts and tellings fall on one instant, too. */
const around = ({ chance, at }: Scene, from: number, to: number): number =>
  at + chance.between(from * 2, to * 2) * (DAY / 2);

function period(scene: Scene) {
  const start = around(scene, -4, 14);
  return { start: toIso(start), end: toIso(start + HOUR) };
}

function form(scene: Scene) {
  const which = scene.chance.below(6);
  const instrument = [PULSE, PULSE, PULSE, PHQ_9, PHQ_9, ORS][which] as typeof PULSE;
  return { ...scene.dyad, form: `${scene.mark}-form${which}`, instrument };
}

function items({ chance }: Scene, code: string) {
  if (code === 'ors') return [1, 2, 3, 4].map((n) => ({ item: `ors-${n}`, value: chance.between(0, 10) }));
  if (code === 'phq-9')
    return [...EIGHT, 9].flatMap((n) =>
      chance.happens(0.1) ? [] : [{ item: `phq9-${n}`, value: chance.pick([0, 0, 1, 2, 3, null]) }],
    );
  const level = chance.pick([9, 9, 8, 5, 2]);
  return [
    ...EIGHT.map((n) => ({ item: `p${n}`, value: level })),
    ...(chance.happens(0.4) ? [{ item: 'r1', value: chance.below(3) }] : []),
  ];
}

function completed(scene: Scene) {
  const asked = form(scene);
  return {
    ...asked,
    respondent: scene.chance.pick(['client', 'client', 'client', 'clinician']),
    items: items(scene, asked.instrument.code),
    ...often(scene, 0.2, { administeredAt: toIso(around(scene, -12, 0)) }),
  };
}

const task = (scene: Scene) => ({
  ...scene.dyad,
  task: one(scene, 'task', 3),
  taskKind: 'homework' as const,
  ...often(scene, 0.5, { dueAt: toIso(around(scene, -3, 7)) }),
});
const presence = (scene: Scene) => ({ ...hour(scene), role: scene.chance.pick(['client', 'clinician'] as const) });
const client = ({ dyad }: Scene) => ({ client: dyad.client });
const somebody = ({ chance, clinicians }: Scene) => ({ clinician: chance.pick(clinicians) });

/** A record goes into another one: as a rule a second one of the same client, at times another client's, at times nonsense. */
function merge({ chance, dyad, clients }: Scene) {
  const other = chance.happens(0.7) ? `${dyad.client}-again` : chance.pick(clients);
  const [retired, survivor] = chance.happens(0.8) ? [dyad.client, other] : [other, dyad.client];
  return { retired, survivor };
}

const ROSTER: { readonly [T in ToldType]: Draw<T> } = {
  'appointment.booked': (scene) => ({ ...hour(scene), ...period(scene) }),
  'appointment.confirmed': (scene) => ({ ...hour(scene), by: actor(scene) }),
  'appointment.rescheduled': (scene) => ({
    ...hour(scene),
    ...period(scene),
    initiatedBy: actor(scene),
    ...often(scene, 0.4, { previousAppointment: one(scene, 'hour', 5) }),
  }),
  'appointment.cancelled': (scene) => ({
    ...hour(scene),
    cancelledBy: actor(scene),
    ...often(scene, 0.3, { noticeMinutes: scene.chance.between(-4_320, 20_000) }),
  }),
  'appointment.arrived': hour,
  'appointment.attended': (scene) => ({
    ...hour(scene),
    ...often(scene, 0.3, { actualStart: toIso(around(scene, -3, 0)) }),
  }),
  'appointment.missed': (scene) => ({
    ...hour(scene),
    by: scene.chance.pick(['client', 'client', 'clinician', 'unknown'] as const),
    ...often(scene, 0.2, { reversibleUntil: toIso(around(scene, 0, 3)) }),
  }),
  'appointment.attendance_corrected': (scene) => ({
    ...hour(scene),
    from: scene.chance.pick(['attended', 'missed'] as const),
    to: scene.chance.pick(['attended', 'missed', 'cancelled', 'booked'] as const),
    ...often(scene, 0.5, { by: 'client' as const }),
  }),
  'appointment.voided': (scene) => ({ ...hour(scene), cause: 'entered-in-error' }),
  'visit.participant_joined': presence,
  'visit.participant_left': presence,
  'visit.started': hour,
  'visit.ended': hour,
  'note.recorded': (scene) => ({ ...note(scene), noteType: 'progress', status: 'final' }),
  'note.signed': note,
  'note.amended': (scene) => ({ ...note(scene), kind: 'edit' }),
  'note.cosigned': note,
  'note.voided': (scene) => ({ ...note(scene), cause: 'deleted' }),
  'note.alliance_markers_recorded': (scene) => ({
    ...note(scene),
    source: scene.chance.pick(['clinician', 'supervisor', 'assisted'] as const),
    ...often(scene, 0.5, { serviceDate: toIso(around(scene, -8, 0)) }),
    markers: [
      {
        code: scene.chance.pick(['rupture.withdrawal', 'rupture.confrontation', 'repair.achieved', 'bond'] as const),
        ...often(scene, 0.6, { significance: scene.chance.between(1, 5) }),
      },
    ],
  }),
  'feedback.requested': (scene) => ({
    ...form(scene),
    respondent: 'client',
    ...often(scene, 0.8, { dueAt: toIso(around(scene, -1, 8)) }),
  }),
  'feedback.partially_submitted': completed,
  'feedback.submitted': completed,
  'feedback.amended': completed,
  'feedback.voided': (scene) => ({
    ...form(scene),
    cause: scene.chance.pick(['entered-in-error', 'deleted', 'wrong-person'] as const),
  }),
  'feedback.expired': form,
  'engagement.task_assigned': task,
  'engagement.task_completed': (scene) => ({ ...task(scene), completion: scene.chance.below(5) }),
  'engagement.task_overdue': task,
  'engagement.contact_logged': (scene) => ({
    ...scene.dyad,
    direction: scene.chance.pick(['from-client', 'to-client'] as const),
    channel: 'phone',
  }),
  'episode.opened': ({ dyad }) => dyad,
  'episode.updated': (scene) => ({ ...scene.dyad, cadenceDays: scene.chance.pick([7, 14]) }),
  'episode.paused': (scene) => ({ ...scene.dyad, ...often(scene, 0.7, { until: toIso(around(scene, -2, 20)) }) }),
  'episode.resumed': ({ dyad }) => dyad,
  'episode.closed': (scene) => ({
    ...scene.dyad,
    reason: scene.chance.pick(['planned', 'unilateral-client', 'administrative', 'deceased'] as const),
  }),
  'episode.clinician_changed': (scene) => ({
    ...scene.dyad,
    to: scene.chance.pick(scene.clinicians),
    kind: scene.chance.pick(['handover', 'cover', 'supervision'] as const),
    ...often(scene, 0.4, { effectiveAt: toIso(around(scene, -5, 20)) }),
  }),
  'client.registered': client,
  'client.updated': client,
  'client.merged': (scene) => {
    const { retired, survivor } = merge(scene);
    return { client: survivor, survivor, retired };
  },
  'client.unmerged': (scene) => {
    const { retired, survivor } = merge(scene);
    return { client: survivor, restored: retired };
  },
  'client.consent_changed': (scene) => ({
    ...client(scene),
    scope: scene.chance.pick(['scoring', 'alerts', 'messages', 'all'] as const),
    granted: scene.chance.happens(0.5),
  }),
  'client.deceased': client,
  'clinician.registered': somebody,
  'clinician.updated': somebody,
  'clinician.deactivated': somebody,
  'clinician.absence_started': (scene) => ({
    ...somebody(scene),
    ...often(scene, 0.6, { until: toIso(around(scene, -3, 20)) }),
    ...often(scene, 0.6, { cover: scene.chance.pick(scene.clinicians) }),
  }),
  'clinician.absence_ended': somebody,
};

export const TOLD_TYPES = Object.keys(ROSTER) as readonly ToldType[];

/** The roster pairs each type with its content, which the compiler cannot follow through the look-up. */
export const contentOf = (type: ToldType, scene: Scene): EventData<EventType> =>
  (ROSTER[type] as Draw<ToldType>)(scene) as EventData<EventType>;

/** Clocks of practice systems: right, ahead and behind. */
export const CLOCKS: Readonly<Record<string, number>> = {
  'urn:practice:a': 0,
  'urn:practice:b': 5 * MINUTE,
  'urn:practice:c': -5 * MINUTE,
};
