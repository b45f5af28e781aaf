import { offsetOf, parseInstant } from './instant.js';

describe('an instant from outside', () => {
  it.each([
    ['2026-03-02T14:00:00+01:00', Date.UTC(2026, 2, 2, 13)],
    ['2026-03-02t13:00:00z', Date.UTC(2026, 2, 2, 13)],
    ['2024-02-29T00:00:00.5Z', Date.UTC(2024, 1, 29, 0, 0, 0, 500)],
  ])('reads %s', (text, expected) => expect(parseInstant(text)).toBe(expected));

  it.each([
    'now',
    'tomorrow',
    'infinity',
    '12',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '1/2/2026',
    '2026-03-02T14:00:00',
    '2026-03-02T23:59:60Z',
    '+275760-09-13T00:00:00Z',
    '2026-W10-1T00:00:00Z',
    ' 2026-03-02T14:00:00Z',
    1772460000000,
    null,
  ])('refuses %p', (text) => expect(parseInstant(text)).toBeUndefined());

  it('keeps the offset that was written', () => {
    expect(offsetOf('2026-03-02T14:00:00-02:30')).toBe(-150);
    expect(offsetOf('2026-03-02T14:00:00Z')).toBe(0);
  });
});
