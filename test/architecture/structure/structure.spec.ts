import { createRequire } from 'node:module';
import path from 'node:path';
import { figuresOf, type Ladder } from './figures.js';
import { readSources, type Source } from './sources.js';

const ROOT = path.join(__dirname, '../../..');
const { LADDER } = createRequire(__filename)(path.join(ROOT, '.config/ladder.cjs')) as { LADDER: Ladder };

const source = (file: string, imports: Source['imports'] = [], exports: readonly string[] = []): Source => ({
  file,
  lines: 10,
  imports,
  exports,
});
const to = (file: string, ...names: string[]) => ({ file, names });

describe('the figures of the rooms', () => {
  const ladder = { low: [], high: ['low'] };

  it('count lines of the product without specs, builders and the testkit', () => {
    const sources = ['libs/low/src/a.ts', 'libs/low/src/a.spec.ts', 'libs/low/spec/b.ts', 'libs/testkit/src/c.ts'];
    expect(
      figuresOf(
        sources.map((file) => source(file)),
        ladder,
      ),
    ).toMatchObject({
      lines: 10,
      rooms: [{ name: 'libs/low', lines: 10, share: 1 }],
    });
  });

  it('find circles of files, and of folders that stand side by side', () => {
    const sources = [
      source('libs/low/src/x/one.ts', [to('libs/low/src/y/two.ts')]),
      source('libs/low/src/y/two.ts', [to('libs/low/src/y/three.ts')]),
      source('libs/low/src/y/three.ts'),
      source('libs/low/src/y/four.ts', [to('libs/low/src/x/five.ts'), to('libs/low/src/door.ts')]),
      source('libs/low/src/x/five.ts', [to('libs/low/src/x/five.ts')]),
      source('libs/low/src/door.ts', [to('libs/low/src/y/four.ts')]),
    ];
    const { circles, rooms } = figuresOf(sources, ladder);
    expect(circles).toEqual([
      'libs/low/src/x/five.ts -> libs/low/src/x/five.ts',
      'libs/low/src/y/four.ts -> libs/low/src/door.ts -> libs/low/src/y/four.ts',
    ]);
    expect(rooms[0]?.folderCircles).toEqual(['libs/low/src/x -> libs/low/src/y -> libs/low/src/x']);
  });

  it('find arrows that point up, and names of a front door that nothing uses', () => {
    const sources = [
      source('libs/low/src/index.ts', [], ['wanted', 'forgotten']),
      source('libs/low/src/a.ts', [to('libs/high/src/index.ts')]),
      source('libs/high/src/index.ts'),
      source('libs/high/src/b.ts', [to('libs/low/src/index.ts', 'wanted')]),
    ];
    const { arrowsUp, rooms } = figuresOf(sources, ladder);
    expect(arrowsUp).toEqual(['libs/low/src/a.ts -> libs/high/src/index.ts']);
    expect(rooms.find(({ name }) => name === 'libs/low')?.unused).toEqual(['forgotten']);
  });
});

describe('the house', () => {
  const figures = figuresOf(readSources(ROOT), LADDER);
  const libraries = figures.rooms.filter(({ name }) => name.startsWith('libs/'));

  it('is read whole', () => {
    expect(libraries.map(({ name }) => name).sort()).toEqual(
      Object.keys(LADDER)
        .filter((room) => room !== 'testkit')
        .map((room) => `libs/${room}`)
        .sort(),
    );
    expect(figures.lines).toBeGreaterThan(20_000);
  });

  it('has no room that is a house of its own: split by subject what grows over 15 % of the product', () => {
    expect(libraries.filter(({ share }) => share > 0.15).map(({ name }) => name)).toEqual([]);
  });

  it('keeps the front door of the heart small', () => {
    expect(libraries.find(({ name }) => name === 'libs/alliance')?.door).toBeLessThanOrEqual(110);
  });

  it('offers nothing at a front door that nobody outside uses: take these names out of the index', () => {
    expect(figures.rooms.flatMap(({ name, unused }) => unused.map((one) => `${name}: ${one}`))).toEqual([]);
  });

  it('has no circle of files or of folders, and no import that points up', () => {
    expect(figures.circles).toEqual([]);
    expect(figures.rooms.flatMap(({ folderCircles }) => folderCircles)).toEqual([]);
    expect(figures.arrowsUp).toEqual([]);
  });
});
