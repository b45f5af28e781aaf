/** Two commits side by side: the quotient mine / theirs of each figure in each round, its median and its spread. */
import { quantile, plain, type Figure } from './notebook.js';
import { aligned } from './report.js';

export interface Round {
  readonly seed: number;
  readonly order: readonly string[];
  readonly mine: Readonly<Record<string, Figure>>;
  readonly theirs: Readonly<Record<string, Figure>>;
}

export interface Sides {
  readonly mine: string;
  readonly theirs: string;
  readonly quick: boolean;
}

export interface Compared {
  readonly name: string;
  readonly unit: string;
  /** mine / theirs, one for each round. */
  readonly ratios: readonly number[];
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Medians of the figures themselves. */
  readonly mine: number;
  readonly theirs: number;
}

export interface Comparison extends Sides {
  readonly rounds: readonly { readonly seed: number; readonly order: readonly string[] }[];
  readonly compared: readonly Compared[];
}

/** Nothing of Rapport is in these: how far they are from 1 says how far the machine can be trusted. */
const CONTROLS = /^(noop|cursor|plain)\b/;
const COMPARABLE = /^(events\/s|jobs\/s|ms)$/;

export function comparisonOf(sides: Sides, rounds: readonly Round[]): Comparison {
  const figures = Object.entries(rounds[0]?.mine ?? {}).filter(([, { unit }]) => COMPARABLE.test(unit));
  const names = figures.map(([name]) => name).filter((name) => rounds.every((round) => round.theirs[name]));
  const own = names.filter((name) => !CONTROLS.test(name));
  const controls = names.filter((name) => CONTROLS.test(name));
  return {
    ...sides,
    rounds: rounds.map(({ seed, order }) => ({ seed, order })),
    compared: [...own, ...controls].map((name) => compared(name, rounds)),
  };
}

function compared(name: string, rounds: readonly Round[]): Compared {
  const of = (side: 'mine' | 'theirs'): number[] => rounds.map((round) => round[side][name]?.median ?? NaN);
  const [mine, theirs] = [of('mine'), of('theirs')];
  const ratios = mine.map((value, i) => value / (theirs[i] ?? NaN));
  return {
    name,
    unit: rounds[0]?.mine[name]?.unit ?? '',
    ratios,
    median: middle(ratios),
    min: Math.min(...ratios),
    max: Math.max(...ratios),
    mine: middle(mine),
    theirs: middle(theirs),
  };
}

const middle = (values: readonly number[]): number => {
  const [low, high] = [
    quantile(values, 0.5),
    -quantile(
      values.map((value) => -value),
      0.5,
    ),
  ];
  return (low + high) / 2;
};

export function comparisonTable({ mine, theirs, quick, rounds, compared: rows }: Comparison): string {
  const ratio = (value: number): string => value.toFixed(3);
  const cells = rows.map((row) => [
    CONTROLS.test(row.name) ? `(${row.name})` : row.name,
    ratio(row.median),
    `${ratio(row.min)} to ${ratio(row.max)}`,
    plain(row.mine),
    plain(row.theirs),
    row.unit,
  ]);
  return [
    `mine ${mine} / theirs ${theirs}${quick ? ', quick sizes: these figures mean little' : ''}`,
    ...rounds.map(({ seed, order }, i) => `round ${i + 1}: seed ${seed}, ${order.join(' then ')}`),
    '',
    aligned([['', 'median', 'lowest to highest', 'mine', 'theirs', ''], ...cells]),
    '',
    'Above 1 mine does more in a second, or takes more ms. In brackets: what holds nothing of Rapport, 1 if all was quiet.',
  ].join('\n');
}
