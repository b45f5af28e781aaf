/** Workers that die, at random and at the worst moments, and one that sleeps through its own lock. */
import { eventually } from '#lib/testkit';
import { episodeOf } from '../load/events.js';
import { aStory, during, followed, kill, last, replaceWorkers, sendWhole } from './acts.js';
import type { FaultRow, Scene } from './row.js';

export const killedMidBatch: FaultRow = {
  id: 'F-03',
  title: 'workers killed at random moments',
  async inject(scene) {
    const { system, dice } = scene;
    await during(
      scene.seconds,
      () => dice.whole(300, 700),
      async () => {
        await kill(scene, dice.pick(system.crew.of('worker')));
        await system.staff();
      },
    );
  },
};

/** Lets workers die at a place, one after the other, while the load gives them reasons to. */
async function dieAt(scene: Scene, point: string, times: number): Promise<void> {
  await replaceWorkers(scene, {}, 0);
  for (let i = 0; i < times; i++) {
    const doomed = await scene.system.start('worker', { RAPPORT_CRASH_AT: point, RAPPORT_FOLLOW_CONCURRENCY: '1' });
    const { signal } = await eventually(
      `a worker to die at ${point}`,
      () => (doomed.alive ? undefined : doomed.ended),
      30_000,
    );
    scene.expect(signal === 'SIGKILL', `the worker ended with ${signal} and not at ${point}`);
    scene.killed();
  }
}

export const killedAfterFollow: FaultRow = {
  id: 'F-04',
  title: 'worker killed after its transaction, before the job is done',
  async inject(scene) {
    await dieAt(scene, 'follow.afterTx', scene.quick ? 2 : 3);
  },
};

export const killedFiveTimes: FaultRow = {
  id: 'F-05',
  title: 'five workers in a row die of the same work',
  async inject(scene) {
    await dieAt(scene, 'follow.afterTx', 5);
  },
  async afterHealing(scene) {
    const { name, events } = aStory(scene);
    await sendWhole(scene, events);
    scene.expect(
      await followed(scene, `episode/${episodeOf(name)}`, 30_000),
      'an episode was not followed within 30 s after five deaths',
    );
  },
};

export const killedAfterSend: FaultRow = {
  id: 'F-06',
  title: "worker killed between the receiver's yes and its own record",
  async inject(scene) {
    await replaceWorkers(scene, {}, 0);
    const doomed = await scene.system.start('worker', {
      RAPPORT_CRASH_AT: 'deliver.afterSend',
      RAPPORT_DELIVER_CONCURRENCY: '1',
    });
    await sendWhole(scene, aStory(scene).events);
    const { signal } = await eventually(
      'the worker to die after sending',
      () => (doomed.alive ? undefined : doomed.ended),
      40_000,
    );
    scene.expect(signal === 'SIGKILL', `the worker ended with ${signal}`);
    scene.killed();
  },
  async afterHealing(scene) {
    const twice = await eventually('the message to come a second time', () => repeated(scene), 70_000).catch(
      () => undefined,
    );
    scene.expect(twice !== undefined, 'the message whose record was lost was not sent again');
    scene.expect((twice ?? 0) <= 2, `one message came ${twice} times`);
    scene.note('sent twice', twice === undefined ? 'no' : 'with one key');
  },
};

/** How often the most repeated message of this clinic came, when any came more than once. */
async function repeated({ system, clinic }: Scene): Promise<number | undefined> {
  const { rows } = await system.sql.query<{ key: string }>('SELECT idem_key AS key FROM outbox WHERE tenant = $1', [
    clinic.tenant,
  ]);
  const most = Math.max(0, ...rows.map(({ key }) => system.receiver.receipts.filter((r) => r.id === key).length));
  return most > 1 ? most : undefined;
}

/** A job's lock lasts 15 s; asleep for three times that, in the quick run for a little more than once. */
export const frozen: FaultRow = {
  id: 'F-07',
  title: 'a worker sleeps longer than its lock, then wakes up',
  async inject(scene) {
    const sleeper = scene.system.crew.of('worker')[0];
    if (!sleeper) throw new Error('there is no worker to freeze');
    // slow transactions make it likely that it falls asleep inside one
    scene.system.proxies.worker.mode = { kind: 'latency', ms: 20, jitter: 20 };
    await last(1);
    sleeper.kill('SIGSTOP');
    scene.system.proxies.worker.mode = { kind: 'pass' };
    const { name, events } = aStory(scene);
    await sendWhole(scene, events);
    // a transaction that it holds open is ended by the server after 10 s
    scene.expect(
      await followed(scene, `episode/${episodeOf(name)}`, 25_000),
      'nobody did the work of the worker that sleeps',
    );
    await last(scene.quick ? 6 : 40);
    sleeper.kill('SIGCONT');
    await last(2);
  },
};
