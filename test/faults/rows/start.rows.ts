/** Beginnings: many at once on an empty database, and one at a copy that cannot be written to. */
import fs from 'node:fs';
import path from 'node:path';
import { startLocalPostgres } from '#lib/embedded';
import pg from 'pg';
import { last } from './acts.js';
import type { FaultRow, Scene } from './row.js';

const AT_ONCE = 5;

/** Tables, columns, indices and functions of a database, in words that can be compared. */
async function schemaOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(
      `SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line
         FROM information_schema.columns WHERE table_schema = 'public'
       UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`,
    );
    return rows.map(({ line }) => line).join('\n');
  } finally {
    await client.end();
  }
}

async function migrateAtOnce(scene: Scene, database: string): Promise<void> {
  const { system } = scene;
  const env = { DATABASE_URL: system.cluster.url(database) };
  const members = Array.from({ length: AT_ONCE }, () => system.crew.cli(['migrate'], env));
  for (const member of members) {
    const { code } = await member.ended;
    scene.expect(code === 0, `migrate ended with ${code}: ${member.lines.slice(-2).join(' ')}`);
  }
}

export const coldStarts: FaultRow = {
  id: 'F-15',
  title: 'five at once migrate an empty database, and again',
  async inject(scene) {
    const { cluster } = scene.system;
    const database = `cold_${Date.now().toString(36)}`;
    await cluster.ensure(database);
    await migrateAtOnce(scene, database);
    const first = await schemaOf(cluster.url(database));
    scene.expect(first === (await schemaOf(cluster.url('rapport'))), 'five at once made another schema than one');
    await migrateAtOnce(scene, database);
    scene.expect(first === (await schemaOf(cluster.url(database))), 'a second migration changed the schema');
    await last(1);
  },
};

export const standby: FaultRow = {
  id: 'F-47',
  title: 'a worker is pointed at a standby',
  async inject(scene) {
    const { system } = scene;
    const copy = path.join(system.root, `standby-${scene.name}`);
    await system.cluster.down('fast');
    fs.cpSync(path.join(system.root, 'pg'), copy, { recursive: true });
    await system.cluster.up();
    fs.writeFileSync(path.join(copy, 'standby.signal'), '');
    const server = await startLocalPostgres({ dataDir: copy, settings: { hot_standby: 'on', max_connections: '200' } });
    try {
      const env = { DATABASE_URL: server.url('rapport') };
      const member = await system.start('worker', env).catch((error: Error) => error.message);
      const said = typeof member === 'string' ? member : member.lines.join('\n');
      if (typeof member !== 'string') await member.stop();
      scene.expect(
        typeof member === 'string' && /standby/.test(said),
        `a worker on a standby said: ${said.slice(-300)}`,
      );
    } finally {
      await server.stop();
      fs.rmSync(copy, { recursive: true, force: true });
    }
  },
};
