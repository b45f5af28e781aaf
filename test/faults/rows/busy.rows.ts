/** Processors that have no time: an event loop that stands still, and a machine full of other work. */
import { spawn } from 'node:child_process';
import { eventually } from '#lib/testkit';
import { get } from '../load/client.js';
import { episodeOf } from '../load/events.js';
import { blocksFor } from '../place/preload.js';
import { aStory, followed, last, sendWhole } from './acts.js';
import type { FaultRow } from './row.js';

/** A job's lock lasts 15 s. */
const LOCK_MS = 15_000;

export const loopBlocked: FaultRow = {
  id: 'F-09',
  title: 'a worker and an API whose event loop stands still',
  async inject(scene) {
    const { system, quick } = scene;
    const ms = quick ? LOCK_MS + 2_000 : 60_000;
    const [worker, api] = await Promise.all([
      system.start('worker', blocksFor(ms)),
      system.start('api', blocksFor(ms)),
    ]);
    const live = (): Promise<number> => get(`${api.url}/health/live`).then(({ status }) => status);
    scene.expect((await live()) === 200, 'the API was not alive before');
    worker.process.kill('SIGUSR2');
    api.process.kill('SIGUSR2');
    const began = Date.now();
    const { name, events } = aStory(scene);
    await sendWhole(scene, events);
    scene.expect(
      await followed(scene, `episode/${episodeOf(name)}`, 25_000),
      'nobody did the work of the worker that stands still',
    );
    // alive is who answers, and one that stands still does not say that it lives
    const answered = live().then((status) => ({ status, ms: Date.now() - began }));
    const { status, ms: after } = await answered;
    scene.expect(status === 0 || after >= ms * 0.8, `an API that stands still said ${status} after ${after} ms`);
    await eventually('the API to answer again', async () => (await live()) === 200, ms + 30_000);
    for (const member of [worker, api]) await member.stop();
  },
};

const BUSY = 12;
const BUSY_QUICK = 4;
const SPIN = 'for (;;) Math.sqrt(Math.random())';

export const starved: FaultRow = {
  id: 'F-16',
  title: 'other processes take the processors',
  async inject(scene) {
    const others = Array.from({ length: scene.quick ? BUSY_QUICK : BUSY }, () =>
      spawn(process.execPath, ['-e', SPIN], { stdio: 'ignore' }),
    );
    try {
      await last(scene.seconds);
      const { name, events } = aStory(scene);
      await sendWhole(scene, events);
      scene.expect(
        await followed(scene, `episode/${episodeOf(name)}`, 60_000),
        'on a busy machine an episode was not followed within a minute',
      );
    } finally {
      for (const other of others) other.kill('SIGKILL');
    }
    scene.note('busy beside it', others.length);
  },
};
