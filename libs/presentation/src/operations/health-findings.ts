/** What is not in order in the house, as facts: who looks after it reads their words. Nothing of it is about a client. */

/** Why an alert has reached nobody. */
export type UnreachedReason =
  /** A channel does not take its message: `detail` says what happened at the last try. */
  | { readonly code: 'not-taken'; readonly channel: string; readonly detail: string; readonly givenUp: boolean }
  /** The person has no channel that is switched on. */
  | { readonly code: 'no-channel' }
  /** A message is owed, and nobody has tried to send it. */
  | { readonly code: 'not-tried'; readonly channel: string }
  /** Something to act on today, and a person let its message be. */
  | { readonly code: 'discarded'; readonly channel: string }
  /** Something to act on today, and no message was owed to anybody. */
  | { readonly code: 'not-told' };

export interface Unreached {
  readonly alerts: number;
  /** Milliseconds since 1970, of the oldest. */
  readonly since: number;
  readonly why: readonly { readonly reason: UnreachedReason; readonly alerts: number }[];
}

/** Steps of the work behind the scenes, and those of them that a person may pause. */
export type HealthStage = 'follow' | 'history' | 'deliver' | 'timers';
export type PausedStage = Extract<HealthStage, 'follow' | 'deliver'>;

type Finding =
  | ({ readonly code: 'alerts-unreached' } & Unreached)
  | { readonly code: 'no-worker'; readonly lastSeen: number | null }
  | { readonly code: 'stage-behind'; readonly stage: HealthStage; readonly waiting: number; readonly since: number }
  /** By a person's word, until a moment: what is owed waits. */
  | {
      readonly code: 'queue-paused';
      readonly queue: PausedStage;
      readonly waiting: number;
      readonly since: number;
      readonly until: number;
      readonly by: string;
      readonly reason: string;
    }
  | { readonly code: 'no-channel' }
  | { readonly code: 'people-unreachable'; readonly people: readonly string[] }
  | { readonly code: 'channel-off'; readonly channel: string; readonly person: string; readonly reason: string }
  | {
      readonly code: 'channel-failing';
      readonly channel: string;
      readonly messages: number;
      readonly since: number;
      readonly detail: string;
    }
  /** Requests within the last hour whose time is not ours. */
  | { readonly code: 'sender-clock'; readonly refusals: number }
  /** `longest`: its longest silence of the last weeks, in ms. */
  | { readonly code: 'source-quiet'; readonly source: string; readonly last: number; readonly longest: number }
  | { readonly code: 'episodes-set-aside'; readonly episodes: number };

/** `clinic` where several are looked at. */
export type HealthFinding = Finding & { readonly clinic?: string };
export type HealthCode = HealthFinding['code'];
