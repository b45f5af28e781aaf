/**
 * Seeded chance. Every person has a stream of their own, named after them, so that one more clinician or client
 * leaves everybody else's story as it was.
 */
export interface Dice {
  /** Uniform in [0, 1). */
  readonly roll: () => number;
  readonly chance: (probability: number) => boolean;
  readonly between: (low: number, high: number) => number;
  /** A whole number, both ends included. */
  readonly whole: (low: number, high: number) => number;
  readonly normal: (mean: number, spread: number) => number;
  /** Waiting time with this mean. */
  readonly wait: (mean: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  /** A key, drawn in proportion to its weight. */
  readonly weighted: <K extends string>(weights: Readonly<Record<K, number>>) => K;
}

export function diceNamed(seed: number, name: string): Dice {
  const roll = stream(seed, name);
  const between = (low: number, high: number): number => low + (high - low) * roll();
  return {
    roll,
    between,
    chance: (probability) => roll() < probability,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    normal: (mean, spread) => mean + spread * bell(roll),
    wait: (mean) => -mean * Math.log(1 - roll()),
    pick: (from) => from[Math.floor(roll() * from.length)] as (typeof from)[number],
    weighted: (weights) => weighted(weights, roll()),
  };
}

/** A 32-bit fingerprint of the seed and a name: the same on every machine. */
export function fingerprint(seed: number, name: string): number {
  let hash = Math.imul(seed ^ 0x51ed270b, 0x9e3779b1);
  for (let i = 0; i < name.length; i++) hash = scramble(hash ^ name.charCodeAt(i));
  return scramble(hash ^ name.length) >>> 0;
}

function scramble(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}

/** A small fast counter generator: three mixing words and a counter, so that no stream falls into a short cycle. */
function stream(seed: number, name: string): () => number {
  let a = fingerprint(seed, name);
  let b = fingerprint(a, `${name}/b`);
  let c = fingerprint(b, `${name}/c`);
  let counter = 1;
  return () => {
    const mixed = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return (mixed >>> 0) / 4_294_967_296;
  };
}

function bell(roll: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
}

function weighted<K extends string>(weights: Readonly<Record<K, number>>, at: number): K {
  const entries = Object.entries(weights) as [K, number][];
  let left = at * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  return entries.at(-1)?.[0] as K;
}
