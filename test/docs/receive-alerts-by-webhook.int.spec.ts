/** The page about receiving webhooks: its receiver runs as a program of its own and is called by real deliveries. */
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Transports } from '#lib/channels';
import { DAY, MINUTE } from '#lib/kernel';
import { Sweep } from '#lib/pipeline';
import { createSafeHttp } from '#lib/platform';
import { dyadOf, openTestSystem, opened, pulse, sendAndProject, type TestSystem } from '#lib/testkit';
import { blocksOf, commandsOf, rapportOn } from './follow-page.js';

const PAGE = 'receive-alerts-by-webhook.md';
type Http = Transports['http'];
type Answer = Awaited<ReturnType<Http['request']>>;

describe('docs/how-to/receive-alerts-by-webhook.md', () => {
  let system: TestSystem;
  let receiver: ChildProcess;
  let lines: AsyncIterator<string>;
  let called: { url: string; answer: Answer; request: Parameters<Http['request']>[0] }[] = [];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'receive-'));
  const [choosing = [], failed = []] = commandsOf(PAGE).filter((commands) => commands.length > 0);
  const run = rapportOn(
    () => system,
    new Map(),
    () => [],
  );
  const rapport = (words: readonly string[] = []) => run(words.map((word) => word.replace(/^'(.*)'$/, '$1')));
  const secretIn = (text: string): string => (/whsec_\S+/.exec(text) ?? [''])[0];
  const line = async (): Promise<string> => ((await lines.next()) as { value: string }).value;

  /** Runs the program of the page; what is sent to the page's address goes to its port from then on. */
  async function receive(secret: string): Promise<void> {
    const env = { PRACTICE_WEBHOOK_SECRET: secret, PORT: '0' };
    receiver = spawn(process.execPath, ['receive.cjs'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
    lines = createInterface({ input: receiver.stdout! })[Symbol.asyncIterator]();
    const origin = `http://127.0.0.1:${/^listening on (\d+)$/.exec(await line())?.[1] ?? ''}`;
    const real = createSafeHttp({ allowedOrigins: [origin] });
    const request: Http['request'] = async (given) => {
      const answer = await real.request({ ...given, url: `${origin}/` });
      called.push({ url: given.url, answer, request: given });
      return answer;
    };
    Object.assign(system.outlet, { http: { ...system.outlet.http, request } });
  }

  async function strain(episode: string): Promise<void> {
    const [who, now] = [dyadOf(episode), system.clock.now()];
    const low = pulse(who, now - MINUTE, { form: 'f1', level: 4, feltOff: 2 });
    await sendAndProject(system, [opened(who, now - DAY), low]);
    while ((await system.commands.execute(new Sweep(0))).deliveries > 0);
  }

  beforeAll(async () => {
    system = await openTestSystem();
    system.clock.holdAt(Date.now());
    fs.writeFileSync(path.join(folder, 'receive.cjs'), blocksOf(PAGE, 'js')[0] ?? '');
  });
  beforeEach(() => void (called = []));
  afterAll(async () => {
    receiver.kill();
    fs.rmSync(folder, { recursive: true });
    await system.close();
  });

  it('chooses the address, and the receiver takes a delivery with the secret that was shown', async () => {
    const { code, out } = await rapport(choosing[0]);
    expect([code, secretIn(out)]).toEqual([0, expect.stringMatching(/^whsec_\S{32,}$/)]);
    expect((await rapport(choosing[1])).out).toContain('https://hooks.my-clinic.example/rapport');
    await receive(secretIn(out));
    await strain('ep-1');
    expect(called.map(({ url, answer }) => [url, answer])).toMatchObject([
      ['https://hooks.my-clinic.example/rapport', { kind: 'reply', status: 204 }],
    ]);
    expect(await line()).toMatch(/^rapport\.alert\.raised\.v1 talk-soon \S+\/alerts\/al_\w+$/);
  });

  it('sends a body with the members that the page shows, and no other', async () => {
    await strain('ep-2');
    const shapeOf = (body: unknown): unknown =>
      typeof body === 'object'
        ? Object.entries(body as object).map(([name, value]) => [name, shapeOf(value)])
        : typeof body;
    const shown = JSON.parse(blocksOf(PAGE, 'json')[0] ?? '') as unknown;
    const sent = JSON.parse(Buffer.from(called[0]?.request.body as Uint8Array).toString()) as unknown;
    expect(shapeOf(sent)).toEqual(shapeOf(shown));
    await line();
  });

  it('says a message that comes twice once, and refuses one that was changed', async () => {
    await strain('ep-3');
    const [first] = called;
    const { request } = system.outlet.http;
    const told = await line();
    expect(await request(first!.request)).toMatchObject({ status: 204 });
    expect(await request({ ...first!.request, body: Buffer.from('{"type":"x"}') })).toMatchObject({ status: 401 });
    await strain('ep-4');
    const next = await line();
    expect([next, next === told]).toEqual([expect.stringContaining('al_'), false]);
  });

  it('switches the channel off after a 410, and sends again once it is set again', async () => {
    const gone: Http['request'] = () =>
      Promise.resolve({ kind: 'reply', status: 410, headers: {}, body: { text: '', truncated: false } } as Answer);
    Object.assign(system.outlet, { http: { ...system.outlet.http, request: gone } });
    await strain('ep-5');
    const [list, deliveries, set, retry] = failed;
    expect((await rapport(list)).out).toMatch(/webhook .*410/);
    expect((await rapport(deliveries)).out).toMatch(/^\d+ +failed +\S+ +webhook .*410/m);
    const renewed = secretIn((await rapport(set)).out);
    receiver.kill();
    await receive(renewed);
    expect((await rapport(retry)).out).toContain('1 put back');
    while ((await system.commands.execute(new Sweep(0))).deliveries > 0);
    expect(await line()).toContain('rapport.alert.raised.v1');
  });
});
