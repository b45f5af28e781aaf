/** The forms about the relationship that say how the client sees it. */
import { instrumentOf, type Instrument } from '#lib/instruments';
import type { ClinicRules } from '../rules/clinic-rules.js';
import type { EpisodeState } from '../state/episode-state.js';
import type { Series } from '../state/series.js';
import { inUse } from './in-use.js';
import { measures } from './rating-series.js';

/** The alliance series that the client filled in most recently, among those in use from hour to hour. */
export const ownAlliance = ({ series }: EpisodeState, rules: ClinicRules): Series | undefined =>
  latestOf(inUse(ownForms({ series }, rules), rules));

/** The same where the forms are those of several members. */
export const membersAlliance = ({ series }: EpisodeState, rules: ClinicRules): Series | undefined =>
  latestOf(series.filter((s) => s.respondent.startsWith('member:') && measures(s, 'alliance', rules)));

const latestOf = (series: readonly Series[]): Series | undefined =>
  series.reduce<Series | undefined>((latest, s) => (latest && lastAt(latest) > lastAt(s) ? latest : s), undefined);

export const ownForms = ({ series }: Pick<EpisodeState, 'series'>, rules: ClinicRules): readonly Series[] =>
  series.filter((s) => s.respondent === 'client' && measures(s, 'alliance', rules));

const lastAt = ({ ratings }: Series): number => ratings.at(-1)?.at ?? 0;

export const editionOf = (
  { instrument: code, version }: Series,
  { instruments }: ClinicRules,
): Instrument | undefined => instrumentOf({ code, version }, instruments);
