import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { simpleParser } from 'mailparser';
import { createSafeHttp } from '#lib/platform';
import type { DeliveryItem, Outcome } from './channel.js';
import { emailChannel } from './email.channel.js';
import { createMailTransport } from './mail-transport.js';

const item: DeliveryItem = {
  language: 'en',
  tenant: '1',
  deliveryKey: 'dlv_7f:1',
  alert: 'alr_7f3a',
  tier: 'talk-soon',
  before: { epochMs: Date.UTC(2026, 10, 23, 13), offsetMinutes: 60 },
  openUrl: 'https://rapport.example/a/alr_7f3a',
  occurredAt: Date.UTC(2026, 10, 23, 8),
};
const OPEN: SMTPServerOptions = { disabledCommands: ['STARTTLS'], allowInsecureAuth: true };
const refusal = (responseCode: number): Error => Object.assign(new Error('canary'), { responseCode });

let server: SMTPServer;
let letters: string[];
let passwords: number;
async function start(options: SMTPServerOptions): Promise<number> {
  [letters, passwords] = [[], 0];
  server = new SMTPServer({
    logger: false,
    disableReverseLookup: true,
    authOptional: true,
    onAuth(_auth, _session, callback) {
      passwords++;
      callback(refusal(535));
    },
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => callback(null, String(letters.push(Buffer.concat(chunks).toString()))));
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.server.address() as AddressInfo).port;
}
const stop = (): Promise<void> => new Promise((done) => server.close(done));

function send(url: string, plaintextHosts: readonly string[] = []): Promise<Outcome> {
  const mail = createMailTransport(url, { from: 'rapport@clinic.example', plaintextHosts, timeoutMs: 2_000 });
  const outlet = { http: createSafeHttp(), mail, clock: () => item.occurredAt };
  return emailChannel.send(emailChannel.render(item), { to: 'somebody@clinic.example' }, outlet);
}
const sendInside = (port: number): Promise<Outcome> => send(`smtp://127.0.0.1:${port}`, ['127.0.0.1']);

afterEach(stop);

it('arrives as one neutral letter, in text and HTML with the same link', async () => {
  const port = await start(OPEN);
  expect(await sendInside(port)).toEqual({ kind: 'accepted', status: 250, detail: 'accepted by the mail server' });
  expect(letters).toHaveLength(1);
  const letter = await simpleParser(letters[0] ?? '');
  expect(letter.subject).toBe('Rapport: something to look at before 14:00');
  expect(letter.from?.text).toBe('"Rapport" <rapport@clinic.example>');
  expect(letter.headers.get('auto-submitted')).toBe('auto-generated');
  expect(letter.headers.has('x-mailer')).toBe(false);
  expect(letter.messageId).toMatch(/^<[0-9a-f]{40}@clinic\.example>$/);
  expect(letter.attachments).toEqual([]);
  expect(letter.text).toContain(item.openUrl);
  expect(letter.html).toContain(item.openUrl);
});

describe.each([
  ['address', (code: number): SMTPServerOptions => ({ onRcptTo: (_to, _session, done) => done(refusal(code)) })],
  [
    'letter',
    (code: number): SMTPServerOptions => ({
      onData: (stream, _, done) => void stream.resume().on('end', () => done(refusal(code))),
    }),
  ],
])('an answer to the %s', (_what, answering) => {
  it.each([
    [451, 'retry'],
    [452, 'retry'],
    [550, 'dead'],
    [554, 'dead'],
  ])('of %s means %s, and the words of the server stay out of the record', async (code, kind) => {
    const outcome = await sendInside(await start({ ...OPEN, ...answering(code) }));
    expect(outcome.kind).toBe(kind);
    expect(outcome.detail).toContain(String(code));
    expect(outcome.detail).not.toContain('canary');
  });
});

it('is tried again when the server hangs up with 421, and when nobody listens', async () => {
  const port = await start({ ...OPEN, onRcptTo: (_to, _session, done) => done(refusal(421)) });
  expect(await sendInside(port)).toMatchObject({ kind: 'retry' });
  await stop();
  expect(await sendInside(port)).toEqual({ kind: 'retry', detail: 'the mail server could not be used (ESOCKET)' });
});

it('gives neither letter nor password to a server that offers no encryption', async () => {
  const port = await start(OPEN);
  expect(await send(`smtp://me:secret@127.0.0.1:${port}`)).toMatchObject({ kind: 'retry' });
  expect([letters, passwords]).toEqual([[], 0]);
});

it.each(['smtp', 'smtps'])('gives neither over %s to a server whose certificate has expired', async (scheme) => {
  const port = await start({ secure: scheme === 'smtps' });
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  const outcome = await send(`${scheme}://me:secret@127.0.0.1:${port}`);
  if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
  expect(outcome).toMatchObject({ kind: 'retry' });
  expect([letters, passwords]).toEqual([[], 0]);
});

it('stays on the ladder when our own sign-in fails', async () => {
  const port = await start(OPEN);
  const outcome = await send(`smtp://me:secret@127.0.0.1:${port}`, ['127.0.0.1']);
  expect(outcome).toEqual({ kind: 'retry', detail: 'the mail server could not be used (EAUTH)' });
  expect([letters, passwords]).toEqual([[], 1]);
});

it('D11: is tried without a letter: a server that is there and one that is not', async () => {
  const port = await start(OPEN);
  const tried = (url: string) =>
    createMailTransport(url, {
      from: 'rapport@clinic.example',
      plaintextHosts: ['127.0.0.1'],
      timeoutMs: 2_000,
    }).tryOut?.();
  expect(await tried(`smtp://127.0.0.1:${port}`)).toBeUndefined();
  expect(await tried('smtp://127.0.0.1:1')).toMatch(/^the mail server could not be used \(E[A-Z]+\)$/);
  expect(letters).toEqual([]);
});
