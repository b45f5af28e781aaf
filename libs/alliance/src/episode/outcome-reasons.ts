/** What the outcome forms say to a caseload line, beside any prompt about them. */
import { instrumentOf } from '#lib/instruments';
import { isWorse, outcomeFacts, type OutcomeCourse } from '#lib/outcome';
import type { ClinicRules } from '../rules/clinic-rules.js';
import type { AlertFacts } from '../state/alert.js';
import type { EpisodeState } from '../state/episode-state.js';

export interface OutcomeReason {
  readonly code: 'outcome-worse' | 'outcome-improved' | 'outcome-recovered';
  readonly facts: AlertFacts;
}

/** As long as it lasts, whatever was done about the prompt; unless a person said that it was none. The gravest. */
export function worseReason({ outcome }: EpisodeState, rules: ClinicRules): OutcomeReason | undefined {
  const worse = outcome.courses.filter(isWorse).filter(({ worse: { setAside } }) => !setAside);
  const [course] = worse.toSorted((a, b) => b.worse.level - a.worse.level || b.latest.at - a.latest.at);
  return course && reasonOf('outcome-worse', course, rules);
}

/** Said warmly, and recovered before improved. */
export function betterReason({ outcome }: EpisodeState, rules: ClinicRules): OutcomeReason | undefined {
  const recovered = outcome.courses.findLast(({ better }) => better === 'recovered');
  if (recovered) return reasonOf('outcome-recovered', recovered, rules);
  const improved = outcome.courses.findLast(({ better }) => better === 'improved');
  return improved && reasonOf('outcome-improved', improved, rules);
}

/** Undefined where the clinic no longer has the instrument. */
function reasonOf(
  code: OutcomeReason['code'],
  { instrument: named, version, ...course }: OutcomeCourse,
  { instruments }: ClinicRules,
): OutcomeReason | undefined {
  const instrument = instrumentOf({ code: named, version }, instruments);
  return instrument && { code, facts: outcomeFacts({ instrument: named, version, ...course }, instrument) };
}
