/** What systemd would run: Debian's own servers, and the units that the page writes. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import path from 'node:path';
import { eventually } from '#lib/testkit';

const { debianPostgres } = createRequire(__filename)('../../../.config/on-path.cjs') as {
  debianPostgres: () => string | undefined;
};
const STOP_WITHIN_MS = 35_000;
const START_WITHIN_MS = 30_000;

interface Account {
  readonly uid?: number;
  readonly gid?: number;
}
/** PostgreSQL and PgBouncer refuse to run as root. */
function accountOfServers(): Account {
  if (process.getuid?.() !== 0) return {};
  const accounts = fs.readFileSync('/etc/passwd', 'utf8');
  const line = /^postgres:.*$/m.exec(accounts) ?? /^nobody:.*$/m.exec(accounts);
  const [, , uid, gid] = line?.[0].split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

/** Where each server listens, once it is there. */
export type Listening = Readonly<Record<'redis-server' | 'pgbouncer' | 'nginx', number>>;

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

export class Services {
  private readonly running = new Map<string, ChildProcess>();
  private readonly account = accountOfServers();

  constructor(
    readonly root: string,
    private readonly env: Readonly<Record<string, string>>,
    private readonly listening: Listening,
  ) {
    process.once('exit', () => {
      for (const child of this.running.values()) child.kill('SIGKILL');
    });
  }

  /** A cluster as Debian's package makes it: people of the machine by its socket, everybody else by password. */
  async startPostgres(port: number): Promise<string> {
    const [data, run] = ['pg', 'pg-run'].map((name) => path.join(this.root, name)) as [string, string];
    const bin = debianPostgres() ?? '';
    for (const folder of [data, run]) {
      fs.mkdirSync(folder, { mode: 0o700 });
      if (this.account.uid !== undefined) fs.chownSync(folder, this.account.uid, this.account.gid ?? 0);
    }
    const auth = ['--auth-local=trust', '--auth-host=scram-sha-256', '--no-sync'];
    execFileSync(path.join(bin, 'initdb'), ['-D', data, '-U', 'postgres', ...auth], {
      ...this.account,
      cwd: run,
      stdio: 'ignore',
    });
    this.spawn('postgresql', [path.join(bin, 'postgres'), '-D', data, '-p', String(port), '-k', run], this.account);
    const isReady = (): true | undefined => {
      try {
        execFileSync(path.join(bin, 'pg_isready'), ['-h', run, '-p', String(port)], { stdio: 'ignore' });
        return true;
      } catch {
        return undefined;
      }
    };
    await eventually('PostgreSQL to answer', () => Promise.resolve(isReady()), START_WITHIN_MS);
    return run;
  }

  /** `restart` and `reload` of what a page names, and `enable --now`. */
  async control(verb: string, names: readonly string[]): Promise<void> {
    if (verb === 'daemon-reload') return;
    for (const name of names) {
      if (verb === 'reload' && this.running.has(name)) this.running.get(name)?.kill('SIGHUP');
      else await this.restart(name);
    }
  }

  private async restart(name: string): Promise<void> {
    await this.stop(name);
    const etc = path.join(this.root, 'etc');
    if (name === 'redis-server') this.spawn(name, [name, path.join(etc, 'redis/redis.conf')]);
    else if (name === 'pgbouncer')
      this.spawn(name, [name, '-q', path.join(etc, 'pgbouncer/pgbouncer.ini')], this.account);
    else if (name === 'nginx') this.spawn(name, [name, '-p', this.root, '-c', this.nginxSettings()]);
    else return this.startUnit(name);
    const port = this.listening[name];
    await eventually(`${name} to listen`, () => isListening(port), START_WITHIN_MS);
  }

  /** The part of nginx' own settings that Debian brings along. */
  private nginxSettings(): string {
    const file = path.join(this.root, 'etc/nginx/nginx.conf');
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (what) => `${what}_temp_path ${path.join(this.root, what)};`,
    );
    const user = process.getuid?.() === 0 ? 'user root;\n' : '';
    const included = path.join(this.root, 'etc/nginx/conf.d/*.conf');
    fs.writeFileSync(
      file,
      `${user}daemon off;\npid ${this.root}/nginx.pid;\nerror_log stderr;\nevents {}\nhttp { access_log off;\n${temporary.join('\n')}\ninclude ${included};\n}\n`,
    );
    return file;
  }

  /** `name@instance`, by the lines of its unit that say how it is run. */
  private startUnit(name: string): void {
    const [unit = '', instance = ''] = name.split('@');
    const text = fs.readFileSync(path.join(this.root, 'etc/systemd/system', `${unit}@.service`), 'utf8');
    const said = (key: string): string =>
      new RegExp(`^${key}=(.*)$`, 'm').exec(text)?.[1]?.replaceAll('%i', instance) ?? '';
    const command = said('ExecStart').replace('/usr/bin/node', process.execPath);
    const own = said('Environment').split(' ');
    const line = [...own.map((one) => `export ${one}`), `set -a; . '${said('EnvironmentFile')}'`, `exec ${command}`];
    this.spawn(name, ['bash', '-c', line.join('; ')], { cwd: said('WorkingDirectory') });
  }

  private spawn(
    name: string,
    [program = '', ...args]: readonly string[],
    options: Account & { cwd?: string } = {},
  ): void {
    const log = fs.openSync(path.join(this.root, `${name}.log`), 'a');
    const child = spawn(program, args, { env: this.env, cwd: this.root, ...options, stdio: ['ignore', log, log] });
    fs.closeSync(log);
    child.once('error', (error) => fs.appendFileSync(path.join(this.root, `${name}.log`), String(error)));
    this.running.set(name, child);
  }

  private async stop(name: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.running.get(name);
    this.running.delete(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null;
    await eventually(`${name} to end`, isGone, STOP_WITHIN_MS).catch(() => child.kill('SIGKILL'));
  }

  /** What each has written, for the message of a step that failed. */
  logs(): string {
    const files = fs.readdirSync(this.root).filter((file) => file.endsWith('.log'));
    const ends = files.map((file) => [file, fs.readFileSync(path.join(this.root, file), 'utf8').slice(-1_500)]);
    return ends.map(([file, text]) => `--- ${file}\n${text}`).join('\n');
  }

  async close(): Promise<void> {
    const [database, ...others] = [...this.running.keys()].sort((a) => (a === 'postgresql' ? -1 : 1));
    await Promise.all(others.map((name) => this.stop(name)));
    if (database) await this.stop(database, 'SIGINT');
  }
}
