/** A short set of the fault rows inside every test run; `npm run faults` has the rest. */
import { suiteBackend } from '#lib/testkit';
import { ROWS } from './rows/roster.js';
import { runRows, type RowResult } from './run-rows.js';

const SHORT = ['F-01', 'F-32', 'F-06', 'F-60'];
const WITHIN_MS = 150_000;

describe('a house that is killed and cut', () => {
  let results: readonly RowResult[] = [];
  const said: string[] = [];

  beforeAll(async () => {
    const rows = ROWS.filter((row) => SHORT.includes(row.id));
    results = await runRows({
      backend: suiteBackend(),
      rows,
      seed: 20_261,
      seconds: 2,
      quick: true,
      say: (line) => said.push(line),
    });
  }, WITHIN_MS);

  it('was tried in every way that was meant', () => {
    expect(results.map((r) => r.id).sort()).toEqual([...SHORT].sort());
    expect(results.every((r) => r.acknowledged > 0)).toBe(true);
  });

  it.each(SHORT)('%s: loses nothing, doubles nothing, tells everybody and comes to rest', (id) => {
    const result = results.find((r) => r.id === id);
    expect(result?.findings).toEqual([]);
    expect(result?.alertsDelivered).toBe(result?.alertsExpected);
  });
});
