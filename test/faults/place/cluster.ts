/** A PostgreSQL of the run's own that may be stopped in every way and started again. Its settings are those of production. */
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startLocalPostgres, type LocalPostgres } from '#lib/embedded';
import { eventually } from '#lib/testkit';

const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT', kill: 'SIGKILL' } as const;
const STOP_WITHIN_MS = 30_000;

export class Cluster {
  private constructor(
    private readonly options: { dataDir: string; settings: Readonly<Record<string, string>> },
    private server: LocalPostgres,
  ) {}

  static async start(root: string): Promise<Cluster> {
    const options = { dataDir: path.join(root, 'pg'), settings: { max_connections: '200', shared_buffers: '64MB' } };
    return new Cluster(options, await startLocalPostgres(options));
  }

  /** Past every proxy. */
  url(database: string): string {
    return this.server.url(database);
  }

  /** Through a proxy on loopback. */
  urlThrough(port: number, database: string): string {
    const url = new URL(this.server.url(database).replace('@/', '@localhost/'));
    return `postgresql://${url.username}:${url.password}@127.0.0.1:${port}/${database}`;
  }

  get folder(): string {
    return decodeURIComponent(/host=([^&]+)/.exec(this.server.url('x'))?.[1] ?? '');
  }

  get socket(): string {
    return path.join(this.folder, '.s.PGSQL.5432');
  }

  ensure(database: string): Promise<void> {
    return this.server.ensure(database);
  }

  async down(how: keyof typeof SIGNALS): Promise<void> {
    const pid = this.pid();
    if (pid === undefined) return;
    process.kill(pid, SIGNALS[how]);
    await eventually('PostgreSQL to end', () => !isServer(pid), STOP_WITHIN_MS);
  }

  async up(): Promise<void> {
    if (this.pid() === undefined) this.server = await startLocalPostgres(this.options);
    await eventually('PostgreSQL to answer', () => this.answers(), STOP_WITHIN_MS);
  }

  /** Ends it and removes its socket folder; the data belong to whoever gave the root. */
  async remove(): Promise<void> {
    await this.down('fast');
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** For a process that is about to exit and cannot wait. */
  abandon(): void {
    const pid = this.pid();
    if (pid !== undefined) process.kill(pid, 'SIGQUIT');
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private async answers(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.url('postgres') });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query('SELECT 1')).rowCount === 1;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private pid(): number | undefined {
    const file = path.join(this.server.dataDir, 'postmaster.pid');
    if (!fs.existsSync(file)) return undefined;
    const pid = Number(fs.readFileSync(file, 'utf8').split('\n')[0]);
    return isServer(pid) ? pid : undefined;
  }
}

/** A process id proves nothing by itself: it may belong to somebody else by now, or to a zombie. */
function isServer(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.includes('(postgres)') && stat[stat.lastIndexOf(')') + 2] !== 'Z';
  } catch {
    return false;
  }
}
