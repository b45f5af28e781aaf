/** A person with an account: who that is, and what the role lets them do. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { TenantId } from '#lib/kernel';
import { statement, type Queryable, type Row } from '#lib/platform';
import type { Scope } from '../entities.js';
import type { Principal } from '../keys.js';
import { digestOf, newToken } from './tokens.js';

export const ROLES = ['clinician', 'lead', 'operator'] as const;
export type Role = (typeof ROLES)[number];
export type PersonState = 'invited' | 'active' | 'suspended';

const SCOPES_OF: Readonly<Record<Role, readonly Scope[]>> = {
  clinician: ['clinic:read', 'alerts:write'],
  lead: ['clinic:read', 'alerts:write'],
  operator: ['operate'],
};

/** Begins with a letter or digit; 2 to 100 of a-z, 0-9, `.`, `_`, `-` and `@`. */
export const isLoginName = (name: string): boolean => /^[a-z0-9][a-z0-9._@-]{1,99}$/.test(name);
/** As it is stored, however it was typed. */
export const asLoginName = (typed: string): string => typed.trim().toLowerCase();

export interface Account extends Row {
  readonly id: string;
  readonly tenant: number;
  readonly name: string;
  readonly state: PersonState;
  readonly password: string | null;
  readonly secret: string | null;
}

const BY_NAME = statement('person-by-name')`
  SELECT id, tenant, name, state, password, totp_secret AS secret FROM person WHERE name = $1`;

export async function findAccount(db: Queryable, name: string): Promise<Account | undefined> {
  const { rows } = await db.query<Account>(BY_NAME, [name]);
  return rows[0];
}

export interface SessionRow extends Row {
  readonly id: string;
  readonly tenant: number;
  readonly slug: string;
  readonly test: boolean;
  readonly person: string;
  readonly role: Role;
  readonly clinician: string | null;
}

/** The same kind of principal as behind a key: what asks about it need not know how somebody came in. */
export const principalOfSession = (row: SessionRow): Principal => ({
  tenant: row.tenant as TenantId,
  tenantSlug: row.slug,
  test: row.test,
  keyId: `person:${row.person}`,
  session: row.id,
  scopes: new Set(SCOPES_OF[row.role]),
  source: undefined,
  clinician: row.clinician ?? undefined,
  secrets: [],
});

/**
 * A device on which somebody signed in before proves it with a text of its own, so that failures elsewhere never slow
 * that person down there. It is made with what a reset and a new password change, and opens nothing.
 */
const proofOf = ({ id, password, secret }: Account, nonce: string): Buffer =>
  createHmac('sha256', digestOf(`${id} ${password} ${secret}`))
    .update(nonce)
    .digest();

export function newDeviceProof(account: Account): string {
  const nonce = newToken();
  return `${nonce}.${proofOf(account, nonce).toString('base64url')}`;
}

/** The name of the device, where it is one of this person. */
export function knownDevice(account: Account | undefined, proof: string | undefined): string | undefined {
  const [, nonce, given] = /^([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/.exec(proof ?? '') ?? [];
  if (!account || nonce === undefined || given === undefined) return undefined;
  return timingSafeEqual(proofOf(account, nonce), Buffer.from(given, 'base64url')) ? nonce : undefined;
}
