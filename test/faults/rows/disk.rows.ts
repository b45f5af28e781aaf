/** No room left on the disk that the log is on. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { episodeOf } from '../load/events.js';
import { aStory, followed, last, sendWhole } from './acts.js';
import type { FaultRow, Scene } from './row.js';

const ROOM = 8 * 1024 * 1024;

/** A small disk of its own, for the table of events. Undefined where this program may not mount one. */
async function smallDisk({ system }: Scene, name: string): Promise<string | undefined> {
  const place = path.join(system.root, name);
  fs.mkdirSync(place);
  const { rows } = await system.sql.query<{ size: number }>(`SELECT pg_table_size('event')::float8 AS size`);
  const size = Math.round((rows[0]?.size ?? 0) + ROOM);
  const { uid, gid } = fs.statSync(path.join(system.root, 'pg'));
  const made = asRoot('mount', ['-t', 'tmpfs', '-o', `size=${size},uid=${uid},gid=${gid},mode=700`, 'none', place]);
  return made ? place : undefined;
}

/** By itself where this program may, else by sudo where that asks for no password. */
const asRoot = (program: string, args: readonly string[]): boolean =>
  [[program], ['sudo', '-n', program]].some(
    ([first = program, ...rest]) => spawnSync(first, [...rest, ...args]).status === 0,
  );

async function fillAndFree(scene: Scene, place: string): Promise<void> {
  const { load } = scene;
  const filler = path.join(place, 'filler');
  const { bavail, bsize } = fs.statfsSync(place);
  fs.writeFileSync(filler, Buffer.alloc(bavail * bsize));
  const from = Date.now();
  const big = aStory(scene);
  for (let i = 0; i < 3; i++) await load.send('fresh', big.events);
  await last(scene.seconds);
  const answers = load.samples.filter(({ at, status }) => at > from && status !== 0);
  const full = answers.filter(({ status }) => status === 503).length;
  scene.note('answered 503 without room', `${full} of ${answers.length}`);
  scene.expect(
    answers.every(({ status }) => status < 500 || status === 503),
    `without room it was answered ${[...new Set(answers.map(({ status }) => status))].join(', ')}`,
  );
  fs.rmSync(filler);
  const { name, events } = aStory(scene);
  await sendWhole(scene, events);
  scene.expect(
    await followed(scene, `episode/${episodeOf(name)}`, 30_000),
    'with room again, an episode was not followed within 30 s',
  );
}

export const diskFull: FaultRow = {
  id: 'F-33',
  title: 'the disk of the log is full',
  async inject(scene) {
    const { sql } = scene.system;
    const name = `tiny_${scene.name.replaceAll('-', '_')}`;
    const place = await smallDisk(scene, name);
    if (place === undefined) {
      scene.expect(!process.env.CI, 'no disk of its own could be mounted: run it as root, or with sudo');
      return scene.note('not tried', 'this program may not mount a disk of its own');
    }
    await sql.query(`CREATE TABLESPACE ${name} LOCATION '${place}'`);
    try {
      await sql.query(`ALTER TABLE event SET TABLESPACE ${name}`);
      await fillAndFree(scene, place);
    } finally {
      fs.rmSync(path.join(place, 'filler'), { force: true });
      await sql.query('ALTER TABLE event SET TABLESPACE pg_default');
      await sql.query(`DROP TABLESPACE ${name}`);
      // Else a later start in an emergency would look for a disk that is gone.
      await sql.query('CHECKPOINT');
      asRoot('umount', ['-l', place]);
    }
  },
};
