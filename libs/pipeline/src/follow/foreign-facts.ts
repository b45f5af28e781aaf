/** What of an episode's history is set aside there, because it is of somebody else. */
import { walkEpisode, type ClinicRules } from '#lib/alliance';
import { refOf, type ClinicEvent } from '#lib/events';

/** References of all of it, however much: a state names only the latest. */
export function foreignIn(events: readonly ClinicEvent[], rules: ClinicRules): ReadonlySet<string> {
  const foreign = new Set<string>();
  for (const { step, isForeign } of walkEpisode(events, rules)) if (isForeign) foreign.add(refOf(step.original));
  return foreign;
}
