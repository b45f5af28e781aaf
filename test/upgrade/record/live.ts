/** Lets the recorded weeks pass: each day what came due, what was sent, what people did, and what left the system. */
import { DAY } from '#lib/kernel';
import { ActOnAlert, Deliver, ProjectShard, Sweep, UndoAct } from '#lib/pipeline';
import { cloudEvent, send, type TestSystem } from '#lib/testkit';
import type { Act } from './harbour.js';
import { day, DAYS, type Arrival } from './told.js';

export interface Story {
  readonly harbour: TestSystem;
  readonly stories: readonly (readonly [TestSystem, readonly Arrival[]])[];
  readonly acts: readonly Act[];
  /** What happens on a day after everything else, by day. */
  readonly after: ReadonlyMap<number, () => Promise<void>>;
}

export async function live(story: Story): Promise<void> {
  const { harbour, stories, acts, after } = story;
  for (let today = 0; today <= DAYS; today++) {
    harbour.clock.holdAt(day(today));
    await comeDue(harbour);
    for (const [clinic, told] of stories) {
      const events = told.filter(({ sent }) => sent === today).map(({ event }) => event);
      const sorted = events.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
      await sendAll(clinic, sorted.map(cloudEvent));
    }
    await followAll(harbour);
    for (const act of acts.filter((one) => one.on === today)) {
      await doOne(harbour, act);
      await followAll(harbour);
    }
    await deliverAll(harbour, today);
    await after.get(today)?.();
  }
}

const AT_ONCE = 50;

export async function sendAll(clinic: TestSystem, events: readonly Record<string, unknown>[]): Promise<void> {
  for (let at = 0; at < events.length; at += AT_ONCE) {
    const { receipts } = await send(clinic, events.slice(at, at + AT_ONCE), 'partial');
    const refused = receipts.filter(({ verdict }) => verdict === 'refused');
    if (refused.length > 0) throw new Error(JSON.stringify(refused));
  }
}

const NOTHING_IS_THAT_OLD = 3_650 * DAY;

/** Of a round of the sweeper only the timers, and what they lead to: a look may lead to the next one. */
async function comeDue(system: TestSystem): Promise<void> {
  const round = new Sweep(NOTHING_IS_THAT_OLD);
  while ((await system.commands.execute(round)).timers > 0) await followAll(system);
}

/** In the order of the shards, so that a second recording gives the same. */
export async function followAll({ parts, commands }: TestSystem): Promise<void> {
  for (;;) {
    const { rows } = await parts.db.query<{ shard: number }>('SELECT min(shard)::int AS shard FROM dirty_episode');
    const shard = rows[0]?.shard ?? null;
    if (shard === null) return;
    await commands.execute(new ProjectShard(shard));
  }
}

async function doOne({ parts, commands, principal, tenant }: TestSystem, { episode, by, action }: Act): Promise<void> {
  const status = action === 'undo' ? 'acknowledged' : 'open';
  const { rows } = await parts.db.query<{ id: string }>(
    'SELECT id FROM alert WHERE tenant = $1 AND stream = $2 AND status = $3 ORDER BY raised_at, id LIMIT 1',
    [tenant.id, `episode/${episode}`, status],
  );
  const [alert] = rows;
  if (!alert) throw new Error(`nothing is ${status} in ${episode}`);
  const act =
    action === 'undo' ? new UndoAct(principal, alert.id, by) : new ActOnAlert(principal, alert.id, action, by);
  await commands.execute(act);
}

/** The receiver is away on two days, one mailbox is gone, and one webhook says so for good. */
const AWAY: ReadonlySet<number> = new Set([24, DAYS]);
const statusFor = (recipient: string, today: number): number =>
  AWAY.has(today) ? 503 : recipient === 'dr-3' ? 410 : 200;
const mailFor = (recipient: string, today: number): number =>
  AWAY.has(today) ? 451 : recipient === 'dr-5' ? 550 : 250;

export async function deliverAll({ parts, commands, outlet, clock }: TestSystem, today: number): Promise<void> {
  const { rows } = await parts.db.query<{ id: string; recipient: string }>(
    `SELECT id, recipient FROM outbox WHERE state = 'waiting' AND next_at <= to_timestamp($1::float8 / 1000) ORDER BY id`,
    [clock.now()],
  );
  for (const { id, recipient } of rows) {
    const reply = {
      kind: 'reply',
      status: statusFor(recipient, today),
      headers: {},
      body: { text: '', truncated: false },
    };
    outlet.httpAnswers = [reply] as typeof outlet.httpAnswers;
    outlet.mailAnswers = [{ kind: 'answered', status: mailFor(recipient, today) }];
    await commands.execute(new Deliver(id));
  }
}
