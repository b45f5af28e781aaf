/** What is said of a course that asks for nothing. */
import { calmOf, type Calm } from '#lib/courses';
import { instrumentOf } from '#lib/instruments';
import type { ClinicRules } from '../rules/clinic-rules.js';
import type { EpisodeState } from '../state/episode-state.js';
import type { Rupture } from '../state/rupture.js';
import { isRated, type Rated } from '../state/series.js';
import { hasOtherForms, LATEST, membersAlliance, ownAlliance } from './own-forms.js';

export type CalmReason =
  | 'no-forms'
  /** Of how the work goes nothing is known; of how the client is, something. */
  | 'outcome-only'
  /** Other forms have come, such as one about the session alone. */
  | 'other-forms'
  | 'one-form'
  | 'eased'
  | Calm
  /** Where the forms are those of several members, and the client's own are none. */
  | `members-${Turned}`;

type Turned = Extract<Calm, 'risen' | 'steady'>;

/** Below this many rated forms nothing can be compared. */
const FEWEST_FORMS = 2;

export function calmReason(state: EpisodeState, rules: ClinicRules): CalmReason {
  const ofClient = ownAlliance(state, rules);
  const own = ofClient ?? membersAlliance(state, rules);
  const instrument = own && instrumentOf({ code: own.instrument, version: own.version }, rules.instruments);
  const rated = own?.ratings.filter(isRated) ?? [];
  if (!instrument || rated.length < FEWEST_FORMS) return fewReason(state, rules, rated.length);
  if (isFreshlyEased(state.rupture, rated)) return 'eased';
  const calm = calmOf(instrument, rated);
  return ofClient || (calm !== 'risen' && calm !== 'steady') ? calm : `members-${calm}`;
}

function fewReason(state: EpisodeState, rules: ClinicRules, rated: number): CalmReason {
  if (rated > 0) return 'one-form';
  if (state.outcome.courses.length > 0) return 'outcome-only';
  return hasOtherForms(state, rules) ? 'other-forms' : 'no-forms';
}

/** What eased some forms ago is history: the line is about how things are now. */
const isFreshlyEased = (rupture: Rupture | null, rated: readonly Rated[]): boolean =>
  rupture?.state === 'repaired' && rated.filter(({ at }) => at > rupture.changedAt).length < LATEST;
