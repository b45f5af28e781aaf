/** What is said of a course that asks for nothing. */
import { calmOf, type Calm } from '#lib/courses';
import { instrumentOf } from '#lib/instruments';
import type { ClinicRules } from '../rules/clinic-rules.js';
import type { EpisodeState } from '../state/episode-state.js';
import type { Rupture } from '../state/rupture.js';
import { isRated, type Rated, type Series } from '../state/series.js';
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
  const client = ownAlliance(state, rules);
  if (client) return calmIn(state, client, rules);
  const members = membersAlliance(state, rules);
  return members ? ofMembers(calmIn(state, members, rules)) : fewReason(state, rules, 0);
}

function calmIn(state: EpisodeState, { instrument: code, version, ratings }: Series, rules: ClinicRules): CalmReason {
  const instrument = instrumentOf({ code, version }, rules.instruments);
  const rated = ratings.filter(isRated);
  if (!instrument || rated.length < FEWEST_FORMS) return fewReason(state, rules, rated.length);
  return isFreshlyEased(state.rupture, rated) ? 'eased' : calmOf(instrument, rated);
}

const ofMembers = (calm: CalmReason): CalmReason => (calm === 'risen' || calm === 'steady' ? `members-${calm}` : calm);

function fewReason(state: EpisodeState, rules: ClinicRules, rated: number): CalmReason {
  if (rated > 0) return 'one-form';
  if (state.outcome.courses.length > 0) return 'outcome-only';
  return hasOtherForms(state, rules) ? 'other-forms' : 'no-forms';
}

/** What eased some forms ago is history: the line is about how things are now. */
const isFreshlyEased = (rupture: Rupture | null, rated: readonly Rated[]): boolean =>
  rupture?.state === 'repaired' && rated.filter(({ at }) => at > rupture.changedAt).length < LATEST;
