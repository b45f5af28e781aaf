import { DEFAULT_CHOICE } from './clinic-choice.js';
import { SECOND } from '#lib/kernel';
import type { Database, Statement } from '#lib/platform';
import { RulesCache } from './rules-cache.js';
import { LatestRules } from './latest-rules.js';

/** A store that holds the revisions of one clinic and counts what it is asked. */
function shelf() {
  let now = 0;
  const made: unknown[] = [];
  const asked: string[] = [];
  const query = ({ name }: Statement) => {
    asked.push(name === 'latest-revisions' ? 'which' : 'what');
    const revision = made.length;
    const newest = revision > 0 ? [{ tenant: 1, revision, choice: made.at(-1) }] : [];
    return Promise.resolve({ rows: newest });
  };
  const db = { query } as unknown as Database;
  const newest = new LatestRules({ db, clock: { now: () => now }, rules: new RulesCache() });
  return { newest, made, asked, pass: (ms: number) => (now += ms) };
}

describe('the rules that requests are read under', () => {
  it('are asked for once, however many requests come at once, and again after five seconds', async () => {
    const { newest, asked, pass } = shelf();
    const all = await Promise.all([1, 1, 2, 3].map((tenant) => newest.of(tenant)));
    expect([asked, new Set(all.map(({ revision }) => revision))]).toEqual([['which'], new Set([0])]);
    pass(5 * SECOND);
    await newest.of(1);
    expect(asked).toEqual(['which', 'which']);
  });

  it('are a newer revision within five seconds, for its clinic only, and each is read once', async () => {
    const { newest, made, asked, pass } = shelf();
    await newest.of(1);
    made.push({ ...DEFAULT_CHOICE, active: ['pulse'] });
    expect((await newest.of(1)).revision).toBe(0);
    pass(5 * SECOND);
    const [mine, other] = [await newest.of(1), await newest.of(2)];
    expect([mine.revision, mine.instruments.map(({ code }) => code), other.revision]).toEqual([1, ['pulse'], 0]);
    pass(5 * SECOND);
    await newest.of(1);
    expect(asked).toEqual(['which', 'which', 'what', 'which']);
  });
});
