import { atLeast, ruptureRule } from './rupture-rule.js';
import { runStart, STEPS_BACK } from './series.js';

export const reliableDrop = ruptureRule({
  code: 'reliable-drop',
  version: 1,
  title: 'Lower than before by more than the form’s own error',
  because: 'A fall larger than the questionnaire’s measurement error is unlikely to be noise.',
  source: 'Reliable change (Jacobson and Truax 1991); declines over up to six appointments (Gumz et al. 2012).',
  parameters: { reliableChanges: 1, stepsBack: STEPS_BACK },
  strictness: 'reliableChanges',
  check({ instrument, rated }, { reliableChanges, stepsBack }) {
    const start =
      rated[
        runStart(
          rated.map((rating) => rating.value),
          stepsBack,
        )
      ];
    const now = rated.at(-1);
    if (!instrument.reliableChange || !start || !now) return undefined;
    const drop = start.value - now.value;
    if (drop <= 0 || !atLeast(drop, reliableChanges * instrument.reliableChange.points)) return undefined;
    return {
      tier: 'probable',
      reference: start.value,
      evidence: [start.event, now.event],
      facts: { before: Math.round(start.value), now: Math.round(now.value) },
    };
  },
});
