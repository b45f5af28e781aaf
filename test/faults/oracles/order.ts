/** O4: positions and versions have no holes, and a reader at the tail never sees a row appear behind its cursor. */
import pg, { type Pool } from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { findingsOf, type Finding } from './finding.js';

export async function checkOrder(sql: Pool, tenant: number): Promise<Finding[]> {
  const { rows: positions } = await sql.query<{ n: number; low: number; high: number; counter: number }>(
    `SELECT count(*)::int AS n, coalesce(min(position), 1)::float8 AS low, coalesce(max(position), 0)::float8 AS high,
            coalesce((SELECT position FROM tenant_counter WHERE tenant = $1), 0)::float8 AS counter FROM event WHERE tenant = $1`,
    [tenant],
  );
  const { rows: streams } = await sql.query<{ stream: string }>(
    `SELECT stream FROM event JOIN stream s USING (tenant, stream) WHERE tenant = $1
     GROUP BY stream, s.head HAVING min(version) <> 1 OR max(version) <> count(*) OR s.head <> count(*)`,
    [tenant],
  );
  const [p] = positions;
  const dense = p !== undefined && p.low === 1 && p.high === p.n && p.counter === p.n;
  return findingsOf('O4', [
    ...(dense ? [] : [`positions are not dense: ${JSON.stringify(p)}`]),
    ...streams.map((s) => `versions are not dense: ${s.stream}`),
  ]);
}

const PAUSE_MS = 15;
const PAGE = 500;

/** Reads along while everything happens. A hole in front of its cursor would be a row that appears behind it later. */
export class TailReader {
  private cursor = 0;
  private stopped = false;
  private readonly holes: string[] = [];
  private readonly reading: Promise<void>;

  constructor(
    private readonly url: string,
    private readonly tenant: number,
  ) {
    this.reading = this.read();
  }

  private async read(): Promise<void> {
    while (!this.stopped) {
      const client = new pg.Client({ connectionString: this.url, application_name: 'faults-tail' });
      client.on('error', () => undefined);
      try {
        await client.connect();
        while (!this.stopped) await this.look(client);
      } catch {
        await delay(100);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  private async look(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ position: number }>(
      'SELECT position::float8 AS position FROM event WHERE tenant = $1 AND position > $2 ORDER BY position LIMIT $3',
      [this.tenant, this.cursor, PAGE],
    );
    for (const { position } of rows) {
      if (position !== this.cursor + 1) this.holes.push(`the tail went from ${this.cursor} to ${position}`);
      this.cursor = position;
    }
    if (rows.length < PAGE) await delay(PAUSE_MS);
  }

  async stop(): Promise<Finding[]> {
    this.stopped = true;
    await this.reading;
    return findingsOf('O4', this.holes);
  }
}
