/** Rules tried on a clinic's own log: read from it as it is, and nothing is written. */
import { DEFAULT_CHOICE } from '#lib/clinic-settings';
import { operatorOf } from '#lib/identity';
import { DAY } from '#lib/kernel';
import { dyadOf, openClinic, openTestSystem, opened, pulse, sendAndProject, type TestSystem } from '#lib/testkit';
import { Backtest } from './backtest.js';
import { GetShadowReport, type ShadowReport } from './get-shadow-report.js';
import { SetClinicChoice } from './set-clinic-choice.js';

describe('rules on trial', () => {
  let system: TestSystem;
  let clinic: TestSystem;
  const operator = () => operatorOf(clinic.tenant);
  const report = (isCancelled = () => false): Promise<ShadowReport | undefined> =>
    system.queries.execute(new GetShadowReport(operator(), { isCancelled }));
  const counted = async (): Promise<unknown> => {
    const { rows } = await system.parts.db.query(
      'SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM outbox) AS owed',
    );
    return rows;
  };

  beforeAll(async () => {
    system = await openTestSystem();
    clinic = await openClinic(system);
    const other = await openClinic(system);
    const from = system.clock.now() - 60 * DAY;
    for (const [who, name] of [
      [clinic, 'ep-1'],
      [clinic, 'ep-2'],
      [other, 'ep-3'],
    ] as const) {
      const dyad = dyadOf(name);
      const levels = name === 'ep-2' ? [9, 9, 9, 9] : [9, 9, 9, 5];
      const forms = levels.map((level, n) => pulse(dyad, from + n * 7 * DAY, { form: `f${n}`, level }));
      await sendAndProject(who, [opened(dyad, from - DAY), ...forms]);
    }
  });
  afterAll(() => system.close());

  it('are compared over the clinic’s episodes and no other’s, and nothing is written', async () => {
    const before = await counted();
    const seen: number[] = [];
    const onProgress = (episodes: number): number => seen.push(episodes);
    const shadow = ['reliable-drop', 'dual-spread', 'level', 'control-limits'];
    const compared = await system.queries.execute(
      new Backtest(operator(), { ...DEFAULT_CHOICE, shadow }, { onProgress }),
    );
    expect(compared).toMatchObject({
      episodes: 2,
      before: { alerts: 1 },
      after: { alerts: 0 },
      extra: { alerts: 0 },
      gone: { alerts: 1, newest: [{ rule: 'strain-open', episode: 'ep-1' }] },
    });
    expect(seen).toEqual([1, 2]);
    expect(await counted()).toEqual(before);
  });

  it('say what they would have told, while they are on trial', async () => {
    expect(await report()).toMatchObject({ onTrial: [], extra: { alerts: 0 } });
    const onTrial = ['reliable-drop', 'dual-spread', 'level'];
    const choice = { ...DEFAULT_CHOICE, shadow: onTrial };
    await system.commands.execute(new SetClinicChoice(operator(), { choice, over: 0, by: 'lead-1', reason: 'spec' }));
    const reported = await report();
    expect(reported).toMatchObject({
      onTrial,
      before: { alerts: 0 },
      extra: { alerts: 1, newest: [{ episode: 'ep-1' }] },
    });
    expect(reported?.shadowed.map(({ rule, forms }) => [rule, forms])).toEqual([
      ['dual-spread', 1],
      ['level', 1],
      ['reliable-drop', 1],
    ]);
  });

  it('end where somebody has had enough', async () => expect(await report(() => true)).toBeUndefined());

  it('are tried by whoever runs the clinic, and by no key of an API', async () =>
    expect([
      await refusalOf(system.queries.execute(new Backtest(clinic.principal, DEFAULT_CHOICE))),
      await refusalOf(system.queries.execute(new GetShadowReport(clinic.principal))),
    ]).toEqual(['scope_required', 'scope_required']));
});

const refusalOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  );
