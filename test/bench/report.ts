/** The outcome of a run: as an object for machines, as a table for people. */
import { createRequire } from 'node:module';
import os from 'node:os';
import type { Flags } from './flags.js';
import { plain, type Figure } from './notebook.js';
import type { Ratios } from './ratios.js';
import type { Sizes } from './sizes.js';

export interface Report {
  readonly date: string;
  readonly seed: number;
  readonly repeats: number;
  readonly quick: boolean;
  readonly sizes: Sizes;
  readonly machine: Readonly<Record<string, string | number | null>>;
  readonly ratios: Ratios;
  readonly figures: Readonly<Record<string, Figure>>;
}

export const describeRun = ({ seed, repeats, quick }: Flags, sizes: Sizes) => ({
  date: new Date().toISOString(),
  seed,
  repeats,
  quick,
  sizes,
});

export function describeMachine(versions: { postgres: string; redis: string | undefined }): Report['machine'] {
  const load = createRequire(__filename);
  return {
    cpus: os.cpus().length,
    model: os.cpus()[0]?.model ?? 'unknown',
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.platform()} ${os.release()} ${os.arch()}`,
    node: process.version,
    postgres: versions.postgres,
    redis: versions.redis ?? null,
    bullmq: (load('bullmq/package.json') as { version: string }).version,
  };
}

export function tableOf({ ratios, figures, machine, ...run }: Report): string {
  const rows = Object.entries(figures).map(([name, f]) => [
    name,
    plain(f.median),
    `${plain(f.min)} to ${plain(f.max)}`,
    f.unit,
  ]);
  const quotients = Object.entries(ratios).map(([name, value]) => [
    name,
    value === null ? 'not measured' : plain(value),
  ]);
  return [
    `${machine['cpus']} x ${machine['model']}, ${machine['memoryGb']} GB, node ${machine['node']}, PostgreSQL ${machine['postgres']}, Redis ${machine['redis'] ?? 'none'}`,
    `${run.date}, seed ${run.seed}, median of ${run.repeats}${run.quick ? ', quick sizes: these figures mean little' : ''}`,
    '',
    aligned(rows),
    '',
    aligned(quotients),
  ].join('\n');
}

/** The first column to the left, the others to the right, the last as it is. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const cell = (text: string, column: number, row: readonly string[]): string => {
    if (column === 0) return text.padEnd(width(0));
    return column === row.length - 1 && column > 1 ? text : text.padStart(width(column));
  };
  return rows.map((row) => row.map((text, column) => cell(text, column, row)).join('  ')).join('\n');
}
