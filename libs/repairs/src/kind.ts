/**
 * The contract of a kind of thing that fails. It says how to find what failed, and what each act does to some of it. A
 * mark is the state in which something was seen; an act leaves alone what no longer stands so, which makes acting twice,
 * by whomever, the same as acting once.
 */
import type { Queryable } from '#lib/platform';

export const REPAIR_KINDS = ['deliveries', 'events', 'episodes', 'jobs'] as const;
export type RepairKindName = (typeof REPAIR_KINDS)[number];

export const REPAIR_ACTS = ['retry', 'discard'] as const;
export type RepairAct = (typeof REPAIR_ACTS)[number];

/** What may be asked for; each kind takes some of it. Times are milliseconds since 1970. */
export interface RepairFilter {
  readonly ids?: readonly string[] | undefined;
  readonly state?: string | undefined;
  readonly channel?: string | undefined;
  readonly person?: string | undefined;
  readonly alert?: string | undefined;
  readonly reason?: string | undefined;
  readonly type?: string | undefined;
  readonly source?: string | undefined;
  readonly queue?: string | undefined;
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}
export type FilterName = keyof RepairFilter;

export interface Found<Shown = unknown> {
  /** What it is called, and in which state it was seen. */
  readonly ref: string;
  readonly mark: string;
  /** Milliseconds since 1970: since when it waits. */
  readonly since: number;
  /** A plan counts by this: a channel, a type, a reason. */
  readonly group: string;
  /** Whether an act would have the effect that it is for: a message whose alert is still open would be sent. */
  readonly isExpected: boolean;
  /** Whether discarding it asks for a second word. */
  readonly isGrave: boolean;
  /** For a list: without anything clinical. */
  readonly shown: Shown;
}
export interface FoundPage<Shown = unknown> {
  readonly found: readonly Found<Shown>[];
  /** To go on from; undefined at the end. */
  readonly next: string | undefined;
}

export interface Item {
  readonly nth: number;
  readonly ref: string;
  readonly mark: string;
}
export interface ItemOutcome {
  readonly nth: number;
  /** `changed`: it no longer stood as it was counted, and nothing was done. */
  readonly outcome: 'done' | 'changed' | 'failed';
  /** A code, for what failed. */
  readonly detail?: string;
}
export interface Acting {
  readonly repair: string;
  readonly tenant: number;
  readonly now: number;
}

/** What can be done in the transaction that writes down what was done. */
export interface Within {
  readonly how: 'within';
  act(tx: Queryable, items: readonly Item[], acting: Acting): Promise<readonly ItemOutcome[]>;
  /** Once it is committed, with what was done; may be lost. */
  afterwards?(done: readonly Item[], acting: Acting): void;
}
/** What happens elsewhere: in another store, or in transactions of its own. Doing it twice has to be the same as once. */
export interface Apart {
  readonly how: 'apart';
  act(items: readonly Item[], acting: Acting): Promise<readonly ItemOutcome[]>;
}
export type Deed = Within | Apart;

export interface RepairKind<Shown = unknown> {
  readonly kind: RepairKindName;
  readonly filters: readonly FilterName[];
  /** The shape of an id in `ids`. */
  readonly id: RegExp;
  /** The first word is what is found unless another is asked for. */
  readonly states: readonly [string, ...string[]];
  find(
    tenant: number,
    filter: RepairFilter,
    page: { readonly after: string | undefined; readonly limit: number },
  ): Promise<FoundPage<Shown>>;
  readonly deeds: Readonly<Record<RepairAct, Deed>>;
}
