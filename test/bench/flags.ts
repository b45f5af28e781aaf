/** What the command line asks for. */
import { parseArgs } from 'node:util';

export interface Flags {
  readonly only: readonly string[];
  readonly quick: boolean;
  readonly repeats: number;
  readonly json: boolean;
  readonly picture: string | undefined;
  readonly seed: number;
  /** Another commit, to compare this house with. */
  readonly against: string | undefined;
  readonly rounds: number;
}

export const USAGE =
  'npm run bench -- [--only name,name] [--quick] [--repeats 3] [--seed 1] [--json] [--picture FILE]\n' +
  'npm run bench -- --against <commit> [--rounds 5] [--only pipeline,rebuild] [--quick] [--seed 1] [--json]';

/** What is compared with another commit unless --only says otherwise. */
const COMPARED = ['pipeline', 'rebuild'];

/** @throws Error with a sentence when a flag is unknown or has no sensible value. */
export function readFlags(args: readonly string[], names: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: '' },
      quick: { type: 'boolean', default: false },
      repeats: { type: 'string' },
      json: { type: 'boolean', default: false },
      picture: { type: 'string' },
      seed: { type: 'string', default: '1' },
      against: { type: 'string' },
      rounds: { type: 'string', default: '5' },
    },
  });
  const only = values.only.split(',').filter(Boolean);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(', ')}; there are ${names.join(', ')}`);
  return {
    only: only.length > 0 ? only : values.against === undefined ? names : COMPARED,
    quick: values.quick,
    json: values.json,
    picture: values.picture,
    repeats: wholeNumber('--repeats', values.repeats ?? (values.quick ? '1' : '3')),
    seed: wholeNumber('--seed', values.seed),
    against: values.against,
    rounds: wholeNumber('--rounds', values.rounds),
  };
}

function wholeNumber(flag: string, text: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new Error(`${flag} needs a whole number from 1`);
  return Number(text);
}
