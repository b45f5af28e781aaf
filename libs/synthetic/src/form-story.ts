/** Forms: asked for, answered, left half done, or never answered. */
import { HOUR, MINUTE } from '#lib/kernel';
import { phqAnswers, PHQ, PULSE, pulseAnswers, twinAnswers, type Answer } from './answers.js';
import { dyadOf, namesOf, type Booking, type Cast, type Course } from './course.js';
import { RECORDS } from './rates.js';

interface Form {
  readonly form: string;
  readonly instrument: typeof PULSE | typeof PHQ;
  readonly respondent: 'client' | 'clinician';
  readonly booking: Booking;
  readonly requestedAt: number;
  readonly dueAt: number;
  readonly answeredAt: number;
  readonly chance: number;
  readonly answers: readonly Answer[];
}

/** All forms of one visit. True when the client's Pulse arrived whole and says that something felt off. */
export function tellForms(booking: Booking, cast: Cast, course: Course): boolean {
  const visit = course.visits.length;
  if (visit % 2 === 1) tellForm(phqForm(booking, cast, course), cast, course);
  const said = visit % cast.rates.asksEvery === 0 && tellPulse(booking, cast, course);
  if (course.clinician.ratesTwinForm && cast.dice.chance(RECORDS.twinPerVisit)) {
    tellForm(twinForm(booking, cast, course), cast, course);
  }
  return said;
}

function tellPulse(booking: Booking, cast: Cast, course: Course): boolean {
  const pulse = pulseForm(booking, cast, course);
  const submitted = tellForm(pulse, cast, course);
  return submitted && pulse.answers.some((a) => a.item === 'r1' && a.value !== null && a.value > 0);
}

function pulseForm(booking: Booking, cast: Cast, course: Course): Form {
  const { dice } = cast;
  const requestedAt = booking.end + dice.between(1, 5) * MINUTE;
  const wait = dice.chance(RECORDS.onDevice) ? dice.between(2, 8) * MINUTE : Math.min(46 * HOUR, dice.wait(7 * HOUR));
  return {
    form: `${booking.appointment}-pulse`,
    instrument: PULSE,
    respondent: 'client',
    booking,
    requestedAt,
    dueAt: requestedAt + 48 * HOUR,
    answeredAt: requestedAt + MINUTE + wait,
    chance: cast.person.answers * (course.bond.open ? RECORDS.inRupture : 1),
    answers: pulseAnswers(course.bond, dyadOf(cast, course), dice),
  };
}

function phqForm(booking: Booking, cast: Cast, course: Course): Form {
  const { dice, person } = cast;
  const requestedAt = booking.start - 24 * HOUR;
  return {
    form: `${booking.appointment}-phq`,
    instrument: PHQ,
    respondent: 'client',
    booking,
    requestedAt,
    dueAt: booking.start,
    answeredAt: booking.start - dice.between(0.2, 22) * HOUR,
    chance: person.answers,
    answers: phqAnswers(course.bond, person, { visit: course.visits.length, dice }),
  };
}

function twinForm(booking: Booking, cast: Cast, course: Course): Form {
  const requestedAt = booking.end + MINUTE;
  return {
    form: `${booking.appointment}-twin`,
    instrument: PULSE,
    respondent: 'clinician',
    booking,
    requestedAt,
    dueAt: requestedAt + 72 * HOUR,
    answeredAt: requestedAt + cast.dice.between(5, 300) * MINUTE,
    chance: 0.9,
    answers: twinAnswers(course.bond, dyadOf(cast, course), cast.dice),
  };
}

function tellForm(form: Form, cast: Cast, course: Course): boolean {
  const { dice, tell, span } = cast;
  const { respondent, dueAt } = form;
  const head = headOf(form, cast, course);
  tell('feedback.requested', form.requestedAt, { ...head, respondent, dueAt: span.clock.write(dueAt) });
  if (dice.chance(form.chance)) {
    if (dice.chance(RECORDS.partial) && !tellPartial(form, cast, course)) return false;
    tell('feedback.submitted', form.answeredAt, { ...head, ...bodyOf(form, form.answers, cast) });
    return true;
  }
  if (dice.chance(RECORDS.expiredIsSent)) tell('feedback.expired', dueAt + dice.between(1, 20) * MINUTE, head);
  return false;
}

/** True when the rest is answered later. */
function tellPartial(form: Form, cast: Cast, course: Course): boolean {
  const { dice, tell } = cast;
  const answered = dice.whole(2, form.answers.length - 2);
  const half = form.answers.slice(0, answered);
  const at = (form.requestedAt + form.answeredAt) / 2;
  const counts = { answered, total: form.answers.length };
  tell('feedback.partially_submitted', at, { ...headOf(form, cast, course), ...bodyOf(form, half, cast), ...counts });
  return dice.chance(RECORDS.partialIsFinished);
}

const headOf = ({ form, booking, instrument }: Form, cast: Cast, course: Course) => ({
  ...namesOf(cast, course),
  form,
  appointment: booking.appointment,
  instrument,
});

const bodyOf = ({ respondent, answeredAt }: Form, items: readonly Answer[], { span }: Cast) => ({
  respondent,
  administeredAt: span.clock.write(answeredAt),
  mode: 'remote-link' as const,
  enteredBy: 'self' as const,
  items,
  scorer: 'us' as const,
});
