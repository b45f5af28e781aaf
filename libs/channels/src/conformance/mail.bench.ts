import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { createSafeHttp } from '#lib/platform';
import { createMailTransport } from '../mail-transport.js';
import { BENCH_TIMEOUT_MS, misbehave, type Arrival, type Behaviour, type Bench } from './bench.js';

/** A mail server behind a door that can be told to misbehave. */
export async function mailBench(now: () => number): Promise<Bench> {
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
