/** The chain on a real database: written by several processes, protected by the database, and checked after every touch. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Database } from '#lib/platform';
import { TestClock, cloneDatabase } from '#lib/testkit';
import { IDENTITY_ENTITIES } from '../entities.js';
import { ensureTenant } from '../tenants.js';
import { AuditAnchor, readAnchorFile } from './anchor.js';
import { AuditTrail } from './audit-trail.js';
import { checkAnchors } from './check-anchors.js';
import { checkChain } from './check-chain.js';
import { MOST_SUBJECTS, auditSubject, canonical, parseEntry, type AuditEntry } from './entry.js';
import { START, linksAfter } from './link.js';
import { readEntriesAbout, readEntriesAfter } from './read-entries.js';

const LAST = 40;
const entry = (n: number, rest: Partial<AuditEntry> = {}): AuditEntry => ({
  at: new Date(Date.UTC(2026, 2, 2) + n).toISOString(),
  by: '5f0d1c2b3a49',
  clinician: 'dr-1',
  action: 'timeline',
  subjects: [`episode/ep-${n}`],
  outcome: 'answered',
  code: null,
  ...rest,
});

describe('the record of who looked', () => {
  let url: string;
  let db: Database;
  let tenants = 0;
  const open = (name: string) => Database.open({ url, poolSize: 4, name, entities: IDENTITY_ENTITIES });
  /** A clinic with entries 1 to 40. */
  const clinicWith = async (entries = LAST): Promise<number> => {
    const { id } = await ensureTenant(db, `clinic-${tenants++}`, true);
    const trail = new AuditTrail(db);
    for (let n = 1; n <= entries; n++) await trail.record(id, entry(n));
    return id;
  };
  /** As somebody who owns the tables. */
  const touch = async (sql: string, values: readonly unknown[]): Promise<void> => {
    await db.query('ALTER TABLE audit DISABLE TRIGGER ALL; ALTER TABLE audit_head DISABLE TRIGGER ALL');
    await db.query(sql, values);
    await db.query('ALTER TABLE audit ENABLE TRIGGER ALL; ALTER TABLE audit_head ENABLE TRIGGER ALL');
  };

  beforeAll(async () => {
    url = await cloneDatabase();
    db = await open('audit-test');
  });
  afterAll(() => db.close());

  it('holds what was recorded, in order, as the very text that is hashed', async () => {
    const tenant = await clinicWith(3);
    const read = await readEntriesAfter(db, tenant, { after: 0, limit: 10 });
    expect(read.map(({ seq, entry: one }) => [seq, one])).toEqual([1, 2, 3].map((n) => [n, entry(n)]));
    expect(read.map(({ hash }) => hash)).toEqual(
      linksAfter(
        START,
        [1, 2, 3].map((n) => canonical(entry(n))),
      ),
    );
    expect(parseEntry(canonical(entry(7)))).toEqual(entry(7));
    expect(await checkChain(db, tenant)).toEqual({ entries: 3 });
  });

  it('is one chain, whole and without a gap, whichever of several processes writes it', async () => {
    const { id: tenant } = await ensureTenant(db, 'several', true);
    const others = await Promise.all([open('one'), open('two'), open('three')]);
    const trails = others.map((other) => new AuditTrail(other));
    const each = 200;
    await Promise.all(
      trails.flatMap((trail, process) =>
        Array.from({ length: each }, (_, n) => trail.record(tenant, entry(n, { by: `process-${process}` }))),
      ),
    );
    expect(await checkChain(db, tenant, 64)).toEqual({ entries: 3 * each });
    const read = await readEntriesAfter(db, tenant, { after: 0, limit: 1_000 });
    const of = (process: number) => read.filter(({ entry: one }) => one?.by === `process-${process}`);
    for (const process of [0, 1, 2])
      expect(of(process).map(({ entry: one }) => one?.subjects[0])).toEqual(
        Array.from({ length: each }, (_, n) => `episode/ep-${n}`),
      );
    await Promise.all(others.map((other) => other.close()));
  });

  it('can be read while it is written, and checked at the same time', async () => {
    const tenant = await clinicWith(5);
    const trail = new AuditTrail(db);
    const writing = Promise.all(Array.from({ length: 300 }, (_, n) => trail.record(tenant, entry(n))));
    for (let i = 0; i < 5; i++) expect((await checkChain(db, tenant, 16)).fault).toBeUndefined();
    await writing;
    expect(await checkChain(db, tenant, 16)).toEqual({ entries: 305 });
  });

  it('is found by what it is about, newest first, and of this clinic alone', async () => {
    const [tenant, other] = [await clinicWith(9), await clinicWith(9)];
    const trail = new AuditTrail(db);
    await trail.record(tenant, entry(3, { action: 'caseload', subjects: ['episode/ep-2', 'episode/ep-3'] }));
    const about = { subject: 'episode/ep-3', before: Number.MAX_SAFE_INTEGER, limit: 10 };
    expect((await readEntriesAbout(db, tenant, about)).map(({ seq }) => seq)).toEqual([10, 3]);
    expect((await readEntriesAbout(db, tenant, { ...about, before: 10 })).map(({ seq }) => seq)).toEqual([3]);
    expect((await readEntriesAbout(db, other, about)).map(({ seq }) => seq)).toEqual([3]);
  });

  it('says in several entries what is about more than one of them may hold', async () => {
    const { id: tenant } = await ensureTenant(db, 'large', true);
    const subjects = Array.from({ length: 2 * MOST_SUBJECTS + 1 }, (_, n) => `episode/ep-${n}`);
    await new AuditTrail(db).record(tenant, entry(1, { subjects }));
    const read = await readEntriesAfter(db, tenant, { after: 0, limit: 10 });
    expect(read.map(({ entry: one }) => one?.subjects.length)).toEqual([MOST_SUBJECTS, MOST_SUBJECTS, 1]);
    expect(read.flatMap(({ entry: one }) => one?.subjects)).toEqual(subjects);
  });

  it('names references, and nothing that could be a name or a text', () => {
    expect(auditSubject('episode', 'ep-0042')).toBe('episode/ep-0042');
    expect(auditSubject('episode', 'Anna Berg, born 1980')).toBe('episode/?');
  });

  it('goes on after the end of its chain moved under it, and after an entry that could not be written', async () => {
    const tenant = await clinicWith(1);
    const trail = new AuditTrail(db);
    await trail.record(tenant, entry(2));
    await new AuditTrail(db).record(tenant, entry(3));
    await trail.record(tenant, entry(4));
    await db.query('ALTER TABLE audit RENAME TO audit_away');
    await expect(trail.record(tenant, entry(5))).rejects.toThrow(/audit/);
    await db.query('ALTER TABLE audit_away RENAME TO audit');
    await trail.record(tenant, entry(5));
    expect(await checkChain(db, tenant)).toEqual({ entries: 5 });
  });

  // as the owner of the tables; a role that may only insert follows with the roles of the database
  it.each([
    "UPDATE audit SET entry = '{}'",
    'DELETE FROM audit',
    'TRUNCATE audit',
    'DELETE FROM audit_head',
    'TRUNCATE audit_head',
  ])('S-29: %s is refused', async (sql) => {
    const tenant = await clinicWith(2);
    await expect(db.query(sql)).rejects.toThrow(/is append-only/);
    expect(await checkChain(db, tenant)).toEqual({ entries: 2 });
  });

  const EXCHANGE = (what: string) => `
    UPDATE audit a SET ${what} FROM audit b WHERE a.tenant = $1 AND b.tenant = $1
      AND ((a.seq = 11 AND b.seq = 23) OR (a.seq = 23 AND b.seq = 11))`;
  const SHIFT = `UPDATE audit SET seq = seq + 1000 WHERE tenant = $1 AND seq >= 17`;
  const SHIFT_BACK = `UPDATE audit SET seq = seq - 999 WHERE tenant = $1 AND seq > 1000`;
  const TOUCHED: readonly (readonly [string, string, object])[] = [
    [
      'an altered text',
      `UPDATE audit SET entry = replace(entry, 'dr-1', 'dr-2') WHERE tenant = $1 AND seq = 17`,
      { seq: 17, kind: 'changed' },
    ],
    [
      'an altered hash',
      `UPDATE audit SET hash = sha256('x') WHERE tenant = $1 AND seq = 17`,
      { seq: 17, kind: 'changed' },
    ],
    [
      'an altered last entry',
      `UPDATE audit SET entry = '{}' WHERE tenant = $1 AND seq = 40`,
      { seq: 40, kind: 'changed' },
    ],
    ['a deleted entry', `DELETE FROM audit WHERE tenant = $1 AND seq = 17`, { seq: 17, kind: 'missing' }],
    ['a deleted first entry', `DELETE FROM audit WHERE tenant = $1 AND seq = 1`, { seq: 1, kind: 'missing' }],
    ['a cut tail', `DELETE FROM audit WHERE tenant = $1 AND seq > 30`, { seq: 31, kind: 'missing' }],
    ['a whole chain that is gone', `DELETE FROM audit WHERE tenant = $1`, { seq: 1, kind: 'missing' }],
    ['two exchanged entries', EXCHANGE('entry = b.entry, hash = b.hash'), { seq: 11, kind: 'exchanged', other: 23 }],
    ['two exchanged texts', EXCHANGE('entry = b.entry'), { seq: 11, kind: 'exchanged', other: 23 }],
    [
      'two exchanged neighbours',
      EXCHANGE('entry = b.entry, hash = b.hash').replaceAll('23', '12'),
      { seq: 11, kind: 'exchanged', other: 12 },
    ],
    [
      'an inserted entry',
      [
        SHIFT,
        `INSERT INTO audit SELECT tenant, 17, replace(entry, 'ep-16', 'ep-99'), hash FROM audit WHERE tenant = $1 AND seq = 16`,
        SHIFT_BACK,
      ].join(';'),
      { seq: 17, kind: 'inserted' },
    ],
    [
      'an entry behind the end',
      `INSERT INTO audit SELECT tenant, 41, entry, hash FROM audit WHERE tenant = $1 AND seq = 16`,
      { seq: 41, kind: 'inserted' },
    ],
    ['an end that is gone', `DELETE FROM audit_head WHERE tenant = $1`, { seq: 40, kind: 'endless' }],
    [
      'an end of another hash',
      `UPDATE audit_head SET hash = sha256('x') WHERE tenant = $1`,
      { seq: 40, kind: 'changed' },
    ],
  ];

  it.each(TOUCHED)('S-28: %s is found and named', async (_, sql, fault) => {
    const tenant = await clinicWith();
    expect(await checkChain(db, tenant)).toEqual({ entries: LAST });
    for (const part of sql.split(';')) await touch(part, [tenant]);
    for (const page of [5_000, 40, 41]) expect((await checkChain(db, tenant, page)).fault).toEqual(fault);
  });

  it('S-28: finds the entry after one that was changed together with its hash', async () => {
    const tenant = await clinicWith();
    const [before, changed] = [await hashAt(tenant, 16), canonical(entry(17, { clinician: 'dr-9' }))];
    const [hash] = linksAfter(before, [changed]);
    await touch('UPDATE audit SET entry = $2, hash = $3 WHERE tenant = $1 AND seq = 17', [tenant, changed, hash]);
    expect((await checkChain(db, tenant)).fault).toEqual({ seq: 18, kind: 'changed' });
  });

  const hashAt = async (tenant: number, seq: number): Promise<Buffer> => {
    const [found] = await readEntriesAfter(db, tenant, { after: seq - 1, limit: 1 });
    return found?.hash ?? START;
  };

  describe('with its end kept in a file', () => {
    let folder: string;
    let file: string;
    const clock = new TestClock();
    const anchored = () => new AuditAnchor({ file, db, clock, onError: (error) => Promise.reject(error as Error) });
    const verify = async (...clinics: unknown[]) =>
      (await checkAnchors(db, (await readAnchorFile(file))?.ends ?? [])).filter(({ clinic }) =>
        clinics.includes(clinic),
      );
    const slugOf = async (tenant: number): Promise<unknown> =>
      (await db.query('SELECT slug FROM tenant WHERE id = $1', [tenant])).rows[0]?.['slug'];

    beforeEach(async () => {
      folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-anchor-'));
      file = path.join(folder, 'ends.ndjson');
    });
    afterEach(() => rm(folder, { recursive: true }));

    it('writes one line for each clinic that moved, and none where nothing did', async () => {
      const tenant = await clinicWith(3);
      const clinic = await slugOf(tenant);
      const anchor = anchored();
      await Promise.all([anchor.write(), anchor.write()]);
      await anchored().write();
      const mine = async () => (await readAnchorFile(file))?.ends.filter((end) => end.clinic === clinic);
      expect(await mine()).toMatchObject([{ seq: 3, hash: (await hashAt(tenant, 3)).toString('hex') }]);
      await new AuditTrail(db).record(tenant, entry(4));
      await anchor.close();
      expect((await mine())?.map(({ seq }) => seq)).toEqual([3, 4]);
      expect(await verify(clinic)).toEqual([]);
    });

    it('S-28: a cut tail is found although the end was set back to fit, and a rewritten chain as well', async () => {
      const [cut, rewritten] = [await clinicWith(), await clinicWith()];
      await anchored().write();
      const back = await hashAt(cut, 30);
      await touch('DELETE FROM audit WHERE tenant = $1 AND seq > 30', [cut]);
      await touch('UPDATE audit_head SET seq = 30, hash = $2 WHERE tenant = $1', [cut, back]);
      const texts = Array.from({ length: LAST }, (_, n) => canonical(entry(n + 1, { clinician: 'dr-9' })));
      const hashes = linksAfter(START, texts);
      const rewrite = `
        UPDATE audit SET entry = n.entry, hash = n.hash
        FROM unnest($2::text[], $3::bytea[]) WITH ORDINALITY AS n(entry, hash, nth) WHERE tenant = $1 AND seq = n.nth`;
      await touch(rewrite, [rewritten, texts, hashes]);
      await touch('UPDATE audit_head SET hash = $2 WHERE tenant = $1', [rewritten, hashes.at(-1)]);
      // without the file nobody could tell
      expect(await checkChain(db, cut)).toEqual({ entries: 30 });
      expect(await checkChain(db, rewritten)).toEqual({ entries: LAST });
      const [one, other] = [await slugOf(cut), await slugOf(rewritten)];
      expect(await verify(one, other)).toEqual([
        { clinic: one, seq: 40, at: expect.any(String), kind: 'missing' },
        { clinic: other, seq: 40, at: expect.any(String), kind: 'rewritten' },
      ]);
    });

    it('goes on behind a line that a killed process did not finish, and says which one nobody can read', async () => {
      const tenant = await clinicWith(2);
      await writeFile(file, '{"at":"2026-03-02T08:0');
      await anchored().write();
      expect(await readFile(file, 'utf8')).toMatch(/^\{"at":"2026-03-02T08:0\n\{"at":/);
      const read = await readAnchorFile(file);
      expect(read?.unread).toEqual([1]);
      expect(read?.ends.map(({ clinic }) => clinic)).toContain(await slugOf(tenant));
    });

    it('is nothing yet where there is no file', async () => expect(await readAnchorFile(file)).toBeUndefined());
  });
});
