import { describeConfig } from '#lib/platform';
import { columns } from '../output.js';
import { verb } from '../verb.js';

export const configVerb = verb({
  name: 'config',
  summary: 'Show every setting, its value and what it means; secrets show only that they are set',
  usage: '',
  examples: [['config', 'what the environment says at the moment']],
  words: [0, 0],
  flags: {},
  run: async ({ out, host }) => {
    const variables = describeConfig(host.config());
    if (out.json) for (const variable of variables) out.data(JSON.stringify(variable));
    else out.data(columns(variables.map(({ name, value, help }) => [name, value || '-', help])));
    return 0;
  },
});
