/** Mail over SMTP. The server is the operator's choice, so the rules are about secrecy on the way, not about where. */
import { createHash } from 'node:crypto';
import { createTransport, type SMTPTransportOptions } from 'nodemailer';
import { SECOND } from '#lib/kernel';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Becomes the Message-ID, by which mail servers and readers drop a second copy. */
  readonly key: string;
}
export type MailAnswer =
  /** The server answered to the addresses or to the message: 2xx taken, 4xx not yet, 5xx never. */
  | { readonly kind: 'answered'; readonly status: number }
  /** No verdict on this mail: no connection, no encryption, no sign-in, no time. */
  | { readonly kind: 'failed'; readonly detail: string };

export interface MailTransport {
  /** Never rejects. */
  send(mail: Mail): Promise<MailAnswer>;
  /** Connects, encrypts and signs in, and sends nothing: undefined when all of that works. Never rejects. */
  tryOut?(): Promise<string | undefined>;
}
export interface MailTransportOptions {
  /** The sender's address, without a display name. */
  readonly from: string;
  /** Hosts that may be spoken to without TLS: a catcher on loopback in a demo or a test. Default none. */
  readonly plaintextHosts?: readonly string[];
  /** For connection, dialogue and answer together. Default 15 seconds. */
  readonly timeoutMs?: number;
}

/** For an installation without a mail server: deliveries stay on the ladder, and the reason can be read. */
export const noMailServer: MailTransport = {
  send: () => Promise.resolve({ kind: 'failed', detail: 'no mail server is set up' }),
};

/**
 * @param smtpUrl `smtp://user:password@host:587` (STARTTLS is required) or `smtps://host:465`. No query: parameters there
 * could switch off what is required here.
 * @throws TypeError for any other URL; the message does not repeat it, because it holds a password.
 */
export function createMailTransport(smtpUrl: string, options: MailTransportOptions): MailTransport {
  const transport = createTransport(connectionOf(smtpUrl, options));
  const timeoutMs = options.timeoutMs ?? 15 * SECOND;
  return {
    tryOut: () => tryServer({ ...connectionOf(smtpUrl, options), ...patienceOf(timeoutMs) }),
    async send(mail) {
      try {
        await transport.sendMail({ ...letterOf(mail, options.from), signal: AbortSignal.timeout(timeoutMs) });
        return { kind: 'answered', status: 250 };
      } catch (error) {
        return answerOf(error as SmtpError);
      }
    },
  };
}

const patienceOf = (ms: number) => ({ connectionTimeout: ms, greetingTimeout: ms, socketTimeout: ms, dnsTimeout: ms });

async function tryServer(connection: SMTPTransportOptions): Promise<string | undefined> {
  const transport = createTransport(connection);
  try {
    await transport.verify();
    return undefined;
  } catch (error) {
    return detailOf(error as SmtpError);
  } finally {
    transport.close();
  }
}

function connectionOf(smtpUrl: string, { plaintextHosts = [] }: MailTransportOptions): SMTPTransportOptions {
  const url = serverOf(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const plaintext = !secure && plaintextHosts.includes(url.hostname);
  return {
    host: url.hostname,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !plaintext,
    ignoreTLS: plaintext,
    // Said aloud, because an environment variable can turn the default off.
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    ...(url.username ? { auth: signInOf(url) } : {}),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function serverOf(smtpUrl: string): URL {
  if (/^smtps?:\/\/[^?#]+$/.test(smtpUrl) && URL.canParse(smtpUrl)) return new URL(smtpUrl);
  throw new TypeError('the mail server must be given as smtp://user:password@host:port or smtps://...');
}

const signInOf = (url: URL): { user: string; pass: string } => ({
  user: decodeURIComponent(url.username),
  pass: decodeURIComponent(url.password),
});

function letterOf(mail: Mail, from: string) {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const key = createHash('sha256').update(mail.key).digest('hex').slice(0, 40);
  return {
    from: { name: 'Rapport', address: from },
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${key}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    xMailer: false as const,
  };
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
}

/** A 535 is about our password and a 554 greeting about our network: only answers to the mail itself judge the mail. */
function answerOf({ code, responseCode }: SmtpError): MailAnswer {
  const aboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (aboutTheMail && responseCode !== undefined) return { kind: 'answered', status: responseCode };
  return { kind: 'failed', detail: detailOf({ code }) };
}

const detailOf = ({ code }: { readonly code?: string | undefined }): string =>
  `the mail server could not be used (${code ?? 'unknown'})`;
