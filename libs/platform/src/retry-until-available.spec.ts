import { retryUntilAvailable } from './retry-until-available.js';

const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
const wrong = Object.assign(new Error('password'), { code: '28P01' });

describe('a process that starts before its store', () => {
  const waits: unknown[] = [];
  let now = 0;
  const patience = { clock: { now: () => now }, withinMs: 1_000, onWait: (error: unknown) => waits.push(error) };

  /** Fails with these in turn, one second of the clock apart where it says so, then answers. */
  const failing = (errors: readonly Error[], seconds = 0) => {
    const left = [...errors];
    return async (): Promise<string> => {
      const error = left.shift();
      now += seconds * 1_000;
      if (error) throw error;
      return 'open';
    };
  };

  beforeEach(() => {
    waits.length = 0;
    now = 0;
  });

  it('waits for it, and says so once', async () => {
    expect(await retryUntilAvailable(failing([away, away]), patience)).toBe('open');
    expect(waits).toEqual([away]);
  });

  it('gives up when it has waited long enough', async () => {
    await expect(retryUntilAvailable(failing([away, away, away], 1), patience)).rejects.toBe(away);
  });

  it('does not wait for a password to become right', async () => {
    await expect(retryUntilAvailable(failing([wrong]), patience)).rejects.toBe(wrong);
    expect(waits).toEqual([]);
  });
});
