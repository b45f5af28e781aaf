/** Which forms about the work stand for an episode in lists, and how they look on one scale. */
import { type Instrument, instrumentOf } from '#lib/instruments';
import { inUse, standingBack } from '../ratings/in-use.js';
import { measures } from '../ratings/rating-series.js';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isMember, isRated, type Rating, type Series } from '../state/series.js';

/** This many of the latest ratings are looked at and shown. */
export const LATEST = 6;

type Kept = Pick<EpisodeState, 'series'>;

/** The client's own last ratings as 0 to 100, oldest first; null where a form is missing or has no score. */
export function latestAlliance(state: Kept, rules: ClinicRules = DEFAULT_RULES): readonly (number | null)[] {
  const own = ownAlliance(state, rules);
  return own ? latestOwnForms(state, rules).map(outOfHundred(own, rules)) : [];
}

/** The forms of which `latestAlliance` tells, in the same order. */
export const latestOwnForms = (state: Kept, rules: ClinicRules = DEFAULT_RULES): readonly Rating[] =>
  ownAlliance(state, rules)?.ratings.slice(-LATEST) ?? [];

/** The alliance series that the client filled in most recently, among those in use from hour to hour. */
export const ownAlliance = (state: Kept, rules: ClinicRules): Series | undefined =>
  latestOf(inUse(ownForms(state, rules), rules));

/** The same of those that stand back. */
export const monthlyAlliance = (state: Kept, rules: ClinicRules): Series | undefined =>
  latestOf(standingBack(ownForms(state, rules), rules));

/** The same where the forms are those of several members; what one of them left open is no later form. */
export const membersAlliance = (state: Kept, rules: ClinicRules): Series | undefined =>
  latestOf(membersForms(state, rules), ({ ratings }) => ratings.findLast(isRated)?.at ?? 0);

export const membersForms = ({ series }: Kept, rules: ClinicRules): readonly Series[] =>
  series.filter((s) => isMember(s.respondent) && measures(s, 'alliance', rules) && s.ratings.some(isRated));

/** What was asked for and did not come has a place in its series, and no scales. */
export const hasOtherForms = ({ series }: Kept, rules: ClinicRules): boolean =>
  series.some(
    (s) =>
      (s.respondent === 'clinician' || !measures(s, 'alliance', rules)) &&
      s.ratings.some(({ scales }) => scales.length > 0),
  );

const ownForms = ({ series }: Kept, rules: ClinicRules): readonly Series[] =>
  series.filter((s) => s.respondent === 'client' && measures(s, 'alliance', rules));

const lastAt = ({ ratings }: Series): number => ratings.at(-1)?.at ?? 0;

const latestOf = (series: readonly Series[], at = lastAt): Series | undefined =>
  series.reduce<Series | undefined>((latest, s) => (latest && at(latest) > at(s) ? latest : s), undefined);

/** Only of a series that measures the work, so the clinic has its form. */
function outOfHundred(
  { instrument, version }: Series,
  { instruments }: ClinicRules,
): (rating: Rating) => number | null {
  const { range } = instrumentOf({ code: instrument, version }, instruments) as Instrument;
  return ({ value }) => (value === null ? null : ((value - range.min) / (range.max - range.min)) * 100);
}
