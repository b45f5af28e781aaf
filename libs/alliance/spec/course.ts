/** Builds courses of work for the specs of the labels: weekly, days counted from day 0. */
import type { Course, CourseFact, Happening } from '#lib/evaluation';

export type Day = readonly [number, Happening];

export const fact = ([day, what]: Day): CourseFact => ({ day, what });

export const course = (asOf: number, ...facts: readonly Day[]): Course => ({
  cadenceDays: 7,
  facts: facts.map(fact),
  asOf,
});
