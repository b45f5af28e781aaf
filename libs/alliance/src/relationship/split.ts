/** Several people in one room: each has a series of their own, and what they rate may lie far apart. */
import { mean } from '#lib/courses';
import { DAY, atLeast } from '#lib/kernel';
import type { ClinicRules } from '../rules/clinic-rules.js';
import { type Instrument, instrumentOf, spreadOf } from '#lib/instruments';
import { isMember, isRated, type Rated, type Series } from '../state/series.js';

export interface Member {
  readonly respondent: string;
  /** 0 to 100. */
  readonly now: number;
  /** Against the mean of this member's own earlier ratings; null for a first rating. */
  readonly againstOwn: number | null;
  readonly event: string;
}

export interface Split {
  /** The highest member less the lowest, on a scale of 0 to 100. */
  readonly index: number;
  /** Wide enough to ask: 20 points, or one and a half spreads between clients. */
  readonly wide: boolean;
  readonly members: readonly Member[];
}

const SAME_HOUR = 3 * DAY;
const WIDE_POINTS = 20;
const WIDE_SPREADS = 1.5;

/** The split of the latest hour that at least two members rated on the same form; undefined where there is none. */
export function splitOf(series: readonly Series[], rules: ClinicRules): Split | undefined {
  const own = series.filter(({ respondent }) => isMember(respondent));
  const [first] = own.toSorted((a, b) => (latest(b)?.at ?? 0) - (latest(a)?.at ?? 0));
  const instrument = first && instrumentOf({ code: first.instrument, version: first.version }, rules.instruments);
  const hour = first && latest(first)?.at;
  if (instrument?.construct !== 'alliance' || hour === undefined) return undefined;
  const same = own.filter((s) => s.instrument === first?.instrument && s.version === first.version);
  const members = same.flatMap((s) => memberOf(s, instrument, hour));
  return members.length < 2 ? undefined : between(members, instrument);
}

const latest = ({ ratings }: Series): Rated | undefined => ratings.findLast(isRated);

function memberOf(series: Series, { range }: Instrument, hour: number): Member[] {
  const rated = series.ratings.filter(isRated);
  const now = rated.at(-1);
  if (!now || hour - now.at > SAME_HOUR) return [];
  const share = (value: number): number => ((value - range.min) / (range.max - range.min)) * 100;
  const earlier = rated.slice(0, -1).map(({ value }) => share(value));
  const againstOwn = earlier.length === 0 ? null : share(now.value) - mean(earlier);
  return [{ respondent: series.respondent, now: share(now.value), againstOwn, event: now.event }];
}

function between(members: readonly Member[], instrument: Instrument): Split {
  const values = members.map(({ now }) => now);
  const index = Math.max(...values) - Math.min(...values);
  const spread = spreadOf(instrument);
  const { min, max } = instrument.range;
  const spreads = spread === undefined ? Infinity : (spread / (max - min)) * 100 * WIDE_SPREADS;
  return { index, wide: atLeast(index, Math.min(WIDE_POINTS, spreads)), members };
}
