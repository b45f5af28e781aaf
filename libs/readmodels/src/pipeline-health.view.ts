/** Is everything processed, and if not, what waits where and since when? */
import {
  listFailedDeliveries,
  listSetAside,
  listUnreadTypes,
  readDebts,
  type Clocks,
  type Debt,
  type FailedDeliveries,
  type SetAside,
  type UnreadType,
} from '#lib/eventlog';
import type { Queryable } from '#lib/platform';
import { countSetAside, type SetAsideCount } from './set-aside.view.js';

export interface Stage {
  readonly stage: Debt['stage'];
  readonly waiting: number;
  /** Seconds since the oldest came in; 0 when nothing waits. */
  readonly oldestSeconds: number;
}
export interface PipelineFacts {
  readonly stages: readonly Stage[];
  readonly episodesSetAside: readonly SetAside[];
  readonly eventsNotUnderstood: readonly UnreadType[];
  /** Understood, and not counted in their episode: `GET /v1/set-aside` lists them. */
  readonly eventsSetAside: readonly SetAsideCount[];
  readonly deliveriesFailed: readonly FailedDeliveries[];
}

/** Counts and ages only. */
export async function readStages(db: Queryable, clocks: Clocks): Promise<Stage[]> {
  const debts = await readDebts(db, clocks);
  return debts.map(({ stage, waiting, oldest }) => ({ stage, waiting, oldestSeconds: Math.max(0, oldest ?? 0) }));
}

/** `stages` are those of the house, which has been looked at. */
export const readPipeline = async (
  db: Queryable,
  tenant: number,
  { stages }: { readonly stages: readonly Stage[] },
): Promise<PipelineFacts> => ({
  stages,
  episodesSetAside: await listSetAside(db, tenant),
  eventsNotUnderstood: await listUnreadTypes(db, tenant),
  eventsSetAside: await countSetAside(db, tenant),
  deliveriesFailed: await listFailedDeliveries(db, tenant),
});
