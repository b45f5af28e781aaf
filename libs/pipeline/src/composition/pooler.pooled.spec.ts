/** PgBouncer in transaction mode between us and PostgreSQL: row N8. */
import { ConfigError, Database, LIVE_CHANNEL, Listener, Probe, statement } from '#lib/platform';
import { cloneDatabase, eventually, throughPooler } from '#lib/testkit';
import { openDatabase } from './migrate.js';

const ECHO = statement('spec-echo')`SELECT $1::int AS number`;
const OTHER = statement('spec-other')`SELECT $1::text || '!' AS text`;

describe('behind a pooler of transactions', () => {
  let direct: string;
  let pooled: string;
  let db: Database;
  const closing: Database[] = [];
  const open = async (more: object = {}): Promise<Database> => {
    const opened = await openDatabase({ url: pooled, directUrl: direct, poolSize: 6, name: 'spec#0a1b2c3d', ...more });
    closing.push(opened);
    return opened;
  };
  const refused = async (more: object): Promise<string> => {
    const thrown: unknown = await open(more).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ConfigError);
    return (thrown as ConfigError).faults.join();
  };

  beforeAll(async () => {
    direct = await cloneDatabase();
    pooled = throughPooler(direct)!;
    db = await open();
  });
  afterAll(async () => {
    for (const one of closing) await one.close();
  });

  it('N8: a thousand statements, twenty at once, get each its own answer', async () => {
    const answerTo = async (i: number): Promise<unknown> =>
      i % 2 === 0
        ? (await db.query<{ number: number }>(ECHO, [i])).rows[0]?.number
        : (await db.query<{ text: string }>(OTHER, [i])).rows[0]?.text;
    for (let round = 0; round < 50; round++) {
      const numbers = Array.from({ length: 20 }, (_, i) => round * 20 + i);
      expect(await Promise.all(numbers.map(answerTo))).toEqual(numbers.map((i) => (i % 2 === 0 ? i : `${i}!`)));
    }
  });

  it('N8: so do two processes whose transactions share sessions', async () => {
    const other = await open();
    const sums = await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        (i % 2 === 0 ? db : other).transact(async (tx) => {
          const first = (await tx.query<{ number: number }>(ECHO, [i])).rows[0]!.number;
          const second = (await tx.query<{ number: number }>(ECHO, [1_000])).rows[0]!.number;
          return first + second;
        }),
      ),
    );
    expect(sums).toEqual(sums.map((_, i) => i + 1_000));
  });

  it('N8: without the address of PostgreSQL itself it is refused, with the reason', async () => {
    expect(await refused({ directUrl: undefined })).toMatch(
      /DATABASE_URL leads to a pooler: also set DATABASE_DIRECT_URL/,
    );
  });

  it('N8: a second pooler is not PostgreSQL itself', async () => {
    const [base, name] = [new URL(pooled), new URL(pooled).pathname];
    base.pathname = name;
    expect(await refused({ directUrl: `${base.toString()}?application_name=other` })).toMatch(
      /DATABASE_DIRECT_URL leads to a pooler too/,
    );
  });

  it('N8: nor is another database', async () => {
    expect(await refused({ directUrl: await cloneDatabase() })).toMatch(/two different databases/);
  });

  it('N8: without a pooler nothing else is asked for', async () => {
    expect((await open({ url: direct, directUrl: undefined })).way).toBe('plain');
  });

  it('N8: notifications are heard', async () => {
    const heard: string[] = [];
    const listener = await new Listener(db, (payload) => heard.push(payload)).open();
    await db.query('SELECT pg_notify($1, $2)', [LIVE_CHANNEL, 'something']);
    expect(await eventually('the notification', () => heard[0])).toBe('something');
    await listener.close();
  });

  it('N8: a budget ends its own statement, and is left to nobody', async () => {
    const brief = await open({ budget: { statementMs: 200, lockMs: 100 } });
    await expect(brief.query('SELECT pg_sleep(3)')).rejects.toMatchObject({ code: '57014' });
    await expect(brief.transact((tx) => tx.query('SELECT pg_sleep(3)'))).rejects.toMatchObject({ code: '57014' });
    const plain = await db.beside('spec-plain', 5_000);
    expect((await plain.query<{ s: string }>(`SELECT current_setting('statement_timeout') AS s`)).rows[0]?.s).toBe('0');
    await plain.end();
  });

  it('N8: a lock that outlives a transaction is held where it was taken', async () => {
    const [one, two] = [await db.dedicated('spec-lock'), await db.dedicated('spec-lock')];
    const taken = async (client: typeof one) =>
      (await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock(4711) AS free')).rows[0]?.free;
    expect([await taken(one), await taken(two), await taken(one)]).toEqual([true, false, true]);
    await Promise.all([one.end(), two.end()]);
  });

  it('N8: others see that the process lives', async () => {
    const names = async () =>
      (await db.query<{ name: string }>('SELECT application_name AS name FROM pg_stat_activity')).rows.map(
        ({ name }) => name,
      );
    expect(await eventually('its own connection', async () => (await names()).includes('spec#0a1b2c3d'))).toBe(true);
  });

  it('N8: readiness asks on the way that the work goes', async () => {
    const away = await Database.open({ url: pooled, directUrl: direct, poolSize: 1, name: 'spec' });
    closing.push(away);
    const probe = new Probe(away, 'spec-probe');
    expect((await probe.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    const own = await away.beside('spec-way', 2_000);
    expect((own as unknown as { port: number }).port).toBe(Number(new URL(pooled).port));
    await own.end();
    probe.close();
  });
});
