/** What a calendar, a message or a person of the clinic tells of a course, in short words. */
import { alertsOf, isLive } from '#lib/alliance';
import type { EventData } from '#lib/events';
import { DAY, HOUR, toIso } from '#lib/kernel';
import { CLIENT, CLINICIAN, type Fact, type Happening, tell, type Week } from './course.js';
import { aboutOf, type About } from './codes.js';

type Said<T extends 'appointment.missed' | 'appointment.cancelled' | 'appointment.attended'> = Partial<
  Omit<EventData<T>, 'episode' | 'client' | 'appointment'>
>;

export const kept = (...facts: readonly Fact[]): Week => keptAs({}, ...facts);

export const keptAs = (said: Said<'appointment.attended'>, ...facts: readonly Fact[]): Week => ({
  booked: true,
  facts: [tell('appointment.attended', said, 50), ...facts],
});

export const missed = (said: Said<'appointment.missed'> = {}, ...facts: readonly Fact[]): Week => ({
  booked: true,
  facts: [tell('appointment.missed', { by: 'client', ...said }, 20), ...facts],
});

/** Called off so many hours before. */
export const cancelled = (
  notice: number,
  said: Said<'appointment.cancelled'> = {},
  ...facts: readonly Fact[]
): Week => ({
  booked: true,
  facts: [
    tell('appointment.cancelled', { cancelledBy: 'client', noticeMinutes: notice * 60, ...said }, -notice * 60),
    ...facts,
  ],
});

/** An hour was booked and something else became of it. */
export const booked = (...facts: readonly Fact[]): Week => ({ booked: true, facts });

/** A week without an hour. */
export const free = (...facts: readonly Fact[]): Week => ({ booked: false, facts });

/** The client moved the hour by some days, three days ahead, and came. */
export const moved = (days: number, ...facts: readonly Fact[]): Week => {
  const start = (at: number): number => at + days * DAY;
  return booked(
    tell(
      'appointment.rescheduled',
      ({ at }) => ({ start: toIso(start(at)), end: toIso(start(at) + HOUR), initiatedBy: 'client' as const }),
      -3 * 24 * 60,
    ),
    tell('appointment.attended', {}, days * 24 * 60 + 50),
    ...facts.map(
      (fact): Fact =>
        (moment) =>
          fact({ ...moment, at: start(moment.at) }),
    ),
  );
};

/** The client asks for an hour some weeks ahead, which is booked at once. */
export const books =
  (weeksAhead: number): Fact =>
  ({ at }) => {
    const start = at + weeksAhead * 7 * DAY;
    const data = { appointment: `ahead-${start}`, start: toIso(start), end: toIso(start + HOUR), bookedBy: 'client' };
    return [{ at: at + 2 * HOUR, type: 'appointment.booked', data }];
  };

export const message = (direction: 'from-client' | 'to-client' = 'from-client'): Fact =>
  tell('engagement.contact_logged', { direction, channel: 'email' }, 120);

export const paused = (days: number): Fact =>
  tell('episode.paused', ({ at }) => ({ until: toIso(at + days * DAY), by: 'client' as const }), 75);

export const closed = (reason: EventData<'episode.closed'>['reason'] = 'planned'): Fact =>
  tell('episode.closed', { reason }, 90);

export const handedOver = (to: string, kind: EventData<'episode.clinician_changed'>['kind'] = 'handover'): Fact =>
  tell('episode.clinician_changed', { from: CLINICIAN, to, kind }, 90);

/** The clinician is away, as announced. */
export const away = (days: number): Fact =>
  tell('clinician.absence_started', ({ at }) => ({ clinician: CLINICIAN, until: toIso(at + days * DAY) }), 90);

export const consent = (scope: EventData<'client.consent_changed'>['scope'], granted = false): Fact =>
  tell('client.consent_changed', { scope, granted }, 90);

export const died = tell('client.deceased', {}, 90);

type TaskKind = EventData<'engagement.task_assigned'>['taskKind'];

const given = (kind: TaskKind): Fact =>
  tell(
    'engagement.task_assigned',
    ({ at, hour }) => ({ task: `t${hour}`, taskKind: kind, dueAt: toIso(at) }),
    -6 * 24 * 60,
  );

/** Agreed the week before and not done. */
export const undone = (kind: TaskKind = 'homework'): Fact =>
  both(
    given(kind),
    tell('engagement.task_overdue', ({ hour }) => ({ task: `t${hour}`, taskKind: kind }), 5),
  );

/** Agreed the week before and done, 0 to 4. */
export const did = (completion: number, kind: TaskKind = 'homework'): Fact =>
  both(
    given(kind),
    tell('engagement.task_completed', ({ hour }) => ({ task: `t${hour}`, taskKind: kind, completion }), 5),
  );

const both =
  (...facts: readonly Fact[]): Fact =>
  (moment) =>
    facts.flatMap((fact) => fact(moment));

type Markers = EventData<'note.alliance_markers_recorded'>['markers'];
type NoteSource = EventData<'note.alliance_markers_recorded'>['source'];

export interface Noted {
  readonly source?: NoteSource;
  readonly author?: string;
}

/** A note about the hour, ticked a while after it. */
export const note = (code: Markers[number]['code'], more: Omit<Markers[number], 'code'> = {}, by: Noted = {}): Fact =>
  tell(
    'note.alliance_markers_recorded',
    ({ at, hour }) => ({
      note: `n${hour}-${by.source ?? 'clinician'}`,
      source: by.source ?? 'clinician',
      serviceDate: toIso(at),
      author: by.author ?? (by.source === 'supervisor' ? 's1' : CLINICIAN),
      markers: [{ code, ...more }],
    }),
    90,
  );

type Act = 'alert.acknowledged' | 'alert.snoozed' | 'alert.overridden' | 'alert.resolved';

/** The clinician does something with what was told last of a kind, some hours after the hour. */
export const acts = (type: Act, about: About, more: Readonly<Record<string, unknown>>): Fact => {
  return ({ at }): readonly Happening[] => [
    {
      at: at + 5 * HOUR,
      type,
      data: (state) => {
        const alert = alertsOf(state).findLast((one) => aboutOf(one) === about && isLive(one));
        return alert && { alert: alert.key, by: CLINICIAN, client: CLIENT, ...more };
      },
    },
  ];
};

export const talkedThrough = acts('alert.resolved', 'strain', { outcome: 'talked-it-through' });
export const saidWrong = acts('alert.overridden', 'strain', { reason: 'wrong' });
export const taken = (about: About = 'strain'): Fact => acts('alert.acknowledged', about, {});
