/** What rows do: for a while, now and then, to somebody at random. */
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '#lib/testkit';
import { tellStory, type SentEvent } from '../load/events.js';
import type { Member } from '../place/crew.js';
import type { FaultHouse } from '../place/house.js';
import type { RedisServer } from '../place/redis.js';
import type { Scene } from './row.js';

export const redisOf = ({ system }: Scene): RedisServer => {
  if (!system.redis) throw new Error('this row needs the redis backend');
  return system.redis;
};

/** The fault simply lasts. */
export const last = (seconds: number): Promise<void> => delay(seconds * 1_000);

/** Acts again and again for so many seconds, with a pause between. */
export async function during(seconds: number, pauseMs: () => number, act: () => Promise<void> | void): Promise<void> {
  for (const until = Date.now() + seconds * 1_000; Date.now() < until;) {
    await delay(pauseMs());
    await act();
  }
}

export function kill({ killed }: Scene, member: Member): Promise<unknown> {
  member.kill('SIGKILL');
  killed();
  return member.ended;
}

/** The present workers go, and others with other settings take their place. */
export async function replaceWorkers(
  scene: Scene,
  env: Readonly<Record<string, string>>,
  count: number,
): Promise<Member[]> {
  await Promise.all(scene.system.crew.of('worker').map((worker) => kill(scene, worker)));
  return Promise.all(Array.from({ length: count }, () => scene.system.start('worker', env)));
}

let told = 0;
/** A story of its own, outside the load. */
export function aStory({ name, clinic }: Scene): { readonly name: string; readonly events: SentEvent[] } {
  const story = `${name}-own-${clinic.tenant}-${++told}`;
  return { name: story, events: tellStory({ name: story, seed: told, now: Date.now() }) };
}

/** Sends all of a story in one request; it is taken sooner or later. */
export async function sendWhole({ load, system }: Scene, events: readonly SentEvent[]): Promise<void> {
  await eventually(
    'a story to be taken',
    async () => {
      const { status } = await load.send('fresh', events, system.urls()[0]);
      return status === 200 || status === 202;
    },
    60_000,
  );
}

/** Waits until an episode is followed to its head. */
export async function followed({ system, clinic }: Scene, stream: string, withinMs: number): Promise<boolean> {
  const look = async (): Promise<boolean> => {
    const { rows } = await system.sql.query<{ done: boolean }>(
      `SELECT c.version = s.head AS done FROM stream s JOIN checkpoint c USING (tenant, stream)
       JOIN build b ON b.id = c.build AND b.state = 'active' WHERE s.tenant = $1 AND s.stream = $2`,
      [clinic.tenant, stream],
    );
    return rows[0]?.done ?? false;
  };
  return eventually(`${stream} to be followed`, look, withinMs).catch(() => false);
}

/** Ends server processes of the product at random; answers how many. */
export async function terminateSome({ system, dice }: Scene, apps: readonly string[]): Promise<number> {
  const { rows } = await system.sql.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE split_part(application_name, '#', 1) = ANY($1) AND datname = current_database()`,
    [apps],
  );
  if (rows.length === 0) return 0;
  await system.sql.query('SELECT pg_terminate_backend($1)', [dice.pick(rows).pid]);
  return 1;
}

/** The value below which 99 of 100 lie. */
export function p99(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0);
}

/** In a hurry: the leases of processes that are gone end now and not after 45 s. */
export async function letLeasesRunOut({ sql, crew }: FaultHouse): Promise<void> {
  const alive = crew.of('worker').map((m) => `%-${m.process.pid}-%`);
  await sql.query(
    `UPDATE outbox SET next_at = now(), lease_until = now() WHERE state = 'leased' AND NOT (lease_owner LIKE ANY($1))`,
    [alive],
  );
}
