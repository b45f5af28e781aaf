/** The other end of a message: a receiver of every bad habit, one that is nearly too slow, and very many messages at once. */
import type { Whim } from '../load/receiver.js';
import { aStory, last, sendWhole } from './acts.js';
import type { FaultRow, Scene } from './row.js';

const no = (answer: Whim['answer']): Whim => ({ accepts: false, answer });
const yes = (answer: Whim['answer']): Whim => ({ accepts: true, answer });

const answers = (status: number, headers: Record<string, string> = {}): Whim =>
  no((response) => void response.writeHead(status, headers).end());

/** More than anybody reads of an answer. */
const GREAT = Buffer.alloc(8 * 1024 * 1024, 'x');

const WHIMS: Readonly<Record<string, Whim>> = {
  '500': answers(500),
  '404': answers(404),
  '429 with seconds': answers(429, { 'retry-after': '1' }),
  '429 with a date': answers(429, { 'retry-after': new Date(Date.now() + 2_000).toUTCString() }),
  '429 with nonsense': answers(429, { 'retry-after': '99999999999999999999' }),
  'a redirect to the inside': answers(301, { location: 'http://169.254.169.254/latest/meta-data' }),
  'a great body': no((response) => void response.writeHead(500).end(GREAT)),
  'a body that breaks off': yes((response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('ten bytes.');
    response.destroy();
  }),
  'chunks that are none': yes(
    (response) => void response.socket?.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'),
  ),
  'no answer and an end': no((response) => void response.socket?.destroy()),
};

/** What the second attempt of a message waits for is minutes away: in a run it comes at once. */
async function tryAgainNow({ system, clinic }: Scene): Promise<number> {
  const { rowCount } = await system.sql.query(
    `UPDATE outbox SET next_at = now() WHERE tenant = $1 AND state = 'waiting'`,
    [clinic.tenant],
  );
  return rowCount ?? 0;
}

export const badReceiver: FaultRow = {
  id: 'F-51',
  title: 'a receiver of every bad habit',
  async inject(scene) {
    scene.system.receiver.whims = Object.values(WHIMS);
    for (let i = 0; i < 6; i++) await sendWhole(scene, aStory(scene).events);
    await last(Math.max(scene.seconds, 5));
    scene.note('habits', Object.keys(WHIMS).length);
  },
  async afterHealing(scene) {
    for (let i = 0; i < 4; i++) {
      await tryAgainNow(scene);
      await last(1);
    }
    scene.note('tried again at once', await tryAgainNow(scene));
  },
};

/** A message is given up on after 15 s and sent again under the same id. */
const IN_TIME_MS = 13_000;
const TOO_LATE_MS = 16_500;

export const nearlyTooSlow: FaultRow = {
  id: 'F-52',
  title: 'a receiver that answers just in time, and just too late',
  rate: 5,
  async inject(scene) {
    const { receiver } = scene.system;
    receiver.slowMs = IN_TIME_MS;
    await sendWhole(scene, aStory(scene).events);
    await last(IN_TIME_MS / 1_000 + 2);
    receiver.slowMs = TOO_LATE_MS;
    await sendWhole(scene, aStory(scene).events);
    await last(TOO_LATE_MS / 1_000 + 2);
  },
  async afterHealing(scene) {
    await tryAgainNow(scene);
    const { rows } = await scene.system.sql.query<{ key: string }>(
      'SELECT idem_key AS key FROM outbox WHERE tenant = $1',
      [scene.clinic.tenant],
    );
    const most = Math.max(
      0,
      ...rows.map(({ key }) => scene.system.receiver.receipts.filter(({ id }) => id === key).length),
    );
    scene.note('a message came at most', `${most} times, under one id`);
    scene.expect(most <= 3, `one message came ${most} times`);
  },
};

export const farAway: FaultRow = {
  id: 'F-54',
  title: 'PostgreSQL and Redis are far away, and the line is thin',
  rate: 5,
  async inject(scene) {
    const { api, worker, redis } = scene.system.proxies;
    const far = { kind: 'latency', ms: 150, jitter: 20, bytesPerSecond: 200_000 } as const;
    for (const proxy of [api, worker, redis]) if (proxy) proxy.mode = far;
    await last(Math.max(scene.seconds, 8));
  },
};

const STORM = 1_000;
const STORM_QUICK = 40;

export const storm: FaultRow = {
  id: 'F-55',
  title: 'very many alerts at once in one clinic',
  async inject(scene) {
    const wanted = scene.quick ? STORM_QUICK : STORM;
    const began = Date.now();
    for (let i = 0; i < wanted; i += 10)
      await Promise.all(Array.from({ length: 10 }, () => sendWhole(scene, aStory(scene).events)));
    scene.note('stories in ms', `${wanted} in ${Date.now() - began}`);
  },
  quietMs: 300_000,
};
