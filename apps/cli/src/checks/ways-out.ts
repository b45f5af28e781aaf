/** Mail and hooks, tried: a connection is made, and nothing is sent to anybody. */
import { OPERATOR } from '#lib/identity';
import { TryWaysOut, type TriedWays } from '#lib/pipeline';
import type { Config } from '#lib/platform';
import type { UseCases } from '../instance/store.js';
import { failed, ok, warning, type Check } from './check.js';

export const checkWaysOut = async ({ queries }: UseCases, config: Config): Promise<Check[]> =>
  judgeWaysOut(await queries.execute(new TryWaysOut(OPERATOR)), config.RAPPORT_MAIL_FROM);

export function judgeWaysOut({ mail, channels }: TriedWays, from: string): Check[] {
  const hooks = channels.map(({ clinic, person, kind, fault }) => {
    const whose = `${clinic}, ${person === '*' ? 'everybody' : person}`;
    return fault === undefined
      ? ok(kind, `${whose}: can be reached`)
      : failed(kind, `${whose}: ${fault}`, 'check that the receiver runs, its certificate and its address');
  });
  return [judgeMail(mail, from), ...hooks];
}

function judgeMail(mail: TriedWays['mail'], from: string): Check {
  if (!mail)
    return warning(
      'mail',
      'no mail server is set',
      'set RAPPORT_SMTP_URL where clinicians choose mail (the demo has a mailbox of its own)',
    );
  return mail.fault === undefined
    ? ok('mail', `the server takes our sign-in; from ${from}`)
    : failed('mail', mail.fault, 'check that the server runs, and the address and password in RAPPORT_SMTP_URL');
}
