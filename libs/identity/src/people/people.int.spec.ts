/** Accounts, invitations, signing in and sessions on a real database, as two processes share it. */
import { DAY, HOUR, MINUTE, SECOND } from '#lib/kernel';
import { Database } from '#lib/platform';
import { TestClock, cloneDatabase } from '#lib/testkit';
import { IDENTITY_ENTITIES, type Tenant } from '../entities.js';
import { ensureTenant } from '../tenants.js';
import { Invitations } from './invitations.js';
import { addPerson, changeAccess, listPeople, type PersonEntry } from './manage-people.js';
import { codeAt, newCodeSecret, stepAt } from './one-time-codes.js';
import { fitsPassword, hashOfPassword } from './passwords.js';
import { Sessions } from './sessions.js';
import { SignIn, type SignedIn, type SignInRefusal, type SignInTry } from './sign-in.js';

const PASSWORD = 'a long enough password';
const PLACE = { address: '192.0.2.1', device: 'Firefox, Linux', proof: undefined };

interface Known {
  readonly name: string;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

describe('people', () => {
  let db: Database;
  let clock: TestClock;
  let clinic: Tenant;
  let sessions: Sessions;
  let signIn: SignIn;
  let invitations: Invitations;
  let named = 0;

  beforeAll(async () => {
    db = await Database.open({ url: await cloneDatabase(), poolSize: 4, name: 'test', entities: IDENTITY_ENTITIES });
    clinic = await ensureTenant(db, 'clinic', true);
  });
  beforeEach(() => {
    clock = new TestClock();
    sessions = new Sessions(db, clock);
    signIn = new SignIn(db, clock, sessions);
    invitations = new Invitations(db, clock);
  });
  afterAll(() => db.close());

  const invite = async (name = `person-${named++}`): Promise<{ name: string; token: string }> => {
    const person = { tenant: clinic.id, name, role: 'clinician', clinician: 'dr-1' } as const;
    return { name, token: (await addPerson(db, person, clock.now())) ?? '' };
  };
  const codeOf = (secret: string, away = 0): string => codeAt(secret, stepAt(clock.now()) + away);
  const accept = (token: string, secret: string, password = PASSWORD) =>
    invitations.accept(token, { password, secret, code: codeOf(secret, -1) });
  const join = async (): Promise<Known> => {
    const { name, token } = await invite();
    const secret = newCodeSecret();
    const accepted = await accept(token, secret);
    if ('fault' in accepted) throw new Error(accepted.fault);
    return { name, secret, ...accepted };
  };
  const entryOf = async (name: string): Promise<PersonEntry> =>
    (await listPeople(db)).find((one) => one.name === name) as PersonEntry;
  const change = (person: PersonEntry, what: 'suspend' | 'reset') =>
    changeAccess(db, { person, change: what }, clock.now());
  const attempt = ({ name, secret }: Known, rest: Partial<SignInTry> = {}) =>
    signIn.attempt({ name, password: PASSWORD, code: codeOf(secret), ...PLACE, ...rest });
  const tokenOf = (answer: SignedIn | SignInRefusal): string => {
    if ('refused' in answer) throw new Error(answer.refused);
    return answer.token;
  };

  it('are invited once: a link that was used, or has expired, or was replaced opens nothing', async () => {
    const { name, token } = await invite();
    expect(await invitations.look(token)).toBe(name);
    expect(await addPerson(db, { tenant: clinic.id, name, role: 'lead' }, clock.now())).toBeUndefined();
    const secret = newCodeSecret();
    expect(await accept(token, secret, 'too short')).toEqual({ fault: 'short' });
    expect(await accept(token, 'AAAA')).toEqual({ fault: 'wrong-code' });
    const both = await Promise.all([accept(token, secret), accept(token, secret)]);
    expect(both.filter((one) => 'recoveryCodes' in one)).toHaveLength(1);
    expect(await accept(token, secret)).toEqual({ fault: 'over' });
    expect(await invitations.look(token)).toBeUndefined();

    const late = await invite();
    clock.advance(7 * DAY - MINUTE);
    expect(await invitations.look(late.token)).toBe(late.name);
    clock.advance(MINUTE);
    expect(await accept(late.token, secret)).toEqual({ fault: 'over' });
    const { token: again = '' } = await change(await entryOf(late.name), 'reset');
    expect(await accept(late.token, secret)).toEqual({ fault: 'over' });
    expect(await accept(again, secret)).toHaveProperty('recoveryCodes');
  });

  it('sign in with a code that counts once, or with a recovery code that counts once', async () => {
    const person = await join();
    const code = codeOf(person.secret);
    const principal = await sessions.look(tokenOf(await attempt(person, { name: ` ${person.name.toUpperCase()} ` })));
    expect(principal).toMatchObject({
      tenantSlug: 'clinic',
      clinician: 'dr-1',
      keyId: expect.stringMatching(/^person:[0-9a-f]{12}$/),
    });
    expect([...(principal?.scopes ?? [])]).toEqual(['clinic:read', 'alerts:write']);
    expect(await attempt(person, { code })).toEqual({ refused: 'wrong' });
    const [spare = ''] = person.recoveryCodes;
    expect(tokenOf(await attempt(person, { code: spare.toUpperCase().replaceAll('-', ' ') }))).toMatch(/^[\w-]{43}$/);
    expect(await attempt(person, { code: spare })).toEqual({ refused: 'wrong' });
    expect(await entryOf(person.name)).toMatchObject({ state: 'active', recoveryCodes: 9 });
    clock.advance(30 * SECOND);
    tokenOf(await attempt(person));
  });

  it('are nowhere in the database by password, code, token or recovery code', async () => {
    const person = await join();
    const token = tokenOf(await attempt(person));
    const invited = await invite();
    const { rows } = await db.query<{ all: string }>(
      `SELECT concat((SELECT string_agg(p::text, ' ') FROM person p), (SELECT string_agg(s::text, ' ') FROM session s),
              (SELECT string_agg(i::text, ' ') FROM invitation i), (SELECT string_agg(f::text, ' ') FROM sign_in_failure f)) AS all`,
    );
    const all = rows[0]?.all ?? '';
    expect(all).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    for (const secret of [PASSWORD, token, invited.token, ...person.recoveryCodes]) {
      expect(all).not.toContain(secret);
      expect(all).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  it('S-10: who fails twenty times is slowed down, and neither another account nor the right person is kept out', async () => {
    const [person, other] = [await join(), await join()];
    const { proof } = (await attempt(person)) as SignedIn;
    let [tries, waited] = [0, 0];
    while (tries < 20) {
      const answer = await attempt(person, { password: 'wrong', code: '000000' });
      expect(answer).toHaveProperty('refused');
      if ('refused' in answer && answer.refused === 'wait') {
        waited += answer.seconds;
        clock.advance(answer.seconds * SECOND);
      } else tries++;
    }
    expect(waited).toBeGreaterThan(120);
    expect(await attempt(person)).toMatchObject({ refused: 'wait' });
    // another process counts the same failures
    const elsewhere = new SignIn(db, clock, new Sessions(db, clock));
    const wrong = { name: person.name, password: 'wrong', code: '', ...PLACE };
    expect(await elsewhere.attempt(wrong)).toMatchObject({ refused: 'wait' });
    // another account from there, the right person where they were before, and the right person at another address
    tokenOf(await attempt(other));
    tokenOf(await attempt(person, { proof }));
    clock.advance(30 * SECOND);
    tokenOf(await attempt(person, { address: '198.51.100.7' }));
    clock.advance(60 * SECOND);
    tokenOf(await attempt(person));
  });

  it('S-10: many tries at once do not slip through', async () => {
    const person = await join();
    const wrong = { password: 'wrong', code: '' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt(person, wrong)));
    expect(answers.filter((one) => 'refused' in one && one.refused === 'wrong').length).toBeLessThanOrEqual(6);
  });

  it('S-10: people who do not exist take as long as those who do', async () => {
    const person = await join();
    const medianOf = async (name: () => string): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i < 15; i++) {
        const begin = performance.now();
        await attempt(person, { name: name(), password: 'wrong', address: `203.0.113.${i}` });
        times.push(performance.now() - begin);
        clock.advance(2 * MINUTE);
      }
      return times.toSorted((a, b) => a - b)[7] ?? 0;
    };
    const [known, unknown] = [await medianOf(() => person.name), await medianOf(() => `nobody-${named++}`)];
    // the order of magnitude: without the password it would be a fifth
    expect(unknown).toBeGreaterThan(known / 2);
    expect(unknown).toBeLessThan(known * 2);
    expect(await fitsPassword(undefined, '')).toBe(false);
    expect(await fitsPassword(await hashOfPassword(PASSWORD), PASSWORD)).toBe(true);
  });

  it('S-11: a session ends fifteen minutes after its last use, and twelve hours after its beginning', async () => {
    const person = await join();
    const token = tokenOf(await attempt(person));
    for (let i = 0; i < 51; i++) {
      clock.advance(14 * MINUTE);
      expect(await sessions.look(token)).toBeDefined();
    }
    clock.advance(12 * HOUR - 51 * 14 * MINUTE);
    expect(await sessions.look(token)).toBeUndefined();

    const idle = tokenOf(await attempt(person));
    const session = (await sessions.look(idle))?.session ?? '';
    clock.advance(14 * MINUTE);
    expect(await sessions.isLive(session)).toBe(true);
    clock.advance(MINUTE);
    expect(await sessions.isLive(session)).toBe(false);
    expect(await sessions.look(idle)).toBeUndefined();
  });

  it('a session that was ended is refused here at once, and by another process within five seconds', async () => {
    const person = await join();
    const [token, kept] = [
      tokenOf(await attempt(person)),
      tokenOf(await attempt(person, { code: person.recoveryCodes[0] ?? '' })),
    ];
    const elsewhere = new Sessions(db, clock);
    const who = (await sessions.look(token))!;
    expect(await elsewhere.look(token)).toEqual(who);
    expect(await sessions.list(who)).toHaveLength(2);
    await sessions.end(who, who.session ?? '');
    expect(await sessions.look(token)).toBeUndefined();
    clock.advance(5 * SECOND);
    expect(await elsewhere.look(token)).toBeUndefined();
    const other = (await elsewhere.look(kept))!;
    await sessions.endAll(other);
    clock.advance(5 * SECOND);
    expect(await elsewhere.look(kept)).toBeUndefined();
  });

  it('who is suspended, or reset, is out everywhere and does not come back in with what they had', async () => {
    const person = await join();
    const token = tokenOf(await attempt(person));
    const entry = await entryOf(person.name);
    expect(await change(entry, 'suspend')).toEqual({ ended: 1 });
    expect(await new Sessions(db, clock).look(token)).toBeUndefined();
    clock.advance(MINUTE);
    expect(await attempt(person)).toEqual({ refused: 'wrong' });
    expect(await attempt(person, { code: person.recoveryCodes[0] ?? '' })).toEqual({ refused: 'wrong' });
    const { token: again = '' } = await change(entry, 'reset');
    expect(await attempt(person)).toEqual({ refused: 'wrong' });
    expect(await invitations.look(again)).toBe(person.name);
  });
});
