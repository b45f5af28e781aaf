/**
 * Wrong keys are turned away, soon with a time after which to come again. Counted here, by address and key, and by address
 * alone for those who try one key after the other. The right key is never counted and never waits, wherever it comes from:
 * behind a proxy everybody has one address. Its secret cannot be guessed; what is kept small is the noise.
 */
import { SECOND } from '#lib/kernel';
import type { Clock } from '#lib/platform';

interface Allowance {
  /** Wrong keys that are answered 401 before the first 429. */
  readonly most: number;
  /** After so long one more is. */
  readonly refillMs: number;
}

export const OF_ONE_KEY: Allowance = { most: 10, refillMs: 6 * SECOND };
export const OF_ONE_ADDRESS: Allowance = { most: 100, refillMs: SECOND };
/** Addresses and keys that are counted at the same time; of more, the ones that were wrong longest ago are forgotten. */
export const MOST_COUNTED = 10_000;

interface Bucket {
  left: number;
  at: number;
}

export class WrongKeys {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly clock: Clock) {}

  /** One more. After how many seconds the next may come; 0 is now. */
  count(address: string, key: string): number {
    const ofKey = this.take(`${address} ${prefixOf(key)}`, OF_ONE_KEY);
    const ofAddress = this.take(address, OF_ONE_ADDRESS);
    return Math.ceil(Math.max(ofKey, ofAddress) / SECOND);
  }

  get counted(): number {
    return this.buckets.size;
  }

  private take(name: string, { most, refillMs }: Allowance): number {
    const now = this.clock.now();
    const { left, at } = this.buckets.get(name) ?? { left: most, at: now };
    const full = Math.min(most, left + Math.max(0, now - at) / refillMs);
    this.buckets.delete(name);
    if (this.buckets.size >= MOST_COUNTED) this.forgetOldest();
    this.buckets.set(name, { left: Math.max(0, full - 1), at: now });
    return full >= 1 ? 0 : (1 - full) * refillMs;
  }

  /** A map keeps its order: what was wrong last stands last. */
  private forgetOldest(): void {
    for (const name of this.buckets.keys()) {
      this.buckets.delete(name);
      return;
    }
  }
}

/** Of a key its kind and id, which are no secret; of anything else nothing. */
const prefixOf = (key: string): string => /^rk_(?:test|live)_[0-9a-f]{12}/.exec(key)?.[0] ?? '';
