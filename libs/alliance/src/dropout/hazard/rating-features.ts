/** Signals from what was rated: the client's alliance series, the strain, the outcome. */
import { changeOn } from '../../change/instrument-change.js';
import { measures } from '../../forms.js';
import { instrumentOf } from '../../instruments/roster.js';
import type { Rupture } from '../../ruptures/rupture.js';
import { isRated, type Series } from '../../ruptures/series.js';
import type { Snapshot } from '../snapshot.js';
import { attendedAt } from './calendar-features.js';
import type { Features } from './hazard-model.js';

/** What ratings are held against: the norm of the instrument, or the clinic's own clients. */
export interface Reference {
  readonly mean: number;
  /** Above 0. */
  readonly sd: number;
}

export type ReferenceOf = (edition: { readonly code: string; readonly version: string }) => Reference | undefined;

const RECENT_RATINGS = 5;
const FEWEST_FOR_SLOPE = 3;
const REPAIRED_WITHIN = 5;

export function ratingFeatures(snapshot: Snapshot, referenceOf: ReferenceOf): Features {
  return { ...levelFeatures(snapshot, referenceOf), ...strainFeatures(snapshot), ...outcomeFeatures(snapshot) };
}

function levelFeatures({ state, rules }: Snapshot, referenceOf: ReferenceOf): Features {
  const series = latest(state.series.filter((s) => s.respondent === 'client' && measures(s, 'alliance', rules)));
  const values = series ? valuesOf(series) : [];
  const now = values.at(-1);
  const reference = series && referenceOf({ code: series.instrument, version: series.version });
  if (now === undefined || !reference) return {};
  const inSpreads = values.map((value) => (value - reference.mean) / reference.sd);
  return { level: (now - reference.mean) / reference.sd, ...dropOf(inSpreads), ...slopeOf(inSpreads) };
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

/** A mere suspicion is not an open strain yet. */
const OPEN: ReadonlySet<Rupture['state']> = new Set(['open', 'repairing', 'unrepaired']);

const NO_STRAIN: Features = { openW: 0, openC: 0, age: 0, repaired: 0 };

function strainFeatures(snapshot: Snapshot): Features {
  const { rupture } = snapshot.state;
  if (rupture === null) return NO_STRAIN;
  const since = (at: number): number => attendedAt(snapshot).filter((when) => when > at).length;
  if (OPEN.has(rupture.state)) {
    return { ...NO_STRAIN, [signalOf(rupture)]: 1, age: Math.max(0, since(rupture.onset) - 1) };
  }
  const eased = rupture.state === 'repaired' && since(rupture.changedAt) <= REPAIRED_WITHIN;
  return { ...NO_STRAIN, repaired: eased ? 1 : 0 };
}

const signalOf = ({ kind }: Rupture): 'openC' | 'openW' =>
  kind === 'confrontation' || kind === 'mixed' ? 'openC' : 'openW';

/** Getting better is deliberately no signal: it did not tell who stayed. */
function outcomeFeatures({ state, rules }: Snapshot): Features {
  const outcomes = state.series.filter((s) => s.respondent === 'client' && measures(s, 'outcome', rules));
  const changes = outcomes.flatMap((series) => {
    const instrument = instrumentOf({ code: series.instrument, version: series.version }, rules.instruments);
    const [pre, ...later] = valuesOf(series);
    const post = later.at(-1);
    return instrument && pre !== undefined && post !== undefined ? [changeOn(instrument, { pre, post })] : [];
  });
  return changes.length === 0 ? {} : { det: changes.some((change) => change?.class === 'deteriorated') ? 1 : 0 };
}
