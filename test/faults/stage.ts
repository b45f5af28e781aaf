/** One clinic under load, watched from all sides: what a fault row and a long run have in common. */
import path from 'node:path';
import { diceOf } from './dice.js';
import { Ledger } from './load/ledger.js';
import { Load } from './load/load.js';
import { compareAcknowledged } from './oracles/acknowledged.js';
import { findingsOf, type Finding } from './oracles/finding.js';
import { TailReader, checkOrder } from './oracles/order.js';
import { compareFolds, foldTenant } from './oracles/pure-fold.js';
import { checkProcesses, checkRest } from './oracles/rest.js';
import { compareTold } from './oracles/told.js';
import type { Clinic, FaultHouse } from './place/house.js';
import type { Scene } from './rows/row.js';

export interface Stage {
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

export interface StageOptions {
  /** Begins the names of everything in it. */
  readonly label: string;
  readonly seed: number;
  readonly seconds: number;
  readonly quick: boolean;
  /** Requests per second. */
  readonly rate: number;
  readonly shuffle: boolean;
  /** Nobody listens unless told. */
  readonly say?: (line: string) => void;
}

export async function openStage(system: FaultHouse, options: StageOptions): Promise<Stage> {
  const { label, seed, rate, shuffle } = options;
  const name = `${label}-${++opened}`;
  const clinic = await system.openClinic(name);
  const ledger = await Ledger.open(path.join(system.root, `${name}.ledger`));
  const tail = new TailReader(system.cluster.url('rapport'), clinic.tenant);
  const first = system.crew.all.length;
  const urls = (): string[] => system.urls();
  const load = new Load({ seed, label: name, now: Date.now(), rate, shuffle, account: clinic, ledger, urls }).start();
  return {
    clinic,
    load,
    ledger,
    tail,
    first,
    ...sceneOf({ system, clinic, load, name, options }),
    close: () => ledger.close(),
  };
}

interface SceneParts extends Pick<Scene, 'system' | 'clinic' | 'load' | 'name'> {
  readonly options: StageOptions;
}

/** What a row sees, and what it leaves behind. */
function sceneOf({
  options: { label, seed, seconds, quick, say = () => undefined },
  ...parts
}: SceneParts): Pick<Stage, 'scene' | 'findings' | 'notes' | 'kills'> {
  const findings: Finding[] = [];
  const notes: Record<string, string | number> = {};
  let kills = 0;
  const scene: Scene = {
    ...parts,
    dice: diceOf(seed, label),
    seconds,
    quick,
    killed: () => void kills++,
    expect: (holds, otherwise) => void (holds || findings.push({ oracle: 'row', text: otherwise })),
    say,
    note: (what, value) => void (notes[what] = value),
  };
  return { scene, findings, notes, kills: () => kills };
}

/** Asks every oracle that looks at facts. */
export async function judge(system: FaultHouse, { clinic, ledger, load, tail, first }: Stage) {
  const { counts, findings } = await judgeFacts(system, clinic.tenant, ledger);
  return {
    findings: [
      ...findingsOf('O1', load.surprises),
      ...findings,
      ...(await tail.stop()),
      ...(await checkRest(system)),
      ...checkProcesses(system, first),
    ],
    counts,
  };
}

/** What was promised against what lies in the log, the read models and at the receiver. */
export async function judgeFacts({ sql, receiver }: FaultHouse, tenant: number, ledger: Ledger) {
  const acks = await compareAcknowledged(sql, tenant, ledger);
  const folded = await foldTenant(sql, tenant);
  const told = await compareTold(sql, tenant, { folded, receipts: receiver.receipts });
  const { acknowledged, lost, doubled } = acks;
  return {
    findings: [
      ...acks.findings,
      ...(await compareFolds(sql, tenant, folded)),
      ...told.findings,
      ...(await checkOrder(sql, tenant)),
    ],
    counts: { acknowledged, lost, doubled, alertsExpected: told.expected, alertsDelivered: told.delivered },
  };
}
