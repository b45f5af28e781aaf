import { below } from '#lib/kernel';
import { ruptureRule } from './rupture-rule.js';

export const lowMark = ruptureRule({
  code: 'low-mark',
  version: 1,
  title: 'One answer is below the mark that asks for a look',
  because: 'A good total can hide one thing that missed.',
  source:
    'Feedback-informed practice, as recalled, looks at every line below 9; inside the form’s error, so it only prompts.',
  evidenceKind: 'ratings',
  asks: true,
  parameters: { slack: 0 },
  strictness: 'slack',
  check({ instrument, rated, answers = [] }, { slack }) {
    const now = rated.at(-1);
    const mark = instrument.prompts?.mark;
    if (mark === undefined || !now) return undefined;
    const low = answers.filter(({ value }) => value !== null && below(value, mark - slack));
    if (low.length === 0) return undefined;
    return { tier: 'prompt', reference: null, evidence: [now.event], facts: { marks: low.length } };
  },
});
