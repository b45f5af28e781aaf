/** What the rooms look like from above, counted: sizes, front doors, circles and arrows that point up. */
import path from 'node:path';
import { isTestSide, roomOf, type Source } from './sources.js';

export type Ladder = Readonly<Record<string, readonly string[]>>;

export interface Room {
  readonly name: string;
  readonly lines: number;
  /** Of all lines of the product, 0 to 1. */
  readonly share: number;
  /** Names that the front door offers. */
  readonly door: number;
  /** Offered names that nobody outside the room imports. */
  readonly unused: readonly string[];
  /** Folders of the room that need each other, as `a <-> b`. */
  readonly folderCircles: readonly string[];
}
export interface Figures {
  readonly lines: number;
  /** Largest first. */
  readonly rooms: readonly Room[];
  /** Files on a circle of imports, as `a -> b -> a`. */
  readonly circles: readonly string[];
  /** Imports from a room to one on its own level or above. */
  readonly arrowsUp: readonly string[];
}

export function figuresOf(sources: readonly Source[], ladder: Ladder): Figures {
  const product = sources.filter(({ file }) => roomOf(file) && !isTestSide(file));
  const lines = sum(product);
  const names = [...new Set(product.map(({ file }) => roomOf(file) as string))];
  const rooms = names.map((name) => roomFigures(name, { sources, product, lines }));
  return {
    lines,
    rooms: rooms.sort((a, b) => b.lines - a.lines),
    circles: circlesIn(new Map(product.map(({ file, imports }) => [file, imports.map((one) => one.file)]))),
    arrowsUp: product.flatMap((source) => arrowsUp(source, levelsOf(ladder))),
  };
}

const sum = (sources: readonly Source[]): number => sources.reduce((lines, source) => lines + source.lines, 0);

interface Whole {
  readonly sources: readonly Source[];
  readonly product: readonly Source[];
  readonly lines: number;
}

function roomFigures(name: string, { sources, product, lines }: Whole): Room {
  const own = product.filter(({ file }) => roomOf(file) === name);
  const door = `${name}/src/index.ts`;
  const offered = own.find(({ file }) => file === door)?.exports ?? [];
  const wanted = new Set(
    sources
      .filter(({ file }) => roomOf(file) !== name)
      .flatMap(({ imports }) => imports)
      .filter(({ file }) => file.startsWith(`${name}/`))
      .flatMap(({ names }) => names),
  );
  return {
    name,
    lines: sum(own),
    share: sum(own) / lines,
    door: offered.length,
    unused: offered.filter((one) => !wanted.has(one)),
    folderCircles: folderCircles(own),
  };
}

/**
 * Arrows between folders that stand side by side. A file beside a folder may use it and be used by it: it is the
 * folder's own neighbour, and one level of the room.
 */
function folderCircles(own: readonly Source[]): string[] {
  const graph = new Map<string, Set<string>>();
  for (const { file, imports } of own) {
    for (const { file: other } of imports) {
      const [from, to] = siblings(file, other);
      if (from === undefined || to === undefined || from === to || roomOf(file) !== roomOf(other)) continue;
      graph.set(from, (graph.get(from) ?? new Set()).add(to));
    }
  }
  return circlesIn(new Map([...graph].map(([from, to]) => [from, [...to]])));
}

/** The folders of two files where their paths part; undefined for a file that stands at the parting itself. */
function siblings(a: string, b: string): (string | undefined)[] {
  const [left, right] = [path.posix.dirname(a).split('/'), path.posix.dirname(b).split('/')];
  const parting = left.findIndex((folder, i) => folder !== right[i]);
  const at = parting === -1 ? left.length : parting;
  return [left, right].map((folders) => (folders.length > at ? folders.slice(0, at + 1).join('/') : undefined));
}

/** One circle for each file that closes one, found from the first file on. */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (node: string, way: readonly string[]): void => {
    const start = way.indexOf(node);
    if (start >= 0) circles.push([...way.slice(start), node].join(' -> '));
    if (start >= 0 || done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...way, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return circles;
}

/** A room stands one level above the highest that it may import. Apps stand above all rooms. */
function levelsOf(ladder: Ladder): (room: string) => number {
  const level = (room: string): number => 1 + Math.max(-1, ...(ladder[room] ?? []).map(level));
  return (place) => (place.startsWith('apps/') ? Number.POSITIVE_INFINITY : level(place.replace('libs/', '')));
}

function arrowsUp({ file, imports }: Source, level: (room: string) => number): string[] {
  const from = roomOf(file) as string;
  return imports.flatMap((one) => {
    const to = roomOf(one.file);
    if (to === undefined || to === from || from.startsWith('apps/') || level(to) < level(from)) return [];
    return [`${file} -> ${one.file}`];
  });
}
