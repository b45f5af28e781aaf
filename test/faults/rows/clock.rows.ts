/** Clocks that disagree: workers that are early and late, and an API that judges signatures by a wrong time. */
import { MINUTE } from '#lib/kernel';
import { eventually } from '#lib/testkit';
import { get, sendEvents } from '../load/client.js';
import { episodeOf } from '../load/events.js';
import { skewedBy } from '../place/preload.js';
import { aStory, followed, kill, last, sendWhole } from './acts.js';
import type { FaultRow } from './row.js';

export const workersSkewed: FaultRow = {
  id: 'F-48',
  title: 'one worker ten minutes early, one ten minutes late',
  async inject(scene) {
    const { system } = scene;
    await Promise.all(system.crew.of('worker').map((worker) => kill(scene, worker)));
    const skewed = await Promise.all([10, -10].map((minutes) => system.start('worker', skewedBy(minutes * MINUTE))));
    for (const worker of skewed) worker.doomed = true;
    const { name, events } = aStory(scene);
    await sendWhole(scene, events);
    scene.expect(
      await followed(scene, `episode/${episodeOf(name)}`, 30_000),
      'workers with wrong clocks did not follow an episode',
    );
    await last(scene.seconds);
  },
};

/** Signatures are good for five minutes. */
const LATE = -6 * MINUTE;
const SENT = 3;

export const apiSkewed: FaultRow = {
  id: 'F-49',
  title: 'the clock of an API is six minutes late',
  async inject(scene) {
    const { system, clinic } = scene;
    const late = await system.start('api', skewedBy(LATE));
    late.doomed = true;
    const { events } = aStory(scene);
    for (const event of events.slice(0, SENT)) {
      const { status } = await sendEvents(late.url, [event], clinic);
      scene.expect(status === 401, `an API whose clock is late answered ${status}`);
    }
    const url = system.urls()[0];
    const says = async (): Promise<boolean> =>
      (await get(`${url}/v1/pipeline`, clinic)).text.includes('"sender-clock"');
    const said = await eventually('health to say so', says, 15_000).catch(() => false);
    scene.expect(said, 'health does not say that a clock is off');
    await sendWhole(scene, events);
  },
};
