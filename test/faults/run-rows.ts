/**
 * Runs fault rows in one house. Each row has two phases: the fault happens while the load runs; then everything is healed,
 * the load is told to its end, quiet has to come within the bound, and every oracle is asked.
 */
import type { Finding } from './oracles/finding.js';
import { awaitQuiet } from './oracles/rest.js';
import { FaultHouse, type Backend } from './place/house.js';
import { letLeasesRunOut } from './rows/acts.js';
import type { FaultRow } from './rows/row.js';
import { judge, openStage, type Stage } from './stage.js';

export interface RunOptions {
  readonly backend: Backend;
  readonly rows: readonly FaultRow[];
  readonly seed: number;
  readonly seconds: number;
  readonly quick: boolean;
  readonly say: (line: string) => void;
}
export interface RowResult {
  readonly id: string;
  readonly title: string;
  readonly backend: Backend;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly alertsExpected: number;
  readonly alertsDelivered: number;
  readonly kills: number;
  readonly seconds: number;
  /** From the last answer until nothing waited for anybody. */
  readonly quietMs: number;
  readonly notes: Readonly<Record<string, string | number>>;
  readonly findings: readonly Finding[];
}

/** A lease of somebody who died lasts 45 s, and the sweeper looks once a second. */
const QUIET_MS = 100_000;
const FINISH_MS = 60_000;
const RATE = 30;

export async function runRows(options: RunOptions): Promise<RowResult[]> {
  const { backend, seed, say } = options;
  const system = await FaultHouse.open({ backend, seed });
  const results: RowResult[] = [];
  try {
    for (const row of options.rows.filter((r) => r.backends?.includes(backend) ?? true)) {
      say(`${row.id} ${backend}  ${row.title} ...`);
      const result = await runRow(system, row, options);
      results.push(result);
      say(
        `${row.id} ${backend}  ${result.findings.length === 0 ? 'holds' : 'FAILS'} after ${result.seconds.toFixed(0)} s`,
      );
      for (const { oracle, text } of result.findings) say(`    ${oracle}: ${text}`);
    }
  } finally {
    await system.close();
  }
  return results;
}

async function runRow(system: FaultHouse, row: FaultRow, options: RunOptions): Promise<RowResult> {
  const began = Date.now();
  const stage = await stageFor(system, row, options);
  const findings: Finding[] = [];
  try {
    await attempt(findings, () => row.inject(stage.scene));
    await system.heal();
    if (options.quick) await letLeasesRunOut(system);
    await attempt(findings, () => row.afterHealing?.(stage.scene));
    await attempt(findings, () => stage.load.finish(FINISH_MS));
    const quiet = await awaitQuiet(system, stage.clinic.tenant, row.quietMs ?? QUIET_MS);
    const verdict = await judge(system, stage);
    return {
      id: row.id,
      title: row.title,
      backend: options.backend,
      ...verdict.counts,
      kills: stage.kills(),
      seconds: (Date.now() - began) / 1_000,
      quietMs: quiet.ms,
      notes: stage.notes,
      findings: [...findings, ...stage.findings, ...quiet.findings, ...verdict.findings],
    };
  } finally {
    await stage.close();
  }
}

const stageFor = (
  system: FaultHouse,
  { id, rate = RATE, shuffle = false }: FaultRow,
  { seed, seconds, quick, say }: RunOptions,
): Promise<Stage> => openStage(system, { label: id.toLowerCase(), seed, seconds, quick, rate, shuffle, say });

async function attempt(findings: Finding[], act: () => Promise<void> | undefined): Promise<void> {
  try {
    await act();
  } catch (error) {
    findings.push({ oracle: 'row', text: error instanceof Error ? error.message : String(error) });
  }
}
