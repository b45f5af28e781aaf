/** Following: the same state by every road, and one episode's trouble is its own. */
import fc from 'fast-check';
import { clinicalOrder, type ClinicEvent } from '#lib/events';
import { activeBuild, beat, beginDrain, countAttempt, markAgain, readMarks, shardOf } from '#lib/eventlog';
import { DAY, HOUR } from '#lib/kernel';
import { generateClinic } from '#lib/synthetic';
import {
  cloudEvent,
  dyadOf,
  eventually,
  formVoided,
  logEvent,
  missed,
  openClinic,
  openTestSystem,
  opened,
  pulse,
  readBack,
  readFold,
  send,
  sendAndProject,
  type TestSystem,
} from '#lib/testkit';
import { GetHealth } from '../queries/get-health.js';
import { projectMarks } from './project-marks.js';
import { ProjectShard } from './project-shard.js';
import { ReleaseEpisode } from '../operations/release-episode.js';

const NOW = Date.UTC(2026, 9, 1);
type History = readonly ClinicEvent[];

/** Whole episodes of the synthetic clinic that are short enough to be told twice in no time. */
function shortHistories(): History[] {
  const { events } = generateClinic({ endsAt: NOW, seed: 11 });
  const episodes = new Map<string, Map<string, ClinicEvent>>();
  for (const { event } of events.filter((e) => e.arriveAt <= NOW)) {
    const { episode } = event.data as { episode?: string };
    if (episode !== undefined) episodes.set(episode, (episodes.get(episode) ?? new Map()).set(event.id, event));
  }
  return [...episodes.values()].map((e) => [...e.values()]).filter((e) => e.length >= 5 && e.length <= 45);
}

/** An episode in which everything is taken back, missed or said twice. */
function correctedHistory(): History {
  const dyad = dyadOf('ep-corrected');
  const at = (days: number): number => NOW - (40 - days) * DAY;
  const told = [
    opened(dyad, at(0)),
    ...[1, 2, 3].map((n) => pulse(dyad, at(n * 7), { form: `f${n}`, level: 9 })),
    pulse(dyad, at(28), { form: 'f4', level: 4, feltOff: 2 }),
    ...missed(dyad, at(30), 'ap-1'),
    pulse(dyad, at(31), { form: 'f5', level: 3, feltOff: 1 }),
    formVoided(dyad, at(32), 'f4'),
    ...missed(dyad, at(35), 'ap-2'),
  ];
  return told.map(
    (e) =>
      ({
        ...e,
        source: 'urn:test:practice',
        occurredAt: e.at,
        sequence: '',
        historical: false,
      }) as unknown as ClinicEvent,
  );
}

const sentOf = (event: ClinicEvent) => cloudEvent({ ...event, at: event.occurredAt } as never);
const episodeOf = (history: History): string => (history[0]?.data as { episode: string }).episode;

function* chunks<T>(items: readonly T[], sizes: readonly number[]): Generator<T[]> {
  for (let from = 0, i = 0; from < items.length; i++) yield items.slice(from, (from += sizes[i % sizes.length] ?? 1));
}

/** A history, the order in which it arrives, what is sent twice, and how much arrives at a time. */
const arrivals = (histories: readonly History[]) =>
  fc.constantFrom(...histories).chain((history) => {
    const whole = { minLength: history.length, maxLength: history.length };
    const sizes = fc.array(fc.integer({ min: 2, max: 16 }), { minLength: 1, maxLength: 4 });
    return fc.record({
      history: fc.constant(history),
      shuffled: fc.shuffledSubarray([...history], whole),
      again: fc.subarray([...history]),
      sizes,
    });
  });

describe('following', () => {
  let system: TestSystem;
  let clinic: TestSystem;
  const db = () => system.parts.db;
  const health = async () => {
    const now = system.clock.now();
    await beat(db(), { owner: 'a worker', kind: 'worker', startedAt: now, version: '1', now, clinicNow: now });
    return system.queries.execute(new GetHealth(clinic.principal));
  };
  const follow = (shard: number) => system.commands.execute(new ProjectShard(shard));
  const streamKey = (episode: string) => ({ tenant: clinic.tenant.id, stream: `episode/${episode}` });
  const shardFor = (episode: string): number => shardOf(clinic.tenant.id, `episode/${episode}`, 'live');
  /** Names of episodes that share the shard of the first. */
  function neighbours(count: number): string[] {
    const names = Array.from({ length: 500 }, (_, i) => `ep-${i}`);
    return names.filter((name) => shardFor(name) === shardFor('ep-0')).slice(0, count);
  }
  const openAll = (names: readonly string[]) =>
    send(
      clinic,
      names.map((name) => cloudEvent(opened(dyadOf(name), NOW - DAY))),
    );
  const breakEpisode = (episode: string) =>
    system.parts.appender.append(
      [logEvent({ ...streamKey(episode), externalId: `broken-${episode}`, payload: '{"data":' })],
      { atomic: true },
    );
  const mend = () =>
    db().query(`ALTER TABLE event DISABLE TRIGGER event_append_only;
      UPDATE event SET payload = '{"id":"mended","source":"urn:test","data":{"episode":"ep-0"}}' WHERE payload = '{"data":';
      ALTER TABLE event ENABLE TRIGGER event_append_only`);

  beforeAll(async () => (system = await openTestSystem()));
  beforeEach(async () => {
    clinic = await openClinic(system);
    await db().query('DELETE FROM due_timer; DELETE FROM outbox');
  });
  afterAll(() => system.close());

  it('leads to the same state, caseload row and alerts however late, often and shuffled the events arrive', async () => {
    const corrected = correctedHistory();
    const arrival = fc.oneof(
      { arbitrary: arrivals(shortHistories()), weight: 3 },
      { arbitrary: arrivals([corrected]), weight: 1 },
    );
    let folds = 0;
    await fc.assert(
      fc.asyncProperty(arrival, async ({ history, shuffled, again, sizes }) => {
        const [ordered, late] = [await openClinic(system), await openClinic(system)];
        const deliver = async (to: TestSystem, events: History): Promise<void> => {
          for (const part of chunks(events, sizes)) {
            await send(to, part.map(sentOf));
            await to.followAll();
            folds++;
          }
        };
        await deliver(ordered, history.toSorted(clinicalOrder));
        await deliver(late, [...shuffled, ...again]);
        const held = await readFold(ordered, episodeOf(history));
        expect(held.state).toBeDefined();
        expect(await readFold(late, episodeOf(history))).toEqual(held);
      }),
      { numRuns: 30 },
    );
    const refolds = (await system.parts.metrics.refolds.get()).values[0]?.value ?? 0;
    expect(refolds).toBeGreaterThan(20);
    expect(refolds).toBeLessThan(folds - 20);
  }, 120_000);

  it('touches the episode of the event and no other', async () => {
    await openAll(['ep-a', 'ep-b']);
    await system.followAll();
    const before = await readBack(clinic, 'ep-b');
    await sendAndProject(clinic, [pulse(dyadOf('ep-a'), NOW, { form: 'f1', feltOff: 2 })]);
    expect(await readBack(clinic, 'ep-b')).toEqual(before);
    expect((await readBack(clinic, 'ep-a')).alerts).toHaveLength(1);
  });

  it('changes nothing when it is done again, as after a worker that died before it could say so', async () => {
    await sendAndProject(clinic, [
      opened(dyadOf('ep-0'), NOW - DAY),
      pulse(dyadOf('ep-0'), NOW, { form: 'f1', feltOff: 2 }),
    ]);
    const before = await readBack(clinic, 'ep-0');
    await markAgain(db(), clinic.tenant.id, { ...streamKey('ep-0'), shard: shardFor('ep-0'), now: NOW });
    expect(await follow(shardFor('ep-0'))).toEqual({ events: 0, episodes: 0, setAside: 0 });
    const after = await readBack(clinic, 'ep-0');
    expect({ ...after, writtenBy: before.writtenBy }).toEqual(before);
    expect(await readMarks(db(), shardFor('ep-0'), 10)).toEqual([]);
  });

  it('takes the episodes of a shard together in one transaction', async () => {
    const names = neighbours(5);
    await openAll(names);
    expect(await follow(shardFor('ep-0'))).toEqual({ events: 5, episodes: 5, setAside: 0 });
    expect(new Set(await Promise.all(names.map(async (name) => (await readBack(clinic, name)).writtenBy))).size).toBe(
      1,
    );
  });

  it('sets aside the one episode that cannot be followed, says so, and follows it once it is mended and released', async () => {
    const names = neighbours(6);
    const [poisoned = '', ...others] = names;
    await openAll(names);
    await breakEpisode(poisoned);
    expect(await follow(shardFor('ep-0'))).toEqual({ events: 5, episodes: 5, setAside: 1 });
    for (const name of others) expect((await readBack(clinic, name)).version).toBe(1);

    const said = await health();
    expect(said.episodesSetAside).toEqual([
      { tenant: clinic.tenant.id, episode: poisoned, since: expect.any(String), reason: 'SyntaxError' },
    ]);
    expect(said.sentence).toBe('All events are processed, except those of one episode that was set aside.');

    await sendAndProject(clinic, [
      pulse(dyadOf(poisoned), NOW, { form: 'f1', feltOff: 2 }),
      pulse(dyadOf(others[0] ?? ''), NOW, { form: 'f1' }),
    ]);
    expect((await readBack(clinic, poisoned)).version).toBe(0);
    expect((await readBack(clinic, others[0] ?? '')).version).toBe(2);
    await sendAndProject(clinic, [pulse(dyadOf(poisoned), NOW, { form: 'f2' })]);
    expect((await health()).episodesSetAside).toMatchObject([{ reason: 'SyntaxError' }]);

    await mend();
    const release = () => system.commands.execute(new ReleaseEpisode(clinic.principal, poisoned));
    expect([await release(), await release()]).toEqual([true, false]);
    await system.followAll();
    expect(await readBack(clinic, poisoned)).toMatchObject({
      version: 4,
      attempts: 0,
      alerts: [[expect.any(String), expect.any(String)]],
    });
    expect((await health()).episodesSetAside).toEqual([]);
  });

  it('goes one by one after a drain that ended without a word, and sets aside what ended the process three times', async () => {
    const names = neighbours(5);
    const [killer = '', ...others] = names;
    await openAll(names);
    const build = await activeBuild(db());
    for (let i = 0; i < 3; i++)
      await countAttempt(db(), build, {
        key: streamKey(killer),
        reason: 'the process ended while following',
        now: NOW,
      });
    await beginDrain(db(), shardFor('ep-0'), { owner: 'a process that is gone', now: NOW });

    expect(await follow(shardFor('ep-0'))).toEqual({ events: 4, episodes: 4, setAside: 1 });
    expect(new Set(await Promise.all(others.map(async (name) => (await readBack(clinic, name)).writtenBy))).size).toBe(
      4,
    );
    const { episodesSetAside } = await health();
    expect(episodesSetAside).toMatchObject([{ episode: killer, reason: 'the process ended while following' }]);

    await sendAndProject(
      clinic,
      others.map((name) => pulse(dyadOf(name), NOW, { form: 'f1' })),
    );
    expect(new Set(await Promise.all(others.map(async (name) => (await readBack(clinic, name)).writtenBy))).size).toBe(
      1,
    );
  });

  it('is fenced: of two followers of one episode the slower writes nothing, and holds nothing against the episode', async () => {
    await send(
      clinic,
      [opened(dyadOf('ep-0'), NOW - DAY), pulse(dyadOf('ep-0'), NOW, { form: 'f1', feltOff: 2 })].map(cloudEvent),
    );
    const shard = shardFor('ep-0');
    let slower: Promise<unknown> = Promise.resolve();
    await db().transact(async (quicker) => {
      await projectMarks(quicker, await readMarks(quicker, shard, 10), system.parts);
      slower = follow(shard);
      await eventually('the slower one waits for the quicker', async () => {
        const { rows } = await db().query(
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        );
        return rows.length === 1;
      });
    });
    expect(await slower).toEqual({ events: 0, episodes: 0, setAside: 0 });
    expect(await readBack(clinic, 'ep-0')).toMatchObject({ version: 2, attempts: 0 });
    const { rows } = await db().query<{ n: number }>('SELECT count(*)::int AS n FROM outbox WHERE tenant = $1', [
      clinic.tenant.id,
    ]);
    expect(rows[0]?.n).toBe(3);
  });

  it('does not count against an episode that there was nothing to follow', async () => {
    await sendAndProject(clinic, [opened(dyadOf('ep-0'), NOW - HOUR)]);
    for (let i = 0; i < 5; i++) {
      await markAgain(db(), clinic.tenant.id, { ...streamKey('ep-0'), shard: shardFor('ep-0'), now: NOW });
      expect(await follow(shardFor('ep-0'))).toMatchObject({ setAside: 0 });
    }
    expect((await readBack(clinic, 'ep-0')).attempts).toBe(0);
  });
});
