/** A visit that took place: presence, note, markers and tasks. */
import { HOUR, MINUTE } from '#lib/kernel';
import type { EventData } from '#lib/events';
import { namesOf, type Booking, type Cast, type Course } from './course.js';
import { ATTENDANCE, RECORDS } from './rates.js';

type Marker = EventData<'note.alliance_markers_recorded'>['markers'][number];

const SEEN_AS = {
  withdrawal: ['minimal-response', 'abstract-communication', 'deferential-and-appeasing', 'denial', 'self-criticism'],
  confrontation: [
    'rejects-intervention',
    'complaints-about-activities',
    'complaints-about-parameters',
    'complaints-about-progress',
  ],
} as const;

export function tellPresence(booking: Booking, cast: Cast, course: Course): void {
  const { dice, tell, person } = cast;
  const names = { ...namesOf(cast, course), appointment: booking.appointment };
  if (dice.chance(ATTENDANCE.confirmed)) {
    tell('appointment.confirmed', booking.start - dice.between(20, 28) * HOUR, {
      ...names,
      by: 'client',
      channel: 'sms',
    });
  }
  const late = dice.chance(0.1) ? dice.whole(4, 20) : 0;
  if (person.video) tellVideo(booking, cast, names);
  else if (dice.chance(0.5)) tell('appointment.arrived', booking.start + (late - dice.between(1, 9)) * MINUTE, names);
  tell('appointment.attended', booking.end, {
    ...names,
    actualStart: cast.span.clock.write(booking.start + late * MINUTE),
    actualEnd: cast.span.clock.write(booking.end),
    clientLateMinutes: late,
    evidence: person.video ? 'telehealth' : 'manual',
  });
}

function tellVideo(booking: Booking, { dice, tell }: Cast, names: EventData<'appointment.arrived'>): void {
  tell('visit.participant_joined', booking.start - dice.between(0, 3) * MINUTE, { ...names, role: 'clinician' });
  tell('visit.participant_joined', booking.start + dice.between(-2, 4) * MINUTE, { ...names, role: 'client' });
  tell('visit.ended', booking.end, { ...names, modality: 'video', evidence: 'telehealth' });
}

export function tellNote(booking: Booking, cast: Cast, course: Course): void {
  const { dice, tell, span } = cast;
  const author = course.clinician.clinician;
  const note = {
    ...namesOf(cast, course),
    note: `${booking.appointment}-note`,
    appointment: booking.appointment,
    serviceDate: span.clock.write(booking.start),
    author,
  };
  const writtenAt = booking.end + dice.between(5, 240) * MINUTE;
  const signedAt = writtenAt + dice.wait(course.clinician.signsAfterHours) * HOUR;
  const noteType = course.visits.length === 1 ? 'intake' : 'progress';
  tell('note.recorded', writtenAt, { ...note, noteType, status: 'draft' });
  const lagMinutes = Math.round((signedAt - booking.end) / MINUTE);
  tell('note.signed', signedAt, { ...note, version: 1, signer: author, lagMinutes });
  const markers = course.clinician.codesMarkers ? markersOf(cast, course) : [];
  if (markers.length === 0) return;
  // Dated by the hour the note is about; the source learns of it when the note is signed.
  const when = { happened: booking.end, known: signedAt };
  tell('note.alliance_markers_recorded', when, { ...note, source: 'clinician', markers });
}

function markersOf({ dice }: Cast, { bond }: Course): readonly Marker[] {
  if (bond.justRepaired)
    return dice.chance(RECORDS.noticesRupture) ? [{ code: 'repair.achieved', significance: 3 }] : [];
  if (!bond.open) {
    const good = dice.pick(['bond', 'goal.agreement', 'task.agreement'] as const);
    return dice.chance(RECORDS.positiveMarker) ? [{ code: good, significance: dice.whole(2, 4) }] : [];
  }
  if (!dice.chance(RECORDS.noticesRupture)) return [];
  const { kind } = bond.open;
  const seen = {
    code: `rupture.${kind}` as const,
    marker: dice.pick<string>(SEEN_AS[kind]),
    significance: dice.whole(2, 5),
  };
  return dice.chance(0.5) ? [seen, { code: 'repair.attempted' }] : [seen];
}

/** Something to try before next time, in approaches that set tasks. */
export function tellTask(booking: Booking, cast: Cast, course: Course): void {
  const { dice, tell, person, span } = cast;
  const next = course.book[0];
  if (!next || !(person.approach === 'cbt' || person.approach === 'dbt') || !dice.chance(RECORDS.taskPerVisit)) return;
  const task = {
    ...namesOf(cast, course),
    task: `${booking.appointment}-task`,
    taskKind: person.approach === 'dbt' ? ('diary' as const) : ('homework' as const),
    dueAt: span.clock.write(next.start),
  };
  tell('engagement.task_assigned', booking.end - MINUTE, task);
  const done = dice.chance(RECORDS.taskDone - (course.bond.open ? 0.25 : 0) + 0.08 * course.bond.commitment);
  if (done)
    tell('engagement.task_completed', next.start - dice.between(2, 60) * HOUR, {
      ...task,
      completion: dice.whole(2, 4),
    });
  else tell('engagement.task_overdue', next.start, task);
}
