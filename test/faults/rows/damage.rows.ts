/** Somebody with the rights of the server changes or removes what was written. It is found, named, and never adopted. */
import { episodeOf } from '../load/events.js';
import { aStory, followed, sendWhole } from './acts.js';
import type { FaultRow, Scene } from './row.js';

interface Place {
  readonly stream: string;
  readonly position: number;
}

/** A whole story, and the place of its newest event. */
async function newestOfStory(scene: Scene): Promise<Place> {
  const { name, events } = aStory(scene);
  await sendWhole(scene, events);
  const stream = `episode/${episodeOf(name)}`;
  await followed(scene, stream, 30_000);
  const { rows } = await scene.system.sql.query<{ position: number }>(
    'SELECT max(position)::float8 AS position FROM event WHERE tenant = $1 AND stream = $2',
    [scene.clinic.tenant, stream],
  );
  return { stream, position: rows[0]?.position ?? 0 };
}

/** Past the triggers that forbid just that. */
async function pastTriggers(scene: Scene, statement: string, values: readonly unknown[]): Promise<void> {
  const client = await scene.system.sql.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(statement, [...values]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** `rapport verify` ends with 1 and names the position. */
async function isNamed(scene: Scene, { position }: Place, what: string): Promise<void> {
  const member = scene.system.crew.cli(['verify']);
  const { code } = await member.ended;
  const said = member.lines.join('\n');
  scene.expect(code === 1, `${what}: verify ended with ${code}`);
  scene.expect(
    new RegExp(`\\b${position}\\b`).test(said),
    `${what}: verify does not name position ${position}: ${said.slice(-300)}`,
  );
}

/** The row is there once, with the payload that was appended. */
async function isWhole(scene: Scene, { position }: Place): Promise<void> {
  const { rows } = await scene.system.sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM event e JOIN event_key k USING (tenant, position)
     WHERE e.tenant = $1 AND e.position = $2 AND k.payload_hash = sha256(e.payload)`,
    [scene.clinic.tenant, position],
  );
  scene.expect(rows[0]?.n === 1, 'what was put back is not what was there');
}

export const payloadChanged: FaultRow = {
  id: 'F-44',
  title: 'one byte of an event is changed in place',
  async inject(scene) {
    const place = await newestOfStory(scene);
    const where = 'WHERE tenant = $1 AND position = $2';
    const { rows } = await scene.system.sql.query<{ payload: Buffer }>(`SELECT payload FROM event ${where}`, [
      scene.clinic.tenant,
      place.position,
    ]);
    const whole = rows[0]?.payload ?? Buffer.alloc(0);
    const changed = Buffer.from(whole);
    changed[changed.length - 3] = (changed[changed.length - 3] ?? 0) ^ 1;
    const put = (payload: Buffer): Promise<void> =>
      pastTriggers(scene, `UPDATE event SET payload = $3 ${where}`, [scene.clinic.tenant, place.position, payload]);
    await put(changed);
    await isNamed(scene, place, 'a byte was changed');
    await put(whole);
    await isWhole(scene, place);
  },
};

export const rowDeleted: FaultRow = {
  id: 'F-45',
  title: 'the newest event of an episode is deleted',
  async inject(scene) {
    const place = await newestOfStory(scene);
    const { sql } = scene.system;
    const values = [scene.clinic.tenant, place.position];
    await sql.query('CREATE TABLE faults_gone AS SELECT * FROM event WHERE tenant = $1 AND position = $2', values);
    await pastTriggers(scene, 'DELETE FROM event WHERE tenant = $1 AND position = $2', values);
    await isNamed(scene, place, 'a row was deleted');
    await pastTriggers(scene, 'INSERT INTO event SELECT * FROM faults_gone', []);
    await sql.query('DROP TABLE faults_gone');
    await isWhole(scene, place);
  },
};
