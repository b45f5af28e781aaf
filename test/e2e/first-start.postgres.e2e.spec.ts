/** The embedded store has an owner: one at a time, from the first line on, and a start that was ended is no obstacle. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { eventually } from '../../libs/testkit/src/eventually.js';
import { runApp, startApp, stopChildren, type Environment } from './support/child.js';
import { isServer, openHome, startHome, type Home } from './support/one-process.js';

const QUIET: Environment = { RAPPORT_DEMO: 'off', RAPPORT_QUEUE_BACKEND: 'none' };
const LONG = 240_000;

const homes: Home[] = [];
const newHome = (): Home => {
  const home = openHome();
  homes.push(home);
  return home;
};

afterEach(async () => {
  await stopChildren();
  await Promise.all(homes.splice(0).map((home) => home.remove()));
}, LONG);

const serverOf = (home: Home): Promise<number> => eventually('a database server', () => home.postmaster(), 100_000);
const ended = (pid: number): Promise<true> =>
  eventually('the database server to end', () => (isServer(pid) ? undefined : true), 20_000);

/** Something that has a port. */
async function takePort(): Promise<{ port: number; server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, server };
}

describe('a port that is taken (E23)', () => {
  it(
    'E23: is said before anything is started, with the next free one',
    async () => {
      const [home, taken] = [newHome(), await takePort()];
      const { code, err, out } = await runApp('rapport', {
        ...QUIET,
        RAPPORT_DATA: home.data,
        RAPPORT_PORT: String(taken.port),
      });
      taken.server.close();
      expect([code, out]).toEqual([1, '']);
      const [, next] = /next free one is (\d+): {2}RAPPORT_PORT=\1 npm start/.exec(err) ?? [];
      expect(Number(next)).toBeGreaterThan(taken.port);
      expect(home.postmaster()).toBeUndefined();
      expect(fs.existsSync(path.join(home.data, 'postgres'))).toBe(false);
    },
    LONG,
  );

  it(
    'E23: leaves nothing running when it is taken during the start, and the folder starts afterwards',
    async () => {
      const [home, taken] = [newHome(), await takePort()];
      taken.server.close();
      const child = startApp('rapport', { ...QUIET, RAPPORT_DATA: home.data, RAPPORT_PORT: String(taken.port) });
      const pid = await serverOf(home);
      const late = createServer().listen(taken.port, '127.0.0.1');
      const { code } = await child.ended;
      late.close();
      expect(code).toBe(1);
      expect(isServer(pid)).toBe(false);
      await startHome(home, QUIET);
    },
    LONG,
  );
});

describe('the owner of a data folder (N6)', () => {
  it(
    'N6: of several starts at once one runs, and the others say who does',
    async () => {
      const home = newHome();
      const env = { ...QUIET, RAPPORT_DATA: home.data, RAPPORT_PORT: '0' };
      const starts = [1, 2, 3].map(() => startApp('rapport', env));
      const first = await Promise.race(starts.map(async (child) => ({ ...(await child.ended), child })));
      expect([first.code, first.child.err]).toEqual([1, expect.stringMatching(/in use.*process \d+|already runs/)]);
      await eventually(
        'one of them to be ready',
        () => starts.find(({ out }) => out.includes('Rapport is ready')),
        100_000,
      );
      const others = starts.filter(({ out }) => !out.includes('Rapport is ready'));
      expect(await Promise.all(others.map(async (child) => (await child.ended).code))).toEqual([1, 1]);
      const pid = home.postmaster()!;
      expect(isServer(pid)).toBe(true);
    },
    LONG,
  );

  it(
    'N6: a start beside a running one is refused, also when the ready file is missing or the folder goes by another name',
    async () => {
      const home = newHome();
      const running = await startHome(home, QUIET);
      const pid = home.postmaster()!;
      fs.rmSync(path.join(home.data, 'ready.json'));
      const link = `${home.data}-link`;
      fs.symlinkSync(home.data, link);
      for (const data of [home.data, link, `${home.data}/../${path.basename(home.data)}`]) {
        const { code, err } = await runApp('rapport', { ...QUIET, RAPPORT_DATA: data, RAPPORT_PORT: '0' });
        expect([code, err]).toEqual([1, expect.stringContaining(`already runs at ${running.url}`)]);
      }
      expect(isServer(pid)).toBe(true);
      expect((await fetch(`${running.url}/health/ready`)).status).toBe(200);
    },
    LONG,
  );

  it(
    'N6: a command beside a running one uses its server and leaves it running',
    async () => {
      const home = newHome();
      const running = await startHome(home, QUIET);
      const both = await Promise.all([1, 2].map(() => runApp('cli', { RAPPORT_DATA: home.data }, ['tenants', 'list'])));
      expect(both.map(({ code }) => code)).toEqual([0, 0]);
      expect((await fetch(`${running.url}/health/ready`)).status).toBe(200);
    },
    LONG,
  );

  it(
    'N6: a folder that was removed under its server starts anew',
    async () => {
      const home = newHome();
      const running = await startHome(home, QUIET);
      const pid = home.postmaster()!;
      await running.child.stop('SIGKILL');
      fs.rmSync(home.data, { recursive: true });
      await startHome(home, QUIET);
      expect(home.postmaster()).not.toBe(pid);
      if (isServer(pid)) process.kill(pid, 'SIGQUIT');
    },
    LONG,
  );

  it(
    'N6: a socket folder that was tidied away is made again, while it runs and after a kill',
    async () => {
      const home = newHome();
      const running = await startHome(home, QUIET);
      const socketDir = (): string =>
        fs.readFileSync(path.join(home.data, 'postgres/postmaster.pid'), 'utf8').split('\n')[4]!;
      const ready = () =>
        eventually(
          'it to be ready again',
          async () => (await fetch(`${running.url}/health/ready`)).ok || undefined,
          60_000,
        );
      fs.rmSync(socketDir(), { recursive: true });
      await eventually('the folder to be there again', () => fs.existsSync(socketDir()) || undefined, 30_000);
      await ready();
      await running.child.stop('SIGKILL');
      fs.rmSync(socketDir(), { recursive: true });
      const again = await startHome(home, QUIET);
      expect((await fetch(`${again.url}/health/ready`)).status).toBe(200);
    },
    LONG,
  );

  it(
    'N6: a copy of a stopped folder starts, beside the one that it was copied from',
    async () => {
      const [home, copy] = [newHome(), newHome()];
      const first = await startHome(home, QUIET);
      await first.child.stop();
      fs.cpSync(home.data, copy.data, { recursive: true });
      fs.chmodSync(path.join(copy.data, 'postgres'), 0o755);
      const [again, beside] = [await startHome(home, QUIET), await startHome(copy, QUIET)];
      expect(copy.postmaster()).not.toBe(home.postmaster());
      for (const { url } of [again, beside]) expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    },
    LONG,
  );
});

describe('Ctrl-C (N5)', () => {
  /** As a terminal does: the whole process group hears it. */
  function startInGroup(home: Home, env: Environment) {
    const child = spawn(process.execPath, [path.join(__dirname, '../../dist/apps/rapport/src/main.js')], {
      env: { PATH: process.env['PATH'] ?? '', ...QUIET, RAPPORT_DATA: home.data, RAPPORT_PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let out = '';
    child.stdout.on('data', (part: Buffer) => (out += part.toString()));
    const end = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
    return { said: () => out, interrupt: () => process.kill(-child.pid!, 'SIGINT'), end };
  }
  const inFolder = (home: Home, file: string): true | undefined =>
    fs.existsSync(path.join(home.data, file)) || undefined;

  it.each([
    ['while the database is being made', 'postgres.new/PG_VERSION'],
    ['when its files are there', 'postgres.new/global/pg_control'],
    ['when the database starts', 'postgres/postmaster.pid'],
  ])(
    'N5: %s leaves a folder that starts, and nothing running',
    async (_when, file) => {
      const home = newHome();
      const child = startInGroup(home, {});
      await eventually(`${file} to be there`, () => inFolder(home, file), 100_000);
      child.interrupt();
      expect(await child.end).toBe(0);
      const pid = home.postmaster();
      expect(pid).toBeUndefined();
      await startHome(home, QUIET);
    },
    LONG,
  );

  it(
    'N5: while the clinic is being loaded leaves one that the next start goes on with',
    async () => {
      const home = newHome();
      const child = startInGroup(home, { RAPPORT_DEMO: 'on' });
      await eventually('it to load', () => child.said().includes('loading') || undefined, 100_000);
      await eventually('the clinic to be kept', () => inFolder(home, 'clinic.json'), 100_000);
      const begun = fs.readFileSync(path.join(home.data, 'clinic.json'), 'utf8');
      child.interrupt();
      expect(await child.end).toBe(0);
      expect(JSON.parse(begun)).toMatchObject({ sentUntil: 0 });
      const running = await startHome(home, { ...QUIET, RAPPORT_DEMO: 'on' });
      expect(running.child.err).not.toMatch(/id_reuse|409/);
      const { endsAt } = JSON.parse(fs.readFileSync(path.join(home.data, 'clinic.json'), 'utf8')) as { endsAt: number };
      expect((JSON.parse(begun) as { endsAt: number }).endsAt).toBe(endsAt);
    },
    LONG,
  );

  it(
    'N5: a second and a third signal while it stops leave no database server',
    async () => {
      const home = newHome();
      const running = await startHome(home, QUIET);
      const pid = home.postmaster()!;
      running.child.kill('SIGINT');
      await running.child.says('stopping', ({ out }) => out.includes('stopping') || undefined).catch(() => undefined);
      running.child.kill('SIGINT');
      running.child.kill('SIGTERM');
      expect((await running.child.ended).code).toBe(0);
      await ended(pid);
    },
    LONG,
  );
});
