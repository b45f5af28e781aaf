import {
  authenticatorLink,
  base32,
  codeAt,
  isCodeSecret,
  newCodeSecret,
  stepAt,
  stepOfCode,
} from './one-time-codes.js';

/** RFC 6238, appendix B: the secret and the eight digits of SHA-1, by seconds since 1970. */
const SECRET = base32(Buffer.from('12345678901234567890'));
const VECTORS: readonly (readonly [number, string])[] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
];

describe('a one-time code', () => {
  it.each(VECTORS)('of second %d is that of RFC 6238', (second, code) => {
    expect(codeAt(SECRET, stepAt(second * 1_000), 8)).toBe(code);
    expect(codeAt(SECRET, stepAt(second * 1_000))).toBe(code.slice(2));
  });

  it('is taken now, and half a minute before and after', () => {
    const now = 1_234_567_890_000;
    const present = stepAt(now);
    const taken = [-2, -1, 0, 1, 2].map((away) => stepOfCode(SECRET, codeAt(SECRET, present + away), now));
    expect(taken).toEqual([undefined, present - 1, present, present + 1, undefined]);
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '12 456'])('is nothing else: "%s"', (text) => {
    expect(stepOfCode(SECRET, text, 1_234_567_890_000)).toBeUndefined();
  });

  it('has secrets of 160 bits, each another one', () => {
    const secrets = Array.from({ length: 50 }, newCodeSecret);
    expect(new Set(secrets).size).toBe(50);
    expect(secrets.every(isCodeSecret)).toBe(true);
    expect(isCodeSecret(SECRET)).toBe(true);
    expect(['', SECRET.slice(1), SECRET.toLowerCase(), `${SECRET}A`].some(isCodeSecret)).toBe(false);
  });

  it('is added to an authenticator by a link', () => {
    expect(authenticatorLink('dr@example.org', SECRET)).toBe(
      `otpauth://totp/Rapport:dr%40example.org?secret=${SECRET}&issuer=Rapport&digits=6&period=30`,
    );
  });
});
