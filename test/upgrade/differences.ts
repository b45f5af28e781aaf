/**
 * Where today's code may differ from the code that wrote a recording, each with its reason. Both lists are empty as a
 * rule: a line here says that readers of the API see something else, or that an upgrade rewrites what was stored.
 */
import type { Answered } from './recording.js';

export interface NamedDifference {
  /** Why this is wanted, for the next reader. */
  readonly because: string;
  readonly concerns: (answered: Answered) => boolean;
  /** The recorded body, parsed, as it is expected today. */
  readonly today: (body: unknown) => unknown;
}

/** Tables whose recorded columns a newer migration rewrites, with the reason. */
export const REWRITTEN_TABLES: ReadonlyMap<string, string> = new Map();

export const NAMED_DIFFERENCES: readonly NamedDifference[] = [];

export function expectedToday(recorded: Answered): Answered {
  const concerning = NAMED_DIFFERENCES.filter(({ concerns }) => concerns(recorded));
  if (concerning.length === 0) return recorded;
  const body = concerning.reduce((now, { today }) => today(now), JSON.parse(recorded.body) as unknown);
  return { ...recorded, body: JSON.stringify(body) };
}
