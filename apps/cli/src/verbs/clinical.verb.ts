import { declare } from '../line/verb.js';

export const clinicalVerb = declare({
  name: 'clinical',
  summary:
    'Answer clinical questions line by line: scores, change, strain, charts, the chance of stopping, labels, and figures of studies',
  usage: '[flags] < questions.jsonl',
  examples: [
    [
      'clinical',
      'one JSON object per line in, one per line out: score, change, detect, chart, hazard, label, effect, accuracy, survival, fit; docs/reference/clinical.md has examples of each',
    ],
    ['clinical --instrument our-form.json', 'with an instrument of your own'],
  ],
  words: [0, 0],
  flags: {
    instrument: {
      kind: 'many',
      value: 'file',
      help: 'an instrument file of your own; takes precedence over an included one with the same code',
    },
  },
});
