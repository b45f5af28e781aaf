/**
 * Signing in with a name, a password and a code. Whatever is wrong, the answer is the same and takes as long: a password
 * is computed for people who do not exist, too.
 */
import { SECOND } from '#lib/kernel';
import { pause, statement, type Clock, type Database } from '#lib/platform';
import { FailedSignIns, bucketsOf } from './failed-sign-ins.js';
import { stepOfCode } from './one-time-codes.js';
import { fitsPassword } from './passwords.js';
import { asLoginName, findAccount, isLoginName, knownDevice, newDeviceProof, type Account } from './person.js';
import type { Sessions } from './sessions.js';
import { digestOfRecoveryCode } from './tokens.js';

/** A step that was used, and every one before it, is over. */
const USE_STEP = statement('use-code')`
  UPDATE person SET totp_step = $2 WHERE id = $1 AND state = 'active' AND (totp_step IS NULL OR totp_step < $2)`;
const USE_RECOVERY = statement('use-recovery-code')`
  UPDATE person SET recovery = array_remove(recovery, $2::bytea)
  WHERE id = $1 AND state = 'active' AND $2::bytea = ANY(recovery)`;

export interface SignInTry {
  readonly name: string;
  readonly password: string;
  /** Of the authenticator, or a recovery code. */
  readonly code: string;
  readonly address: string;
  /** What the browser says of itself, in a few words. */
  readonly device: string;
  /** What this browser was given when somebody signed in before. */
  readonly proof: string | undefined;
}

export interface SignedIn {
  /** For the cookie of the session. */
  readonly token: string;
  /** For the cookie that tells the device apart. */
  readonly proof: string;
}
/** `wait`: nothing was looked at, because too much was wrong before; in whole seconds. */
export type SignInRefusal = { readonly refused: 'wrong' } | { readonly refused: 'wait'; readonly seconds: number };

export class SignIn {
  private readonly failed: FailedSignIns;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
  ) {
    this.failed = new FailedSignIns(db, clock);
  }

  async attempt(one: SignInTry): Promise<SignedIn | SignInRefusal> {
    const name = asLoginName(one.name);
    const account = isLoginName(name) ? await findAccount(this.db, name) : undefined;
    const buckets = bucketsOf(name, one.address, knownDevice(account, one.proof));
    const { wait, delay } = await this.failed.take(buckets);
    if (wait > 0) return { refused: 'wait', seconds: Math.ceil(wait / SECOND) };
    if (delay > 0) await pause(delay);
    const fits = await fitsPassword(account?.password, one.password);
    if (!account || !fits || !(await this.useCode(account, one.code))) return { refused: 'wrong' };
    await this.failed.forgive(buckets);
    return { token: await this.sessions.open(account, one.device), proof: newDeviceProof(account) };
  }

  private async useCode({ id, secret }: Account, typed: string): Promise<boolean> {
    const code = typed.replace(/\s/g, '');
    const step = secret === null ? undefined : stepOfCode(secret, code, this.clock.now());
    const [used, value] = step === undefined ? [USE_RECOVERY, digestOfRecoveryCode(code)] : [USE_STEP, step];
    return (await this.db.query(used, [id, value])).rowCount === 1;
  }
}
