/** What every read model guarantees, on a real database; the suite runs over the whole roster. */
import { DEFAULT_RULES, foldEpisode } from '#lib/alliance';
import { readStream, startBuild, toClinicEvent, type StreamKey } from '#lib/eventlog';
import { DAY, HOUR, MINUTE } from '#lib/kernel';
import { dyadOf, missed, openTestSystem, opened, phq9, pulse, sendAndProject, type TestSystem } from '#lib/testkit';
import type { Folded, ReadModelRow } from '../read-model.js';
import {
  discardRows,
  findRowDifferences,
  forgetRows,
  READ_MODELS,
  saveChangedRows,
  saveNewRows,
  type AnyReadModel,
} from '../read-models.js';

let system: TestSystem;
/** Of several episodes that differ in whatever a question may ask for, each with the state halfway. */
let episodes: (Folded & { readonly before: Folded['state'] })[];
let build: number;
const db = () => system.parts.db;

const named = ({ tenant, stream, part = '' }: ReadModelRow): string => `${tenant} ${stream} ${part}`;
const inOrder = (rows: readonly ReadModelRow[]): ReadModelRow[] =>
  rows.toSorted((a, b) => (named(a) < named(b) ? -1 : 1));
const rowsOf = (model: AnyReadModel, of: readonly Folded[] = episodes): ReadModelRow[] =>
  inOrder(of.flatMap((one) => model.rowsOf(one)));
const stored = async (model: AnyReadModel, keys: readonly StreamKey[] = episodes, of = build) =>
  inOrder(await model.readBack(db(), of, keys));

beforeAll(async () => {
  system = await openTestSystem();
  const at = system.clock.now();
  const [quiet, withRupture, unsafe, absent] = [
    dyadOf('quiet'),
    dyadOf('strained'),
    dyadOf('unsafe'),
    dyadOf('absent'),
  ];
  await sendAndProject(system, [
    ...[quiet, withRupture, unsafe, absent].map((dyad) => opened(dyad, at - 30 * DAY)),
    pulse(quiet, at - 2 * HOUR, { form: 'f1' }),
    pulse(withRupture, at - HOUR, { form: 'f1', level: 3, feltOff: 2 }),
    phq9(unsafe, at - MINUTE, { form: 'q1', last: 3 }),
    ...missed(absent, at - DAY, 'ap-1'),
  ]);
  const keys = [quiet, withRupture, unsafe, absent].map((dyad) => ({
    tenant: system.tenant.id,
    stream: `episode/${dyad.episode}`,
  }));
  episodes = await Promise.all(
    keys.map(async (key) => {
      const events = (await readStream(db(), key)).map(toClinicEvent);
      const fold = (count: number) => foldEpisode(events.slice(0, count), DEFAULT_RULES);
      return { ...key, rules: DEFAULT_RULES, before: fold(1), state: fold(events.length) };
    }),
  );
});
afterAll(() => system.close());
beforeEach(async () => {
  build = await startBuild(db(), 'conformance', system.clock.now());
});

describe.each(READ_MODELS)('$code', (model) => {
  it('answers something about the episodes here, or the rest of this suite says nothing', () => {
    expect(rowsOf(model).length).toBeGreaterThan(0);
  });

  it('says of each row which episode it is of, and names no row twice', () => {
    for (const one of episodes)
      for (const row of model.rowsOf(one)) expect(row).toMatchObject({ tenant: one.tenant, stream: one.stream });
    expect(new Set(rowsOf(model).map(named)).size).toBe(rowsOf(model).length);
  });

  it('reads back what it said, and of the episodes that were asked for only', async () => {
    await model.save(db(), build, rowsOf(model));
    expect(await stored(model)).toEqual(rowsOf(model));
    const one = episodes[0] as Folded;
    expect(await stored(model, [one])).toEqual(rowsOf(model, [one]));
  });

  it('is the same after saving twice, and saved in two steps or in one', async () => {
    const [first, ...others] = rowsOf(model) as [ReadModelRow, ...ReadModelRow[]];
    await model.save(db(), build, [first]);
    if (others.length > 0) await model.save(db(), build, others);
    await model.save(db(), build, [first]);
    expect(await stored(model)).toEqual(rowsOf(model));
  });

  it('takes the place of what the episode said before', async () => {
    const earlier = episodes.map(({ before, ...one }) => ({ ...one, state: before }));
    await saveNewRows(db(), build, earlier);
    expect(await stored(model)).toEqual(rowsOf(model, earlier));
    await saveChangedRows(db(), build, episodes);
    expect(await stored(model)).toEqual(rowsOf(model));
  });

  it('keeps one build apart from another', async () => {
    const other = await startBuild(db(), 'conformance', system.clock.now());
    await model.save(db(), build, rowsOf(model));
    expect(await stored(model, episodes, other)).toEqual([]);
    await model.save(db(), other, rowsOf(model));
    await model.discard(db(), other);
    expect(await stored(model)).toEqual(rowsOf(model));
  });

  it('leaves nothing of an episode that is forgotten, and all of the others', async () => {
    await model.save(db(), build, rowsOf(model));
    const others = episodes.slice(1);
    const one = episodes[0] as Folded;
    await model.forget(db(), build, [one]);
    await model.forget(db(), build, [one]);
    expect(await stored(model)).toEqual(rowsOf(model, others));
  });

  it('leaves nothing of a build that is discarded', async () => {
    await model.save(db(), build, rowsOf(model));
    await model.discard(db(), build);
    expect(await stored(model)).toEqual([]);
  });
});

it('all together: a difference is found by the name of its read model, and gone when the rows are', async () => {
  await saveNewRows(db(), build, episodes);
  expect(await findRowDifferences(db(), build, episodes)).toEqual(new Map());
  const one = episodes[0] as Folded;
  await forgetRows(db(), build, [one]);
  const codes = READ_MODELS.filter((model) => model.rowsOf(one).length > 0).map(({ code }) => code);
  expect([...(await findRowDifferences(db(), build, episodes)).values()]).toEqual([codes]);
  await discardRows(db(), build);
  for (const model of READ_MODELS) expect(await stored(model)).toEqual([]);
});
