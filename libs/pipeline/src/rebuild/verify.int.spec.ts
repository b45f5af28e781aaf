/** Verify finds what was done to the log behind our back, and names the position. */
import { OPERATOR } from '#lib/identity';
import { DAY } from '#lib/kernel';
import { cloudEvent, dyadOf, openTestSystem, opened, pulse, send, type TestSystem } from '#lib/testkit';
import { Verify, type VerifyResult } from './verify.js';

const NOW = Date.UTC(2026, 9, 1);

describe('a log that somebody changed (N13)', () => {
  let system: TestSystem;
  const verify = (): Promise<VerifyResult> => system.queries.execute(new Verify(OPERATOR));
  const tamper = (sql: string) =>
    system.parts.db.query(
      `ALTER TABLE event DISABLE TRIGGER event_append_only; ${sql}; ALTER TABLE event ENABLE TRIGGER event_append_only`,
    );
  const positionOf = async (stream: string, version: number): Promise<number> =>
    (
      await system.parts.db.query<{ position: number }>(
        'SELECT position::float8 AS position FROM event WHERE stream = $1 AND version = $2',
        [`episode/${stream}`, version],
      )
    ).rows[0]!.position;

  beforeEach(async () => {
    system = await openTestSystem();
    for (const name of ['ep-a', 'ep-b', 'ep-c']) {
      const dyad = dyadOf(name);
      await send(system, [cloudEvent(opened(dyad, NOW - 30 * DAY))]);
      await send(
        system,
        [1, 2, 3].map((i) => cloudEvent(pulse(dyad, NOW - (20 - i) * DAY, { form: `${name}-${i}`, level: 6 }))),
      );
    }
    await system.followAll();
  });
  afterEach(() => system.close());

  it('N13: finds nothing in one that nobody touched', async () => {
    expect(await verify()).toMatchObject({ episodes: 3, damage: [], streams: [], differences: [] });
  });

  it('N13: finds nothing wrong with a time to the nanosecond, of another zone or assumed, with history and an order', async () => {
    const dyad = dyadOf('ep-b');
    const odd = cloudEvent(pulse(dyad, NOW - 9 * DAY, { form: 'odd', level: 6 }));
    await send(system, [
      { ...odd, id: 'odd-1', time: '2026-09-01T12:00:00.123456789+05:30', sequence: '7', historical: true },
      { ...odd, id: 'odd-2', time: '2026-09-02t12:00:00.9999z', sequence: '8', historical: false },
      { ...odd, id: 'odd-3', time: undefined },
      { ...odd, id: 'odd-4', time: '2026-09-02T23:59:59.9999999Z' },
      { ...odd, id: 'odd-5', time: '2026-09-02T12:00:00+23:59' },
    ]);
    await system.followAll();
    expect(await verify()).toMatchObject({ damage: [], streams: [], differences: [] });
  });

  it.each([
    ['checkpoints', 'FROM checkpoint'],
    ['alerts', 'a.key, a.alert'],
    ['the rows of read models', 'caseload'],
  ])('an event that comes and is followed while it reads %s is no difference', async (_, reading) => {
    const { db } = system.parts;
    const query = db.query.bind(db);
    const looking = jest.spyOn(db, 'query').mockImplementation(async (sql, values) => {
      if (String((sql as { text?: string }).text ?? sql).includes(reading)) {
        looking.mockRestore();
        await send(system, [cloudEvent(pulse(dyadOf('ep-b'), NOW - DAY, { form: 'late', level: 6 }))]);
        await system.followAll();
      }
      return query(sql as never, values);
    });
    expect(await verify()).toMatchObject({ episodes: 3, behind: 1, damage: [], streams: [], differences: [] });
    expect(await verify()).toMatchObject({ behind: 0, differences: [] });
  });

  it('an episode that was folded from more than was ever appended is one', async () => {
    await system.parts.db.query(`UPDATE checkpoint SET version = 9 WHERE stream = 'episode/ep-b'`, []);
    expect((await verify()).differences).toMatchObject([
      { episode: 'ep-b', what: 'checkpoint', detail: 'it was folded from 9 events, the log has 4' },
    ]);
  });

  it.each([
    ['the newest row of an episode', 'ep-b', 4],
    ['a row in the middle of an episode', 'ep-b', 2],
    ['the very last row of the log', 'ep-c', 4],
    ['the very first row of the log', 'ep-a', 1],
  ])('N13: names the position of %s that is gone, and its episode', async (_what, episode, version) => {
    const position = await positionOf(episode, version);
    await tamper(`DELETE FROM event WHERE stream = 'episode/${episode}' AND version = ${version}`);
    const { damage, streams } = await verify();
    expect(damage).toEqual([{ tenant: system.tenant.id, position, count: 1, kind: 'gone', stream: undefined }]);
    expect(streams).toEqual([{ tenant: system.tenant.id, stream: `episode/${episode}`, appended: 4, found: 3 }]);
  });

  it('N13: finds it too when the key of the row was deleted along', async () => {
    const position = await positionOf('ep-b', 4);
    await tamper(`DELETE FROM event WHERE position = ${position}; DELETE FROM event_key WHERE position = ${position}`);
    expect((await verify()).damage).toMatchObject([{ position, kind: 'gone' }]);
  });

  it('N13: says several that follow each other as one', async () => {
    const position = await positionOf('ep-b', 2);
    await tamper(`DELETE FROM event WHERE stream = 'episode/ep-b' AND version > 1`);
    expect((await verify()).damage).toMatchObject([{ position, count: 3, kind: 'gone' }]);
  });

  it('N13: a whole episode that is gone is found, with its head and without', async () => {
    await tamper(`DELETE FROM event WHERE stream = 'episode/ep-a'; DELETE FROM stream WHERE stream = 'episode/ep-a'`);
    expect((await verify()).damage).toMatchObject([{ position: 1, count: 4, kind: 'gone' }]);
  });

  it.each([
    ['one digit of a payload', `payload = convert_to(replace(convert_from(payload, 'UTF8'), '6', '5'), 'UTF8')`],
    ['a space', `payload = payload || convert_to(' ', 'UTF8')`],
    ['everything', `payload = convert_to('{}', 'UTF8')`],
  ])('N13: names the position of a payload of which %s was changed', async (_what, change) => {
    const position = await positionOf('ep-b', 3);
    await tamper(`UPDATE event SET ${change} WHERE position = ${position}`);
    const found = await verify().catch((error: unknown) => error as Error);
    expect(found).toMatchObject({ damage: [{ position, kind: 'changed', count: 1, stream: 'episode/ep-b' }] });
  });

  it.each([
    ['time', `occurred_at = occurred_at + interval '1 second'`],
    ['type', `type = 'rapport.client.registered.v1'`],
    ['order among equal times', `sequence = '9'`],
    ['mark of history', 'flags = flags | 1'],
  ])('N13: names the position of a row whose %s was changed, and whose payload was not', async (_what, change) => {
    const position = await positionOf('ep-b', 3);
    await tamper(`UPDATE event SET ${change} WHERE position = ${position}`);
    expect((await verify()).damage).toEqual([
      { tenant: system.tenant.id, position, kind: 'restated', count: 1, stream: 'episode/ep-b' },
    ]);
  });

  it('N13: finds a row that was put in by hand', async () => {
    await tamper(
      `INSERT INTO event SELECT tenant, position + 100, stream, version + 1, type, source, 'forged', occurred_at, occurred_offset,
         recorded_at, received_at, sequence, flags, trace, codec, key_id, payload FROM event WHERE stream = 'episode/ep-c' AND version = 4`,
    );
    const { damage, streams } = await verify();
    expect(damage.map(({ kind }) => kind)).toContain('added');
    expect(streams).toMatchObject([{ stream: 'episode/ep-c', appended: 4, found: 5 }]);
  });

  it('N13: two payloads that were exchanged are both found', async () => {
    const [a, b] = [await positionOf('ep-a', 2), await positionOf('ep-b', 2)];
    await tamper(
      `UPDATE event e SET payload = o.payload FROM event o WHERE (e.position, o.position) IN ((${a}, ${b}), (${b}, ${a}))`,
    );
    expect((await verify()).damage.map(({ position, kind }) => [position, kind])).toEqual([
      [a, 'changed'],
      [b, 'changed'],
    ]);
  });
});
