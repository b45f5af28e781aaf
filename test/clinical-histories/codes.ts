/** The one place that knows under which code something is told, and where an alert keeps the part that moved. */
import type { Alert } from '#lib/alliance';

/** What a senior clinician speaks of, and the rules that tell it. */
export const ABOUT = {
  strain: ['strain-open', 'low-start'],
  missed: ['missed-during-strain'],
  stopped: ['stopped-coming'],
  outcome: ['outcome-worse'],
  safety: ['safety-answer'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type About = keyof typeof ABOUT;

export const aboutOf = ({ rule }: Pick<Alert, 'rule'>): About | undefined =>
  (Object.keys(ABOUT) as About[]).find((about) => ABOUT[about].some((code) => code === rule));

/** The part that an alert names first, as the code of a scale or of a facet. */
export function partOf({ facts }: Pick<Alert, 'facts'>): string | undefined {
  const named = facts['part'] ?? facts['facet'];
  return named === undefined ? undefined : String(named);
}
