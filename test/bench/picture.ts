/** The main speeds as bars, drawn by hand: one bar per contestant and backend, a thin line from its least to its most. */
import { plain, type Figure } from './notebook.js';
import type { Report } from './report.js';

const BARS = [
  ['noop.redis', 'BullMQ doing nothing, Redis', 'bare'],
  ['pipeline.redis.whole', 'Rapport, Redis', 'ours'],
  ['pipeline-100k.redis.whole', 'Rapport, Redis, many episodes', 'ours'],
  ['log-2m.redis.whole', 'Rapport, Redis, long log', 'ours'],
  ['plain.redis', 'Plain build, Redis', 'other'],
  ['noop.postgres', 'BullMQ doing nothing, PostgreSQL', 'bare'],
  ['pipeline.postgres.whole', 'Rapport, PostgreSQL', 'ours'],
  ['pipeline-100k.postgres.whole', 'Rapport, PostgreSQL, many episodes', 'ours'],
  ['log-2m.postgres.whole', 'Rapport, PostgreSQL, long log', 'ours'],
  ['plain.postgres', 'Plain build, PostgreSQL', 'other'],
] as const;
const COLOURS = { ours: '#2f6f5e', bare: '#b9c4c0', other: '#c9a26b' };
const ROW = 26;
const LEFT = 280;
const LONGEST = 420;
const WIDTH = LEFT + LONGEST + 110;
const TOP = 58;

export function pictureOf({ figures, machine, date, quick }: Report): string {
  const bars = BARS.flatMap(([name, label, kind]) => (figures[name] ? [{ label, kind, figure: figures[name] }] : []));
  const most = Math.max(1, ...bars.map(({ figure }) => figure.max));
  const height = TOP + bars.length * ROW + 34;
  const title = 'Events per second, HTTP to read model; jobs per second for the bare queue';
  const place = `${machine['cpus']} x ${machine['model']}, node ${machine['node']}, ${date.slice(0, 10)}${quick ? ', quick run' : ''}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="${title}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="16" y="26" font-size="15" font-weight="600" fill="#1d2b27">${title}</text>`,
    `<text x="16" y="44" font-size="11" fill="#5d6b66">${escaped(place)}</text>`,
    ...bars.map(({ label, kind, figure }, i) =>
      bar(figure, { label, y: TOP + i * ROW, scale: LONGEST / most, fill: COLOURS[kind] }),
    ),
    `<text x="16" y="${height - 12}" font-size="11" fill="#5d6b66">Bars: median. Thin lines: least to most.</text>`,
    '</svg>',
    '',
  ].join('\n');
}

interface Look {
  readonly label: string;
  readonly y: number;
  readonly scale: number;
  readonly fill: string;
}

function bar({ median, min, max }: Figure, { label, y, scale, fill }: Look): string {
  const at = (value: number): string => (LEFT + value * scale).toFixed(1);
  return [
    `<text x="${LEFT - 10}" y="${y + 15}" text-anchor="end" fill="#1d2b27">${label}</text>`,
    `<rect x="${LEFT}" y="${y + 3}" width="${(median * scale).toFixed(1)}" height="16" rx="2" fill="${fill}"/>`,
    `<line x1="${at(min)}" x2="${at(max)}" y1="${y + 11}" y2="${y + 11}" stroke="#1d2b27" stroke-width="1"/>`,
    `<text x="${(LEFT + max * scale + 8).toFixed(1)}" y="${y + 15}" fill="#1d2b27">${plain(median)}</text>`,
  ].join('\n');
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
