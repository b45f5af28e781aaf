/**
 * How failed sign-ins slow down, as numbers alone. Failures are counted by account and address together and by address;
 * after some of them the next try has to wait, longer each time and never longer than a minute. By account alone they only
 * make the answer come later, so that nobody can keep the right person out from elsewhere.
 */
import { MINUTE, SECOND } from '#lib/kernel';

export type LimitKind = 'device' | 'address' | 'account';

export interface Failures {
  readonly failures: number;
  /** Of the last one, in ms since 1970. */
  readonly at: number;
}

/** One failure is forgotten in that time. */
const FORGOTTEN_MS = MINUTE;
const FREE: Readonly<Record<LimitKind, number>> = { device: 5, address: 30, account: 10 };
const LONGEST_WAIT: Readonly<Record<LimitKind, number>> = { device: MINUTE, address: 10 * SECOND, account: 0 };
const LONGEST_DELAY = 2 * SECOND;
const DELAY_EACH = 200;

export const leftOf = ({ failures, at }: Failures, now: number): number =>
  Math.max(0, failures - Math.max(0, now - at) / FORGOTTEN_MS);

/** Ms until the next try is looked at; 0 is now. What is tried meanwhile is not counted. */
export function waitOf(kind: LimitKind, { failures, at }: Failures, now: number): number {
  const beyond = failures - FREE[kind];
  if (beyond <= 0) return 0;
  const wait = Math.min(LONGEST_WAIT[kind], SECOND * 2 ** Math.min(10, Math.ceil(beyond) - 1));
  return Math.max(0, at + wait - now);
}

/** Ms by which the answer about an account comes later. */
export const delayOf = (failures: number): number =>
  Math.min(LONGEST_DELAY, Math.max(0, failures - FREE.account) * DELAY_EACH);
