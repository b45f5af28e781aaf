/** A clinic's choice becomes its next revision. Nothing is overwritten: every earlier revision stays as it was. */
import { guardFaults, DEFAULT_CHOICE, readChoice, type ClinicChoice } from './clinic-choice.js';
import { choiceChanges } from './choice-changes.js';
import {
  addRevision,
  lastRevision,
  listRevisions,
  lockRevisions,
  readRevision,
  type StoredRevision,
} from './rule-revisions.js';
import { fail, succeed, type Violation, type Result } from '#lib/kernel';
import type { Database, Queryable } from '#lib/platform';

export interface Revision {
  /** 0 is the house's own, where a clinic has chosen nothing. */
  readonly revision: number;
  readonly choice: ClinicChoice;
}

export interface ReviseRules {
  readonly tenant: number;
  /** Who, as an opaque reference; and why, for the colleague who reads the history. */
  readonly by: string;
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** From the newest choice to the next one; faults point into the choice. Runs while other revisers wait. */
  readonly change: (choice: ClinicChoice, revision: number) => Result<ClinicChoice, Violation[]>;
  /** What else is stored with the revision, or not at all. */
  readonly together?: (tx: Queryable, revision: number) => Promise<void>;
}

/** The newest revision, which is the one before where the change changes nothing: then nothing is stored. */
export interface Revised extends Revision {
  readonly changed: boolean;
}

/** Stores the changed choice as the next revision, or says every fault and stores nothing. */
export async function reviseRules(db: Database, request: ReviseRules): Promise<Result<Revised, Violation[]>> {
  const { tenant, by: madeBy, reason, now: madeAt, change, together } = request;
  return db.transact(async (tx) => {
    await lockRevisions(tx, tenant);
    const before = await latestChoice(tx, tenant);
    const changed = change(before.choice, before.revision);
    if (!changed.ok) return changed;
    if (!together && choiceChanges(before.choice, changed.value).length === 0)
      return succeed({ ...before, changed: false });
    // as it will be read again: what JSON cannot hold must not be stored
    const choice = readChoice(JSON.parse(JSON.stringify(changed.value)));
    if (!choice.ok) return fail(choice.error);
    const unguarded = guardFaults(choice.value);
    if (unguarded.length > 0) return fail(unguarded);
    const next = { revision: before.revision + 1, choice: choice.value };
    await addRevision(tx, { tenant, ...next, madeAt, madeBy, reason });
    await together?.(tx, next.revision);
    return succeed({ ...next, changed: true });
  });
}

/** What the clinic chose last. A stored choice that is no longer understood is a fault of this house and throws. */
export async function latestChoice(db: Queryable, tenant: number): Promise<Revision> {
  const stored = await lastRevision(db, tenant);
  return stored ? understood(stored) : { revision: 0, choice: DEFAULT_CHOICE };
}

export const understood = (stored: StoredRevision): Revision => ({
  revision: stored.revision,
  choice: orThrow(stored, readChoice(stored.choice)),
});

/** A stored choice was read before it was stored: one that is not understood now is a fault of this house and throws. */
export function orThrow<T>({ tenant, revision }: StoredRevision, read: Result<T, Violation[]>): T {
  if (read.ok) return read.value;
  const where = read.error.map(({ pointer, code }) => `${pointer} ${code}`).join(', ');
  throw new Error(`revision ${revision} of tenant ${tenant} is not understood: ${where}`);
}

/** Every revision of a clinic, oldest first: who made which, when and why. */
export const rulesHistory = (db: Queryable, tenant: number): Promise<StoredRevision[]> => listRevisions(db, tenant);

export interface PendingChoice {
  readonly newest: Revision;
  /** What the rules in force were made from. */
  readonly before: ClinicChoice;
}

/** The newest choice and the one in force; undefined where they are one. */
export async function pendingChoice(
  db: Queryable,
  tenant: number,
  inForce: number,
): Promise<PendingChoice | undefined> {
  const newest = await latestChoice(db, tenant);
  if (newest.revision === inForce) return undefined;
  const stored = inForce === 0 ? undefined : await readRevision(db, tenant, inForce);
  return { newest, before: stored ? understood(stored).choice : DEFAULT_CHOICE };
}
