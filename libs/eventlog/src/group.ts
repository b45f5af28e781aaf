/** What becomes of each event of a group of requests: which are new, which the log or the group itself holds already. */
import type { Queryable } from '#lib/platform';
import { appendNew, findKnown, type KnownKey, type NewEvent, type Placed } from './append.js';

export interface AppendRequest {
  readonly events: readonly NewEvent[];
  /** All or nothing: one conflict refuses the whole request, and nothing of it is stored. */
  readonly atomic: boolean;
}
/** `refused`: nothing is wrong with this event, but its request was atomic and another event of it conflicts. */
export type Appended = Placed | KnownKey | { readonly kind: 'refused' };

/** An event that shares its id with an earlier one of the group waits for that one's position. */
type Verdict =
  | KnownKey
  | { readonly kind: 'fresh'; readonly nth: number }
  | { readonly kind: 'repeat'; readonly nth: number; readonly same: boolean };

const keyOf = (e: NewEvent): string => `${e.tenant}\n${e.source}\n${e.externalId}`;
const conflicts = (v: Verdict): boolean => v.kind === 'conflict' || (v.kind === 'repeat' && !v.same);
function isLostRace(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23505' && constraint === 'event_key_pkey';
}

/**
 * Appends a group in one transaction. Another process may win a race for the same id: then the look-up is repeated. Each
 * lost race makes at least one more id known, so there are never more of them than events.
 */
export async function appendGroup(
  db: Queryable,
  requests: readonly AppendRequest[],
  receivedAt: number,
): Promise<Appended[][]> {
  const events = requests.reduce((sum, request) => sum + request.events.length, 0);
  for (let lost = 0; ; lost++) {
    try {
      return await appendOnce(db, requests, receivedAt);
    } catch (error) {
      if (!isLostRace(error) || lost > events) throw error;
    }
  }
}

async function appendOnce(
  db: Queryable,
  requests: readonly AppendRequest[],
  receivedAt: number,
): Promise<Appended[][]> {
  const all = requests.flatMap((r) => r.events);
  const known = await findKnown(db, all);
  const fresh: NewEvent[] = [];
  const first = new Map<string, number>();
  let from = 0;
  const plans = requests.map((request) => {
    const plan = judgeRequest(request, { known, first, fresh, from });
    from += request.events.length;
    return plan;
  });
  const placed = fresh.length > 0 ? await appendNew(db, fresh, receivedAt) : [];
  return plans.map((plan) => plan.map((verdict) => answer(verdict, placed)));
}

interface GroupSoFar {
  readonly known: ReadonlyMap<number, KnownKey>;
  readonly first: Map<string, number>;
  readonly fresh: NewEvent[];
  readonly from: number;
}

function judgeRequest(
  { events, atomic }: AppendRequest,
  group: GroupSoFar,
): (Verdict | { readonly kind: 'refused' })[] {
  const keys = new Map<string, number>();
  const mine: NewEvent[] = [];
  const verdicts = events.map((event, i): Verdict => {
    const key = keyOf(event);
    const known = group.known.get(group.from + i);
    if (known) return known;
    const nth = keys.get(key) ?? group.first.get(key);
    if (nth === undefined) {
      keys.set(key, group.fresh.length + mine.length);
      mine.push(event);
      return { kind: 'fresh', nth: group.fresh.length + mine.length - 1 };
    }
    const earlier = group.fresh[nth] ?? mine[nth - group.fresh.length];
    return { kind: 'repeat', nth, same: earlier?.hash.equals(event.hash) ?? false };
  });
  if (atomic && verdicts.some(conflicts))
    return verdicts.map((v) => (conflicts(v) ? { kind: 'conflict', position: 0 } : { kind: 'refused' }));
  group.fresh.push(...mine);
  for (const [key, nth] of keys) group.first.set(key, nth);
  return verdicts;
}

function answer(verdict: Verdict | { readonly kind: 'refused' }, placed: readonly Placed[]): Appended {
  if (verdict.kind === 'fresh') return placed[verdict.nth] as Placed;
  if (verdict.kind === 'repeat') {
    return { kind: verdict.same ? 'duplicate' : 'conflict', position: (placed[verdict.nth] as Placed).position };
  }
  return verdict;
}
