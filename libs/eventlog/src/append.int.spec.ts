/** The log on a real database: dense, permanent, and the same answer for the same event whoever asks and how often. */
import { Database, systemClock } from '#lib/platform';
import { cloneDatabase, logEvent } from '#lib/testkit';
import type { NewEvent } from './append.js';
import { Appender, AppenderFull } from './appender.js';
import { appendGroup } from './group.js';
import { findEvent, headPosition, readFeed } from './read-feed.js';

const NODES = 4;

describe('the event log', () => {
  const nodes: Database[] = [];
  let db: Database;
  let tenant = 0;
  const event = (externalId: string, rest: Partial<NewEvent> = {}): NewEvent =>
    logEvent({ tenant, externalId, ...rest });
  const body = (text: string): Pick<NewEvent, 'payload' | 'hash'> => {
    const { payload, hash } = logEvent({ tenant, externalId: '-', payload: `{"data":"${text}"}` });
    return { payload, hash };
  };
  const append = (events: readonly NewEvent[], atomic = false) =>
    new Appender(db, systemClock).append(events, { atomic });
  const stored = async (): Promise<(string | number)[][]> =>
    (await readFeed(db, tenant, { after: 0, limit: 1_000 })).map((e) => [
      e.position,
      e.stream,
      e.version,
      e.externalId,
    ]);

  beforeAll(async () => {
    const url = await cloneDatabase();
    for (let i = 0; i < NODES; i++) nodes.push(await Database.open({ url, poolSize: 4, name: `node-${i}` }));
    db = nodes[0] as Database;
  });
  beforeEach(() => void tenant++);
  afterAll(() => Promise.all(nodes.map((node) => node.close())));

  it('counts positions per tenant and versions per stream from one, without a gap', async () => {
    await append([
      event('a', { stream: 'episode/x' }),
      event('b', { stream: 'episode/y' }),
      event('c', { stream: 'episode/x' }),
    ]);
    await append([event('d', { stream: 'episode/y' })]);
    expect(await stored()).toEqual([
      [1, 'episode/x', 1, 'a'],
      [2, 'episode/y', 1, 'b'],
      [3, 'episode/x', 2, 'c'],
      [4, 'episode/y', 2, 'd'],
    ]);
  });

  it('answers the same event again with the place it has, and another body under its id with a conflict', async () => {
    await append([event('first'), event('id')]);
    const answers = await append([event('id'), event('id', body('other'))]);
    expect(answers).toEqual([
      { kind: 'duplicate', position: 2 },
      { kind: 'conflict', position: 2 },
    ]);
    expect((await findEvent(db, tenant, { source: 'urn:test:practice', id: 'id' }))?.payload).toBe('{"data":{}}');
    expect(await headPosition(db, tenant)).toBe(2);
  });

  it('lets the same id live in another source and in another tenant', async () => {
    const answers = await append([
      event('id'),
      event('id', { source: 'urn:test:other' }),
      event('id', { tenant: tenant + 1_000 }),
    ]);
    expect(answers.map((a) => a.kind)).toEqual(['new', 'new', 'new']);
  });

  it('knows an id that repeats inside one request and inside one group', async () => {
    const [one, two] = await appendGroup(
      db,
      [
        { atomic: false, events: [event('id'), event('id'), event('id', body('other'))] },
        { atomic: false, events: [event('id'), event('id', body('other')), event('more')] },
      ],
      0,
    );
    expect(one?.map((a) => a.kind)).toEqual(['new', 'duplicate', 'conflict']);
    expect(two?.map((a) => a.kind)).toEqual(['duplicate', 'conflict', 'new']);
    expect(await stored()).toHaveLength(2);
  });

  it('stores nothing of an atomic request with a conflict, and all of the requests that share its transaction', async () => {
    await append([event('taken')]);
    const [before, refused, after] = await appendGroup(
      db,
      [
        { atomic: true, events: [event('a'), event('b')] },
        { atomic: true, events: [event('c'), event('taken', body('other'))] },
        { atomic: true, events: [event('c'), event('d')] },
      ],
      0,
    );
    expect(before?.map((a) => a.kind)).toEqual(['new', 'new']);
    expect(refused?.map((a) => a.kind)).toEqual(['refused', 'conflict']);
    expect(after?.map((a) => a.kind)).toEqual(['new', 'new']);
    expect((await stored()).map(([position, , , id]) => [position, id])).toEqual([
      [1, 'taken'],
      [2, 'a'],
      [3, 'b'],
      [4, 'c'],
      [5, 'd'],
    ]);
  });

  it('gathers requests that arrive together into few transactions', async () => {
    const appender = new Appender(db, systemClock);
    await Promise.all(Array.from({ length: 200 }, (_, i) => appender.append([event(`id-${i}`)], { atomic: true })));
    const { rows } = await db.query<{ n: number }>(
      'SELECT count(DISTINCT xmin::text)::int AS n FROM event WHERE tenant = $1',
      [tenant],
    );
    expect(rows[0]?.n).toBeLessThanOrEqual(3);
    expect(await headPosition(db, tenant)).toBe(200);
  });

  it('keeps the trouble of one request from its group mates', async () => {
    const appender = new Appender(db, systemClock);
    const impossible = event('bad', { payload: '{"data":"\u0000"}' });
    const requests = [[event('lead')], [event('a')], [impossible], [event('b')]].map((events) =>
      appender.append(events, { atomic: true }),
    );
    const outcomes = await Promise.allSettled(requests);
    expect(outcomes.map((o) => o.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await stored()).map(([position, , , id]) => [position, id])).toEqual([
      [1, 'lead'],
      [2, 'a'],
      [3, 'b'],
    ]);
  });

  it('says that it is full instead of piling up without end', async () => {
    const appender = new Appender(db, systemClock);
    const many = Array.from({ length: 10_001 }, (_, i) => event(`id-${i}`));
    await expect(appender.append(many, { atomic: true })).rejects.toBeInstanceOf(AppenderFull);
    expect(await headPosition(db, tenant)).toBe(0);
  });

  it('takes an event once when several nodes are handed it at the same moment', async () => {
    const appenders = nodes.map((node) => new Appender(node, systemClock));
    const ids = Array.from({ length: 40 }, (_, i) => `id-${i}`);
    const answers = await Promise.all(
      ids.flatMap((id, i) =>
        appenders.flatMap((a) =>
          [1, 2].map(() => a.append([event(id, { stream: `episode/${i % 7}` })], { atomic: true })),
        ),
      ),
    );
    const kinds = answers.flat().map((a) => a.kind);
    expect(kinds.filter((kind) => kind === 'new')).toHaveLength(ids.length);
    expect(kinds.filter((kind) => kind === 'duplicate')).toHaveLength(ids.length * (2 * NODES - 1));
    expect((await stored()).map(([position]) => position)).toEqual(ids.map((_, i) => i + 1));
  });

  it('keeps the first body when nodes are handed different ones under one id', async () => {
    const ids = Array.from({ length: 30 }, (_, i) => `id-${i}`);
    const bodies = nodes.map((_, n) => body(`from node ${n}`));
    const outcomes = await Promise.all(
      nodes.map((node, n) => {
        const appender = new Appender(node, systemClock);
        return Promise.all(
          ids.map((id) => appender.append([event(id, { stream: `episode/${id}`, ...bodies[n] })], { atomic: true })),
        );
      }),
    );
    for (const [i, id] of ids.entries()) {
      const kinds = outcomes.map((node) => node[i]?.[0]?.kind);
      expect(kinds.toSorted()).toEqual([...nodes.slice(1).map(() => 'conflict'), 'new']);
      const kept = await findEvent(db, tenant, { source: 'urn:test:practice', id });
      expect(kept?.payload).toBe(bodies[kinds.indexOf('new')]?.payload);
    }
  });

  it('settles requests of many nodes that overlap in every possible way', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => i);
    const some = (from: number, step: number): NewEvent[] =>
      Array.from({ length: 12 }, (_, i) => (from + i * step) % ids.length).map((n) =>
        event(`id-${n}`, { stream: `episode/${n}` }),
      );
    const steps = [1, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43];
    const races = nodes.flatMap((node, n) => {
      const appender = new Appender(node, systemClock);
      return steps.map((step, i) => appender.append(some(n * 5 + i, step), { atomic: i % 2 === 0 }));
    });
    const kinds = (await Promise.all(races)).flat().map((a) => a.kind);
    expect(kinds.filter((kind) => kind === 'new')).toHaveLength(await headPosition(db, tenant));
    expect(new Set(kinds)).toEqual(new Set(['new', 'duplicate']));
  });

  it.each(["UPDATE event SET source = ''", 'DELETE FROM event', 'TRUNCATE event'])(
    'refuses to forget: %s',
    async (statement) => {
      await append([event('kept')]);
      await expect(db.query(statement)).rejects.toThrow('append-only');
      expect(await stored()).toHaveLength(1);
    },
  );
});
