/** Leaves out of a history what its failure does not need. */
import type { Told } from './clinic.js';

export function shrunk(told: readonly Told[], fails: (told: readonly Told[]) => boolean): readonly Told[] {
  let left = told;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < left.length;) {
      const fewer = [...left.slice(0, from), ...left.slice(from + size)];
      if (fails(fewer)) left = fewer;
      else from += size;
    }
  }
  return left;
}

const KINDS =
  /differ by order|next look|differs by order: \w+|is dead|consent is withdrawn|has left|was ended|was taken|is in its rows|Error: .*/;

/** The same law was broken, whatever it says of the case. */
export const isAlike = (violation: string, other: string | undefined): boolean =>
  other !== undefined && KINDS.exec(violation)?.[0] === KINDS.exec(other)?.[0];

/** One line for each fact, as somebody reads it who looks for the cause. */
export const linesOf = (told: readonly Told[]): string =>
  told
    .map(
      ({ id, source, type, at, data, sequence, historical, rank }) =>
        `${new Date(at).toISOString()} ${type} ${JSON.stringify(data)} (${source} ${id}${sequence ? ` #${sequence}` : ''}` +
        `${historical ? ', history' : ''}, arrives at ${rank.toFixed(3)})`,
    )
    .join('\n');
