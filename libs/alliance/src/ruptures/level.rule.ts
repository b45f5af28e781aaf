import { below, ruptureRule } from './rupture-rule.js';
import { runStart, type Rated } from './series.js';

export const level = ruptureRule({
  code: 'level',
  version: 1,
  title: 'Below the level that asks for a look',
  because: 'A low rating is worth a conversation; two in a row are seldom a slip of the finger.',
  source: 'Feedback-informed practice uses a cutoff per questionnaire; two in a row is a rule of this project.',
  parameters: { consecutive: 2 },
  strictness: 'consecutive',
  check({ instrument: { floor }, rated }, { consecutive }) {
    const now = rated.at(-1);
    if (floor === undefined || !now || !below(now.value, floor)) return undefined;
    const latest = rated.slice(-consecutive);
    const lasting = latest.length === consecutive && latest.every(({ value }) => below(value, floor));
    return {
      tier: lasting ? 'suspected' : 'prompt',
      reference: Math.max(floor, startOfRun(rated)),
      evidence: (lasting ? latest : [now]).map(({ event }) => event),
      facts: { now: Math.round(now.value), floor },
    };
  },
});

const startOfRun = (rated: readonly Rated[]): number => rated[runStart(rated.map(({ value }) => value))]?.value ?? 0;
