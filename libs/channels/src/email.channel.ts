import { LANGUAGES, schema, type Infer } from '#lib/kernel';
import type { Channel, Outcome } from './channel.js';
import { noMailServer, type MailAnswer } from './mail-transport.js';
import { mailWords } from './mail-wording.js';

/** One address and nothing else: no display name, no list, no comment that a mail library might read differently. */
const ADDRESS =
  "^(?=.{3,254}$)[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9-]{2,63}$";

const settings = schema.object({
  to: schema.text(ADDRESS, 'must be one mail address such as name@clinic.example'),
  /** Of whoever reads this mailbox; absent is the clinic's. */
  language: schema.optional(schema.oneOf(...LANGUAGES)),
});

/** A neutral mail with one link. Taken by the mail server is as much as SMTP can tell. */
export const emailChannel: Channel<Infer<typeof settings>> = {
  kind: 'email',
  title: 'E-mail',
  settings,
  example: { to: 'clinician@clinic.example' },
  delivers: 'by-attempt',
  secrets: [],
  check: () => [],
  obstacle: ({ mail }) =>
    mail === noMailServer ? 'no mail server is set here: mails leave when RAPPORT_SMTP_URL names one' : undefined,
  render(item) {
    const { subject, text, html } = mailWords(item);
    return { deliveryKey: item.deliveryKey, title: subject, text, html };
  },
  async send({ deliveryKey, title = '', text, html = '' }, { to }, { mail }) {
    return outcomeOf(await mail.send({ to, subject: title, text, html, key: deliveryKey }));
  },
};

function outcomeOf(answer: MailAnswer): Outcome {
  if (answer.kind === 'failed') return { kind: 'retry', detail: answer.detail };
  const { status } = answer;
  if (status < 400) return { kind: 'accepted', status, detail: 'accepted by the mail server' };
  if (status < 500) return { kind: 'retry', detail: `not yet accepted by the mail server (${status})` };
  return { kind: 'dead', detail: `permanently refused by the mail server (${status})` };
}
