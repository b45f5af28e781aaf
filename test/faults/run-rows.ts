/**
 * Runs fault rows in one house. Each row has two phases: the fault happens while the load runs; then everything is healed,
 * the load is told to its end, quiet has to come within the bound, and every oracle is asked.
 */
import path from 'node:path';
import { diceOf } from './dice.js';
import { Ledger } from './load/ledger.js';
import { Load } from './load/load.js';
import { compareAcknowledged } from './oracles/acknowledged.js';
import { findingsOf, type Finding } from './oracles/finding.js';
import { TailReader, checkOrder } from './oracles/order.js';
import { compareFolds, foldTenant } from './oracles/pure-fold.js';
import { awaitQuiet, checkProcesses, checkRest } from './oracles/rest.js';
import { compareTold } from './oracles/told.js';
import { FaultHouse, type Backend, type Clinic } from './place/house.js';
import type { FaultRow, Scene } from './rows/row.js';

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
  /** From the healing until nothing waited for anybody. */
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
  const house = await FaultHouse.open({ backend, seed });
  const results: RowResult[] = [];
  try {
    for (const row of options.rows.filter((r) => r.backends?.includes(backend) ?? true)) {
      say(`${row.id} ${backend}  ${row.title} ...`);
      const result = await runRow(house, row, options);
      results.push(result);
      say(`${row.id} ${backend}  ${result.findings.length === 0 ? 'holds' : 'FAILS'} after ${result.seconds.toFixed(0)} s`);
      for (const { oracle, text } of result.findings) say(`    ${oracle}: ${text}`);
    }
  } finally {
    await house.close();
  }
  return results;
}

async function runRow(house: FaultHouse, row: FaultRow, options: RunOptions): Promise<RowResult> {
  const began = Date.now();
  const stage = await openStage(house, row, options);
  const findings: Finding[] = [];
  try {
    await attempt(findings, () => row.inject(stage.scene));
    await house.heal();
    if (options.quick) await letLeasesRunOut(house);
    await attempt(findings, () => row.afterHealing?.(stage.scene));
    await attempt(findings, () => stage.load.finish(FINISH_MS));
    const quiet = await awaitQuiet(house, stage.clinic.tenant, row.quietMs ?? QUIET_MS);
    const verdict = await judge(house, stage);
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

async function attempt(findings: Finding[], act: () => Promise<void> | undefined): Promise<void> {
  try {
    await act();
  } catch (error) {
    findings.push({ oracle: 'row', text: error instanceof Error ? error.message : String(error) });
  }
}

interface Stage {
  readonly scene: Scene;
  readonly clinic: Clinic;
  readonly load: Load;
  readonly ledger: Ledger;
  readonly tail: TailReader;
  readonly findings: Finding[];
  readonly notes: Record<string, string | number>;
  /** Members that there were before. */
  readonly first: number;
  kills(): number;
  close(): Promise<void>;
}

let opened = 0;

async function openStage(house: FaultHouse, row: FaultRow, { seed, seconds, quick }: RunOptions): Promise<Stage> {
  const name = `${row.id.toLowerCase()}-${++opened}`;
  const clinic = await house.openClinic(name);
  const ledger = await Ledger.open(path.join(house.root, `${name}.ledger`));
  const tail = new TailReader(house.cluster.url('rapport'), clinic.tenant);
  const load = new Load({
    seed,
    label: name,
    now: Date.now(),
    rate: row.rate ?? RATE,
    account: clinic,
    ledger,
    urls: () => house.urls(),
    ...(row.shuffle ? { shuffle: true } : {}),
  }).start();
  const findings: Finding[] = [];
  const notes: Record<string, string | number> = {};
  let kills = 0;
  const scene: Scene = {
    house,
    clinic,
    load,
    dice: diceOf(seed, row.id),
    seconds,
    quick,
    name,
    killed: () => void kills++,
    expect: (holds, otherwise) => void (holds || findings.push({ oracle: 'row', text: otherwise })),
    note: (what, value) => void (notes[what] = value),
  };
  return { scene, clinic, load, ledger, tail, findings, notes, first: house.crew.all.length, kills: () => kills, close: () => ledger.close() };
}

async function judge(house: FaultHouse, { clinic: { tenant }, ledger, load, tail, first }: Stage) {
  const { sql, receiver } = house;
  const acks = await compareAcknowledged(sql, tenant, ledger);
  const folded = await foldTenant(sql, tenant);
  const told = await compareTold(sql, tenant, { folded, receipts: receiver.receipts });
  const findings = [
    ...acks.findings,
    ...findingsOf('O1', load.surprises),
    ...(await compareFolds(sql, tenant, folded)),
    ...told.findings,
    ...(await checkOrder(sql, tenant)),
    ...(await tail.stop()),
    ...(await checkRest(house)),
    ...checkProcesses(house, first),
  ];
  const { acknowledged, lost, doubled } = acks;
  return { findings, counts: { acknowledged, lost, doubled, alertsExpected: told.expected, alertsDelivered: told.delivered } };
}

/** In a hurry: the leases of processes that are gone end now and not after 45 s. */
async function letLeasesRunOut({ sql, crew }: FaultHouse): Promise<void> {
  const alive = crew.of('worker').map((m) => `%-${m.process.pid}-%`);
  await sql.query(
    `UPDATE outbox SET next_at = now(), lease_until = now() WHERE state = 'leased' AND NOT (lease_owner LIKE ANY($1))`,
    [alive],
  );
}
