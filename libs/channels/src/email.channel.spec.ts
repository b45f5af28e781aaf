import type { DeliveryItem } from './channel.js';
import { emailChannel } from './email.channel.js';
import { createMailTransport, noMailServer, type MailAnswer } from './mail-transport.js';
import { createSafeHttp } from '#lib/platform';

const item: DeliveryItem = {
  language: 'en',
  tenant: '1',
  deliveryKey: 'dlv_1',
  alert: 'alr_1',
  tier: 'talk-soon',
  openUrl: 'https://rapport.example/a/alr_1',
  occurredAt: 0,
};
const sendWith = (answer: MailAnswer) =>
  emailChannel.send(
    emailChannel.render(item),
    { to: 'name@clinic.example' },
    { http: createSafeHttp(), mail: { send: async () => answer }, clock: () => 0 },
  );

describe('the address of a mail', () => {
  it.each(["o'neill@clinic.example", 'a.b+rapport@mail.clinic.co.uk', 'x@clinic.xn--p1ai'])('may be %s', (to) =>
    expect(emailChannel.settings.accepts({ to })).toBe(true),
  );

  it.each([
    ...[
      'name',
      '@clinic.example',
      'name@localhost',
      'a@b.example, c@d.example',
      'Name <a@b.example>',
      'a@b.example\r\nBcc: c@d.example',
    ],
    ...[
      '"a b"@b.example',
      'a@[127.0.0.1]',
      '.a@b.example',
      'a..b@b.example',
      `${'a'.repeat(250)}@b.example`,
      'a@b.example ',
    ],
  ])('may not be %s', (to) => expect(emailChannel.settings.accepts({ to })).toBe(false));
});

describe('the answer of a mail server', () => {
  it.each([
    [250, 'accepted'],
    [421, 'retry'],
    [452, 'retry'],
    [550, 'dead'],
    [554, 'dead'],
  ])('%s means %s', async (status, kind) => {
    expect((await sendWith({ kind: 'answered', status })).kind).toBe(kind);
  });

  it('that never came means another attempt', async () => {
    expect(await sendWith(await noMailServer.send({ to: '', subject: '', text: '', html: '', key: '' }))).toEqual({
      kind: 'retry',
      detail: 'no mail server is set up',
    });
  });
});

describe('the URL of a mail server', () => {
  const options = { from: 'rapport@clinic.example' };
  it.each([
    'smtp://me:hunter2@mail.example?requireTLS=false',
    'smtps://me:hunter2@mail.example#x',
    'http://me:hunter2@mail.example',
    'me:hunter2@mail.example',
    'smtp://',
  ])('is refused as %s, without repeating the password', (url) => {
    expect(() => createMailTransport(url, options)).toThrow(TypeError);
    expect(() => createMailTransport(url, options)).not.toThrow(/hunter2/);
  });
});
