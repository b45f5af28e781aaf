/** What the person who runs the installation does with accounts. Nobody else can make one. */
import { randomBytes } from 'node:crypto';
import { isRef } from '#lib/kernel';
import { statement, type Database, type Row } from '#lib/platform';
import { makeInvitation } from './invitations.js';
import { isLoginName, type PersonState, type Role } from './person.js';
import { endSessionsOf } from './sessions.js';

const ADD = statement('add-person')`
  INSERT INTO person (id, tenant, name, role, clinician, state, created_at) VALUES ($1, $2, $3, $4, $5, 'invited', $6)
  ON CONFLICT (name) DO NOTHING`;
const LIST = statement('list-people')`
  SELECT p.id, p.tenant, t.slug AS clinic, p.name, p.role, p.clinician, p.state, cardinality(p.recovery) AS "recoveryCodes",
         p.created_at AS "createdAt", max(s.seen_at) AS "lastSeen", max(i.expires_at) FILTER (WHERE i.used_at IS NULL) AS "invitedUntil"
  FROM person p JOIN tenant t ON t.id = p.tenant
  LEFT JOIN session s ON s.person = p.id LEFT JOIN invitation i ON i.person = p.id
  WHERE $1::int IS NULL OR p.tenant = $1 GROUP BY p.id, t.slug ORDER BY p.name`;
const SUSPEND = statement('suspend-person')`
  UPDATE person SET state = 'suspended' WHERE id = $1 AND state <> 'suspended'`;
const RESET = statement('reset-person')`
  UPDATE person SET state = 'invited', password = NULL, totp_secret = NULL, totp_step = NULL, recovery = '{}' WHERE id = $1`;

/** Everything but what would let somebody in. */
export interface PersonEntry extends Row {
  readonly id: string;
  readonly tenant: number;
  /** The clinic's slug. */
  readonly clinic: string;
  /** To sign in with; one person's in the whole installation. */
  readonly name: string;
  readonly role: Role;
  /** The reference of a clinician, as events write it. */
  readonly clinician: string | null;
  readonly state: PersonState;
  /** That are left. */
  readonly recoveryCodes: number;
  readonly createdAt: Date;
  readonly lastSeen: Date | null;
  /** Of an invitation that nobody has used. */
  readonly invitedUntil: Date | null;
}

/** Of one clinic, or of all, by name. */
export async function listPeople(db: Database, tenant?: number): Promise<readonly PersonEntry[]> {
  return (await db.query<PersonEntry>(LIST, [tenant ?? null])).rows;
}

export interface NewPerson {
  readonly tenant: number;
  readonly name: string;
  readonly role: Role;
  /** With the role `clinician`, and with no other. */
  readonly clinician?: string | undefined;
}

/** Why nobody can be invited so. The role `clinician` has a reference, and no other role has one. */
export type PersonFault = 'not-a-login-name' | 'clinician-needed' | 'clinician-left-over' | 'not-a-reference';

export function personFault({ name, role, clinician }: Omit<NewPerson, 'tenant'>): PersonFault | undefined {
  if (!isLoginName(name)) return 'not-a-login-name';
  if (role !== 'clinician') return clinician === undefined ? undefined : 'clinician-left-over';
  if (clinician === undefined) return 'clinician-needed';
  return isRef(clinician) ? undefined : 'not-a-reference';
}

/** The token of an invitation; undefined where the name is taken. */
export function addPerson(db: Database, person: NewPerson, now: number): Promise<string | undefined> {
  const { tenant, name, role, clinician } = person;
  const id = randomBytes(6).toString('hex');
  return db.transact(async (tx) => {
    const { rowCount } = await tx.query(ADD, [id, tenant, name, role, clinician ?? null, new Date(now)]);
    return rowCount === 1 ? makeInvitation(tx, { id, tenant }, now) : undefined;
  });
}

/**
 * `suspend`: nothing opens until it is reset. `end-sessions`: out of every device, until the next sign-in. `reset`: out,
 * without password, authenticator and recovery codes, and invited again.
 */
export type AccessChange = 'suspend' | 'end-sessions' | 'reset';

export interface ChangedSessions {
  /** Sessions that were open, and are not. */
  readonly ended: number;
  /** Of the new invitation, after a reset. */
  readonly token?: string;
}

export function changeAccess(
  db: Database,
  { person, change }: { readonly person: Pick<PersonEntry, 'id' | 'tenant'>; readonly change: AccessChange },
  now: number,
): Promise<ChangedSessions> {
  return db.transact(async (tx) => {
    if (change === 'suspend') await tx.query(SUSPEND, [person.id]);
    if (change === 'reset') await tx.query(RESET, [person.id]);
    const ended = await endSessionsOf(tx, person.id, now);
    return change === 'reset' ? { ended, token: await makeInvitation(tx, person, now) } : { ended };
  });
}
