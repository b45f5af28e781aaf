/** `npm run structure`: the rooms of the house in figures, as docs/explanation/architecture.md shows them. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { figuresOf, type Figures, type Ladder } from './figures.js';
import { readSources } from './sources.js';

const ROOT = process.cwd();
const { LADDER } = createRequire(path.join(ROOT, 'package.json'))('./.config/ladder.cjs') as { LADDER: Ladder };

const count = (items: readonly string[]): string =>
  [String(items.length), ...items.map((item) => `\n    ${item}`)].join('');

function shown({ lines, rooms, circles, arrowsUp }: Figures): string[] {
  const folderCircles = rooms.flatMap((room) => room.folderCircles);
  const unused = rooms.flatMap((room) => room.unused.map((name) => `${room.name}: ${name}`));
  return [
    `product: ${lines.toLocaleString('en')} lines in ${rooms.length} rooms and apps`,
    ...rooms.map(
      ({ name, lines: own, share, door }) =>
        `  ${name.padEnd(24)} ${own.toLocaleString('en').padStart(6)} lines ${(share * 100).toFixed(1).padStart(5)} %  door ${door}`,
    ),
    `circles between files: ${count(circles)}`,
    `circles between folders of a room: ${count(folderCircles)}`,
    `imports that point up the ladder: ${count(arrowsUp)}`,
    `names of a front door that nothing uses: ${count(unused)}`,
  ];
}

console.log(shown(figuresOf(readSources(ROOT), LADDER)).join('\n'));
