/** Walks over every read model of the roster: what a fold changed is written, and what nobody reads any more is removed. */
import { isDeepStrictEqual } from 'node:util';
import type { EpisodeState } from '#lib/alliance';
import { streamKey, type StreamKey } from '#lib/eventlog';
import type { Queryable } from '#lib/platform';
import type { Folded, ReadModel, ReadModelRow } from './read-model.js';
import * as roster from './roster.js';

export type AnyReadModel = ReadModel<ReadModelRow>;

export const isReadModel = (value: unknown): value is AnyReadModel =>
  typeof value === 'object' && value !== null && 'rowsOf' in value && 'readBack' in value;

/** The roster also says what else leaves the files of its members. */
const exported: readonly unknown[] = Object.values(roster);

export const READ_MODELS: readonly AnyReadModel[] = exported.filter(isReadModel);

/** What a follow made of an episode; there was no state before its first event. */
export interface Refolded extends Folded {
  readonly before: EpisodeState | undefined;
}

interface RowChange {
  readonly key: StreamKey;
  /** Something that had a row has none any more. */
  readonly vanished: boolean;
  readonly rows: readonly ReadModelRow[];
}

/** Writes the rows that became others. Most events leave most rows as they were, and then nothing is asked of the database. */
export async function saveChangedRows(
  tx: Queryable,
  build: number,
  folded: readonly Refolded[],
  models = READ_MODELS,
): Promise<void> {
  for (const model of models) {
    const changes = folded.map((one) => changeOf(model, one));
    const gone = changes.filter(({ vanished }) => vanished);
    if (gone.length > 0) await forget(model, { tx, build, keys: gone.map(({ key }) => key) });
    const rows = changes.flatMap((change) => change.rows);
    if (rows.length > 0) await model.save(tx, build, rows);
  }
}

/** Writes all rows of some episodes into a build that has none of them yet. */
export async function saveNewRows(tx: Queryable, build: number, folded: readonly Folded[]): Promise<void> {
  for (const model of READ_MODELS) {
    const rows = folded.flatMap((one) => model.rowsOf(one));
    if (rows.length > 0) await model.save(tx, build, rows);
  }
}

/** Removes what a build has of some episodes. */
export async function forgetRows(tx: Queryable, build: number, keys: readonly StreamKey[]): Promise<void> {
  for (const model of READ_MODELS) await forget(model, { tx, build, keys });
}

/** Removes all of a build that nobody reads. */
export async function discardRows(tx: Queryable, build: number): Promise<void> {
  for (const model of READ_MODELS) await model.discard(tx, build);
}

/** By episode, the codes of the read models whose stored rows are not what the fold gives. */
export async function findRowDifferences(
  tx: Queryable,
  build: number,
  folded: readonly Folded[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const model of READ_MODELS) {
    const stored = byEpisode(await model.readBack(tx, build, folded.map(keyOf)));
    for (const one of folded) {
      const key = streamKey(one);
      if (isDeepStrictEqual(byPart(model.rowsOf(one)), byPart(stored.get(key) ?? []))) continue;
      found.set(key, [...(found.get(key) ?? []), model.code]);
    }
  }
  return found;
}

function changeOf(model: AnyReadModel, { before, ...after }: Refolded): RowChange {
  const was = byPart(before ? model.rowsOf({ ...after, state: before }) : []);
  const is = byPart(model.rowsOf(after));
  const vanished = [...was.keys()].some((part) => !is.has(part));
  const rows = [...is].filter(([part, row]) => vanished || !isDeepStrictEqual(was.get(part), row));
  return { key: keyOf(after), vanished, rows: rows.map(([, row]) => row) };
}

async function forget(
  model: AnyReadModel,
  { tx, build, keys }: { readonly tx: Queryable; readonly build: number; readonly keys: readonly StreamKey[] },
): Promise<void> {
  if (keys.length > 0) await model.forget(tx, build, keys);
}

const keyOf = ({ tenant, stream }: StreamKey): StreamKey => ({ tenant, stream });

const byPart = (rows: readonly ReadModelRow[]): ReadonlyMap<string, ReadModelRow> =>
  new Map(rows.map((row) => [row.part ?? '', row]));

function byEpisode(rows: readonly ReadModelRow[]): ReadonlyMap<string, readonly ReadModelRow[]> {
  const found = new Map<string, ReadModelRow[]>();
  for (const row of rows) {
    const mine = found.get(streamKey(row));
    if (mine) mine.push(row);
    else found.set(streamKey(row), [row]);
  }
  return found;
}
