/**
 * Several faults in one hour: each is done and healed by itself, one after the other, in one clinic under one load; quiet
 * and the oracles come once, at the end.
 */
import { grouped } from '../grouped.js';
import { letLeasesRunOut } from './acts.js';
import type { FaultRow, Scene } from './row.js';

/** What needs the same load shares an hour. */
export const hoursOf = (rows: readonly FaultRow[]): FaultRow[] =>
  [...grouped(rows, ({ rate, shuffle }) => `${rate}/${shuffle}`).values()].map(hourOf);

function hourOf(rows: readonly FaultRow[]): FaultRow {
  const [{ rate, shuffle } = {}] = rows;
  return {
    id: `F-hour-of-${rows.map(({ id }) => id.slice(2)).join('-')}`,
    title: rows.map(({ id }) => id).join(' '),
    quietMs: Math.max(...rows.map(({ quietMs = 100_000 }) => quietMs)),
    ...(rate !== undefined && { rate }),
    ...(shuffle !== undefined && { shuffle }),
    async inject(scene) {
      for (const row of rows) await live(row, within(scene, row));
    },
  };
}

async function live(row: FaultRow, scene: Scene): Promise<void> {
  const began = Date.now();
  try {
    await row.inject(scene);
  } catch (error) {
    scene.expect(false, error instanceof Error ? error.message : String(error));
  }
  await scene.system.heal();
  if (scene.quick) await letLeasesRunOut(scene.system);
  await row.afterHealing?.(scene);
  scene.say(`  ${row.id}  ${((Date.now() - began) / 1_000).toFixed(1)} s`);
}

/** What the row does not hold is told under its name. */
const within = (scene: Scene, { id }: FaultRow): Scene => ({
  ...scene,
  name: `${scene.name}-${id.toLowerCase()}`,
  expect: (holds, otherwise) => scene.expect(holds, `${id}: ${otherwise}`),
  note: (name, value) => scene.note(`${id} ${name}`, value),
});
