/** What a follow asks of a read model: nothing where rows stayed as they were, and one statement for all that changed. */
import { DEFAULT_RULES, foldEpisode, type EpisodeState } from '#lib/alliance';
import type { Queryable } from '#lib/platform';
import type { ReadModelRow } from './read-model.js';
import { saveChangedRows, type AnyReadModel, type Refolded } from './read-models.js';

interface WordRow extends ReadModelRow {
  readonly part: string;
  readonly length: number;
}

/** A row for each word of the client's reference, so that rows come, change and go. */
const words = (asked: unknown[]): AnyReadModel => ({
  code: 'words',
  migrations: [],
  rowsOf: ({ tenant, stream, state }): WordRow[] =>
    state.client
      .split(' ')
      .filter(Boolean)
      .map((word) => ({ tenant, stream, part: word.charAt(0), length: word.length })),
  save: async (_tx, _build, rows) => void asked.push(['save', ...(rows as WordRow[]).map((r) => [r.stream, r.part])]),
  forget: async (_tx, _build, keys) => void asked.push(['forget', ...keys.map(({ stream }) => stream)]),
  discard: async () => undefined,
  readBack: async () => [],
});

const state = (client: string): EpisodeState => ({ ...foldEpisode([]), client });
const moved = (stream: string, before: string | undefined, after: string): Refolded => ({
  tenant: 1,
  stream,
  rules: DEFAULT_RULES,
  before: before === undefined ? undefined : state(before),
  state: state(after),
});

async function asking(...folded: Refolded[]): Promise<unknown[]> {
  const asked: unknown[] = [];
  await saveChangedRows({} as Queryable, 1, folded, [words(asked)]);
  return asked;
}

it('asks nothing when every row is as it was', async () => {
  expect(await asking(moved('a', 'one two', 'one two'), moved('b', undefined, ''))).toEqual([]);
});

it('writes new and changed rows of all episodes at once, and no other', async () => {
  expect(
    await asking(moved('a', 'one two', 'one twofold'), moved('b', undefined, 'new'), moved('c', 'x', 'x')),
  ).toEqual([['save', ['a', 't'], ['b', 'n']]]);
});

it('removes what has no row any more, and writes again what is left of that episode', async () => {
  expect(await asking(moved('a', 'one two', 'one'), moved('b', 'gone', ''), moved('c', 'x', 'xy'))).toEqual([
    ['forget', 'a', 'b'],
    ['save', ['a', 'o'], ['c', 'x']],
  ]);
});
