/** Is everything processed, and if not, what waits where and since when? */
import {
  listFailedDeliveries,
  listSetAside,
  listUnreadTypes,
  readDebts,
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
  /** Seconds; 0 when nothing waits. */
  readonly oldestSeconds: number;
}
export interface PipelineHealth {
  /** One sentence for people. */
  readonly sentence: string;
  readonly stages: readonly Stage[];
  readonly episodesSetAside: readonly SetAside[];
  readonly eventsNotUnderstood: readonly UnreadType[];
  /** Understood, and not counted in their episode: `GET /v1/set-aside` lists them. */
  readonly eventsSetAside: readonly SetAsideCount[];
  readonly deliveriesFailed: readonly FailedDeliveries[];
}

/** Counts and ages only. */
export async function readStages(db: Queryable, now: number): Promise<Stage[]> {
  const debts = await readDebts(db, now);
  return debts.map(({ stage, waiting, oldest }) => ({ stage, waiting, oldestSeconds: Math.max(0, oldest ?? 0) }));
}

export async function readHealth(db: Queryable, tenant: number, now: number): Promise<PipelineHealth> {
  const stages = await readStages(db, now);
  const episodesSetAside = await listSetAside(db, tenant);
  return {
    sentence: sentenceFor(stages, episodesSetAside.length),
    stages,
    episodesSetAside,
    eventsNotUnderstood: await listUnreadTypes(db, tenant),
    eventsSetAside: await countSetAside(db, tenant),
    deliveriesFailed: await listFailedDeliveries(db, tenant),
  };
}

const LATE_SECONDS = 10;

function sentenceFor(stages: readonly Stage[], setAside: number): string {
  const late = stages.filter((s) => s.oldestSeconds > LATE_SECONDS);
  const worst = late.toSorted((a, b) => b.oldestSeconds - a.oldestSeconds)[0];
  if (worst)
    return `Work of the stage "${worst.stage}" is ${Math.round(worst.oldestSeconds)} s behind; alerts may be late.`;
  if (setAside === 1) return 'All events are processed, except those of one episode that was set aside.';
  if (setAside > 0) return `All events are processed, except those of ${setAside} episodes that were set aside.`;
  return 'All events are processed.';
}
