/** A link that lets one person choose a password and an authenticator: once, and within seven days. */
import { DAY } from '#lib/kernel';
import { statement, type Clock, type Database, type Queryable, type Row } from '#lib/platform';
import { authenticatorLink, isCodeSecret, newCodeSecret, stepOfCode } from './one-time-codes.js';
import { hashOfPassword, isLongEnough } from './passwords.js';
import { digestOf, digestOfRecoveryCode, isToken, newRecoveryCodes, newToken } from './tokens.js';

export const INVITATION_MS = 7 * DAY;

const MAKE = statement('make-invitation')`
  INSERT INTO invitation (hash, tenant, person, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)`;
const WITHDRAW = statement('withdraw-invitations')`
  UPDATE invitation SET used_at = $2 WHERE person = $1 AND used_at IS NULL`;
const LOOK = statement('look-at-invitation')`
  SELECT p.name FROM invitation i JOIN person p ON p.id = i.person
  WHERE i.hash = $1 AND i.used_at IS NULL AND i.expires_at > $2 AND p.state = 'invited'`;
const TAKE = statement('use-invitation')`
  UPDATE invitation SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING person`;
const ACTIVATE = statement('activate-person')`
  UPDATE person SET state = 'active', password = $2, totp_secret = $3, totp_step = $4, recovery = $5
  WHERE id = $1 AND state = 'invited'`;

/** The token is nowhere else. The ones before open nothing any more. */
export async function makeInvitation(
  tx: Queryable,
  { id, tenant }: { readonly id: string; readonly tenant: number },
  now: number,
): Promise<string> {
  const token = newToken();
  await tx.query(WITHDRAW, [id, new Date(now)]);
  await tx.query(MAKE, [digestOf(token), tenant, id, new Date(now), new Date(now + INVITATION_MS)]);
  return token;
}

export interface Offer {
  /** To sign in with. */
  readonly name: string;
  /** Of the authenticator. */
  readonly secret: string;
  /** Opens an authenticator on the same device. */
  readonly link: string;
}
export interface Chosen {
  readonly password: string;
  /** That the page showed, and the authenticator now knows. */
  readonly secret: string;
  readonly code: string;
}
/** `over`: there is no such invitation, or it was used, or it has expired. */
export type AcceptFault = 'over' | 'short' | 'wrong-code';
export type Accepted = { readonly fault: AcceptFault } | { readonly recoveryCodes: readonly string[] };

export class Invitations {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Whom it invites, by the login name. Looking changes nothing. */
  async look(token: string): Promise<string | undefined> {
    if (!isToken(token)) return undefined;
    const { rows } = await this.db.query<{ name: string } & Row>(LOOK, [digestOf(token), new Date(this.clock.now())]);
    return rows[0]?.name;
  }

  /**
   * What the page of an invitation shows. Its secret is stored when the code fits, and not before: each look shows
   * another one, unless one is given that was shown before.
   */
  async offer(token: string, shown = ''): Promise<Offer | undefined> {
    const name = await this.look(token);
    const secret = isCodeSecret(shown) ? shown : newCodeSecret();
    return name === undefined ? undefined : { name, secret, link: authenticatorLink(name, secret) };
  }

  /** The recovery codes are nowhere else. The code that proved the authenticator is used up. */
  async accept(token: string, { password, secret, code }: Chosen): Promise<Accepted> {
    if ((await this.look(token)) === undefined) return { fault: 'over' };
    if (!isLongEnough(password)) return { fault: 'short' };
    const step = isCodeSecret(secret) ? stepOfCode(secret, code, this.clock.now()) : undefined;
    if (step === undefined) return { fault: 'wrong-code' };
    const recoveryCodes = newRecoveryCodes();
    const hash = await hashOfPassword(password);
    const values = [hash, secret, step, recoveryCodes.map(digestOfRecoveryCode)];
    return (await this.activate(token, values)) ? { recoveryCodes } : { fault: 'over' };
  }

  /** Of two who use one link in the same moment, one finds it used. */
  private activate(token: string, values: readonly unknown[]): Promise<boolean> {
    return this.db.transact(async (tx) => {
      const { rows } = await tx.query<{ person: string }>(TAKE, [digestOf(token), new Date(this.clock.now())]);
      const [taken] = rows;
      if (!taken) return false;
      const { rowCount } = await tx.query(ACTIVATE, [taken.person, ...values]);
      return rowCount === 1;
    });
  }
}
