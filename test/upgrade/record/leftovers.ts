/** What stands in a database whose processes stopped in the middle of something, and what no use case writes by itself. */
import { cloudEvent, type TestSystem } from '#lib/testkit';
import { unfollowed } from './harbour.js';
import { followAll, sendAll } from './live.js';
import { day, hour, iso, START, STOPPED, who } from './told.js';

/** An episode whose alert cannot be written is tried three times and set aside; the trouble then goes away. */
export async function setAside(harbour: TestSystem, at: number): Promise<void> {
  const { db } = harbour.parts;
  await db.query(
    `CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'trouble'; END $$`,
  );
  await db.query(`CREATE TRIGGER trouble BEFORE INSERT OR UPDATE ON alert FOR EACH ROW
                  WHEN (NEW.stream = 'episode/ep-aside') EXECUTE FUNCTION trouble()`);
  await sendAll(harbour, hour(who('aside'), at - 0.1, 3, 2).map(cloudEvent));
  await followAll(harbour);
  await db.query('DROP TRIGGER trouble ON alert');
  await db.query('DROP FUNCTION trouble()');
}

const GONE = 'gone-1-0a1b2c3d';

/** Events that nobody followed, a delivery that was being sent, and a follower that ended with its process. */
export async function stopInTheMiddle(harbour: TestSystem): Promise<void> {
  const { db } = harbour.parts;
  harbour.clock.holdAt(day(STOPPED));
  await sendAll(harbour, unfollowed(STOPPED).map(cloudEvent));
  await db.query(
    `UPDATE outbox SET state = 'leased', attempt = attempt + 1, lease_owner = $1, lease_until = $2, next_at = $2
     WHERE id = (SELECT max(id) FROM outbox WHERE state = 'waiting')`,
    [GONE, iso(STOPPED + 0.0004)],
  );
  await db.query(
    `INSERT INTO shard_run (shard, owner, since)
     SELECT min(shard), $1::text || '/' || min(shard), $2::timestamptz FROM dirty_episode`,
    [GONE, iso(STOPPED)],
  );
}

/** Times that the database itself took from its clock become those of the story, so that every recording is the same. */
export async function pinTimes(harbour: TestSystem): Promise<void> {
  const { db } = harbour.parts;
  const at = [iso(0)];
  for (const table of ['tenant', 'api_key', 'signing_secret', 'channel_setting'])
    await db.query(`UPDATE ${table} SET created_at = $1`, at);
  await db.query(
    `UPDATE build SET created_at = $1, activated_at = $1 WHERE created_at > now() - interval '1 hour'`,
    at,
  );
  if (START > Date.now()) throw new Error('the story lies in the past of every clock');
}
