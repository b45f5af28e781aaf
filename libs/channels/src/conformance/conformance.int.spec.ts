import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { createSafeHttp } from '#lib/platform';
import { CHANNELS } from '../channels.js';
import type { AnyChannel, DeliveryItem, Transports } from '../channel.js';
import { createMailTransport } from '../mail-transport.js';
import { BENCH_TIMEOUT_MS, misbehave, type Arrival, type Behaviour, type Bench } from './bench.js';
import { webhookBench } from './webhook.bench.js';

/** A channel that sends nothing out of the house says so with undefined. */
const BENCHES: Readonly<Record<string, ((now: () => number) => Promise<Bench>) | undefined>> = {
  'in-app': undefined,
  email: emailBench,
  webhook: webhookBench,
};

const now = Date.UTC(2026, 10, 23, 8);
const item: DeliveryItem = {
  language: 'en',
  tenant: 'canary-clinic',
  deliveryKey: 'dlv_7f:1',
  alert: 'alr_7f3a',
  tier: 'act-today',
  before: { epochMs: Date.UTC(2026, 10, 23, 13), offsetMinutes: 60 },
  openUrl: 'https://rapport.example/a/alr_7f3a',
  occurredAt: now,
};
/** What a careless caller might hand over as well. */
const indiscreet = {
  ...item,
  client: 'Zuzanna Canary',
  clinician: 'Dr Canary',
  score: 27.31,
  instrument: 'SRS',
  note: 'canary note',
  before: { ...item.before, client: 'Zuzanna Canary' },
} as unknown as DeliveryItem;
const TELLTALE =
  /canary|zuzanna|27\.31|\bSRS\b|risk|alliance|dropout|therap|strain|rupture|session|score|measure|diagnos|patient|\bclient/i;

const attempt = (channel: AnyChannel, bench: Bench, given = item) =>
  channel.send(channel.render(given), bench.settings, bench.outlet);

it('knows a receiver for every channel', () => {
  const missing = CHANNELS.filter((channel) => !(channel.kind in BENCHES));
  expect(missing.map(({ kind }) => `add to BENCHES in ${__filename}: '${kind}': ${kind}Bench,`)).toEqual([]);
});

describe.each(CHANNELS.filter(({ kind }) => BENCHES[kind]))('$kind', (channel) => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await (BENCHES[channel.kind] as (now: () => number) => Promise<Bench>)(() => now);
  });
  afterEach(() => bench.close());

  it('takes settings that an administrator may set, and explains others', () => {
    expect(channel.settings.explain(bench.settings, '')).toEqual([]);
    expect(channel.check(bench.settings, bench.outlet)).toEqual([]);
    expect(channel.settings.explain({}, '')).not.toEqual([]);
  });

  it('is accepted, with the delivery key the same over attempts and another for another delivery', async () => {
    for (const deliveryKey of ['dlv_a', 'dlv_a', 'dlv_b']) {
      expect(await attempt(channel, bench, { ...item, deliveryKey })).toMatchObject({ kind: 'accepted' });
    }
    const [first, second, third] = bench.arrivals.map((arrival) => arrival.key);
    expect(first).toBeTruthy();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('says nothing about whom or what, however much it is given', async () => {
    await attempt(channel, bench, indiscreet);
    expect(bench.arrivals).toHaveLength(1);
    expect(bench.arrivals[0]?.everything).toContain(item.openUrl);
    expect(bench.arrivals[0]?.everything).not.toMatch(TELLTALE);
  });

  it('renders the same message each time', () => {
    expect(channel.render(indiscreet)).toEqual(channel.render(item));
  });

  it.each<Behaviour>(['busy', 'hang', 'hang-up', 'flood'])('is tried again when the receiver would %s', async (how) => {
    bench.behave(how);
    const outcome = await attempt(channel, bench);
    expect(outcome.kind).toBe('retry');
    expect(outcome.detail).not.toMatch(TELLTALE);
    expect(outcome.detail).not.toMatch(/127\.0\.0\.1|somebody/);
    bench.behave('accept');
    expect(await attempt(channel, bench)).toMatchObject({ kind: 'accepted' });
  });
});

describe.each(CHANNELS.filter(({ kind }) => !BENCHES[kind]))('$kind', (channel) => {
  it('uses no way out of the house, and accepts at once', async () => {
    const closed = new Proxy({}, { get: () => fail('a way out was used') }) as Transports;
    expect(await channel.send(channel.render(indiscreet), {}, closed)).toMatchObject({ kind: 'accepted' });
    expect(JSON.stringify(channel.render(indiscreet))).not.toMatch(TELLTALE);
  });
});

const fail = (why: string): never => {
  throw new Error(why);
};

async function emailBench(now: () => number): Promise<Bench> {
  const arrivals: Arrival[] = [];
  let behaviour: Behaviour = 'accept';
  const smtp = mailServer(
    () => behaviour === 'busy',
    async (letter) => void arrivals.push(await arrivalOf(letter)),
  );
  const smtpPort = await listening(smtp.server);
  const sockets = new Set<Socket>();
  const front = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    if (behaviour === 'accept' || behaviour === 'busy') passOn(socket, smtpPort);
    else misbehave(socket, behaviour, '220-');
  });
  const port = await listening(front);
  const options = { from: 'rapport@clinic.example', plaintextHosts: ['127.0.0.1'], timeoutMs: BENCH_TIMEOUT_MS };
  return {
    settings: { to: 'somebody@clinic.example' },
    outlet: { http: createSafeHttp(), mail: createMailTransport(`smtp://127.0.0.1:${port}`, options), clock: now },
    arrivals,
    behave: (next) => void (behaviour = next),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => front.close(done));
      await new Promise<void>((done) => smtp.close(done));
    },
  };
}

function mailServer(busy: () => boolean, keep: (letter: string) => Promise<void>): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, callback) {
      callback(busy() ? Object.assign(new Error('canary reply'), { responseCode: 451 }) : null);
    },
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => void keep(Buffer.concat(chunks).toString()).then(() => callback()));
    },
  });
}

async function arrivalOf(letter: string): Promise<Arrival> {
  const { messageId = '', subject, text, html } = await simpleParser(letter);
  return { key: messageId, everything: [letter, subject, text, html].join('\n') };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function passOn(socket: Socket, port: number): void {
  const inner = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.pipe(inner).pipe(socket);
  socket.on('close', () => inner.destroy());
}
