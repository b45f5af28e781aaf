/** The page about trying a rule, followed to the letter on a clinic with one rupture. */
import { DAY } from '#lib/kernel';
import { dyadOf, openTestSystem, opened, pulse, sendAndProject, type TestSystem } from '#lib/testkit';
import { blocksOf, commandsOf, rapportOn } from './follow-page.js';

const PAGE = 'try-a-rule.md';

describe('docs/how-to/try-a-rule.md', () => {
  let system: TestSystem;
  const files = new Map<string, string>();
  const [looking = [], trying = []] = commandsOf(PAGE);

  const rapport = rapportOn(() => system, files);

  beforeAll(async () => {
    system = await openTestSystem();
    const dyad = dyadOf('ep-1');
    const from = system.clock.now() - 60 * DAY;
    const forms = [9, 9, 9, 7].map((level, n) => pulse(dyad, from + n * 7 * DAY, { form: `f${n}`, level }));
    await sendAndProject(system, [opened(dyad, from - DAY), ...forms]);
  });
  afterAll(() => system.close());

  it('says what a changed threshold would no longer tell, and that nothing is more', async () => {
    const [show = [], backtest = []] = looking;
    const choice = JSON.parse((await rapport(show)).out) as object;
    files.set('clinic.json', JSON.stringify({ ...choice, ...(JSON.parse(blocksOf(PAGE, 'json')[0] ?? '') as object) }));
    const { code, out } = await rapport(backtest);
    expect([code, out]).toEqual([0, expect.stringMatching(/^as it is +1 .*\nas it would be +0 /m)]);
    expect(out).toMatch(/^0 more, .+\n1 fewer, .+\n .+ strain-open +ep-1 /m);
    const { gone } = JSON.parse((await rapport([...backtest, '--json'])).out) as { gone: { alerts: number } };
    expect(gone.alerts).toBe(1);
  });

  it('says what rules on trial found, and what they would have told', async () => {
    expect((await rapport(['shadow', 'report'])).err).toContain('no rule is on trial');
    const [show = [], set = [], , report = []] = trying;
    const choice = JSON.parse((await rapport(show)).out) as object;
    const onTrial = JSON.parse(blocksOf(PAGE, 'json')[1] ?? '') as object;
    files.set('on-trial.json', JSON.stringify({ ...choice, ...onTrial }));
    expect((await rapport(set)).code).toBe(0);
    const { code, out } = await rapport(report);
    expect([code, out]).toEqual([0, expect.stringMatching(/^reliable-drop +1 forms \(1 probable\)$/m)]);
    expect(out).toMatch(/^low-mark +0 forms$/m);
    expect(out).toMatch(/^with the trial +0 .*\nwithout the trial +1 /m);
  });

  it('refuses a file that is no choice, at the place of the fault', async () => {
    files.set('wrong.json', JSON.stringify({ shadow: ['levle'] }));
    const { code, err } = await rapport(['backtest', 'wrong.json']);
    expect([code, err]).toEqual([1, expect.stringContaining('/shadow/0')]);
  });
});
