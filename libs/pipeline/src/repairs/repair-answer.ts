/** A repair as it is answered: what was counted, what was done, by whom and why, and what comes next. */
import { toIso } from '#lib/kernel';
import type { Queryable } from '#lib/platform';
import { readOddItems, type RepairAct, type RepairEntry, type RepairKindName, type RepairState } from '#lib/repairs';

export interface RepairGroup {
  /** A channel, a type of event, a reason. */
  readonly what: string;
  readonly items: number;
  /** Of these, how many would be sent or read; the others need nothing any more, or cannot be read yet. */
  readonly expected: number;
  readonly oldest: string;
}
export interface LeftAsItWas {
  readonly id: string;
  /** `changed`: it stood otherwise by then, so somebody else was first. */
  readonly outcome: 'changed' | 'failed';
  readonly reason?: string;
}
export interface RepairAnswer {
  readonly id: string;
  readonly kind: RepairKindName;
  readonly act: RepairAct;
  readonly state: RepairState;
  /** What it was asked for. */
  readonly filter: Readonly<Record<string, string | readonly string[]>>;
  readonly items: number;
  readonly expected: number;
  readonly oldest?: string;
  readonly groups: readonly RepairGroup[];
  /** How many of them are not discarded without a second word. */
  readonly grave: number;
  /** There is more than one repair takes: plan another one afterwards. */
  readonly more: boolean;
  readonly done: number;
  readonly changed: number;
  readonly failed: number;
  /** Still to be done; what a cancelled repair did not get to. */
  readonly left: number;
  readonly plannedAt: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly by?: string;
  /** Of the key that started it; `operator` at the command line. */
  readonly key?: string;
  readonly reason?: string;
  readonly cancelledBy?: string;
  /** The first of what was not done, and why. */
  readonly leftAsItWas: readonly LeftAsItWas[];
}

const SHOWN = 20;

export async function repairAnswer(db: Queryable, entry: RepairEntry): Promise<RepairAnswer> {
  const odd = entry.changed + entry.failed > 0 ? await readOddItems(db, entry.id, SHOWN) : [];
  return {
    ...summaryOf(entry),
    leftAsItWas: odd.map(({ ref, outcome, detail }) => ({
      id: ref,
      outcome,
      ...(detail === null ? {} : { reason: detail }),
    })),
  };
}

export function summaryOf(entry: RepairEntry): RepairAnswer {
  const { id, kind, act, state, items, expected, grave, more, done, changed, failed } = entry;
  return {
    ...{ id, kind, act, state, items, expected, grave, more, done, changed, failed },
    filter: filterText(entry),
    groups: entry.groups.map((group) => ({ ...group, oldest: toIso(group.oldest) })),
    left: items - done - changed - failed,
    plannedAt: toIso(entry.plannedAt),
    ...instant('oldest', entry.oldest),
    ...instant('startedAt', entry.startedAt),
    ...instant('finishedAt', entry.finishedAt),
    ...said('by', entry.by),
    ...said('key', entry.keyId),
    ...said('reason', entry.reason),
    ...said('cancelledBy', entry.cancelledBy),
    leftAsItWas: [],
  };
}

const instant = (name: 'oldest' | 'startedAt' | 'finishedAt', at: number | null): object =>
  at === null ? {} : { [name]: toIso(at) };
const said = (name: 'by' | 'key' | 'reason' | 'cancelledBy', text: string | null): object =>
  text === null ? {} : { [name]: text };

const filterText = ({ filter }: RepairEntry): RepairAnswer['filter'] =>
  Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [
      name,
      typeof value === 'number' ? toIso(value) : (value as string | readonly string[]),
    ]),
  );
