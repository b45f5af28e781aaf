/**
 * What history brought in was told to nobody. Where a form since then shows that it goes on, it is news: told once, as
 * of that form, and not for what was long ago.
 */
import { lowLineOf } from '#lib/courses';
import { type Instrument, instrumentOf } from '#lib/instruments';
import { type ClinicEvent, refOf } from '#lib/events';
import type { ClinicRules } from '../rules/clinic-rules.js';
import { readable } from '../ruptures/rupture-rule.js';
import type { Alert, AlertFacts } from '../state/alert.js';
import type { EpisodeState } from '../state/episode-state.js';
import type { Rupture } from '../state/rupture.js';
import { isRated, memberOf, seriesName, type Rated, type Series } from '../state/series.js';
import { isFirstTold } from './raise.js';

interface Told {
  readonly told: Alert;
  readonly event: ClinicEvent;
  readonly rules: ClinicRules;
}

const instrumentIn = ({ instruments }: ClinicRules, { instrument: code, version }: Series): Instrument | undefined =>
  instrumentOf({ code, version }, instruments);

const ratedLast = ({ ratings }: Series, event: ClinicEvent): Rated | undefined => {
  const last = ratings.at(-1);
  return last && last.event === refOf(event) && isRated(last) ? last : undefined;
};

/** What lasts for several forms is unrepaired, and is there as much as on the first. */
const STANDING: ReadonlySet<Rupture['state']> = new Set<Rupture['state']>(['open', 'unrepaired']);

/** What an alert about a fall says once a form since shows it still there, although no rule finds a new one. */
export function factsStillThere(
  { series }: EpisodeState,
  { rupture, told, event, rules }: Told & { readonly rupture: Rupture },
): AlertFacts | undefined {
  if (!isFirstTold(told, event) || !STANDING.has(rupture.state)) return undefined;
  const { before = NaN, now } = told.facts;
  const followed = series.find((one) => seriesName(one) === rupture.series && isToldOf(one, told));
  const form = followed && ratedLast(followed, event);
  if (!form || now === undefined || !(form.value < Number(before))) return undefined;
  return { now: shown(form.value, instrumentIn(rules, followed)) };
}

/** Figures of one form of one person are held against no other. */
const isToldOf = ({ instrument, respondent }: Series, { facts: { form, member } }: Alert): boolean =>
  form === instrument && memberOf(respondent) === member;

const shown = (value: number, instrument: Instrument | undefined): number =>
  instrument ? readable(instrument, value) : value;

/** Later than this it is no start any more. */
const STILL_EARLY = 8;

/** Forms that were low from the first hours on, as history says, and still are. */
export function isLowStill({ series }: EpisodeState, { told, event, rules }: Told): boolean {
  const own = isFirstTold(told, event) ? series.find((one) => ratedLast(one, event)) : undefined;
  const instrument = own && instrumentIn(rules, own);
  if (!own || !instrument) return false;
  const rated = own.ratings.filter(isRated);
  const line = lowLineOf(instrument);
  return (
    rated.some((form) => told.evidence.includes(form.event)) &&
    rated.length <= STILL_EARLY &&
    rated.every(({ value }) => value <= line)
  );
}
