/** What the verbs about keys make of what was typed, and of what is stored. */
import type { KeyEntry } from '#lib/identity';
import { DAY, HOUR } from '#lib/kernel';
import { visible } from '../line/output.js';
import { keyRow, leastScopes, momentOf, notMade, periodOf, secretLine } from './key-words.js';

const NOW = Date.UTC(2027, 0, 1);
const key = (rest: Partial<KeyEntry> = {}): KeyEntry => ({
  id: '0a1b2c3d4e5f',
  tenant: 'harbour',
  label: 'practice',
  scopes: ['events:write'],
  source: null,
  clinician: null,
  secrets: 1,
  signing: [],
  lastUsedAt: null,
  createdAt: new Date(NOW - DAY),
  expiresAt: null,
  revokedAt: null,
  ...rest,
});

describe('a key on the command line (D5)', () => {
  it.each([
    ['90d', NOW + 90 * DAY],
    ['12h', NOW + 12 * HOUR],
    ['4w', NOW + 28 * DAY],
    ['2027-03-31', Date.UTC(2027, 2, 31, 23, 59, 59)],
    ['2027-03-31T12:00:00+02:00', Date.UTC(2027, 2, 31, 10)],
  ])('expires %s', (text, at) => expect(momentOf(text, NOW)).toBe(at));

  it.each(['soon', '90', 'd', '-1d', '1y', '0', '2026-01-01', '99999w', ''])('does not expire "%s"', (text) => {
    expect(() => momentOf(text, NOW)).toThrow(/no period|is over/);
  });

  it('overlaps for a period, or not at all', () => {
    expect([periodOf('0', 'overlap'), periodOf('24h', 'overlap')]).toEqual([0, DAY]);
  });

  it('may do the least unless told', () => {
    expect([leastScopes(undefined), leastScopes('dr-1')]).toEqual([['events:write'], ['clinic:read']]);
  });

  it('is listed with its last use and its end', () => {
    const used = key({ lastUsedAt: new Date(NOW), expiresAt: new Date(NOW + DAY), clinician: 'dr-1' });
    expect(keyRow(used, NOW)).toEqual([
      '0a1b2c3d4e5f',
      'until 2027-01-02 00:00 UTC',
      'harbour',
      'practice',
      'last used 2027-01-01 00:00 UTC',
      '1 secret',
      'events:write; clinician dr-1',
    ]);
    expect(keyRow(used, NOW + DAY)[1]).toBe('expired 2027-01-02 00:00 UTC');
    expect(keyRow(key({ revokedAt: new Date(NOW) }), NOW).slice(1, 5)).toEqual([
      'revoked',
      'harbour',
      'practice',
      'never used',
    ]);
  });

  it('says of each secret when it was made, used, and until when it is valid', () => {
    const secret = { createdAt: '2027-01-01T10:00:00Z', lastUsedAt: null, validUntil: '2027-01-02T10:00:00Z' };
    expect(secretLine(secret)).toBe('secret of 2027-01-01 10:00 UTC, never used, valid until 2027-01-02 10:00 UTC');
  });

  it.each([
    ['a\u001b[31mred', 'a\\u{1b}[31mred'],
    ['two\nlines', 'two\\u{a}lines'],
    ['bell\u0007', 'bell\\u{7}'],
    ['pay\u202eload', 'pay\\u{202e}load'],
    ['Müller, 東京', 'Müller, 東京'],
  ])('%j is shown as %s', (given, shown) => {
    expect(visible(given)).toBe(shown);
    expect(keyRow(key({ label: given, source: given }), NOW).join()).not.toMatch(/\p{Cc}/u);
  });

  it('names all that is wrong with it, and the next step', () => {
    const failure = notMade([
      { what: 'source', code: 'unknown', meant: 'urn:practice' },
      { what: 'clinician', code: 'not-a-reference' },
    ]);
    expect(failure.message).toBe('nothing has been heard of this source; the clinician is no reference');
    expect(failure.next).toMatch(
      /did you mean urn:practice\? give --ahead .*; give --clinician as the events write it/,
    );
    expect(failure.exit).toBe(2);
  });
});
