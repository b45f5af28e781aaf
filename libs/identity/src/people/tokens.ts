/** Long random texts that open something once or for a while. Only their digests are stored. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 bits: a fast digest of them is enough. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);
export const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

const CODES = 10;
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUP = /.{4}/g;

/** Sixteen letters and digits that nobody confuses, in groups of four; 79 bits. */
function newRecoveryCode(): string {
  const bytes = [...randomBytes(64)].filter((byte) => byte < 248).slice(0, 16);
  const letters = bytes.map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return (letters.match(GROUP) ?? []).join('-');
}

export const newRecoveryCodes = (): readonly string[] => Array.from({ length: CODES }, newRecoveryCode);

/** However it was typed: in capitals, without hyphens, with spaces. */
export const digestOfRecoveryCode = (typed: string): Buffer => digestOf(typed.toLowerCase().replace(/[^a-z0-9]/g, ''));
