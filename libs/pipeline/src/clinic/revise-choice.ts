/** What every command has in common that changes what a clinic chose: the next revision, and when it takes effect. */
import { reviseRules, type ReviseRules } from '#lib/clinic-settings';
import { needs, type Principal } from '#lib/identity';
import { succeed, type Result, type Violation } from '#lib/kernel';
import type { Clock, Database } from '#lib/platform';
import type { Rereading } from '../reread/rereading.js';
import { applyImmediately } from '../rebuild/apply-rules-revisions.js';

export type RevisedChoice =
  /** It was so already, and nothing was stored. */
  | { readonly changed: false; readonly revision: number }
  | {
      readonly changed: true;
      readonly revision: number;
      /** At once where nothing of the clinic was folded, or only instruments were added; else with its next rebuild. */
      readonly inForce: boolean;
      /** What was read again because of it: events that had not been understood, and episodes in which forms waited. */
      readonly read?: { readonly events: number; readonly episodes: number };
    };

export interface ChoiceRevision extends Pick<ReviseRules, 'by' | 'reason' | 'change'> {
  readonly principal: Principal;
}

interface Stores {
  readonly db: Database;
  readonly clock: Clock;
}

/** Stores the changed choice, or says every fault and stores nothing. Throws `scope_required`. */
export async function reviseChoice(
  { db, clock }: Stores,
  { principal, ...revision }: ChoiceRevision,
): Promise<Result<RevisedChoice, Violation[]>> {
  needs(principal, 'administer');
  const { tenant } = principal;
  const revised = await reviseRules(db, { tenant, now: clock.now(), ...revision });
  if (!revised.ok) return revised;
  const { changed, revision: newest } = revised.value;
  return succeed(changed ? await takeEffect(db, tenant, newest) : { changed, revision: newest });
}

export const takeEffect = async (db: Database, tenant: number, revision: number): Promise<RevisedChoice> => ({
  changed: true,
  revision,
  inForce: await applyImmediately(db, tenant),
});

/** What a revision made readable is read at once. */
export async function readAfter<F>(
  rereading: Rereading,
  tenant: number,
  revised: Result<RevisedChoice, F>,
): Promise<Result<RevisedChoice, F>> {
  if (!revised.ok || !revised.value.changed) return revised;
  const { inForce, events, episodes } = await rereading.of(tenant);
  return succeed({ ...revised.value, inForce, ...(events + episodes > 0 ? { read: { events, episodes } } : {}) });
}
