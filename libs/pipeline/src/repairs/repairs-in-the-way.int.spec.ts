/** A repair that cannot go on, or was planned in other circumstances, harms nobody. */
import { DAY, MINUTE } from '#lib/kernel';
import { dyadOf, openTestSystem, opened, pulse, sendAndProject, type TestSystem } from '#lib/testkit';
import { Sweep } from '../operations/sweep.js';
import { ReleaseEpisode } from '../operations/release-episode.js';
import { GetHealth } from '../queries/get-health.js';
import { PlanRepair } from './plan-repair.js';
import { StartRepair } from './start-repair.js';

const WORD = { by: 'anna', reason: 'spec', although: false };
const ANSWERS = (status: number) => [{ kind: 'answered', status }] as never;

let system: TestSystem;
let episodes = 0;
beforeEach(async () => (system = await openTestSystem()));
afterEach(() => system.close());

const db = () => system.parts.db;
const sweep = () => system.commands.execute(new Sweep(0));
async function raise(): Promise<void> {
  const now = system.clock.now();
  const who = dyadOf(`ep-way-${++episodes}`);
  await sendAndProject(system, [
    opened(who, now - DAY),
    pulse(who, now - MINUTE, { form: `f-${episodes}`, level: 4, feltOff: 2 }),
  ]);
}

it('one of jobs whose queues are gone delays no message, and is tried again later', async () => {
  await db().query(
    `INSERT INTO repair (id, tenant, kind, act, filter, state, items, expected, grave, more, groups, planned_at, started_at)
     VALUES ('rp_000000000000000001', $1, 'jobs', 'retry', '{}', 'running', 1, 1, 0, false, '[]', now(), now())`,
    [system.tenant.id],
  );
  await db().query(
    `INSERT INTO repair_item (repair, nth, ref, mark) VALUES ('rp_000000000000000001', 0, 'deliver:1', '1:1')`,
  );
  system.outlet.mailAnswers = ANSWERS(250);
  await raise();
  await sweep();
  expect(system.outlet.mails).toHaveLength(1);
  const triedUntil = async () =>
    (await db().query<{ at: number }>('SELECT extract(epoch FROM held_until)::float8 * 1000 AS at FROM repair', []))
      .rows[0]?.at ?? 0;
  const first = await triedUntil();
  expect(first).toBeGreaterThan(0);
  await sweep();
  expect(await triedUntil()).toBe(first);
  await db().query(`UPDATE repair SET held_until = held_until - interval '31 s'`, []);
  await sweep();
  expect(await triedUntil()).toBeGreaterThan(first);
});

it('one that discards leaves a message whose alert has come to ask for action today', async () => {
  system.outlet.mailAnswers = ANSWERS(550);
  await raise();
  while ((await sweep()).deliveries > 0);
  const plan = { kind: 'deliveries', act: 'discard', filter: {} } as const;
  const { id, grave } = await system.commands.execute(new PlanRepair(system.principal, plan));
  expect(grave).toBe(0);
  await db().query(`UPDATE alert SET tier = 'act-today'`, []);
  expect(await system.commands.execute(new StartRepair(system.principal, id, WORD))).toMatchObject({
    done: 0,
    changed: 1,
  });
  await expect(
    system.commands.execute(
      new StartRepair(
        system.principal,
        (await system.commands.execute(new PlanRepair(system.principal, plan))).id,
        WORD,
      ),
    ),
  ).rejects.toMatchObject({ code: 'although_needed' });
});

it('D5: nobody looks after the house with a key that is bound to one clinician', async () => {
  const bound = { ...system.principal, clinician: 'dr-9' };
  const refused = { code: 'scope_required' };
  await expect(system.commands.execute(new ReleaseEpisode(bound, 'ep-1'))).rejects.toMatchObject(refused);
  await expect(system.queries.execute(new GetHealth(bound))).rejects.toMatchObject(refused);
});
