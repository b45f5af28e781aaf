/** A plan counts everything that matches and writes down what it counted: a repair acts on that, and on nothing else. */
import { randomBytes } from 'node:crypto';
import { DAY } from '#lib/kernel';
import { statement, type Queryable } from '#lib/platform';
import type { Found, RepairAct, RepairFilter, RepairKind } from './kind.js';

export interface PlanGroup {
  readonly what: string;
  readonly items: number;
  /** Of these, for how many the act would have the effect that it is for. */
  readonly expected: number;
  /** Milliseconds since 1970. */
  readonly oldest: number;
}

export interface Planned {
  readonly tenant: number;
  readonly act: RepairAct;
  readonly filter: RepairFilter;
  readonly now: number;
}

const PAGE = 500;
/** More than this is another repair. */
export const MOST_ITEMS = 50_000;
/** A plan on which nobody acted, and the items of a repair that ended, are kept so long. */
const PLANS_KEPT_MS = 7 * DAY;
const ITEMS_KEPT_MS = 90 * DAY;

/** Returns its id. A plan that ends half way is never acted on. */
export async function plan(db: Queryable, kind: RepairKind, planned: Planned): Promise<string> {
  const id = `rp_${randomBytes(9).toString('hex')}`;
  await clearOld(db, planned.now);
  await openPlan(db, { id, kind: kind.kind, ...planned });
  const tally = new Tally();
  let after: string | undefined;
  for (let more = true; more && tally.items < MOST_ITEMS;) {
    const page = await kind.find(planned.tenant, planned.filter, { after, limit: PAGE });
    await addItems(db, id, { from: tally.items, found: page.found });
    page.found.forEach((found) => tally.add(found));
    after = page.next;
    more = after !== undefined;
  }
  await closePlan(db, id, { tally, more: after !== undefined });
  return id;
}

class Tally {
  items = 0;
  expected = 0;
  grave = 0;
  oldest: number | null = null;
  private readonly byGroup = new Map<string, PlanGroup>();

  get groups(): readonly PlanGroup[] {
    return [...this.byGroup.values()].toSorted((a, b) => b.items - a.items).slice(0, 50);
  }

  add({ group: what, since, isExpected, isGrave }: Found): void {
    const expected = isExpected ? 1 : 0;
    this.items += 1;
    this.expected += expected;
    this.grave += isGrave ? 1 : 0;
    this.oldest = Math.min(this.oldest ?? since, since);
    const known = this.byGroup.get(what) ?? { what, items: 0, expected: 0, oldest: since };
    this.byGroup.set(what, {
      what,
      items: known.items + 1,
      expected: known.expected + expected,
      oldest: Math.min(known.oldest, since),
    });
  }
}

interface Opening extends Planned {
  readonly id: string;
  readonly kind: string;
}

async function openPlan(db: Queryable, { id, tenant, kind, act, filter, now }: Opening): Promise<void> {
  await db.query(
    statement('open-plan')`
     INSERT INTO repair (id, tenant, kind, act, filter, state, planned_at)
     VALUES ($1, $2, $3, $4, $5::jsonb, 'planning', to_timestamp($6::float8 / 1000))`,
    [id, tenant, kind, act, JSON.stringify(filter), now],
  );
}

async function addItems(
  db: Queryable,
  repair: string,
  { from, found }: { readonly from: number; readonly found: readonly Found[] },
): Promise<void> {
  if (found.length === 0) return;
  await db.query(
    statement('add-repair-items')`
     INSERT INTO repair_item (repair, nth, ref, mark)
     SELECT $1, $2 + nth, ref, mark FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS k(ref, mark, nth)`,
    [repair, from, found.map(({ ref }) => ref), found.map(({ mark }) => mark)],
  );
}

async function closePlan(db: Queryable, id: string, counted: { readonly tally: Tally; readonly more: boolean }) {
  const { tally, more } = counted;
  await db.query(
    statement('close-plan')`
     UPDATE repair SET state = 'planned', items = $2, expected = $3, grave = $4, oldest = to_timestamp($5::float8 / 1000),
       groups = $6::jsonb, more = $7 WHERE id = $1`,
    [id, tally.items, tally.expected, tally.grave, tally.oldest, JSON.stringify(tally.groups), more],
  );
}

/** Uses repair_tenant no more than a scan of few rows: repairs are what people do by hand. */
async function clearOld(db: Queryable, now: number): Promise<void> {
  await db.query(
    statement('clear-old-plans')`
     DELETE FROM repair WHERE state IN ('planning', 'planned') AND planned_at < to_timestamp($1::float8 / 1000)`,
    [now - PLANS_KEPT_MS],
  );
  await db.query(
    statement('clear-old-items')`
     DELETE FROM repair_item i USING repair r WHERE i.repair = r.id AND r.finished_at < to_timestamp($1::float8 / 1000)`,
    [now - ITEMS_KEPT_MS],
  );
}
