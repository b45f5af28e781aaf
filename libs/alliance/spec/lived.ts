/** A history as it is lived: every timer that the fold asks for comes in its time, until a day. */
import { foldEpisode } from '../src/episode/episode.js';
import { lookAgainAt } from '../src/episode/timers.js';
import { DEFAULT_RULES, type ClinicRules } from '../src/rules/clinic-rules.js';
import type { ClinicEvent } from '#lib/events';
import { day, timer } from './history.js';

export function lived(
  events: readonly ClinicEvent[],
  until = Infinity,
  rules: ClinicRules = DEFAULT_RULES,
): readonly ClinicEvent[] {
  let history: readonly ClinicEvent[] = [];
  for (const event of events.toSorted((a, b) => a.occurredAt - b.occurredAt))
    history = [...waited(history, event.occurredAt - 1, rules), event];
  return waited(history, day(until), rules);
}

function waited(events: readonly ClinicEvent[], until: number, rules: ClinicRules): readonly ClinicEvent[] {
  let history = events;
  for (;;) {
    const next = history.length === 0 ? undefined : lookAgainAt(foldEpisode(history, rules), rules);
    if (!next || next.at > until) return history;
    history = [...history, timer(next)];
  }
}
