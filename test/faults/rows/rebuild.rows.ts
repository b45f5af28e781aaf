/** The read models are made anew while everything goes on: two starters, a killed one, a cancelled one, a finished one. */
import pg from 'pg';
import { eventually } from '#lib/testkit';
import { get } from '../load/client.js';
import type { Member } from '../place/crew.js';
import { last } from './acts.js';
import type { FaultRow, Scene } from './row.js';

/** A rebuild has to take every shard's lock before it may switch: whoever holds one holds it there. */
const HOLD = 'SELECT pg_advisory_lock(724002, 1)';

const building = async ({ system }: Scene): Promise<boolean> => {
  const { rowCount } = await system.sql.query(`SELECT 1 FROM build WHERE state = 'building'`);
  return (rowCount ?? 0) > 0;
};

/** One rebuild is held half-way; a second is refused; the first is killed there. */
async function twoAndAKill(scene: Scene): Promise<void> {
  const { system, killed } = scene;
  const holder = new pg.Client({ connectionString: system.cluster.url('rapport') });
  await holder.connect();
  try {
    await holder.query(HOLD);
    const first = system.crew.cli(['rebuild']);
    await eventually('a rebuild to be under way', () => building(scene), 30_000);
    const second = system.crew.cli(['rebuild']);
    const { code } = await second.ended;
    scene.expect(
      code !== 0 && /another rebuild/i.test(second.lines.join('\n')),
      `a second rebuild ended with ${code}: ${second.lines.slice(-2).join(' ')}`,
    );
    first.kill('SIGKILL');
    killed();
    await first.ended;
  } finally {
    await holder.end();
  }
}

async function runOnce(scene: Scene, whatToDo: (member: Member) => Promise<void>): Promise<number | null> {
  const member = scene.system.crew.cli(['rebuild']);
  await whatToDo(member);
  const { code } = await member.ended;
  if (code !== 0) scene.note('a rebuild said', member.lines.slice(-1).join(''));
  return code;
}

/** Looks at the caseload all the time: episodes are added and never disappear. */
function watch({ system, clinic, expect }: Scene): () => Promise<void> {
  let stopped = false;
  let most = 0;
  const looking = (async () => {
    while (!stopped) {
      const { status, text } = await get(`${system.urls()[0]}/v1/caseload?limit=200`, clinic);
      const seen = status === 200 ? (JSON.parse(text) as { items: unknown[] }).items.length : most;
      expect(seen >= most, `a reader saw ${seen} episodes after ${most}`);
      most = Math.max(most, seen);
      await last(0.03);
    }
  })();
  return () => {
    stopped = true;
    return looking;
  };
}

export const rebuildUnderLoad: FaultRow = {
  id: 'F-61',
  title: 'rebuilds under load: two at once, killed, cancelled, finished',
  async inject(scene) {
    const { system, dice } = scene;
    const stop = watch(scene);
    await last(1);
    await twoAndAKill(scene);
    await runOnce(scene, async (member) => {
      await last(dice.whole(300, 1_500) / 1_000);
      member.kill('SIGINT');
    });
    const code = await runOnce(scene, () => Promise.resolve());
    scene.expect(code === 0, `a rebuild that nobody disturbed ended with ${code}`);
    const { rows } = await system.sql.query<{ active: number; extra: number }>(
      `SELECT count(*) FILTER (WHERE state = 'active')::int AS active, count(*) FILTER (WHERE state = 'building')::int AS extra FROM build`,
    );
    scene.expect(rows[0]?.active === 1 && rows[0].extra === 0, `builds afterwards: ${JSON.stringify(rows[0])}`);
    await stop();
  },
};
