/** What practice systems do to us: late, in any order, three times at once, and one id for two things. */
import { type SentEvent, hashOf, payloadOf } from '../load/events.js';
import { aStory, last } from './acts.js';
import type { FaultRow } from './row.js';

export const lateAndShuffled: FaultRow = {
  id: 'F-58',
  title: 'weeks of events in any order, and a receiver that stumbles',
  shuffle: true,
  async inject({ system, seconds }) {
    system.receiver.troubleShare = 0.2;
    await last(seconds);
  },
  afterHealing: ({ system }) => {
    system.receiver.troubleShare = 0;
    return Promise.resolve();
  },
};

const sorted = (statuses: readonly number[]): string => [...statuses].sort().join(' ');

export const sameAtOnce: FaultRow = {
  id: 'F-59',
  title: 'the same event three times at once on two APIs',
  async inject(scene) {
    const urls = scene.system.urls();
    for (const event of aStory(scene).events) {
      const replies = await Promise.all([0, 1, 2].map((i) => scene.load.send('fresh', [event], urls[i % urls.length])));
      const statuses = sorted(replies.map((r) => r.status));
      scene.expect(statuses === '200 200 202', `three times at once was answered ${statuses}`);
      scene.expect(
        new Set(replies.map((r) => r.receipts[0]?.position)).size === 1,
        'the three receipts name different positions',
      );
    }
  },
};

export const otherBodyAtOnce: FaultRow = {
  id: 'F-60',
  title: 'one id for two bodies, at once',
  async inject(scene) {
    const { load, system } = scene;
    const urls = system.urls();
    for (const event of aStory(scene).events) {
      const other: SentEvent = { ...event, time: '2025-06-01T00:00:00.000Z' };
      const [first, second] = await Promise.all([
        load.send('fresh', [event], urls[0]),
        load.send('reuse', [other], urls[1 % urls.length]),
      ]);
      const statuses = sorted([first.status, second.status]);
      scene.expect(statuses === '202 409', `two bodies for one id were answered ${statuses}`);
      if (second.status === 202) scene.load.took(event, hashOf(payloadOf(other)));
    }
  },
};
