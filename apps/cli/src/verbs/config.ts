import { describeConfig } from '#lib/platform';
import { columns } from '../line/output.js';
import { type Run } from '../line/verb.js';
import type { configVerb } from './config.verb.js';

export const runConfig: Run<typeof configVerb> = async ({ out, host }) => {
  const variables = describeConfig(host.config());
  if (out.json) for (const variable of variables) out.data(JSON.stringify(variable));
  else out.data(columns(variables.map(({ name, value, help }) => [name, value || '-', help])));
  return 0;
};
