/** Who does something in the simulated house: practice systems that send, clinicians who act, workers and sweepers. */
import {
  AppendEvents,
  ActOnAlert,
  Deliver,
  ProjectShard,
  ReleaseEpisode,
  Sweep,
  type AlertAction,
  type Receipt,
} from '#lib/pipeline';
import { RapportError, isUnavailable } from '#lib/platform';
import { readInbox } from '#lib/readmodels';
import type { Principal } from '#lib/identity';
import { START, type Batch } from './histories.js';
import { ProcessGone, type Process } from './process.js';
import { Violation, type Actor } from './scheduler.js';
import type { World } from './world.js';

/** Somebody's request was answered: what it said must be true for ever. */
export interface Acknowledged {
  readonly source: string;
  readonly id: string;
  readonly position: number | undefined;
  readonly sent: Record<string, unknown> | undefined;
}

export const PRINCIPAL = {
  tenant: 1,
  tenantSlug: 'clinic',
  test: true,
  keyId: 'k',
  scopes: new Set(['events:write', 'clinic:read', 'alerts:write', 'operate']),
  source: undefined,
  clinician: undefined,
  secrets: [],
} as unknown as Principal;

/** The caller may try again; what was done is not known. */
/** What the weather's poison answers; an act reads its episode, as following does. */
const isDamage = (error: unknown): boolean => (error as { code?: string }).code === 'XX001';

const mayTryAgain = (error: unknown): boolean =>
  error instanceof ProcessGone ||
  isUnavailable(error) ||
  isDamage(error) ||
  (error instanceof RapportError && error.code === 'unavailable');

/** Sends its batches one after the other, each until it is answered. */
export async function practiceSystem(world: World, name: string, batches: readonly Batch[]): Promise<void> {
  const actor: Actor = { name, alive: true };
  const pace = world.scheduler.chance.pick([5, 60, 400]);
  for (const batch of batches) {
    const answer = await persist(world, actor, (api) =>
      api.execute(new AppendEvents(PRINCIPAL, requestOf(batch), batch.mode)),
    );
    answer?.receipts.forEach((receipt, i) => keep(world, receipt, batch.events[i]));
    await world.scheduler.sleep(actor, world.scheduler.chance.below(pace));
  }
}

const requestOf = ({ events }: Batch) => ({
  contentType: 'application/cloudevents-batch+json',
  rawHeaders: [],
  body: JSON.stringify(events),
});

function keep(world: World, receipt: Receipt, sent: Record<string, unknown> | undefined): void {
  if (receipt.verdict === 'refused') return;
  world.acknowledged.push({ source: receipt.source, id: receipt.id, position: receipt.position, sent });
}

/** Until it is answered; undefined when it was refused for a reason that the product gives. */
async function persist<T>(world: World, actor: Actor, request: (api: Process) => Promise<T>): Promise<T | undefined> {
  for (;;) {
    const api = await world.someApi(actor);
    try {
      return await api.serve(() => request(api));
    } catch (error) {
      if (error instanceof RapportError && ['id_reuse', 'conflict', 'not_found', 'invalid_query'].includes(error.code))
        return undefined;
      if (!mayTryAgain(error)) throw unexpected(actor, error);
      world.scheduler.note(actor, `was not answered: ${(error as Error).message}`);
      await world.scheduler.sleep(actor, world.scheduler.chance.between(50, 2_000));
    }
  }
}

const unexpected = (actor: Actor, error: unknown): Violation =>
  new Violation(`${actor.name} got an error that nobody may get: ${(error as Error).stack}`);

/** Looks into the inbox now and then and does something about an alert. */
export async function clinician(world: World, name: string, visits: number): Promise<void> {
  const actor: Actor = { name, alive: true };
  const { chance } = world.scheduler;
  for (let visit = 0; visit < visits; visit++) {
    await world.scheduler.sleep(actor, chance.between(300, 3_000));
    const inbox = await persist(world, actor, ({ parts }) =>
      readInbox(parts.db, { tenant: 1, show: 'live', limit: 20 }),
    );
    const items = inbox?.items ?? [];
    if (items.length === 0) continue;
    const action = anyAction(world);
    const entry = chance.pick(items);
    const done = await persist(world, actor, (api) => api.execute(new ActOnAlert(PRINCIPAL, entry.id, action, name)));
    if (done?.changed)
      world.acknowledged.push({ source: 'urn:rapport', id: done.act, position: undefined, sent: undefined });
  }
}

function anyAction({ scheduler: { chance } }: World): AlertAction {
  return chance.pick<AlertAction>([
    { kind: 'acknowledge' },
    { kind: 'snooze', until: START + chance.between(1, 20) * 3_600_000 },
    { kind: 'override', reason: 'already-knew' },
    { kind: 'resolve', outcome: 'talked-it-through' },
  ]);
}

/** Releases what was set aside, without asking why. */
export async function operator(world: World, rounds: number): Promise<void> {
  const actor: Actor = { name: 'operator', alive: true };
  for (let round = 0; round < rounds; round++) {
    await world.scheduler.sleep(actor, world.scheduler.chance.between(500, 5_000));
    const held = [...world.store.rows('checkpoint').values()].filter((c) => c.quarantinedAt !== null);
    for (const { stream } of held)
      await persist(world, actor, (api) => api.execute(new ReleaseEpisode(PRINCIPAL, stream.slice('episode/'.length))));
  }
}

/** What may go wrong in work that nobody waits for; the sweeper comes again. Anything else is a fault of the product. */
async function forgiving(process: Process, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isUnavailable(error)) process.scheduler.note(process, `gives up: ${(error as Error).message}`);
    else process.scheduler.fail(unexpected(process, error));
  }
}

/** Takes wake-ups, one after the other, and does what they say. */
export async function worker(process: Process): Promise<void> {
  while (process.alive) {
    const job = await process.system.jobs.take(process);
    await forgiving(process, () =>
      process.execute('shard' in job ? new ProjectShard(job.shard) : (new Deliver(job.delivery) as never)),
    );
  }
}

/** Looks into the store itself, again and again. */
export async function sweeper(process: Process): Promise<void> {
  const { chance } = process.scheduler;
  const olderThanMs = chance.pick([0, 500, 3_000]);
  while (process.alive) {
    await process.sleep(chance.between(500, 6_000));
    await forgiving(process, () => process.execute(new Sweep(olderThanMs)));
  }
}
