/** The troubles are over: clocks are right, nothing breaks, and what is owed must be done within so many rounds. */
import { ReleaseEpisode, Sweep } from '#lib/pipeline';
import { PRINCIPAL } from './people.js';
import { Violation } from './scheduler.js';
import type { World } from './world.js';

const MOST_ROUNDS = 80;
const RESTART_MS = 10_000;

export async function quietTime(world: World): Promise<void> {
  const story = { name: 'story', alive: true };
  await world.scheduler.sleep(story, RESTART_MS);
  for (const process of world.processes()) process.skew = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const [process] = world.processes().filter((p) => p.alive && p.name.startsWith('worker'));
    if (!process) throw new Violation('no worker came back');
    for (const stream of setAside(world))
      await process.execute(new ReleaseEpisode(PRINCIPAL, stream.slice('episode/'.length)));
    await process.execute(new Sweep(0));
    const debts = debtsOf(world);
    if (debts.length === 0 && setAside(world).length === 0) return rest(world, story);
    await world.scheduler.sleep(story, pauseFor(world));
  }
  throw new Violation(`after ${MOST_ROUNDS} rounds it is still owed: ${debtsOf(world).join(', ')}`);
}

/** Until those who are still at it have put their connections back. */
async function rest(world: World, story: { name: string; alive: boolean }): Promise<void> {
  for (let i = 0; i < 200 && !isStill(world); i++) await world.scheduler.sleep(story, 20);
  if (debtsOf(world).length > 0) return quietTime(world);
}

const isStill = (world: World): boolean =>
  world.store.open.size === 0 && world.processes().every(({ pool }) => pool.busy === 0);

const setAside = ({ store }: World): string[] =>
  [...store.rows('checkpoint').values()].filter((c) => c.quarantinedAt !== null).map((c) => c.stream);

function debtsOf({ store, scheduler }: World): string[] {
  const marks = [...store.rows('dirty_episode').keys()].map((key) => `a follow of ${key}`);
  const timers = [...store.rows('due_timer')]
    .filter(([, t]) => t.dueAt <= scheduler.now)
    .map(([key]) => `a timer of ${key}`);
  return [...marks, ...timers, ...unsent({ store }).map((o) => `delivery ${o.key}, ${o.state} since try ${o.attempt}`)];
}

const unsent = ({ store }: Pick<World, 'store'>) =>
  [...store.rows('outbox').values()].filter((o) => o.state === 'waiting' || o.state === 'leased');

/** To what comes due next (a clock that was ahead dates its marks ahead), or a second. */
function pauseFor(world: World): number {
  const marks = [...world.store.rows('dirty_episode').values()].map((m) => m.markedAt);
  const next = Math.min(...marks, ...unsent(world).map((o) => o.nextAt));
  return Number.isFinite(next) ? Math.max(1_000, next - world.scheduler.now) : 1_000;
}
