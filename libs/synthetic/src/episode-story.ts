/** One episode from its opening to its end or to the end of the span. */
import { DAY, MINUTE } from '#lib/kernel';
import { FIRST_BOND, handOver, knowableChance, meet, rupturesOf, stopChance } from './bond.js';
import { fillBook, isBookedLater, maybeReschedule, outcomeOf, tellNoVisit } from './booking-story.js';
import { dyadOf, namesOf, type Booking, type Cast, type Course } from './course.js';
import { endAsPlanned, maybeLeaveForReason, stayAway } from './ending-story.js';
import { tellForms } from './form-story.js';
import type { EpisodeTruth } from './plan.js';
import { tellNote, tellPresence, tellTask } from './visit-story.js';

export function tellEpisode(cast: Cast): EpisodeTruth {
  let course = fillBook(open(cast), cast, cast.opened);
  for (;;) {
    const [booking, ...book] = course.book;
    if (!booking || booking.end > cast.span.until) return truthOf(cast, course);
    course = live({ ...course, book }, booking, cast);
  }
}

function open(cast: Cast): Course {
  const course: Course = {
    clinician: cast.clinicians[0],
    bond: FIRST_BOND,
    book: [],
    bookings: 0,
    visits: [],
    hazards: [],
    knowable: [],
  };
  const { tell, client, opened, person } = cast;
  tell('client.registered', opened - 10 * MINUTE, { client });
  tell('client.consent_changed', opened - 5 * MINUTE, { client, scope: 'all', granted: true });
  tell('episode.opened', opened, {
    ...namesOf(cast, course),
    approach: person.approach,
    plannedVisits: person.plannedVisits,
    ...(cast.rates.adHoc ? {} : { cadenceDays: person.cadenceDays }),
    zone: cast.span.clock.zone,
  });
  return course;
}

/** One appointment from the book, and what follows from it. */
function live(course: Course, booked: Booking, cast: Cast): Course {
  const booking = maybeReschedule(booked, course, cast);
  const outcome = outcomeOf(booking, course, cast);
  if (outcome === 'attended') return attend(course, booking, cast);
  return fillBook(course, cast, tellNoVisit(outcome, booking, [cast, course]));
}

function attend(before: Course, booking: Booking, cast: Cast): Course {
  const bond = meet(before.bond, dyadOf(cast, before), { at: booking.end, dice: cast.dice });
  const visited = { ...before, bond, visits: [...before.visits, booking.end] };
  const later = isBookedLater(cast);
  const met = later ? visited : fillBook(visited, cast, booking.end);
  tellPresence(booking, cast, met);
  tellNote(booking, cast, met);
  tellTask(booking, cast, met);
  const after = goOn(markReported(met, tellForms(booking, cast, met)), cast, booking.end);
  return later && !after.ended ? callAndBook(after, cast, booking.end) : after;
}

/** Who did not agree on the next hour calls some days later; who stays away does not call. */
function callAndBook(course: Course, cast: Cast, at: number): Course {
  const [from, to] = cast.rates.adHoc?.bookedAfter ?? [0, 0];
  return fillBook(course, cast, at + cast.dice.between(from, to) * DAY);
}

function markReported(course: Course, said: boolean): Course {
  const { open } = course.bond;
  return said && open ? { ...course, bond: { ...course.bond, open: { ...open, reported: true } } } : course;
}

function goOn(course: Course, cast: Cast, at: number): Course {
  const visit = course.visits.length;
  if (visit >= cast.person.plannedVisits) return endAsPlanned(course, cast, at);
  const left = maybeLeaveForReason(course, cast, at);
  if (left) return left;
  const dyad = dyadOf(cast, course);
  const hazard = stopChance(course.bond, dyad, visit);
  const knowable = knowableChance(course.bond, dyad, visit);
  const faced = { ...course, hazards: [...course.hazards, hazard], knowable: [...course.knowable, knowable] };
  if (cast.dice.chance(hazard)) return stayAway(faced, cast, at);
  return visit === cast.person.handoverAfter ? changeClinician(faced, cast, at) : faced;
}

function changeClinician(course: Course, cast: Cast, at: number): Course {
  const [from, to] = cast.clinicians;
  cast.tell('episode.clinician_changed', at + 2 * MINUTE * 60, {
    ...namesOf(cast, course),
    clinician: to.clinician,
    from: from.clinician,
    to: to.clinician,
    kind: 'handover',
    effectiveAt: cast.span.clock.write(at + DAY),
  });
  return { ...course, clinician: to, bond: handOver(course.bond) };
}

function truthOf({ episode, client, clinicians, opened, person }: Cast, course: Course): EpisodeTruth {
  return {
    episode,
    client,
    clinician: clinicians[0].clinician,
    opened,
    approach: person.approach,
    ruptures: rupturesOf(course.bond),
    ...(course.ended ? { ended: course.ended } : {}),
    visits: course.visits,
    hazards: course.hazards,
    knowable: course.knowable,
    ceiling: person.ceiling,
    responder: person.responder,
  };
}
