/** The page about production, followed line by line on a machine that has nothing but Debian's packages. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '#lib/platform';
import { eventually } from '#lib/testkit';
import { batched, post, storyOf, structured } from '../e2e/support/practice.js';
import { startMailServer, type MailServer } from '../e2e/support/receivers.js';
import { Services } from './machine/services.js';
import { openShell, type Shell, type Typed } from './machine/shell.js';
import { DOMAIN, standIn } from './machine/stand-ins.js';
import { stepsOfPage, type Step } from './machine/steps.js';

const PAGE = 'run-in-production.md';
const STEPS = stepsOfPage(PAGE);
const HOST = '127.0.0.1';
const SOURCE = 'urn:my:practice';

/** A number of the page, and the free port that stands for it; the metrics port of an API is made from its own. */
async function portsOf(mail: number): Promise<readonly (readonly [RegExp, string])[]> {
  const free = async () => String((await freePort(0, HOST))!);
  const [one, two] = await portPairs(2);
  const watched = await prefixOfFree(['1', '2']);
  return [
    [/\b5432\b/g, await free()],
    [/\b6432\b/g, await free()],
    [/\b6379\b/g, await free()],
    [/\b18081\b/g, `1${one}`],
    [/\b8081\b/g, one!],
    [/\b8082\b/g, two!],
    [/\b1909(?=%i|\d)/g, watched],
    [/\b443\b/g, await free()],
    [/(?<=listen )80\b/g, await free()],
    [/(?<=127\.0\.0\.1:)25\b/g, String(mail)],
  ];
}

const isFree = async (port: string): Promise<boolean> => (await freePort(Number(port), HOST)) !== undefined;

/** Ports of four digits that are free, also with a 1 before them. */
async function portPairs(count: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (let port = 2_000 + Math.floor(Math.random() * 1_000); found.length < count && port < 5_500; port++)
    if ((await isFree(`${port}`)) && (await isFree(`1${port}`))) found.push(`${port}`);
  return found;
}

async function prefixOfFree(ends: readonly string[]): Promise<string> {
  for (let prefix = 1_600 + Math.floor(Math.random() * 100); prefix < 3_000; prefix++) {
    const free = await Promise.all(ends.map((end) => isFree(`${prefix}${end}`)));
    if (free.every(Boolean)) return String(prefix);
  }
  throw new Error('no ports are free');
}

describe(`docs/how-to/${PAGE}`, () => {
  let root: string;
  let mail: MailServer;
  let services: Services;
  let shell: Shell;
  let here: (text: string) => string;
  const made = { key: '', secret: '' };

  beforeAll(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-machine-'));
    fs.chmodSync(root, 0o755);
    mail = await startMailServer();
    const ports = await portsOf(mail.port);
    here = (text) =>
      ports
        .reduce((said, [number, port]) => said.replace(number, port), text)
        .replace(/(?<![\w.])\/(etc|var|srv)\//g, `${root}/$1/`);
    const port = (number: string) => Number(here(number));
    const env = standIn({ root, socket: path.join(root, 'pg-run'), postgres: port('5432'), tls: port('443') });
    const listening = { 'redis-server': port('6379'), pgbouncer: port('6432'), nginx: port('443') };
    services = new Services(root, env, listening);
    await services.startPostgres(port('5432'));
    for (const folder of ['srv/rapport/0.1.0', 'srv/rapport/0.2.0', 'var/lib/redis', 'var/backups'])
      fs.mkdirSync(path.join(root, folder), { recursive: true });
    for (const version of ['0.1.0', '0.2.0'])
      fs.symlinkSync(path.join(process.cwd(), 'dist'), path.join(root, 'srv/rapport', version, 'dist'));
    shell = openShell(root, env);
  }, 120_000);
  afterAll(async () => {
    shell?.close();
    await services?.close();
    await mail?.close();
    fs.rmSync(root, { recursive: true, force: true });
  }, 120_000);

  function write({ file, text }: Extract<Step, { kind: 'file' }>): void {
    const place = here(file);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(place, here(text));
    fs.chmodSync(place, 0o644);
  }

  /** What the person at the keyboard does between two lines. */
  const between: Readonly<Record<string, () => void>> = {
    '# name somebody': () => {
      const file = path.join(root, 'srv/rapport/now/clinic.json');
      const clinic = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
      fs.writeFileSync(file, JSON.stringify({ ...clinic, safety: { cover: 'dr-2' } }));
    },
  };

  async function type(line: string): Promise<Typed> {
    const [, verb, names] = /^sudo systemctl (\S+) ?(?:--now )?(.*)$/.exec(here(line)) ?? [];
    if (verb === undefined) return shell.type(here(line));
    await services.control(verb, names?.split(' ').filter(Boolean) ?? []);
    return { code: 0, out: '' };
  }

  /** The key of the practice system is shown once; its owner keeps it for the steps after. */
  async function keep(out: string): Promise<void> {
    made.key = /rk_\S+/.exec(out)?.[0] ?? '';
    made.secret = /whsec_\S+/.exec(out)?.[0] ?? '';
    await shell.type(`KEY='${made.key}' SECRET='${made.secret}'`);
  }

  /** What a line has to show besides going well. */
  const SHOWS: readonly (readonly [RegExp, RegExp])[] = [
    [/pg_settings/, /^on\non\non$/m],
    [/health\/ready/, /"status":"ready"/],
    [/DATABASE_URL$/, /^postgresql:\/\/rapport:/m],
    [/metrics$/, /^rapport_ready\{status="ready"\} 1$/m],
    [/ send --file/, /kept unread: its type is unknown/],
    [/ status$/, /All events are processed/],
    [/ verify$/, /no difference/],
  ];

  async function follow(line: string): Promise<void> {
    if (line.startsWith('# ')) return Object.entries(between).find(([start]) => line.startsWith(start))?.[1]();
    const { code, out } = await type(line);
    const said = code === 0 ? '' : `${out}\n${services.logs()}`;
    expect({ line, code, said }).toEqual({ line, code: 0, said: '' });
    for (const [of, shown] of SHOWS) if (of.test(line)) expect(out).toMatch(shown);
    if (line.includes('--label practice-system')) await keep(out);
  }

  const headings = [...new Set(STEPS.map(({ heading }) => heading))];
  it('is one list of numbered steps', () => {
    expect(headings.map((heading) => Number.parseInt(heading))).toEqual(headings.map((_, i) => i + 1));
  });

  it.each(headings)(
    '%s',
    async (heading) => {
      for (const step of STEPS.filter((one) => one.heading === heading)) {
        if (step.kind === 'file') write(step);
        else for (const line of step.lines) await follow(line);
      }
    },
    180_000,
  );

  it('has made a clinic whose clinician gets a mail that leads to the public address', async () => {
    const account = { url: here('http://127.0.0.1:8081'), apiKey: made.key, signingSecret: made.secret };
    const { past, form } = storyOf('of-production');
    const own = (event: typeof form) => event.cloneWith({ source: SOURCE });
    for (const message of [batched(past.map(own)), structured(own(form))])
      expect((await post(account, message)).status).toBe(202);
    const [caught] = await eventually(
      'a mail',
      () => Promise.resolve(mail.mails.length > 0 ? mail.mails : undefined),
      30_000,
    );
    expect(caught?.mail.text).toContain(`https://${DOMAIN}/`);
    expect(caught?.mail.from?.text).toContain('rapport@my-clinic.example');
  }, 60_000);

  it('answers through the proxy with HSTS, and its pages are there', async () => {
    const { out } = await shell.type(`curl -fsSi https://${DOMAIN}/docs`);
    expect(out).toMatch(/strict-transport-security: max-age=31536000/i);
  });
});
