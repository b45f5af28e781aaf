import { declare } from '../line/verb.js';

export const clinicalVerb = declare({
  name: 'clinical',
  summary:
    'Answer clinical questions line by line: scores, change, strain, charts, the chance of stopping, labels, and figures of studies',
  usage: '[flags] < questions.jsonl',
  examples: [
    [
      'clinical',
      'one JSON object per line in, one per line out; a line that cannot be answered says why, the rest goes on',
    ],
    ['clinical --instrument our-form.json', 'with an instrument of your own'],
    [
      'clinical < questions.jsonl',
      'the operations are score, change, detect, chart, hazard, label, effect, accuracy, survival and fit; docs/reference/clinical.md has an example of each',
    ],
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
