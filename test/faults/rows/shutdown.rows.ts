/** Everybody is asked to stop at once, in the middle of everything, twice. */
import type { Reply } from '../load/client.js';
import type { Member } from '../place/crew.js';
import { aStory, last, sendWhole } from './acts.js';
import type { FaultRow, Scene } from './row.js';

const REQUESTS = 50;
const STORIES = 5;
/** What left later may still lie unread in a socket that is closed. */
const ARRIVED_MS = 50;
const EXIT_WITHIN_MS = 30_000;

/** Requests on their way to an API that is slow enough for the signal to come in between. */
function underWay(scene: Scene): Promise<Reply>[] {
  scene.system.proxies.api.mode = { kind: 'latency', ms: 120, jitter: 30 };
  const events = aStory(scene).events.concat(aStory(scene).events).slice(0, REQUESTS);
  return events.map((event) => scene.load.send('fresh', [event]));
}

interface End {
  readonly member: Member;
  readonly code: number | null;
  readonly ms: number;
}

async function stopTwice(members: readonly Member[], secondAfter: number): Promise<End[]> {
  const signalled = Date.now();
  for (const member of members) member.kill('SIGTERM');
  const ends = Promise.all(
    members.map(async (member) => ({ member, code: (await member.ended).code, ms: Date.now() - signalled })),
  );
  await Promise.race([last(secondAfter), ends]);
  for (const member of members) if (member.alive) member.kill('SIGTERM');
  return ends;
}

export const politeStop: FaultRow = {
  id: 'F-12',
  title: 'SIGTERM under load, and a second one while draining',
  async inject(scene) {
    const { system, quick } = scene;
    system.receiver.slowMs = quick ? 2_000 : 6_000;
    for (let i = 0; i < STORIES; i++) await sendWhole(scene, aStory(scene).events);
    const waiting = underWay(scene);
    await last(0.3);
    const stopping = stopTwice([...system.crew.of('api'), ...system.crew.of('worker')], quick ? 1 : 5);
    const signalled = Date.now();
    const begun = (await Promise.all(waiting)).filter(
      (reply) => reply.sentAt > 0 && reply.sentAt < signalled - ARRIVED_MS,
    );
    const cut = begun.filter((reply) => reply.status === 0);
    const why = [...new Set(cut.map((reply) => reply.trouble))].join(', ');
    scene.expect(
      cut.length === 0,
      `${cut.length} of ${begun.length} requests that were under way had no answer: ${why}`,
    );
    scene.expect(begun.length > 0, 'no request was under way when the signal came');
    scene.note('requests under way', begun.length);
    for (const { member, code, ms } of await stopping) {
      scene.expect(code === 0, `${member.role} ended with ${code}`);
      scene.expect(ms <= EXIT_WITHIN_MS, `${member.role} took ${ms} ms to end`);
      scene.note(`${member.role} drained in ms`, ms);
    }
  },
};
