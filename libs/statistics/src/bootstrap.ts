/** How far a figure may be off: computed again on clients drawn at random, with a seed, so that it can be repeated. */
export interface Interval95 {
  readonly low: number;
  readonly high: number;
}

interface Drawing<T> {
  readonly of: (rows: readonly T[]) => number | undefined;
  readonly seed: number;
  readonly rounds: number;
}

/** Whole clients are drawn, never single rows. Undefined where no drawing gives a figure. */
export function bootstrap<T extends { readonly client: string }>(
  rows: readonly T[],
  { of, seed, rounds }: Drawing<T>,
): Interval95 | undefined {
  const groups = [...byClient(rows).values()];
  const draw = seededRandom(seed);
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const value = of(groups.flatMap(() => groups[Math.floor(draw() * groups.length)] ?? []));
    if (value !== undefined) values.push(value);
  }
  if (values.length === 0) return undefined;
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

function byClient<T extends { readonly client: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.client);
    if (group) group.push(row);
    else groups.set(row.client, [row]);
  }
  return groups;
}

/** Numbers from 0 to 1, without 1: the 32-bit generator mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
