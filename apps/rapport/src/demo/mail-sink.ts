/** A mail server that keeps what it is given: it shows that mails really leave, without an account anywhere. */
import fs from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface CaughtMail {
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
}
export interface MailSink {
  readonly url: string;
  readonly mails: readonly CaughtMail[];
  close(): Promise<void>;
}
const KEPT = 200;

/** Listens on a free loopback port; the last mails stay in memory, all of them as .eml files in `folder`. */
export async function startMailSink(folder: string): Promise<MailSink> {
  fs.mkdirSync(folder, { recursive: true });
  const mails: CaughtMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        keep(Buffer.concat(parts), { mails, folder }).then(() => done(), done);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function keep(raw: Buffer, { mails, folder }: { mails: CaughtMail[]; folder: string }): Promise<void> {
  const mail = await simpleParser(raw);
  const to = [mail.to ?? []]
    .flat()
    .map((a) => a.text)
    .join(', ');
  const caught = {
    at: new Date().toISOString(),
    to,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    messageId: mail.messageId ?? '',
  };
  mails.unshift(caught);
  mails.length = Math.min(mails.length, KEPT);
  fs.writeFileSync(path.join(folder, `${caught.messageId.replace(/[^A-Za-z0-9_-]/g, '')}.eml`), raw);
}
