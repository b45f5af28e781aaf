/** The tables as the simulated store keeps them. Times are milliseconds since 1970 UTC. */
import type { CaseloadSortKey } from '#lib/readmodels';

export interface Tables {
  build: { id: number; state: string };
  event_key: { tenant: number; source: string; externalId: string; hash: Buffer; position: number };
  stream: { tenant: number; stream: string; head: number; opened: boolean };
  tenant_counter: { tenant: number; position: number };
  event: EventCells;
  dirty_episode: { tenant: number; stream: string; shard: number; head: number; markedAt: number };
  checkpoint: CheckpointCells;
  shard_run: { shard: number; owner: string };
  due_timer: { tenant: number; stream: string; dueAt: number; reason: string; knownAt: number; setAt: number };
  caseload: { build: number; tenant: number; stream: string; sortKey: CaseloadSortKey };
  episode_person: { build: number; tenant: number; stream: string; person: string };
  set_aside: SetAsideCells;
  alert: AlertCells;
  outbox: OutboxCells;
  delivery_attempt: { outbox: string; attempt: number; at: number; outcome: string };
  channel_setting: SettingCells;
}
export type TableName = keyof Tables;

export interface EventCells {
  tenant: number;
  position: number;
  stream: string;
  version: number;
  type: string;
  source: string;
  externalId: string;
  occurredAt: number;
  receivedAt: number;
  sequence: string;
  flags: number;
  trace: string | null;
  codec: number;
  payload: string;
}
export interface CheckpointCells {
  build: number;
  tenant: number;
  stream: string;
  version: number;
  state: string;
  attempts: number;
  quarantinedAt: number | null;
}
export interface SetAsideCells {
  build: number;
  tenant: number;
  stream: string;
  part: string;
  reason: string;
  event: string;
  instrument: string | null;
  version: string | null;
  events: number;
}
export interface AlertCells {
  id: string;
  tenant: number;
  stream: string;
  key: string;
  client: string;
  clinician: string;
  tier: string;
  status: string;
  historical: boolean;
  createdAt: number;
  supersededAt: number | null;
  alert: string;
}
export interface OutboxCells {
  id: string;
  tenant: number;
  alert: string;
  channel: string;
  setting: number;
  recipient: string;
  key: string;
  state: string;
  attempt: number;
  ladderFrom: number;
  nextAt: number;
  leaseOwner: string | null;
  createdAt: number;
  trace: string | null;
  detail: string | null;
}
export interface SettingCells {
  id: number;
  tenant: number;
  clinician: string;
  kind: string;
  settings: Record<string, unknown>;
  least_tier: string;
  enabled: boolean;
  disabled_reason: string | null;
}

/** One text per row and table: what its primary key is. */
export const keyOf = (...parts: readonly (string | number)[]): string => parts.join('|');
