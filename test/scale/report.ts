/** What the rounds have shown, for people and for programs. */
import type { Round } from './drain.js';

export interface Setting {
  readonly cores: number;
  readonly backend: string;
  readonly events: number;
  readonly episodes: number;
  readonly far: number;
  readonly seed: number;
}

interface Sum {
  readonly workers: number;
  /** Medians, events per second. */
  readonly drained: number;
  readonly accepted: number;
  readonly busyCores: number;
  /** To the first number of workers that was tried. */
  readonly gain: number;
}

function summed(rounds: readonly Round[]): Sum[] {
  const counts = [...new Set(rounds.map((r) => r.workers))];
  const of = (workers: number, value: (round: Round) => number): number =>
    median(rounds.filter((r) => r.workers === workers).map(value));
  const yardstick = of(counts[0] ?? 0, (r) => r.drained);
  return counts.map((workers) => ({
    workers,
    drained: Math.round(of(workers, (r) => r.drained)),
    accepted: Math.round(of(workers, (r) => r.accepted)),
    busyCores: Number(of(workers, (r) => r.busyCores).toFixed(2)),
    gain: Number((of(workers, (r) => r.drained) / yardstick).toFixed(2)),
  }));
}

export const asJson = (rounds: readonly Round[], setting: Setting): Record<string, unknown> => ({
  ...setting,
  medians: summed(rounds),
  lost: rounds.reduce((sum, r) => sum + r.lost, 0),
  doubled: rounds.reduce((sum, r) => sum + r.doubled, 0),
  holds: rounds.every((r) => r.findings.length === 0),
  rounds,
});

const WIDTHS = [8, 18, 18, 11, 28, 13, 5, 8, 8];
const line = (cells: readonly (string | number)[]): string =>
  cells
    .map((cell, i) => String(cell).padEnd(WIDTHS[i] ?? 0))
    .join(' ')
    .trimEnd();

export function asTable(rounds: readonly Round[]): string {
  const head = ['workers', 'accepted events/s', 'followed events/s', 'busy cores', 'meanwhile: answers, p99 ms'];
  const body = rounds.map((r) =>
    line([
      r.workers,
      Math.round(r.accepted),
      Math.round(r.drained),
      r.busyCores.toFixed(2),
      `${r.meanwhile.answers}, ${r.meanwhile.p99}`,
      r.acknowledged,
      r.lost,
      r.doubled,
      r.findings.length === 0 ? 'hold' : 'OBJECT',
    ]),
  );
  const sums = summed(rounds).map(
    ({ workers, drained, gain }) =>
      `${workers} workers: ${drained} events/s followed (median), ${gain} times the first`,
  );
  const findings = rounds.flatMap((r) => r.findings.map((f) => `${r.workers} workers, ${f.oracle}: ${f.text}`));
  const title = line([...head, 'acknowledged', 'lost', 'doubled', 'oracles']);
  return `${[title, ...body, '', ...sums, ...findings].join('\n')}\n`;
}

function median(list: readonly number[]): number {
  const sorted = list.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}
