/** Two drawings side by side: recall against false prompts, and expected against observed stops by tenths. */
import type { BenchmarkFigures, CurvePoint } from './figures.js';
import { FALSE_AIM, RECALL_AIM, shown } from './figures-text.js';

const SIDE = 320;
const LEFT = 64;
const TOP = 74;
const BETWEEN = 92;
const WIDTH = LEFT + SIDE + BETWEEN + SIDE + 30;
const HEIGHT = TOP + SIDE + 62;
const INK = '#1d2b27';
const QUIET = '#5d6b66';
const OURS = '#2f6f5e';
const OTHER = '#c9a26b';

interface Axes {
  readonly left: number;
  readonly most: number;
  readonly title: string;
  readonly across: string;
  readonly up: string;
  readonly upMost: number;
}

export function figuresPicture(figures: BenchmarkFigures): string {
  const { clinics, together } = figures;
  const title = 'Rapport on synthetic clinics: strain, and the chance of stopping early';
  const size = `seeds ${clinics.map(({ seed }) => seed).join(', ')}; ${together.clients} clients, ${together.hours} attended sessions`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="${title}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(16, 26, title, `font-size="15" font-weight="600" fill="${INK}"`),
    text(16, 44, size, `font-size="11" fill="${QUIET}"`),
    ...curveDrawing(together.curve),
    ...calibrationDrawing(figures),
    '</svg>',
    '',
  ].join('\n');
}

const text = (x: number, y: number, words: string, look: string): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${look}>${words}</text>`;

const at = ({ left, most, upMost }: Axes, x: number, y: number): readonly [number, number] => [
  left + (SIDE * Math.min(x, most)) / most,
  TOP + SIDE - (SIDE * Math.min(y, upMost)) / upMost,
];

function frame({ left, title, across, up, most, upMost }: Axes): string[] {
  const small = `font-size="11" fill="${QUIET}"`;
  return [
    text(left, TOP - 10, title, `font-weight="600" fill="${INK}"`),
    `<rect x="${left}" y="${TOP}" width="${SIDE}" height="${SIDE}" fill="none" stroke="#b9c4c0"/>`,
    text(left + SIDE / 2, TOP + SIDE + 34, across, `text-anchor="middle" ${small}`),
    `<text transform="translate(${left - 40} ${TOP + SIDE / 2}) rotate(-90)" text-anchor="middle" ${small}>${up}</text>`,
    ...[0, 0.5, 1].flatMap((part) => [
      text(left + SIDE * part, TOP + SIDE + 16, shown(most * part), `text-anchor="middle" ${small}`),
      text(left - 6, TOP + SIDE - SIDE * part + 4, shown(upMost * part), `text-anchor="end" ${small}`),
    ]),
  ];
}

type Seen = CurvePoint & { readonly recall: number; readonly falsePerClinicianWeek: number };

function curveDrawing(curve: readonly CurvePoint[]): string[] {
  const points = curve.filter((p): p is Seen => p.recall !== null && p.falsePerClinicianWeek !== null);
  const axes: Axes = {
    left: LEFT,
    most: Math.max(FALSE_AIM, ...points.map((p) => p.falsePerClinicianWeek)) * 1.1,
    upMost: 1,
    title: 'Strain found, by the thresholds of the rules',
    across: 'false prompts per clinician-week',
    up: 'share of true strains',
  };
  const [x, y] = at(axes, FALSE_AIM, RECALL_AIM);
  const strict = points.map((p) => at(axes, p.falsePerClinicianWeek, p.recall));
  const told = points.map((p) => at(axes, p.falsePerClinicianWeek, p.recall + (p.standing ?? 0)));
  return [
    ...frame(axes),
    `<rect x="${LEFT}" y="${TOP}" width="${(x - LEFT).toFixed(1)}" height="${(y - TOP).toFixed(1)}" fill="#e7efec"/>`,
    text(LEFT + 8, TOP + 16, 'target', `font-size="11" fill="${QUIET}"`),
    line(told, OTHER),
    line(strict, OURS),
    ...points.map((p, i) => dot(strict[i] ?? [0, 0], p.factor)),
    text(LEFT + SIDE - 8, TOP + SIDE - 26, 'with a prompt of its own', `text-anchor="end" fill="${OURS}"`),
    text(LEFT + SIDE - 8, TOP + SIDE - 10, 'or an earlier prompt still open', `text-anchor="end" fill="${OTHER}"`),
  ];
}

const line = (points: readonly (readonly [number, number])[], colour: string): string =>
  `<polyline points="${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`;

/** The default rules are the large dot. */
const dot = ([x, y]: readonly [number, number], factor: number): string =>
  `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${factor === 1 ? 6 : 3}" fill="${OURS}"><title>${factor} of the thresholds</title></circle>`;

function calibrationDrawing({ together: { stopping } }: BenchmarkFigures): string[] {
  const deciles = stopping?.dayAfter.deciles ?? [];
  const most = Math.max(0.05, ...deciles.flatMap(({ expected, observed }) => [expected, observed])) * 1.1;
  const axes: Axes = {
    left: LEFT + SIDE + BETWEEN,
    most,
    upMost: most,
    title: 'Stopping early: predicted and observed, by tenths',
    across: 'predicted chance, a day after the session',
    up: 'share that stopped',
  };
  return [
    ...frame(axes),
    line([at(axes, 0, 0), at(axes, most, most)], '#b9c4c0'),
    ...deciles.map(({ expected, observed }) => {
      const [x, y] = at(axes, expected, observed);
      return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4" fill="${OURS}"/>`;
    }),
  ];
}
