/** A migration that no room hands on is never applied. */
import path from 'node:path';
import { productSources, ROOT, roomOf } from './sources.js';

interface Listing {
  readonly MIGRATIONS: readonly (abstract new () => object)[];
}

const files = [...productSources().keys()].filter((file) => file.includes('/migrations/'));
const load = (file: string): Promise<unknown> => import(path.join(ROOT, file));
const classesIn = async (file: string) =>
  Object.values((await load(file)) as Record<string, Listing['MIGRATIONS'][number]>);

it('is on the list of its room, and all of them are applied in the order of their timestamps', async () => {
  const missing: string[] = [];
  const all: { readonly at: number; readonly migration: Listing['MIGRATIONS'][number] }[] = [];
  for (const file of files) {
    const { MIGRATIONS } = (await load(`${roomOf(file)}/src/migrations.ts`)) as Listing;
    for (const migration of await classesIn(file)) {
      all.push({ at: Number.parseInt(path.basename(file), 10), migration });
      if (!MIGRATIONS.includes(migration))
        missing.push(
          `add ${migration.name} to MIGRATIONS of ${roomOf(file)}/src/migrations.ts, or to the migrations of its read model`,
        );
    }
  }
  expect(missing).toEqual([]);
  const inOrder = all.toSorted((a, b) => a.at - b.at).map(({ migration }) => migration.name);
  const { MIGRATIONS } = (await load('libs/pipeline/src/composition/migrate.ts')) as Listing;
  const applied = MIGRATIONS.map(({ name }) => name);
  // a room whose list is not read in libs/pipeline/src/composition/migrate.ts shows here with all of its migrations
  expect(applied).toEqual(inOrder);
});
