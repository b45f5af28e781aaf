/** Sentences are made where somebody reads: what keeps the read models right, and what sends, calls none of them. */
import { OPERATOR } from '#lib/identity';
import { Session, type Profiler } from 'node:inspector/promises';
import { reviseRules } from '#lib/clinic-settings';
import { DAY, succeed } from '#lib/kernel';
import { dyadOf, openTestSystem, opened, pulse, sendAndProject, type TestSystem } from '#lib/testkit';
import { Deliver } from '../deliver/deliver.js';
import { GetCaseload } from '../queries/get-caseload.js';
import { Rebuild } from '../rebuild/rebuild.js';
import { Verify } from '../rebuild/verify.js';

/** Calls into the room of sentences, as V8 counts them: `file function`, with how often. */
async function wordsSaid(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  try {
    await work();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    return Object.fromEntries(result.filter(({ url }) => url.includes('/libs/presentation/')).flatMap(callsIn));
  } finally {
    session.disconnect();
  }
}

/** The first function of a script is the script itself, which runs when it is loaded. */
const callsIn = ({ url, functions }: Profiler.ScriptCoverage): [string, number][] =>
  functions
    .slice(1)
    .map(({ functionName, ranges }): [string, number] => [
      `${url.replace(/.*\/libs\//, 'libs/')} ${functionName}`,
      ranges[0]?.count ?? 0,
    ])
    .filter(([, count]) => count > 0);

describe('no sentence is made', () => {
  let system: TestSystem;
  const now = () => system.clock.now();

  beforeAll(async () => {
    system = await openTestSystem();
    await reviseRules(system.parts.db, {
      tenant: system.tenant.id,
      by: 'lead-1',
      reason: 'spec',
      now: now(),
      change: (choice) => succeed({ ...choice, language: 'de' }),
    });
  });
  afterAll(() => system.close());

  it('while an event is followed and an alert is raised and sent, a build is made anew, and all is verified', async () => {
    const dyad = dyadOf('ep-1');
    const calls = await wordsSaid(async () => {
      await sendAndProject(system, [
        opened(dyad, now() - 9 * DAY),
        pulse(dyad, now() - DAY, { form: 'f1', level: 9 }),
        pulse(dyad, now(), { form: 'f2', level: 2, feltOff: 2 }),
      ]);
      const { rows } = await system.parts.db.query<{ id: string }>('SELECT id FROM outbox');
      for (const { id } of rows) await system.commands.execute(new Deliver(id));
      await system.commands.execute(new Rebuild(OPERATOR));
      await system.queries.execute(new Verify(OPERATOR));
    });
    expect(calls).toEqual({});
    expect(system.outlet.mails.length + system.outlet.requests.length).toBeGreaterThan(0);
  });

  it('and the count would see one: a reader is answered in words', async () => {
    const calls = await wordsSaid(() => system.queries.execute(new GetCaseload(system.principal, { limit: 5 })));
    expect(Object.keys(calls).join('\n')).toContain('episode-summary.ts summarise');
  });
});
