/** Time-based one-time codes after RFC 6238: HMAC-SHA-1, 30 seconds, 6 digits, which every authenticator app knows. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { SECOND } from '#lib/kernel';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30 * SECOND;
const DIGITS = 6;
const SECRET_BYTES = 20;
/** Steps before and after the present one whose code is taken: clocks of telephones differ. */
const DRIFT = 1;

/** RFC 4648, without padding. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((char) => ALPHABET.indexOf(char).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** 160 bits in 32 letters. */
export const newCodeSecret = (): string => base32(randomBytes(SECRET_BYTES));

/** As `newCodeSecret` makes them. */
export const isCodeSecret = (text: string): boolean => /^[A-Z2-7]{32}$/.test(text);

/** The number of the half minute since 1970; `now` in ms. */
export const stepAt = (now: number): number => Math.floor(now / STEP_MS);

/** The code of one step. */
export function codeAt(secret: string, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (mac[mac.length - 1] ?? 0) & 15;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step of which this is the code, now or just before or after; undefined for any other text. */
export function stepOfCode(secret: string, code: string, now: number): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined;
  const present = stepAt(now);
  const steps = Array.from({ length: 2 * DRIFT + 1 }, (_, i) => present - DRIFT + i);
  return steps.find((step) => timingSafeEqual(Buffer.from(codeAt(secret, step)), Buffer.from(code)));
}

/** What an authenticator on the same device opens. */
export const authenticatorLink = (name: string, secret: string): string =>
  `otpauth://totp/Rapport:${encodeURIComponent(name)}?secret=${secret}&issuer=Rapport&digits=${DIGITS}&period=30`;
