/** PostgreSQL: sessions that are ended, a server that restarts, stays away, or answers late. */
import { eventually } from '#lib/testkit';
import { get } from '../load/client.js';
import { tellStory } from '../load/events.js';
import { during, last, terminateSome } from './acts.js';
import type { FaultRow, Scene } from './row.js';

const OURS = ['rapport-api', 'rapport-worker', 'rapport-listen'];
const TERMINATE_EVERY_MS = 200;

async function terminate(scene: Scene, apps: readonly string[]): Promise<void> {
  let ended = 0;
  await during(
    scene.seconds,
    () => TERMINATE_EVERY_MS,
    async () => void (ended += await terminateSome(scene, apps)),
  );
  scene.note('sessions ended', ended);
}

/** A follow that was begun and cut off is nobody's fault: however often that happens, no episode may be set aside for it. */
const FOLLOW_BEGINS = 'pg_advisory_xact_lock';
const CUTS = 40;
const CUTS_QUICK = 12;

export const clientsTerminated: FaultRow = {
  id: 'F-11',
  title: 'pool clients, idle and in use, lose their server process; follows are cut off again and again',
  async inject(scene) {
    await terminate(scene, OURS);
    const { worker } = scene.system.proxies;
    const times = scene.quick ? CUTS_QUICK : CUTS;
    worker.cutReplies({ after: FOLLOW_BEGINS, when: 'known', times });
    await eventually('follows to be cut off', () => worker.cuts >= times, 60_000);
    scene.note('follows cut off', worker.cuts);
  },
};

export const backendsTerminated: FaultRow = {
  id: 'F-29',
  title: "any session is ended at random, the queue's too",
  inject: (scene) => terminate(scene, [...OURS, 'rapport-queue']),
};

export const immediateRestarts: FaultRow = {
  id: 'F-30',
  title: 'PostgreSQL restarts at once, again and again',
  async inject({ system, quick, note }) {
    const restarts = quick ? 2 : 5;
    for (let i = 0; i < restarts; i++) {
      await last(1);
      await system.cluster.down('immediate');
      await system.cluster.up();
    }
    note('restarts', restarts);
    await last(1);
  },
};

export const databaseDown: FaultRow = {
  id: 'F-31',
  title: 'PostgreSQL is away for a while',
  async inject(scene) {
    const { system, load, note } = scene;
    await system.cluster.down('fast');
    const [from, connects, attempts] = [Date.now(), system.proxies.api.connects, load.attempts];
    await last(1);
    for (const url of system.urls()) {
      const [live, ready] = await Promise.all([get(`${url}/health/live`), get(`${url}/health/ready`)]);
      scene.expect(live.status === 200, `liveness answered ${live.status}`);
      scene.expect(ready.status === 503, `readiness answered ${ready.status}`);
    }
    await last(scene.seconds);
    const seconds = (Date.now() - from) / 1_000;
    const answered = load.samples.filter((s) => s.at > from + 500 && s.status !== 0);
    const slow = answered.filter((s) => s.ms > 2_500);
    scene.expect(
      answered.every((s) => s.status === 503 || (s.status >= 400 && s.status < 500)),
      `answers without a database: ${[...new Set(answered.map((s) => s.status))].join(', ')}`,
    );
    scene.expect(
      answered.every((s) => s.status !== 503 || (s.retryAfter ?? 99) <= 2),
      'a 503 without Retry-After',
    );
    scene.expect(slow.length === 0, `${slow.length} of ${answered.length} refusals took more than 2.5 s`);
    const perSecond = (system.proxies.api.connects - connects) / seconds;
    const asked = (load.attempts - attempts) / seconds;
    note('connects/s', `${perSecond.toFixed(0)} for ${asked.toFixed(0)} requests/s`);
    // one attempt for a request is fair; a storm is many
    scene.expect(
      perSecond <= 20 + 1.5 * asked,
      `${perSecond.toFixed(0)} connects/s for ${asked.toFixed(0)} requests/s`,
    );
  },
};

const WRITERS = 16;

export const commitOrder: FaultRow = {
  id: 'F-40',
  title: 'sixteen writers whose commits overtake each other',
  async inject(scene) {
    const { system, load, seconds, name } = scene;
    for (const proxy of [system.proxies.api, system.proxies.worker])
      proxy.mode = { kind: 'latency', ms: 0, jitter: 50 };
    const until = Date.now() + seconds * 1_000;
    let written = 0;
    const write = async (writer: number): Promise<void> => {
      for (const event of tellStory({ name: `${name}-writer-${writer}`, seed: writer, now: Date.now() })) {
        if (Date.now() > until) return;
        const { status } = await load.send('fresh', [event]);
        if (status === 202) written++;
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    scene.note('written beside the load', written);
  },
};
