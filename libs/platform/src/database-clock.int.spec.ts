/** A worker whose machine is off works by the time of the database. */
import { MINUTE, SECOND } from '#lib/kernel';
import { openTestSystem, type TestSystem } from '#lib/testkit';
import type { Database } from './database.js';
import { DatabaseClock, databaseAhead } from './database-clock.js';

let system: TestSystem;
beforeAll(async () => (system = await openTestSystem()));
afterAll(() => system.close());

const db = () => system.parts.db;
const off = async (clock: DatabaseClock): Promise<number> =>
  Math.abs((await databaseAhead(db(), () => clock.now())) ?? Infinity);

it.each([10, -10])('a machine that is %i minutes off is told the right time', async (minutes) => {
  const clock = new DatabaseClock(() => Date.now() + minutes * MINUTE);
  expect(Math.abs((await clock.set(db())) ?? 0)).toBeGreaterThan(9 * MINUTE);
  expect(await off(clock)).toBeLessThan(2 * SECOND);
  expect(await clock.set(db())).toBeUndefined();
});

it('a machine whose clock is set right, or jumps, is followed', async () => {
  let skew = 10 * MINUTE;
  const clock = new DatabaseClock(() => Date.now() + skew);
  await clock.set(db());
  skew = 0;
  expect(await clock.set(db())).toBe(0);
  expect(await off(clock)).toBeLessThan(2 * SECOND);
  skew = -1_440 * MINUTE;
  await clock.set(db());
  expect(await off(clock)).toBeLessThan(2 * SECOND);
});

it('an answer that took too long to tell the time by changes nothing', async () => {
  const late = { query: (text: string) => db().query(`${text}, pg_sleep(2.5)`) } as unknown as Database;
  const clock = new DatabaseClock(() => Date.now() + 10 * MINUTE);
  expect(await clock.set(late)).toBeUndefined();
  expect(clock.now()).toBeGreaterThan(Date.now() + 9 * MINUTE);
});

it('what differs by less than anybody can measure is left as it is', async () => {
  const clock = new DatabaseClock(() => Date.now() + 500);
  expect(await clock.set(db())).toBeUndefined();
  expect(clock.now()).toBeGreaterThan(Date.now() + 400);
});
