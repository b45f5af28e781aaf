import * as fc from 'fast-check';
import { HOUR, MINUTE, SECOND } from '#lib/kernel';
import { MAX_RETRY_AFTER_MS, RETRY_LADDER_MS, nextAttemptAt, readRetryAfter } from './retry-ladder.js';

const now = Date.UTC(2026, 10, 23, 8);

describe('the ladder', () => {
  it('tries ten times over 75 hours 35 minutes 5 seconds', () => {
    expect(RETRY_LADDER_MS).toHaveLength(10);
    expect(RETRY_LADDER_MS.reduce((sum, pause) => sum + pause)).toBe(75 * HOUR + 35 * MINUTE + 5 * SECOND);
  });

  it('begins at once and ends after the tenth attempt', () => {
    expect(nextAttemptAt(0, now, 0.9)).toBe(now);
    expect(nextAttemptAt(10, now, 0.5)).toBeUndefined();
  });

  it('spreads each pause over a fifth to both sides', () => {
    expect([0, 0.5, 1].map((random) => (nextAttemptAt(2, now, random) ?? 0) - now)).toEqual([
      240_000, 300_000, 360_000,
    ]);
  });

  it('waits as long as the receiver asks, up to a day, and never less than the ladder', () => {
    expect(nextAttemptAt(1, now, 0.5, 90 * SECOND)).toBe(now + 90 * SECOND);
    expect(nextAttemptAt(3, now, 0.5, SECOND)).toBe(now + 30 * MINUTE);
    expect(nextAttemptAt(1, now, 0.5, 1e15)).toBe(now + MAX_RETRY_AFTER_MS);
  });

  it('never leads into the past', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer(),
        (n, r, after) => {
          const next = nextAttemptAt(n, now, r, after);
          return next !== undefined && next >= now;
        },
      ),
    );
  });
});

describe('Retry-After', () => {
  it('is read in seconds and as a date', () => {
    expect(readRetryAfter('120', now)).toBe(120_000);
    expect(readRetryAfter('Mon, 23 Nov 2026 08:02:00 GMT', now)).toBe(120_000);
  });

  it('in the past means at once', () => expect(readRetryAfter('Sun, 22 Nov 2026 08:00:00 GMT', now)).toBe(0));

  it.each([
    undefined,
    '',
    '-5',
    '1.5',
    'soon',
    '9'.repeat(20),
    '2026-11-23',
    'Mon, 31 Feb 2026 08:02:00 GMT',
    'Mon, 23 Xyz 2026 08:02:00 GMT',
  ])('is ignored when it says %s', (value) => expect(readRetryAfter(value, now)).toBeUndefined());

  it('is read without throwing, whatever it is', () => {
    fc.assert(fc.property(fc.string(), (value) => (readRetryAfter(value, now) ?? 0) >= 0));
  });
});
