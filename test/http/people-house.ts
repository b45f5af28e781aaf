/** People who accept an invitation and sign in over HTTP, as a browser without scripts does it. */
import { codeAt, operatorOf, stepAt, type Role } from '#lib/identity';
import { SECOND } from '#lib/kernel';
import { InvitePerson } from '#lib/pipeline';
import type { TestSystem } from '#lib/testkit';
import type { ApiHouse, Reply } from './api-system.js';

export const PASSWORD = 'a long enough password';
/** What a browser says of a form on a page of ours. */
export const FROM_HERE = { origin: 'null', 'sec-fetch-site': 'same-origin' } as const;

export interface PersonAtHand {
  readonly name: string;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}
export interface Browsing {
  /** As the header `cookie` has it. */
  readonly cookie: string;
  readonly reply: Reply;
}

export const postForm = (
  { fastify }: ApiHouse,
  url: string,
  {
    fields = {},
    headers = {},
  }: { readonly fields?: Record<string, string>; readonly headers?: Record<string, string> } = {},
): Promise<Reply> =>
  fastify.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...FROM_HERE, ...headers },
    payload: new URLSearchParams(fields).toString(),
  });

/** The path of an invitation. */
export async function invite(system: TestSystem, name: string, role: Role, clinician?: string): Promise<string> {
  const wanted = { name, role, clinician, ahead: true };
  const invited = await system.commands.execute(new InvitePerson(operatorOf(system.tenant), wanted));
  if ('fault' in invited) throw new Error(invited.fault);
  return invited.path;
}

export const secretOn = (page: string): string => /name="secret" value="([A-Z2-7]{32})"/.exec(page)?.[1] ?? '';
export const recoveryCodesOn = (page: string): string[] =>
  [...page.matchAll(/<li><code>([^<]+)<\/code>/g)].map(([, code = '']) => code);

/** With the code of the step before, so that the present one is left for signing in. */
export async function acceptInvitation(api: ApiHouse, path: string, name: string): Promise<PersonAtHand> {
  const secret = secretOn((await api.fastify.inject({ method: 'GET', url: path })).body);
  const code = codeAt(secret, stepAt(api.system.clock.now()) - 1);
  const reply = await postForm(api, path, { fields: { password: PASSWORD, secret, code } });
  return { name, secret, recoveryCodes: recoveryCodesOn(reply.body) };
}

export const cookiesOf = (reply: Reply): readonly string[] => [reply.headers['set-cookie'] ?? []].flat();

/** Once in half a minute, because a code counts once. */
export async function signIn(
  api: ApiHouse,
  { name, secret }: PersonAtHand,
  headers: Record<string, string> = {},
): Promise<Browsing> {
  const fields = {
    name,
    password: PASSWORD,
    code: codeAt(secret, stepAt(api.system.clock.now())),
    return: '/alerts/al_1',
  };
  const reply = await postForm(api, '/sign-in', { fields, headers });
  return {
    reply,
    cookie: cookiesOf(reply)
      .map((one) => one.split(';')[0])
      .join('; '),
  };
}

export async function join(api: ApiHouse, name: string, role: Role = 'clinician'): Promise<PersonAtHand> {
  const clinician = role === 'clinician' ? name : undefined;
  return acceptInvitation(api, await invite(api.system, name, role, clinician), name);
}

export const nextCode = ({ system }: ApiHouse): void => system.clock.advance(30 * SECOND);
