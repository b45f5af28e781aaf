import { DAY } from '#lib/kernel';
import type { EventData } from '#lib/events';
import { whenOf } from '#lib/attendance';
import type { Snapshot } from '../snapshot.js';
import type { Course, CourseFact, Happening } from './course.js';

type Reason = EventData<'episode.closed'>['reason'];

/** Null where the closing does not say that an end was agreed: the silence before it then speaks for itself. */
const CLOSINGS: Readonly<Record<Reason, Happening | null>> = {
  planned: 'agreed',
  mutual: 'agreed',
  'unilateral-client': 'left',
  'unilateral-clinician': 'ended-by-clinic',
  referred: 'transferred',
  moved: 'moved',
  deceased: 'died',
  administrative: 'administrative',
  unknown: null,
};

const OUTCOMES: Readonly<Record<string, Happening>> = {
  kept: 'attended',
  missedByClient: 'missed',
  missedByBoth: 'clinic-cancelled',
  missedByClinician: 'clinic-cancelled',
  cancelledByClient: 'cancelled',
  cancelledLateByClient: 'cancelled',
  cancelledByClinician: 'clinic-cancelled',
  cancelledByPractice: 'clinic-cancelled',
};

/** An episode as the labels see it, in whole UTC days. What nobody knows to be the client's is not counted as that. */
export function courseOf(snapshot: Snapshot, cadenceDays: number): Course {
  const calendar = snapshot.state.attendance.appointments.flatMap((appointment): CourseFact[] => {
    const at = whenOf(appointment);
    const what = appointment.status === 'booked' ? 'booked' : OUTCOMES[appointment.tally ?? ''];
    return at === undefined || what === undefined ? [] : [{ day: dayOf(at), what }];
  });
  return { cadenceDays, facts: [...calendar, ...framesOf(snapshot)], asOf: dayOf(snapshot.at) };
}

const dayOf = (at: number): number => Math.floor(at / DAY);

function framesOf({ events }: Snapshot): readonly CourseFact[] {
  return events.flatMap((event): CourseFact[] => {
    const day = dayOf(event.occurredAt);
    if (event.type === 'episode.paused') return [{ day, what: 'paused' }];
    if (event.type === 'episode.resumed' || event.type === 'episode.opened') return [{ day, what: 'resumed' }];
    const what = event.type === 'episode.closed' ? CLOSINGS[event.data.reason] : null;
    return what === null ? [] : [{ day, what }];
  });
}
