/** What the shell around PostgreSQL promises when transactions get in each other's way. */
import { cloneDatabase } from '#lib/testkit';
import { Database, type Queryable } from './database.js';
import { isUnavailable } from './outage.js';

const QUICK = { statementMs: 2_000, lockMs: 200 };

describe("transactions that get in each other's way (N12)", () => {
  let url: string;
  let db: Database;
  beforeAll(async () => {
    url = await cloneDatabase();
    db = await Database.open({ url, poolSize: 6, name: 'test' });
    await db.query('CREATE TABLE place (id int PRIMARY KEY, n int NOT NULL)');
    await db.query('INSERT INTO place SELECT i, 0 FROM generate_series(1, 20) i');
  });
  afterAll(() => db.close());

  const raise = (tx: Queryable, id: number) => tx.query('UPDATE place SET n = n + 1 WHERE id = $1', [id]);
  const valueOf = async (id: number): Promise<number> =>
    (await db.query<{ n: number }>('SELECT n FROM place WHERE id = $1', [id])).rows[0]!.n;

  it.each([2, 3, 5])('N12: %i that wait for each other in a circle all come to their end', async (many) => {
    const before = await valueOf(1);
    const both = gate(many);
    const turn = (i: number) =>
      db.transact(async (tx) => {
        await raise(tx, i + 1);
        await both();
        await raise(tx, ((i + 1) % many) + 1);
      });
    await Promise.all(Array.from({ length: many }, (_, i) => turn(i)));
    expect(await valueOf(1)).toBe(before + 2);
  });

  it('N12: a single statement that became the victim of a deadlock is sent again', async () => {
    let victims = 0;
    await db.query(`CREATE SEQUENCE tries`);
    await db.query(
      `CREATE FUNCTION at_second_try() RETURNS int LANGUAGE plpgsql AS $$ BEGIN
         IF nextval('tries') < 3 THEN RAISE EXCEPTION 'chosen' USING ERRCODE = '40P01'; END IF; RETURN 7; END $$`,
    );
    const { rows } = await db.query<{ n: number }>('SELECT at_second_try() AS n').catch(() => {
      victims++;
      return { rows: [] };
    });
    expect([rows[0]?.n, victims]).toEqual([7, 0]);
  });

  it('N12: gives up one who is chosen again and again, as an outage', async () => {
    await db.query(
      `CREATE FUNCTION always_chosen() RETURNS int LANGUAGE plpgsql AS $$ BEGIN
         RAISE EXCEPTION 'chosen' USING ERRCODE = '40P01'; END $$`,
    );
    const error: unknown = await db.query('SELECT always_chosen()').catch((thrown: unknown) => thrown);
    expect(isUnavailable(error)).toBe(true);
  });

  it('N12: a fault of the work itself is not repeated', async () => {
    let runs = 0;
    const work = db.transact(async () => {
      runs++;
      throw new Error('wrong');
    });
    await expect(work).rejects.toThrow('wrong');
    expect(runs).toBe(1);
  });

  describe('within a short budget', () => {
    let quick: Database;
    let release: () => void;
    let holding: Promise<void>;
    beforeEach(async () => {
      quick = await Database.open({ url, poolSize: 2, name: 'quick', budget: QUICK });
      const held = deferred();
      holding = db.transact(async (tx) => {
        await raise(tx, 20);
        held.done();
        await new Promise<void>((resolve) => (release = resolve));
      });
      await held.promise;
    });
    afterEach(async () => {
      release();
      await holding;
      await quick.close();
    });

    it('N12: a lock that is held costs the budget, and leaves the connection whole', async () => {
      const error: unknown = await quick.transact((tx) => raise(tx, 20)).catch((thrown: unknown) => thrown);
      expect([(error as { code: string }).code, isUnavailable(error)]).toEqual(['55P03', true]);
      expect(quick.connections).toMatchObject({ total: 1, idle: 1 });
    });

    it('N12: work in the background waits longer, in the same process, and nobody else does', async () => {
      const lockTimeout = async (tx: Queryable): Promise<string | undefined> =>
        (await tx.query<{ t: string }>(`SELECT current_setting('lock_timeout') AS t`)).rows[0]?.t;
      expect(await quick.transact(lockTimeout, { working: true })).toBe('20s');
      expect(await quick.transact(lockTimeout)).toBe('200ms');
      expect(await lockTimeout(quick)).toBe('200ms');
    });
  });
});

function deferred(): { readonly promise: Promise<void>; done: () => void } {
  let done = (): void => undefined;
  const promise = new Promise<void>((resolve) => (done = resolve));
  return { promise, done: () => done() };
}

/** Opens once for as many as it was made for: who comes later, at a second try, passes. */
function gate(many: number): () => Promise<void> {
  const { promise, done } = deferred();
  let come = 0;
  return () => {
    if (++come >= many) done();
    return promise;
  };
}
