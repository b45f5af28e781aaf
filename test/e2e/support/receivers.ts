/** The other end of every channel: a mail server, a webhook receiver that trusts nobody, a collector of traces. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { Webhook as ReferenceWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';

export interface CaughtMail {
  readonly raw: string;
  readonly mail: ParsedMail;
}
export interface MailServer {
  readonly port: number;
  readonly url: string;
  readonly mails: readonly CaughtMail[];
  close(): Promise<void>;
}

export interface MailServerOptions {
  /** One that has stood somewhere before. */
  readonly port?: number;
  /** Knows none of the recipients. */
  readonly refuses?: boolean;
}

export async function startMailServer({ port: wanted = 0, refuses }: MailServerOptions = {}): Promise<MailServer> {
  const mails: CaughtMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 1_000,
    onRcptTo: (_address, _session, done) =>
      done(refuses ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null),
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts);
        simpleParser(raw).then((mail) => {
          mails.push({ raw: raw.toString('utf8'), mail });
          done();
        }, done);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', resolve);
  });
  // a connection that is cut off
  server.on('error', () => undefined);
  const { port } = server.server.address() as { port: number };
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface Caught {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
export interface HttpReceiver {
  readonly port: number;
  readonly origin: string;
  readonly url: string;
  readonly caught: readonly Caught[];
  close(): Promise<void>;
}

/** Keeps every request and answers 200; `wanted`: where one has stood before. */
export async function startReceiver(wanted = 0): Promise<HttpReceiver> {
  const caught: Caught[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      caught.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  const origin = `http://127.0.0.1:${port}`;
  return { port, origin, url: `${origin}/hooks`, caught, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

export interface Hook {
  readonly id: string;
  readonly data: { readonly alert: string; readonly tier: string; readonly link: string };
}

/** What two independent libraries accept; they throw for anything else. */
export function verified({ headers, body }: Caught, secret: string): Hook {
  const given = headers as Record<string, string>;
  const bySvix = new SvixWebhook(secret).verify(body, given) as Omit<Hook, 'id'>;
  const byReference = new ReferenceWebhook(secret).verify(body, given);
  if (JSON.stringify(bySvix) !== JSON.stringify(byReference))
    throw new Error('the two libraries read different bodies');
  return { id: given['webhook-id'] ?? '', data: bySvix.data };
}

export interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly service: string;
}

/** Spans of the OTLP/HTTP bodies, in their JSON form. */
export function spansOf(collector: HttpReceiver): Span[] {
  return collector.caught
    .flatMap(({ body }) => (JSON.parse(body) as OtlpTraces).resourceSpans)
    .flatMap(({ resource, scopeSpans }) => {
      const service = resource.attributes.find((a) => a.key === 'service.name')?.value.stringValue ?? '';
      return scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, service })));
    });
}

interface OtlpTraces {
  readonly resourceSpans: readonly {
    readonly resource: {
      readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[];
    };
    readonly scopeSpans: readonly { readonly spans: readonly Omit<Span, 'service'>[] }[];
  }[];
}
