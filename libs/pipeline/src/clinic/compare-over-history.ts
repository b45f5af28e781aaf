/** Two sets of rules over all of a clinic's log: what each would have told. Reads, and writes nothing. */
import type { ClinicRules } from '#lib/alliance';
import { compareReplays, replay, type Comparison, type Replay } from '#lib/evaluation';
import type { Database } from '#lib/platform';
import { namedIn } from '../on-record/look.js';
import { historiesOf } from './tenant-histories.js';

/** How far it is, and a way to stop. */
export interface Watching {
  readonly onProgress?: (episodes: number) => void;
  /** True ends the reading; the answer is then undefined. */
  readonly isCancelled?: () => boolean;
}

interface BothRules extends Watching {
  readonly tenant: number;
  /** Until when the data reach: milliseconds since 1970. */
  readonly asOf: number;
  readonly before: ClinicRules;
  readonly after: ClinicRules;
}

export async function compareOverHistory(db: Database, ask: BothRules): Promise<Comparison | undefined> {
  const { tenant, asOf, before, after, onProgress = () => undefined, isCancelled = () => false } = ask;
  const replays: Replay[] = [];
  for await (const history of historiesOf(db, tenant)) {
    if (isCancelled()) return undefined;
    replays.push(replay(history, { before, after, asOf }));
    onProgress(replays.length);
  }
  return compareReplays(replays);
}

/** Whose alerts a comparison names. */
export const alertsNamed = (compared: Comparison | undefined): readonly string[] =>
  compared ? namedIn([...compared.extra.newest, ...compared.gone.newest].map(({ episode }) => ({ episode }))) : [];
