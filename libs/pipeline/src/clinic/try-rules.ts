/**
 * Rules tried before they speak: over a clinic's own history (`backtest`), and beside the rules in force (`shadow`).
 * Both only read.
 */
import { compareReplays, replay, type Comparison, type Replay } from '#lib/evaluation';
import { rulesOf, type ClinicChoice, latestChoice } from '#lib/clinic-settings';
import type { ClinicRules } from '#lib/alliance';
import type { Database } from '#lib/platform';
import { historiesOf } from './tenant-histories.js';

export interface TryRules {
  readonly tenant: number;
  /** Until when the data reach: milliseconds since 1970. */
  readonly now: number;
  readonly onProgress?: (episodes: number) => void;
  /** True ends the reading; the answer is then undefined. */
  readonly isCancelled?: () => boolean;
}

/** What the clinic chose last, and what would have been told under `choice` instead. Undefined when it was cancelled. */
export async function backtest(
  db: Database,
  { choice, ...ask }: TryRules & { readonly choice: ClinicChoice },
): Promise<Comparison | undefined> {
  const { revision, choice: present } = await latestChoice(db, ask.tenant);
  return compare(db, ask, { before: rulesOf(revision, present), after: rulesOf(revision + 1, choice) });
}

export interface ShadowReport extends Comparison {
  /** Codes of the rules on trial. */
  readonly onTrial: readonly string[];
}

/** What the rules on trial found and would have told, if they were not on trial. */
export async function shadowReport(db: Database, ask: TryRules): Promise<ShadowReport | undefined> {
  const { revision, choice } = await latestChoice(db, ask.tenant);
  const before = rulesOf(revision, choice);
  const compared = await compare(db, ask, { before, after: { ...before, revision: revision + 1, shadow: [] } });
  return compared && { onTrial: choice.shadow, ...compared };
}

interface Both {
  readonly before: ClinicRules;
  readonly after: ClinicRules;
}

async function compare(db: Database, ask: TryRules, both: Both): Promise<Comparison | undefined> {
  const { tenant, now: asOf, onProgress = () => undefined, isCancelled = () => false } = ask;
  const replays: Replay[] = [];
  for await (const history of historiesOf(db, tenant)) {
    if (isCancelled()) return undefined;
    replays.push(replay(history, { ...both, asOf }));
    onProgress(replays.length);
  }
  return compareReplays(replays);
}
