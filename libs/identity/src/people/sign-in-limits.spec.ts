import { MINUTE, SECOND } from '#lib/kernel';
import { delayOf, leftOf, waitOf, type LimitKind } from './sign-in-limits.js';

/** How long each of so many failures in a row has to wait before it, in seconds. */
function waits(kind: LimitKind, tries: number): number[] {
  let [now, bucket] = [0, { failures: 0, at: 0 }];
  return Array.from({ length: tries }, () => {
    const wait = waitOf(kind, bucket, now);
    now += wait;
    bucket = { failures: leftOf(bucket, now) + 1, at: now };
    return wait / SECOND;
  });
}

describe('failed sign-ins', () => {
  it('S-10: wait longer each time, and never longer than a minute', () => {
    expect(waits('device', 11)).toEqual([0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16]);
    expect(Math.max(...waits('device', 200))).toBe(60);
  });

  it('S-10: of one address wait ten seconds at most, and only after many', () => {
    expect(waits('address', 31)).toEqual(Array.from({ length: 31 }, () => 0));
    expect(Math.max(...waits('address', 300))).toBe(10);
  });

  it('S-10: never make anybody wait for what others do with the account, but delay the answer', () => {
    expect(Math.max(...waits('account', 1_000))).toBe(0);
    expect([0, 10, 11, 15, 20, 1_000].map(delayOf)).toEqual([0, 0, 200, 1_000, 2_000, 2_000]);
  });

  it('are forgotten, one a minute', () => {
    const bucket = { failures: 9, at: 0 };
    expect([0, MINUTE, 9 * MINUTE, 20 * MINUTE].map((now) => leftOf(bucket, now))).toEqual([9, 8, 0, 0]);
    expect(waitOf('device', bucket, 8 * SECOND)).toBe(0);
  });
});
