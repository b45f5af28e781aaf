/** The page about the chance of stopping early: it is switched on once, and off again. */
import { latestChoice } from '#lib/clinic-settings';
import { openTestSystem, type TestSystem } from '#lib/testkit';
import { commandsOf, rapportOn } from './follow-page.js';

describe('docs/how-to/chance-of-stopping-early.md', () => {
  let system: TestSystem;
  const rapport = rapportOn(() => system, new Map());
  const chosen = async () => (await latestChoice(system.parts.db, system.tenant.id)).choice.stopping;
  beforeAll(async () => (system = await openTestSystem()));
  afterAll(() => system.close());

  it('switches it on, and changes nothing the second time', async () => {
    const [on] = commandsOf('chance-of-stopping-early.md')[0] ?? [];
    const [first, second] = [await rapport(on), await rapport(on)];
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.out).toMatch(/^revision 1 /);
    expect(second.out).toBe('nothing changes\n');
    expect(await chosen()).toMatchObject({ model: 'stopping-early-1' });
  });

  it('switches it off, and changes nothing the second time', async () => {
    const off = ['stopping-model', 'switch', 'off', '--by', 'lead-1'];
    expect([(await rapport(off)).out, (await rapport(off)).out]).toEqual([
      expect.stringMatching(/^revision 2 /),
      'nothing changes\n',
    ]);
    expect(await chosen()).toBeNull();
  });
});
