import type { DirectAnswers } from '#lib/instruments';
import type { RuptureTier } from './rupture-tier.js';

/** One form as it counts. A form that is missing or may not be scored has the value null and reaches no detector. */
export interface Rating {
  /** Clinical time in milliseconds. */
  readonly at: number;
  /** Stable reference of the event, `source id`. */
  readonly event: string;
  readonly form: string;
  readonly value: number | null;
  /** Made up to a whole form from fewer answers. */
  readonly prorated: boolean;
  /** In the order of the instrument's scales. */
  readonly scales: readonly (number | null)[];
  /** Of a judged form: its parts from 0 to 100, in the order in which the instrument has them. */
  readonly parts: readonly (number | null)[];
  readonly probe: DirectAnswers | null;
  /** What the rules concluded when this form was the latest. Never changed by what comes after it. */
  readonly verdict: RuptureTier | null;
  readonly rules: readonly string[];
  /** What rules on trial concluded: written down, and of no consequence. */
  readonly shadow: readonly Shadowed[];
}

export interface Shadowed {
  readonly rule: string;
  readonly tier: RuptureTier;
}

/** A rating with a value. */
export type Rated = Rating & { readonly value: number };

/** All that may be compared with each other: one instrument, one version, one respondent, one pair of people. */
export interface Series {
  readonly instrument: string;
  readonly version: string;
  readonly respondent: string;
  /** Oldest first, the last 60. */
  readonly ratings: readonly Rating[];
}

/** As a rupture names the one that it is followed in. */
export const seriesName = ({ instrument, version, respondent }: Omit<Series, 'ratings'>): string =>
  `${instrument}@${version}/${respondent}`;

const MEMBER = 'member:';
/** Which of several people a respondent is; undefined for anybody else. */
export const memberOf = (respondent: string): string | undefined =>
  respondent.startsWith(MEMBER) ? respondent.slice(MEMBER.length) : undefined;
export const isMember = (respondent: string): boolean => memberOf(respondent) !== undefined;
export const asMember = (member: string): string => MEMBER + member;
/** The same as a fact: nothing is said of anybody else. */
export function memberIn(respondent: string): { readonly member?: string } {
  const member = memberOf(respondent);
  return member === undefined ? {} : { member };
}

export const MOST_RATINGS = 60;
export const isRated = (rating: Rating): rating is Rated => rating.value !== null;
