/** Two drawings side by side: recall against false prompts, and expected against observed stops by tenths. */
import { USUAL_BUDGET } from '#lib/courses';
import type { BenchmarkFigures, ClinicFigures, FrontierPoint } from './figures.js';
import { FALSE_AIM, LOUD_AIM, RECALL_AIM, shown, UNASKED_AIM } from './figures-text.js';

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
    ...frontierDrawing(together),
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

interface Point {
  readonly recall: number;
  readonly rate: number;
  readonly perHundred: number;
  readonly name: string;
  /** As the rules come. */
  readonly isUsual: boolean;
}

/** Fewest false prompts first, so that a line goes from left to right. */
function pointsOf(frontier: readonly FrontierPoint[]): readonly Point[] {
  return frontier
    .flatMap(({ perWeek, recall, falsePerClinicianWeek: rate, falsePerHundredHours: perHundred }) =>
      recall === null || rate === null || perHundred === null
        ? []
        : [
            {
              recall,
              rate,
              perHundred,
              name: `budget ${perWeek}`,
              isUsual: perWeek === USUAL_BUDGET,
            },
          ],
    )
    .sort((x, y) => x.rate - y.rate);
}

/** What a clinic gets that asks for fewer or more prompts; the same without the direct questions; and what is aimed at. */
function frontierDrawing({ frontier, unasked }: ClinicFigures): string[] {
  const [asked, silent] = [pointsOf(frontier), pointsOf(unasked.frontier)];
  const axes: Axes = {
    left: LEFT,
    most: Math.max(LOUD_AIM.false, ...[...asked, ...silent].map(({ rate }) => rate)) * 1.1,
    upMost: 1,
    title: 'Strain found, by the budget of the strain score',
    across: acrossOf(asked),
    up: 'share of true strains',
  };
  return [
    ...frame(axes),
    ...targetMark(axes, { recall: RECALL_AIM, false: FALSE_AIM, colour: OURS }),
    ...targetMark(axes, { ...LOUD_AIM, colour: OURS }),
    ...targetMark(axes, { ...UNASKED_AIM, colour: OTHER }),
    ...curve(axes, { points: asked, colour: OURS }),
    ...curve(axes, { points: silent, colour: OTHER }),
    text(LEFT + SIDE - 8, TOP + SIDE - 42, '+ targets', `text-anchor="end" fill="${QUIET}"`),
    text(LEFT + SIDE - 8, TOP + SIDE - 26, 'with direct questions', `text-anchor="end" fill="${OURS}"`),
    text(LEFT + SIDE - 8, TOP + SIDE - 10, 'without them', `text-anchor="end" fill="${OTHER}"`),
  ];
}

/** One axis for both: a clinician of these clinics has about as many sessions in each week. */
function acrossOf(points: readonly Point[]): string {
  const last = points.findLast(({ perHundred }) => perHundred > 0);
  const hours = last ? (100 * last.rate) / last.perHundred : undefined;
  const weekly = 'false prompts per clinician-week';
  return hours ? `${weekly} (times ${shown(100 / hours, 0)}: per 100 sessions)` : weekly;
}

interface Target {
  readonly recall: number;
  readonly false: number;
  readonly colour: string;
}

function targetMark(axes: Axes, { recall, false: rate, colour }: Target): string[] {
  const [x, y] = at(axes, rate, recall);
  const arm = 5;
  const look = `stroke="${colour}" stroke-width="2"`;
  return [
    `<line x1="${(x - arm).toFixed(1)}" y1="${y.toFixed(1)}" x2="${(x + arm).toFixed(1)}" y2="${y.toFixed(1)}" ${look}/>`,
    `<line x1="${x.toFixed(1)}" y1="${(y - arm).toFixed(1)}" x2="${x.toFixed(1)}" y2="${(y + arm).toFixed(1)}" ${look}/>`,
  ];
}

function curve(
  axes: Axes,
  { points, colour }: { readonly points: readonly Point[]; readonly colour: string },
): string[] {
  const places = points.map(({ rate, recall }) => at(axes, rate, recall));
  return [line(places, colour), ...points.map((point, i) => dot(places[i] ?? [0, 0], { point, colour }))];
}

const line = (points: readonly (readonly [number, number])[], colour: string): string =>
  `<polyline points="${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`;

/** The default rules are the large dot. */
const dot = (
  [x, y]: readonly [number, number],
  { point, colour }: { readonly point: Point; readonly colour: string },
): string =>
  `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${point.isUsual ? 6 : 3}" fill="${colour}"><title>${point.name}</title></circle>`;

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
