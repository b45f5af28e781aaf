/** The page about trying a rule, followed to the letter on a clinic with one strain. */
import fs from 'node:fs';
import path from 'node:path';
import { DAY } from '#lib/kernel';
import { readConfig } from '#lib/platform';
import { dyadOf, openHouse, opened, pulse, tell, type House } from '#lib/testkit';
import { dispatch } from '../../apps/cli/src/dispatch.js';
import { VERBS } from '../../apps/cli/src/verbs/roster.js';
import type { Host } from '../../apps/cli/src/verb.js';

const page = fs.readFileSync(path.join(__dirname, '../../docs/how-to/try-a-rule.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, text]) => text as string);
const commands = (block = ''): string[][] =>
  [...block.matchAll(/^npm run -s rapport -- ([^>\n]+)/gm)].map(([, line]) => (line as string).trim().split(' '));

describe('docs/how-to/try-a-rule.md', () => {
  let house: House;
  const files = new Map<string, string>();
  const [looking = [], trying = []] = blocks('sh').map(commands);

  async function rapport(args: readonly string[]) {
    const [out, err] = [[] as string[], [] as string[]];
    const sink = (lines: string[]) => ({ write: (text: string) => lines.push(text) });
    const host: Host = {
      config: () => readConfig({ DATABASE_URL: house.databaseUrl, RAPPORT_DATA: '/nowhere' }),
      signal: new AbortController().signal,
      now: () => house.clock.now(),
      readText: (file) => Promise.resolve(files.get(file) ?? ''),
      writeText: () => undefined,
      lines: () => (async function* () {})(),
    };
    const surroundings = { host, version: '', color: false, stdout: sink(out), stderr: sink(err) };
    const code = await dispatch(VERBS, [...args, '--tenant', house.tenant.slug], surroundings);
    return { code, out: out.join(''), err: err.join('') };
  }

  beforeAll(async () => {
    house = await openHouse();
    const dyad = dyadOf('ep-1');
    const from = house.clock.now() - 60 * DAY;
    const forms = [9, 9, 9, 7].map((level, n) => pulse(dyad, from + n * 7 * DAY, { form: `f${n}`, level }));
    await tell(house, [opened(dyad, from - DAY), ...forms]);
  });
  afterAll(() => house.close());

  it('says what a changed threshold would no longer tell, and that nothing is more', async () => {
    const [show = [], backtest = []] = looking;
    const choice = JSON.parse((await rapport(show)).out) as object;
    files.set('clinic.json', JSON.stringify({ ...choice, ...(JSON.parse(blocks('json')[0] ?? '') as object) }));
    const { code, out } = await rapport(backtest);
    expect([code, out]).toEqual([0, expect.stringMatching(/^as it is +1 .*\nas it would be +0 /m)]);
    expect(out).toMatch(/^0 more, .+\n1 fewer, .+\n .+ strain-open +ep-1 /m);
    const { gone } = JSON.parse((await rapport([...backtest, '--json'])).out) as { gone: { alerts: number } };
    expect(gone.alerts).toBe(1);
  });

  it('says what rules on trial found, and what they would have told', async () => {
    expect((await rapport(['shadow', 'report'])).err).toContain('no rule is on trial');
    const choice = JSON.parse((await rapport(['clinic', 'show'])).out) as object;
    files.set(
      'on-trial.json',
      JSON.stringify({ ...choice, shadow: ['reliable-drop', 'dual-spread', 'level', 'low-mark'] }),
    );
    const [set = [], , report = []] = trying;
    expect((await rapport(set)).code).toBe(0);
    const { code, out } = await rapport(report);
    expect([code, out]).toEqual([0, expect.stringMatching(/^reliable-drop +1 forms \(1 probable\)$/m)]);
    expect(out).toMatch(/^low-mark +0 forms$/m);
    expect(out).toMatch(/^with the trial +0 .*\nif they spoke +1 /m);
  });

  it('refuses a file that is no choice, at the place of the fault', async () => {
    files.set('wrong.json', JSON.stringify({ shadow: ['levle'] }));
    const { code, err } = await rapport(['backtest', 'wrong.json']);
    expect([code, err]).toEqual([1, expect.stringContaining('/shadow/0')]);
  });
});
