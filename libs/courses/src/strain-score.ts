/**
 * Weak signs together. A sum of points, each of a sign that says little by itself, halved with time and by good news:
 * every figure stands in `points.v1.ts`, and the reasons are the terms of the sum.
 */
import { DAY } from '#lib/kernel';
import {
  GOOD_NEWS,
  HALF_LIFE_DAYS,
  KEEPS,
  LEAST_APART,
  LEAST_SHOWN,
  STRAIN_POINTS,
  type NewsCode,
  type SignCode,
  type SignGroup,
} from './points.v1.js';

/** One small thing that was noticed. */
export interface Sign {
  readonly code: SignCode;
  /** Clinical time in milliseconds. */
  readonly at: number;
  /** What it was about: a form, an appointment, a task. */
  readonly about: string;
  /** Reference of the event, where the state keeps it. */
  readonly event: string | null;
  /** How much of it, where it comes in degrees; 1 otherwise. */
  readonly times: number;
}

export interface GoodNews {
  readonly code: NewsCode;
  readonly at: number;
}

export interface SignsInSight {
  readonly signs: readonly Sign[];
  readonly news: readonly GoodNews[];
}

export interface Term {
  readonly code: SignCode;
  readonly points: number;
}

export interface StrainScore {
  readonly points: number;
  /** Largest first; what rounds to nothing is left out. */
  readonly terms: readonly Term[];
  /** Without what the clinician wrote: nobody is told what they wrote. */
  readonly fromOthers: number;
  /** How many things were noticed. */
  readonly apart: number;
}

const NOTHING_SEEN: StrainScore = { points: 0, terms: [], fromOthers: 0, apart: 0 };

/** The sum at an instant, of what was noticed by then. The order of the lists does not matter. */
export function scoreAt({ signs, news }: SignsInSight, at: number): StrainScore {
  const seen = signs.filter((sign) => sign.at <= at);
  if (seen.length === 0) return NOTHING_SEEN;
  const codes = [...new Set(seen.map(({ code }) => code))];
  const terms = codes
    .map((code): Term => ({ code, points: termOf(code, { signs: seen, news }, at) }))
    .filter(({ points }) => points >= LEAST_SHOWN)
    .sort((a, b) => b.points - a.points || (a.code < b.code ? -1 : 1));
  return {
    points: sum(terms),
    terms,
    fromOthers: sum(terms.filter(({ code }) => !STRAIN_POINTS[code].own)),
    apart: thingsIn(seen.filter((sign) => counts(sign, { signs: seen, news }, at))),
  };
}

/** What time and good news have all but taken away is no second sign. */
const counts = (sign: Sign, { news }: SignsInSight, at: number): boolean =>
  STRAIN_POINTS[sign.code].points * sign.times * leftOf(sign, news, at) >= LEAST_APART;

/**
 * A course that lies lower is one thing, on however many forms, and what a form says in passing is one thing with how low
 * it is; a second sign comes from somewhere else.
 */
function thingsIn(signs: readonly Sign[]): number {
  const said = new Set(signs.flatMap(({ code, about }) => (isSaid(code) ? [about] : [])));
  const thingOf = ({ code, about, at }: Sign): string => {
    if (isSaid(code) || (isFall(code) && said.has(about))) return 'said';
    return isFall(code) ? 'lower' : `${STRAIN_POINTS[code].group} ${about} ${at}`;
  };
  return new Set(signs.map(thingOf)).size;
}

const isSaid = (code: SignCode): boolean => code.startsWith('said');
const isFall = (code: SignCode): boolean => code === 'form-lower' || code === 'part-lower';

const sum = (terms: readonly Term[]): number => terms.reduce((total, { points }) => total + points, 0);

/** Of one kind of sign only the latest few count: a client who never fills in forms is not ever more strained. */
function termOf(code: SignCode, { signs, news }: SignsInSight, at: number): number {
  const { points, counts } = STRAIN_POINTS[code];
  const latest = signs
    .filter((sign) => sign.code === code)
    .sort((a, b) => b.at - a.at || b.times - a.times)
    .slice(0, counts);
  return latest.reduce((total, sign) => total + points * sign.times * leftOf(sign, news, at), 0);
}

/** What time and good news leave of a sign. */
function leftOf({ code, at: began }: Sign, news: readonly GoodNews[], at: number): number {
  const since = news.filter((one) => one.at > began && one.at <= at && isAgainst(one.code, STRAIN_POINTS[code].group));
  return 0.5 ** ((at - began) / (HALF_LIFE_DAYS * DAY)) * KEEPS ** since.length;
}

const isAgainst = (code: NewsCode, group: SignGroup): boolean =>
  (GOOD_NEWS[code] as readonly SignGroup[]).includes(group);

/** When a sum has sunk to a level by time alone; the instant itself where it is there already. */
export const sinksTo = (level: number, { points, at }: { readonly points: number; readonly at: number }): number =>
  points <= level ? at : Math.ceil(at + HALF_LIFE_DAYS * DAY * Math.log2(points / level));
