/** Everybody is asked to stop at once, in the middle of everything, twice. */
import { aStory, last, sendWhole } from './acts.js';
import type { FaultRow } from './row.js';

const REQUESTS = 50;
const STORIES = 5;
const EXIT_WITHIN_MS = 30_000;

export const politeStop: FaultRow = {
  id: 'F-12',
  title: 'SIGTERM under load, and a second one while draining',
  async inject(scene) {
    const { house, load } = scene;
    house.receiver.slowMs = scene.quick ? 2_000 : 6_000;
    for (let i = 0; i < STORIES; i++) await sendWhole(scene, aStory(scene).events);
    // slow enough that the requests are under way when the signal comes
    house.proxies.api.mode = { kind: 'latency', ms: 120, jitter: 30 };
    const waiting = aStory(scene)
      .events.concat(aStory(scene).events)
      .slice(0, REQUESTS)
      .map((event) => load.send('fresh', [event]));
    await last(0.15);
    const members = [...house.crew.of('api'), ...house.crew.of('worker')];
    const signalled = Date.now();
    for (const member of members) member.kill('SIGTERM');
    const ends = members.map(async (member) => ({ member, ...(await member.ended), ms: Date.now() - signalled }));
    await Promise.race([last(scene.quick ? 1 : 5), Promise.all(ends)]);
    for (const member of members) if (member.alive) member.kill('SIGTERM');
    const replies = await Promise.all(waiting);
    const cut = replies.filter((r) => r.status === 0);
    scene.expect(
      cut.length === 0,
      `${cut.length} of ${REQUESTS} requests that were under way had no answer: ${[...new Set(cut.map((r) => r.trouble))].join(', ')}`,
    );
    for (const { member, code, signal, ms } of await Promise.all(ends)) {
      scene.expect(code === 0, `${member.role} ended with ${code ?? signal}`);
      scene.expect(ms <= EXIT_WITHIN_MS, `${member.role} took ${ms} ms to end`);
      scene.note(`${member.role} drained in ms`, ms);
    }
  },
};
