/** Signals from what was rated: the client's alliance series, the rupture, the outcome, the two views of one hour. */
import { type Instrument, instrumentOf } from '#lib/instruments';
import type { ClinicRules } from '../../rules/clinic-rules.js';
import type { Reference } from '#lib/hazard';
import { inUse } from '../../ratings/in-use.js';
import { measures } from '../../ratings/rating-series.js';
import { clinicianRatings } from '../../relationship/discrepancy.js';
import type { Rupture } from '../../state/rupture.js';
import { isRated, type Series } from '../../state/series.js';
import { seenDifferently } from '../../ruptures/seen-differently.rule.js';
import type { EpisodeState } from '../../state/episode-state.js';
import type { PastSession } from '#lib/attendance';
import type { AttendanceAsOf } from '../as-of.js';
import type { Features } from '#lib/hazard';

const RECENT_RATINGS = 5;
const FEWEST_FOR_SLOPE = 3;
const REPAIRED_WITHIN = 5;

export function ratingFeatures({ state, rules }: AttendanceAsOf, attended: readonly PastSession[]): Features {
  const own = ownSeries(state, rules);
  return {
    ...(own ? { ...levelFeatures(own, rules), ...viewFeatures(own, state, rules) } : {}),
    ...ruptureFeatures(state, attended),
    ...outcomeFeatures(state, rules),
  };
}

/** The alliance series that the client rated last, among those in use from hour to hour. */
function ownSeries({ series }: EpisodeState, rules: ClinicRules): Series | undefined {
  const own = series.filter((s) => s.respondent === 'client' && measures(s, 'alliance', rules));
  return latest(inUse(own, rules));
}

function levelFeatures(series: Series, rules: ClinicRules): Features {
  const instrument = instrumentOf({ code: series.instrument, version: series.version }, rules.instruments);
  const reference = instrument && referenceFor(instrument, rules);
  if (!reference) return {};
  const better = instrument.direction === 'higher-is-better' ? 1 : -1;
  const inSpreads = valuesOf(series).map((value) => (better * (value - reference.mean)) / reference.sd);
  const level = inSpreads.at(-1);
  return level === undefined ? {} : { level, ...dropOf(inSpreads), ...slopeOf(inSpreads) };
}

/** No norms are shipped for the Pulse: without the clinic's own, the rating signals stay unknown. */
function referenceFor({ code, version, norms }: Instrument, { stopping }: ClinicRules): Spread | undefined {
  const own = stopping?.references?.find((r) => r.code === code && r.version === version);
  return own ?? norms?.find(({ population }) => population === 'clinical');
}

type Spread = Pick<Reference, 'mean' | 'sd'>;

/** Known where the clinician filled in the same form; what the rule said of the latest one is kept with it. */
function viewFeatures(own: Series, { series }: EpisodeState, rules: ClinicRules): Features {
  const instrument = instrumentOf({ code: own.instrument, version: own.version }, rules.instruments);
  if (!instrument || clinicianRatings(series, instrument).length === 0) return {};
  return { disc: own.ratings.findLast(isRated)?.rules.includes(seenDifferently.code) ? 1 : 0 };
}

const valuesOf = ({ ratings }: Series): readonly number[] => ratings.filter(isRated).map(({ value }) => value);
const latest = (all: readonly Series[]): Series | undefined => all.toSorted((a, b) => lastAt(a) - lastAt(b)).at(-1);
const lastAt = ({ ratings }: Series): number => ratings.findLast(isRated)?.at ?? -Infinity;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function dropOf(values: readonly number[]): Features {
  const now = values.at(-1);
  return now === undefined || values.length < 2 ? {} : { drop: Math.max(0, mean(values.slice(0, -1)) - now) };
}

function slopeOf(values: readonly number[]): Features {
  const recent = values.slice(-RECENT_RATINGS);
  if (recent.length < FEWEST_FOR_SLOPE) return {};
  const middle = (recent.length - 1) / 2;
  const centre = mean(recent);
  const rise = recent.reduce((sum, value, i) => sum + (i - middle) * (value - centre), 0);
  const run = recent.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  return { slope: rise / run };
}

/** A mere suspicion is not an open rupture yet. */
const OPEN: ReadonlySet<Rupture['state']> = new Set(['open', 'repairing', 'unrepaired']);

const NO_RUPTURE: Features = { openW: 0, openC: 0, age: 0, repaired: 0 };

function ruptureFeatures({ rupture }: EpisodeState, attended: readonly PastSession[]): Features {
  if (rupture === null) return NO_RUPTURE;
  const since = (at: number): number => attended.filter((hour) => hour.at > at).length;
  if (OPEN.has(rupture.state)) {
    return { ...NO_RUPTURE, [signalOf(rupture)]: 1, age: Math.max(0, since(rupture.onset) - 1) };
  }
  const eased = rupture.state === 'repaired' && since(rupture.changedAt) <= REPAIRED_WITHIN;
  return { ...NO_RUPTURE, repaired: eased ? 1 : 0 };
}

const signalOf = ({ kind }: Rupture): 'openC' | 'openW' =>
  kind === 'confrontation' || kind === 'mixed' ? 'openC' : 'openW';

/** Getting better is deliberately no signal: it did not tell who stayed. */
function outcomeFeatures({ outcome }: EpisodeState, rules: ClinicRules): Features {
  const own = outcome.courses.filter((course) => course.respondent === 'client' && measures(course, 'outcome', rules));
  const compared = own.filter(({ forms }) => forms > 1);
  return compared.length === 0 ? {} : { det: compared.some(({ worse }) => worse?.kind === 'error') ? 1 : 0 };
}
