/** A copy of a server that runs becomes the same database again, at another place. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { HoldsDatabase, copyServer, putBack } from './backup.js';
import { startLocalPostgres, type LocalPostgres } from './local-postgres.js';

const LONG = 120_000;

describe('back-up and restore of the embedded store', () => {
  let root: string;
  let server: LocalPostgres;
  const inRoot = (name: string): string => path.join(root, name);
  const ask = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client(url);
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql).finally(() => client.end())).rows;
  };
  const SUMS = 'SELECT count(*)::int AS n, max(i)::int AS last FROM fact';

  beforeAll(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-backup-'));
    fs.chmodSync(root, 0o755);
    server = await startLocalPostgres({ dataDir: inRoot('pg') });
    await server.ensure('rapport');
    await ask(
      server.url('rapport'),
      `CREATE TABLE fact AS SELECT i, repeat('x', 200) AS t FROM generate_series(1, 20000) i`,
    );
  }, LONG);
  afterAll(async () => {
    await server.stop();
    fs.rmSync(root, { recursive: true, force: true });
  }, LONG);

  it(
    'holds everything that was committed when it began, though writing goes on, and is whole',
    async () => {
      const writer = new pg.Client(server.url('rapport'));
      await writer.connect();
      let going = true;
      let last = 20_000;
      const writing = (async () => {
        while (going) await writer.query(`INSERT INTO fact VALUES ($1, repeat('y', 2000))`, [++last]);
      })();
      await copyServer(server, inRoot('copy'));
      going = false;
      await writing;
      await writer.end();
      expect(await putBack(inRoot('copy'), inRoot('back'), { replace: false })).toBeUndefined();
      const restored = await startLocalPostgres({ dataDir: inRoot('back') });
      try {
        const [sums] = await ask(restored.url('rapport'), SUMS);
        expect(sums!['n']).toBe(sums!['last']); // in commit order, without a hole
        expect(sums!['n']).toBeGreaterThanOrEqual(20_000);
        await ask(restored.url('rapport'), 'INSERT INTO fact VALUES (0)');
      } finally {
        await restored.stop();
      }
      expect(await ask(server.url('rapport'), 'SELECT * FROM pg_replication_slots')).toEqual([]);
    },
    LONG,
  );

  it('refuses to put it over a database, and sets that one aside when it is told to', async () => {
    const wanted = inRoot('taken');
    fs.mkdirSync(wanted);
    fs.writeFileSync(path.join(wanted, 'PG_VERSION'), '18\n');
    await expect(putBack(inRoot('copy'), wanted, { replace: false })).rejects.toBeInstanceOf(HoldsDatabase);
    const aside = await putBack(inRoot('copy'), wanted, { replace: true });
    expect(fs.readdirSync(aside!)).toEqual(['PG_VERSION']);
    expect(fs.existsSync(path.join(wanted, 'global/pg_control'))).toBe(true);
  });

  it('refuses what is no copy of a database, and leaves the place as it was', async () => {
    fs.mkdirSync(inRoot('nothing'));
    await expect(putBack(inRoot('nothing'), inRoot('empty'), { replace: false })).rejects.toThrow('no copy');
    expect(fs.existsSync(inRoot('empty'))).toBe(false);
  });
});
