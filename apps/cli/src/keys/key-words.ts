/** What the verbs about keys say: periods that people write, keys as lines, and why one was not made. */
import type { KeyEntry, Scope, SecretEntry } from '#lib/identity';
import { DAY, HOUR, MINUTE, parseInstant, toIso } from '#lib/kernel';
import type { KeyFault, RotationFault } from '#lib/pipeline';
import { CliFailure, misuse } from '../line/failure.js';
import { visible } from '../line/output.js';
import { PROGRAM } from '../line/verb.js';

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };
const MOST_MS = 3_650 * DAY;

/** `90d`, `12h`, `4w`, `30m`, or 0. In ms. */
export function periodOf(text: string, flag: string): number {
  const [, amount, unit = ''] = /^(\d{1,5})([mhdw])$/.exec(text) ?? [];
  const ms = text === '0' ? 0 : Number(amount) * (UNITS[unit] ?? Number.NaN);
  if (ms <= MOST_MS) return ms;
  throw misuse(`--${flag} ${visible(text)} is no period`, `write a number and a unit, such as --${flag} 12h or 90d`);
}

/** After a period, or at the end of a day of UTC, or at a time. In ms since 1970. */
export function momentOf(text: string, now: number): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseInstant(`${text}T23:59:59Z`) : parseInstant(text);
  const at = day === undefined ? now + periodOf(text, 'expires') : day;
  if (at > now) return at;
  throw misuse(`--expires ${visible(text)} is over`, 'give a time that comes, such as --expires 90d');
}

/** The least that makes sense: to send, or to read one caseload. */
export const leastScopes = (clinician: string | undefined): readonly Scope[] =>
  clinician === undefined ? ['events:write'] : ['clinic:read'];

const FLAW: Readonly<Record<KeyFault['code'], (what: string, meant?: string) => readonly [string, string]>> = {
  'not-a-line': (what) => [
    `the ${what} is empty or holds control characters`,
    `give --${what} with one line of plain text`,
  ],
  'not-a-reference': (what) => [
    `the ${what} is no reference`,
    `give --${what} as the events write it: letters, digits and . _ : ~ -`,
  ],
  unknown: (what, meant) => [
    `nothing has been heard of this ${what}`,
    `${meant === undefined ? '' : `did you mean ${visible(meant)}? `}give --ahead when its first event is still to come`,
  ],
};

export function notMade(faults: readonly KeyFault[]): CliFailure {
  const said = faults.map(({ what, code, meant }) => FLAW[code](what, meant));
  return misuse(said.map(([words]) => words).join('; '), said.map(([, next]) => next).join('; '));
}

const WHY_NOT: Readonly<Record<RotationFault['fault'], readonly [string, string]>> = {
  revoked: ['this key was revoked', `make another one:  ${PROGRAM} keys create --help`],
  expired: ['this key has expired', `make another one:  ${PROGRAM} keys create --help`],
  writes_nothing: ['this key may send nothing, so it signs nothing', `see what each may do:  ${PROGRAM} keys list`],
  under_way: [
    'two secrets of this key are valid already',
    'wait until the older one ends, or end both with --overlap 0',
  ],
};

export const notRotated = ({ key, fault }: RotationFault): CliFailure => {
  const [words, next] = WHY_NOT[fault];
  const until = key.signing.map(({ validUntil }) => validUntil).find((end) => end !== null);
  return new CliFailure(fault === 'under_way' && until ? `${words}, the older until ${clock(until)}` : words, next);
};

const clock = (time: string | Date): string => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const usedWords = (time: string | Date | null): string => (time === null ? 'never used' : `last used ${clock(time)}`);

export const secretLine = ({ createdAt, lastUsedAt, validUntil }: SecretEntry): string =>
  `secret of ${clock(createdAt)}, ${usedWords(lastUsedAt)}${validUntil === null ? '' : `, valid until ${clock(validUntil)}`}`;

function statusOf({ revokedAt, expiresAt }: KeyEntry, now: number): string {
  if (revokedAt) return 'revoked';
  if (!expiresAt) return 'active';
  return expiresAt.getTime() > now ? `until ${clock(expiresAt)}` : `expired ${clock(expiresAt)}`;
}

/** With a line below for each of its secrets, where it has several. */
export function keyRow(key: KeyEntry, now: number): string[] {
  const { id, tenant, label, scopes, source, clinician, secrets, lastUsedAt } = key;
  const bounds = [
    scopes.join(' '),
    source && `source ${visible(source)}`,
    clinician && `clinician ${visible(clinician)}`,
  ];
  return [
    id,
    statusOf(key, now),
    tenant,
    visible(label),
    usedWords(lastUsedAt),
    secrets === 1 ? '1 secret' : `${secrets} secrets`,
    bounds.filter(Boolean).join('; '),
  ];
}

export const untilWords = (until: number): string => clock(toIso(until));
