/** What the two programs that draw their work by seeds are told: `--runs`, `--seed`, `--mutant`, `--json`. */
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    mutant: { type: 'string' },
    clinics: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

function wholeNumber(name: string, text: string): number {
  if (/^[0-9]{1,9}$/.test(text)) return Number(text);
  return refuse(`--${name} must be a whole number, not "${text}"`);
}

function refuse(words: string): never {
  process.stderr.write(`${words}\n`);
  process.exit(2);
}

export const asJson = values.json;
export const runs = (): number => wholeNumber('runs', values.runs);
/** Undefined unless they are asked for. */
export const clinics = (): number | undefined =>
  values.clinics === undefined ? undefined : wholeNumber('clinics', values.clinics);
/** From the time of day unless it is given. */
export const firstSeed = (): number =>
  values.seed === undefined ? Math.floor(Date.now() / 1_000) % 100_000_000 : wholeNumber('seed', values.seed);

/** Undefined where none is asked for. */
export function mutantOf<M extends string>(known: Readonly<Record<M, unknown>>): M | undefined {
  const { mutant } = values;
  if (mutant === undefined || mutant in known) return mutant as M | undefined;
  return refuse(`no mutant is called "${mutant}"; there are: ${Object.keys(known).join(', ')}`);
}
