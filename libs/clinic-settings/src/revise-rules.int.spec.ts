/** Revisions of what a clinic chose: numbered, kept, refused with pointers. */
import { succeed } from '#lib/kernel';
import { openTestSystem, type TestSystem } from '#lib/testkit';
import { latestChoice, reviseRules, rulesHistory, type ReviseRules } from './revise-rules.js';

const NOW = Date.UTC(2026, 9, 1);

describe('revisions of clinic rules', () => {
  let system: TestSystem;
  let tenant: number;
  const db = () => system.parts.db;
  const revise = (change: ReviseRules['change'], reason = 'fewer prompts') =>
    reviseRules(db(), { tenant, by: 'lead-1', reason, now: NOW, change });
  const trial =
    (code: string): ReviseRules['change'] =>
    (choice) =>
      succeed({ ...choice, shadow: [...choice.shadow, code] });

  beforeAll(async () => {
    system = await openTestSystem();
    const { rows } = await db().query<{ id: number }>('SELECT id FROM tenant ORDER BY id LIMIT 1');
    tenant = rows[0]?.id ?? 0;
  });
  afterAll(() => system.close());

  it('begin at the choice of the house, and are numbered even when two are made at once', async () => {
    expect((await latestChoice(db(), tenant)).revision).toBe(0);
    const made = await Promise.all([revise(trial('level')), revise(trial('reliable-drop'))]);
    expect(made.every((r) => r.ok)).toBe(true);
    const { revision, choice } = await latestChoice(db(), tenant);
    expect([revision, [...choice.shadow].sort()]).toEqual([2, ['level', 'reliable-drop']]);
  });

  it('say who, when and why, and are never changed', async () => {
    const [first] = await rulesHistory(db(), tenant);
    expect(first).toMatchObject({ revision: 1, madeBy: 'lead-1', madeAt: NOW, reason: 'fewer prompts' });
    await expect(db().query(`UPDATE clinic_rules SET reason = ''`)).rejects.toThrow('never changed');
    await expect(db().query('DELETE FROM clinic_rules')).rejects.toThrow('never changed');
  });

  it('refuse what is not understood, and store nothing of it', async () => {
    const before = (await rulesHistory(db(), tenant)).length;
    const refused = await revise(trial('levle'));
    expect(refused).toMatchObject({ ok: false, error: [{ pointer: '/shadow/2', hint: 'did you mean "level"?' }] });
    expect(await rulesHistory(db(), tenant)).toHaveLength(before);
  });
});
