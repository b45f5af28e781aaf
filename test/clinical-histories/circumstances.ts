/** What else a practice tells of a course: how a form came to be filled in, what was corrected, and how somebody took part. */
import { type Facet } from '#lib/instruments';
import type { EventData } from '#lib/events';
import { toIso, DAY } from '#lib/kernel';
import { CLINICIAN, tell, type Fact } from './course.js';
import { asked, submitted } from './forms.js';

/** The same with something else said of it. */
export const as =
  (more: Readonly<Record<string, unknown>>, fact: Fact): Fact =>
  (moment) =>
    fact(moment).map((one) => (typeof one.data === 'function' ? one : { ...one, data: { ...one.data, ...more } }));

/** Asked by somebody who speaks for the client, in the client's language. */
export const interpreted = (fact: Fact): Fact => as({ mode: 'interview', enteredBy: 'proxy' }, fact);

/** Sent twice by the practice system, some hours apart. */
export const twice =
  (fact: Fact): Fact =>
  (moment) => [...fact(moment), ...fact(moment).map((one) => ({ ...one, at: one.at + DAY / 4 }))];

/** Asked of one member of several, in a form of their own. */
export const askedOf =
  (member: string, code = 'pulse'): Fact =>
  (moment) =>
    asked(code)(moment).map((one) => {
      const { form } = one.data as { form: string };
      return { ...one, data: { ...one.data, respondent: `member:${member}`, form: `${form}-member-${member}` } };
    });

export const joins = (role: EventData<'visit.participant_joined'>['role'] = 'client'): Fact =>
  tell('visit.participant_joined', { role }, 3);

/** A day later the practice finds that its record was wrong. */
export const corrected = (
  from: EventData<'appointment.attendance_corrected'>['from'],
  to: EventData<'appointment.attendance_corrected'>['to'],
): Fact => tell('appointment.attendance_corrected', { from, to }, 24 * 60);

export const movedByClinician = (days: number): Fact =>
  tell(
    'appointment.rescheduled',
    ({ at }) => ({
      start: toIso(at + days * DAY),
      end: toIso(at + days * DAY + DAY / 24),
      initiatedBy: 'clinician' as const,
    }),
    -2 * 24 * 60,
  );

export const planned = (plan: EventData<'episode.updated'> extends infer T ? Partial<T> : never): Fact =>
  tell('episode.updated', plan as never, 75);

/** Two records of one person become one. */
export const mergedWith = (retired: string): Fact => tell('client.merged', ({}) => ({ survivor: 'c1', retired }), 100);

export const coveredBy = (cover: string, days: number): Fact =>
  tell('clinician.absence_started', ({ at }) => ({ clinician: CLINICIAN, until: toIso(at + days * DAY), cover }), 90);

const REVIEW = {
  openness: 'o',
  respect: 'v',
  support: 's',
  expectations: 'x',
  consistency: 'c',
  boundaries: 'b',
  genuineness: 'g',
  helpfulness: 'h',
  responsibility: 'a',
  'carrying-over': 'e',
} as const satisfies Partial<Record<Facet, string>>;

/** The longer form near 85, as people answer it: the two questions of a part a step apart, but for what is named. */
export const lookBack = (
  parts: Readonly<Partial<Record<keyof typeof REVIEW, number>>> = {},
  ways: Readonly<Record<string, number>> = {},
): Fact =>
  submitted('review', [
    ...Object.entries(REVIEW).flatMap(([part, prefix]) => {
      const level = parts[part as keyof typeof REVIEW];
      return [1, 2].map((i) => ({ item: `${prefix}${i}`, value: level ?? 7 + i }));
    }),
    ...Object.entries(ways).map(([item, value]) => ({ item, value })),
  ]);
