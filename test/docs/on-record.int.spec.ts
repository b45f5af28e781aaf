/** The verbs of the record at the command line: who looked, the record as a file, and whether it was touched. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { DAY, MINUTE, toIso } from '#lib/kernel';
import { GetEpisode, GetTimeline, keepAnchor } from '#lib/pipeline';
import { readConfig } from '#lib/platform';
import { dyadOf, eventually, opened, openTestSystem, sendAndProject, type TestSystem } from '#lib/testkit';
import { commandLine, type Ran } from './follow-page.js';

describe('rapport audit', () => {
  let system: TestSystem;
  let folder: string;
  let file: string;
  const settings = () => ({ DATABASE_URL: system.databaseUrl, RAPPORT_AUDIT_ANCHOR: file });
  const run = (...args: string[]): Promise<Ran> => commandLine(settings(), () => system.clock.now())(args);
  const onClinic = (...args: string[]): Promise<Ran> => run(...args, '--tenant', system.tenant.slug);
  const entries = async (...args: string[]): Promise<Exported[]> =>
    (await onClinic('audit', 'export', ...args)).out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Exported);
  interface Exported {
    readonly clinic: string;
    readonly seq: number;
    readonly entry: { readonly at: string; readonly action: string; readonly subjects: readonly string[] };
    readonly hash: string;
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-on-record-'));
    file = path.join(folder, 'ends.ndjson');
    system = await openTestSystem();
    system.clock.holdAt(Date.now());
    const now = system.clock.now();
    await sendAndProject(system, [opened(dyadOf('ep-1'), now - DAY), opened(dyadOf('ep-2'), now - DAY)]);
    await system.queries.execute(new GetEpisode({ ...system.principal, clinician: 'dr-1' }, 'ep-1'));
    await system.queries.execute(new GetTimeline(system.principal, 'ep-2'));
    await system.queries
      .execute(new GetTimeline({ ...system.principal, clinician: 'dr-9' }, 'ep-1'))
      .catch(() => undefined);
    system.clock.holdAt(now + MINUTE);
  }, 60_000);
  afterAll(async () => {
    await system.close();
    await rm(folder, { recursive: true });
  });

  it('list says who looked at an episode, newest first, and that one asked', async () => {
    const asked = ['audit', 'list', '--episode', 'ep-1'];
    const lines = (await onClinic(...asked)).out.trimEnd().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^\S+Z +key test of dr-9 +Read the timeline +refused: not_found$/),
      expect.stringMatching(/^\S+Z +key test of dr-1 +Opened the episode$/),
    ]);
    expect((await onClinic(...asked)).out).toMatch(/^\S+Z +the command line +Read who looked here/);
    expect(await onClinic('audit', 'list', '--episode', 'ep-none')).toMatchObject({
      code: 0,
      err: 'nobody has looked at ep-none since looks are recorded\n',
    });
  });

  it.each([
    [['audit', 'list'], /--episode is missing/],
    [['audit', 'list', '--episode', 'a b'], /--episode is "a b"/],
    [['audit', 'export', '--since', 'monday'], /--since is "monday"/],
  ])('refuses %j in words', async (args, words) => {
    const { code, err } = await onClinic(...args);
    expect([code, err]).toEqual([2, expect.stringMatching(words)]);
  });

  it('export writes each entry with its number and a hash that can be made again', async () => {
    const all = await entries();
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, n) => n + 1));
    expect(all.slice(0, 3).map(({ clinic, entry }) => [clinic, entry.action, entry.subjects])).toEqual([
      [system.tenant.slug, 'episode', ['episode/ep-1']],
      [system.tenant.slug, 'timeline', ['episode/ep-2']],
      [system.tenant.slug, 'timeline', ['episode/ep-1']],
    ]);
    let before = Buffer.alloc(32);
    for (const { entry, hash } of all) {
      before = createHash('sha256').update(before).update(JSON.stringify(entry)).digest();
      expect(hash).toBe(before.toString('hex'));
    }
  });

  it('export writes what is asked for: of an episode, from and until a time', async () => {
    const seqs = async (...args: string[]) => (await entries(...args)).map(({ seq }) => seq);
    expect((await seqs('--episode', 'ep-2')).slice(0, 1)).toEqual([2]);
    const later = toIso(system.clock.now() - MINUTE / 2);
    expect(await seqs('--until', later)).toEqual([1, 2, 3]);
    expect((await seqs('--since', later)).includes(3)).toBe(false);
  });

  it('verify holds the chain against the file outside the database, and names what was touched', async () => {
    const clinic = system.tenant.slug;
    expect(await run('audit', 'verify')).toMatchObject({
      code: 0,
      out: expect.stringContaining('is not there') as string,
    });
    const anchor = keepAnchor(readConfig(settings()), system.parts);
    await eventually('an end in the file', async () => (await readFile(file, 'utf8').catch(() => '')).includes(clinic));
    await system.queries.execute(new GetEpisode(system.principal, 'ep-1'));
    await anchor.close();
    const good = await run('audit', 'verify');
    expect(good).toMatchObject({
      code: 0,
      out: expect.stringMatching(/entries hold\n2 lines of .*ends\.ndjson compared/) as string,
    });
    const { db } = system.parts;
    await db.query('ALTER TABLE audit DISABLE TRIGGER ALL');
    await db.query(`UPDATE audit SET entry = replace(entry, 'dr-9', 'dr-8') WHERE tenant = $1 AND seq = 3`, [
      system.tenant.id,
    ]);
    const bad = await run('audit', 'verify');
    expect(bad.code).toBe(1);
    expect(bad.out).toContain(
      `${clinic}: 2 entries hold; entry 3 is not what was written after entry 2: one of them was changed\n`,
    );
    await db.query(`DELETE FROM audit WHERE tenant = $1`, [system.tenant.id]);
    await db.query('ALTER TABLE audit_head DISABLE TRIGGER ALL');
    await db.query(`DELETE FROM audit_head WHERE tenant = $1`, [system.tenant.id]);
    const gone = await run('audit', 'verify');
    expect(gone.code).toBe(1);
    expect(gone.out).toMatch(new RegExp(`${clinic}: entry \\d+ is missing; it was there at `));
    expect(await run('audit', 'verify', '--json')).toMatchObject({
      code: 1,
      out: expect.stringContaining('"missing"') as string,
    });
  });
});
