import { ConfigError } from './config.js';
import { inWords } from './lifecycle.js';
import { openingDatabase } from './opening.js';

const fault = (code: string, message: string): Error => Object.assign(new Error(message), { code });
const URL = 'postgres://db.example/rapport';
/** As a start says it that failed while it opened the database. */
const opened = async (error: Error, url = URL): Promise<string> => {
  await openingDatabase(url, Promise.reject(error)).catch(() => undefined);
  return inWords(error);
};

describe('why a process ends at its start (N17)', () => {
  it.each([
    ['25006', 'it takes no writes', /let it take writes \(set default_transaction_read_only off\)/],
    ['28P01', 'password authentication failed', /correct the password in DATABASE_URL/],
    ['3D000', 'database "x" does not exist', /create the database/],
    ['42501', 'permission denied for table migrations', /the user that owns the tables/],
    ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432', /start it, or correct DATABASE_URL/],
    ['ECONNREFUSED', '', /cannot be used: ECONNREFUSED/],
    ['08006', 'connection failure', /start it, or correct DATABASE_URL/],
    ['57P03', 'the database system is starting up', /start it, or correct DATABASE_URL/],
    ['', 'timeout expired', /start it, or correct DATABASE_URL/],
  ])('N17: %s of a database that is opened is said with what to do', async (code, message, next) => {
    const said = await opened(fault(code, message));
    expect(said).toContain(message);
    expect(said).toMatch(next);
  });

  it.each([
    ['ENOENT', "ENOENT: no such file or directory, open 'dist/page.html'"],
    ['53300', 'too many connections'],
    ['55P03', 'canceling statement due to lock timeout'],
  ])('N17: %s does not say that the database cannot be used', async (code, message) =>
    expect(await opened(fault(code, message))).toBe(`${message}\n`),
  );

  it('N17: leaves the database out of what failed elsewhere, or where nobody named one', async () => {
    const refused = (): Error => fault('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:6379');
    expect(inWords(refused())).toBe('connect ECONNREFUSED 127.0.0.1:6379\n');
    expect(await opened(refused(), '')).toBe('connect ECONNREFUSED 127.0.0.1:6379\n');
    expect(inWords(fault('ECONNREFUSED', ''))).toBe('ECONNREFUSED\n');
  });

  it('N17: says what was behind a database that cannot be used', async () => {
    const error = Object.assign(new Error('refused', { cause: new Error('deeper') }), { code: 'ECONNREFUSED' });
    expect(await opened(error)).toMatch(/cannot be used: refused\ncause: Error: deeper\n {2}next: start it/);
  });

  it('N17: has a line for each fault of the configuration', () =>
    expect(
      inWords(new ConfigError(['A is wrong', 'B is wrong']))
        .trim()
        .split('\n')
        .slice(1),
    ).toEqual(['  A is wrong', '  B is wrong']));

  it('N17: says anything else as it is, and what was behind it', () => {
    expect(inWords('odd')).toBe('odd\n');
    expect(inWords(new Error('odd', { cause: new Error('deeper') }))).toBe('odd\ncause: Error: deeper\n');
  });
});
