/** What a long run looks at every ten seconds, and whether it creeps. */
import fs from 'node:fs';
import type { FaultHouse } from '../place/house.js';

export interface Measure {
  /** Seconds since the start. */
  readonly at: number;
  /** Resident memory of each member, in MB, by role and process id. */
  readonly memory: Readonly<Record<string, number>>;
  readonly connections: number;
  readonly marks: number;
  readonly deliveries: number;
}

const PAGE_KB = 4;

function residentMb(pid: number | undefined): number | undefined {
  try {
    return (Number(fs.readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_KB) / 1_024;
  } catch {
    return undefined;
  }
}

/** Undefined while the database is away. */
export async function measure({ sql, crew }: FaultHouse, at: number): Promise<Measure | undefined> {
  const members = [...crew.of('api'), ...crew.of('worker')];
  const memory = Object.fromEntries(
    members.flatMap((m) => {
      const mb = residentMb(m.process.pid);
      return mb === undefined ? [] : [[`${m.role} ${m.process.pid}`, mb]];
    }),
  );
  try {
    const { rows } = await sql.query<{ connections: number; marks: number; deliveries: number }>(
      `SELECT (SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'rapport%')::int AS connections,
              (SELECT count(*) FROM dirty_episode)::int AS marks,
              (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'leased'))::int AS deliveries`,
    );
    return rows[0] && { at, memory, ...rows[0] };
  } catch {
    return undefined;
  }
}

export type Point = readonly [x: number, y: number];

/** The median of the slopes between all pairs: a few wild values do not bend it. NaN for fewer than two points. */
export function theilSen(points: readonly Point[]): number {
  const slopes: number[] = [];
  for (let i = 0; i < points.length; i++) {
    for (let j = i + 1; j < points.length; j++) {
      const [[x1, y1], [x2, y2]] = [points[i] as Point, points[j] as Point];
      if (x2 !== x1) slopes.push((y2 - y1) / (x2 - x1));
    }
  }
  slopes.sort((a, b) => a - b);
  return slopes[Math.floor(slopes.length / 2)] ?? Number.NaN;
}

/** The last four fifths: what a process needs to warm up is not a leak. At most 400 points, evenly taken. */
export function settledPart(points: readonly Point[]): Point[] {
  const kept = points.slice(Math.floor(points.length / 5));
  const step = Math.max(1, Math.ceil(kept.length / 400));
  return kept.filter((_, i) => i % step === 0);
}

/** Memory of each member that lived through at least half of the run, in MB an hour; connections an hour. */
export function slopes(measures: readonly Measure[]): {
  readonly memory: Readonly<Record<string, number>>;
  readonly connections: number;
} {
  const names = [...new Set(measures.flatMap((m) => Object.keys(m.memory)))];
  const memory = names.flatMap((name) => {
    const points = measures.flatMap((m): Point[] => {
      const mb = m.memory[name];
      return mb === undefined ? [] : [[m.at / 3_600, mb]];
    });
    return points.length < measures.length / 2 ? [] : [[name, round(theilSen(settledPart(points)))] as const];
  });
  return {
    memory: Object.fromEntries(memory),
    connections: round(theilSen(settledPart(measures.map((m) => [m.at / 3_600, m.connections])))),
  };
}

const round = (n: number): number => Math.round(n * 10) / 10;
