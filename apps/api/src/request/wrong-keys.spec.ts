/** Wrong keys wait; nobody else does, and what is counted has an end. */
import { SECOND } from '#lib/kernel';
import { MOST_COUNTED, OF_ONE_ADDRESS, OF_ONE_KEY, WrongKeys } from './wrong-keys.js';

const keyOf = (id: number, secret = 'A'): string => `rk_live_${String(id).padStart(12, '0')}_${secret.repeat(43)}`;

describe('wrong keys (D5)', () => {
  let now: number;
  let wrong: WrongKeys;
  const times = (n: number, address: string, key: string): number[] =>
    Array.from({ length: n }, () => wrong.count(address, key));
  beforeEach(() => {
    now = 1_000_000;
    wrong = new WrongKeys({ now: () => now });
  });

  it('are answered at once a few times, and then after a while', () => {
    const waits = times(OF_ONE_KEY.most + 1, 'a', keyOf(1));
    expect(waits.slice(0, -1)).toEqual(waits.slice(0, -1).map(() => 0));
    expect(waits.at(-1)).toBe(OF_ONE_KEY.refillMs / SECOND);
  });

  it('with other secrets are tries at one key', () => {
    times(OF_ONE_KEY.most, 'a', keyOf(1));
    expect(wrong.count('a', keyOf(1, 'B'))).toBeGreaterThan(0);
  });

  it('of another id, and from elsewhere, are counted apart', () => {
    times(OF_ONE_KEY.most + 5, 'a', keyOf(1));
    expect([wrong.count('a', keyOf(2)), wrong.count('b', keyOf(1))]).toEqual([0, 0]);
  });

  it('one after the other from one address wait too', () => {
    const waits = Array.from({ length: OF_ONE_ADDRESS.most + 1 }, (_, id) => wrong.count('a', keyOf(id)));
    expect([waits.at(-2), waits.at(-1)]).toEqual([0, 1]);
  });

  it('that are no keys are tries at one', () => {
    times(OF_ONE_KEY.most, 'a', 'admin');
    expect(wrong.count('a', 'password')).toBeGreaterThan(0);
  });

  it('are forgiven with time', () => {
    times(OF_ONE_KEY.most + 3, 'a', keyOf(1));
    now += OF_ONE_KEY.refillMs;
    expect([wrong.count('a', keyOf(1)), wrong.count('a', keyOf(1))]).toEqual([0, OF_ONE_KEY.refillMs / SECOND]);
  });

  it('from very many addresses are counted in a space that does not grow', () => {
    for (let i = 0; i < MOST_COUNTED; i++) wrong.count(`address ${i}`, keyOf(i));
    expect(wrong.counted).toBe(MOST_COUNTED);
    times(OF_ONE_KEY.most, 'late', keyOf(1));
    expect(wrong.count('late', keyOf(1))).toBeGreaterThan(0);
  });
});
