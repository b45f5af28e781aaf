import { diceNamed, fingerprint } from './seeded-random.js';
import { wallClock } from './wall-time.js';

describe('seeded dice', () => {
  const rolls = (seed: number, name: string): number[] => {
    const dice = diceNamed(seed, name);
    return Array.from({ length: 20_000 }, dice.roll);
  };

  it('repeat for a name, and differ for another name or seed', () => {
    expect(rolls(1, 'ep-0001')).toEqual(rolls(1, 'ep-0001'));
    expect(rolls(1, 'ep-0001')[0]).not.toBe(rolls(1, 'ep-0002')[0]);
    expect(rolls(1, 'ep-0001')[0]).not.toBe(rolls(2, 'ep-0001')[0]);
  });

  it('are even: ten bins of 20,000 rolls are each near 2,000', () => {
    const bins = Array.from({ length: 10 }, () => 0);
    for (const roll of rolls(7, 'even')) bins[Math.floor(roll * 10)] = (bins[Math.floor(roll * 10)] ?? 0) + 1;
    expect(Math.max(...bins.map((n) => Math.abs(n - 2_000)))).toBeLessThan(200);
  });

  it('are even in their first roll over many names, too', () => {
    const first = Array.from({ length: 5_000 }, (_, i) => diceNamed(3, `ep-${i}`).roll());
    expect(first.reduce((a, b) => a + b, 0) / first.length).toBeCloseTo(0.5, 1);
    expect(new Set(Array.from({ length: 5_000 }, (_, i) => fingerprint(3, `ep-${i}`))).size).toBeGreaterThan(4_995);
  });

  it('draw a bell with the mean and spread that were asked for', () => {
    const dice = diceNamed(5, 'bell');
    const drawn = Array.from({ length: 20_000 }, () => dice.normal(10, 2));
    const mean = drawn.reduce((a, b) => a + b, 0) / drawn.length;
    expect(mean).toBeCloseTo(10, 1);
    expect(Math.sqrt(drawn.reduce((sum, v) => sum + (v - mean) ** 2, 0) / drawn.length)).toBeCloseTo(2, 1);
  });
});

describe('the wall clock', () => {
  const vienna = wallClock('Europe/Vienna', Date.UTC(2026, 0, 1), Date.UTC(2026, 11, 31));

  it('writes summer and winter with their offsets', () => {
    expect(vienna.write(Date.UTC(2026, 2, 27, 9))).toBe('2026-03-27T10:00:00+01:00');
    expect(vienna.write(Date.UTC(2026, 2, 30, 8))).toBe('2026-03-30T10:00:00+02:00');
  });

  it('takes the earlier of two equal hours, and moves a skipped hour forward', () => {
    expect(vienna.instantOf(Date.UTC(2026, 9, 25, 2, 30))).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(vienna.write(vienna.instantOf(Date.UTC(2026, 2, 29, 2, 30)))).toBe('2026-03-29T03:30:00+02:00');
  });

  it('knows zones west of Greenwich, without summer time, and with odd minutes', () => {
    const write = (zone: string): string => wallClock(zone, 0, Date.UTC(1970, 0, 3)).write(Date.UTC(1970, 0, 2));
    expect(write('America/New_York')).toBe('1970-01-01T19:00:00-05:00');
    expect(write('Asia/Kolkata')).toBe('1970-01-02T05:30:00+05:30');
    expect(write('UTC')).toBe('1970-01-02T00:00:00+00:00');
  });
});
