/**
 * Every fault row in its short form, inside every test run: one after the other in one clinic, with the oracles at the end.
 * Rows of both backends run on PostgreSQL, those of Redis and four others on Redis; `npm run faults` runs each by itself,
 * on both.
 */
import { suiteBackend } from '#lib/testkit';
import { hoursOf } from './rows/hour.js';
import { ROWS } from './rows/roster.js';
import type { FaultRow } from './rows/row.js';
import { runRows, type RowResult } from './run-rows.js';

const SEED = 20_261;
const WITHIN_MS = 900_000;

const backend = suiteBackend();
/** An API and a worker that are killed, an answer that is lost, and one id for two bodies. */
const ON_BOTH: readonly string[] = ['F-01', 'F-06', 'F-32', 'F-60'];
const isTried = ({ id, backends = ['postgres', 'redis'] }: FaultRow): boolean =>
  backend === 'postgres' ? backends.includes('postgres') : ON_BOTH.includes(id) || !backends.includes('postgres');
const rows = ROWS.filter(isTried);

describe('a house that is killed and cut', () => {
  let results: readonly RowResult[] = [];
  const said: string[] = [];

  beforeAll(async () => {
    results = await runRows({
      backend,
      rows: hoursOf(rows),
      seed: SEED,
      seconds: 1,
      quick: true,
      say: (line) => said.push(line),
    });
    process.stdout.write(`faults on ${backend}, seed ${SEED}:\n${said.join('\n')}\n`);
  }, WITHIN_MS);

  const findings = (): readonly string[] => results.flatMap((hour) => hour.findings.map(({ text }) => text));

  it.each(rows.map(({ id, title }) => [id, title]))('%s: %s', (id) => {
    expect(said.some((line) => line.trim().startsWith(`${id}  `))).toBe(true);
    expect(findings().filter((text) => text.startsWith(`${id}: `))).toEqual([]);
  });

  it('loses nothing, doubles nothing, tells everybody and comes to rest', () => {
    expect(findings()).toEqual([]);
    for (const hour of results) {
      const { acknowledged, lost, doubled, alertsExpected, alertsDelivered } = hour;
      expect(acknowledged).toBeGreaterThan(0);
      expect([lost, doubled]).toEqual([0, 0]);
      expect(alertsDelivered).toBe(alertsExpected);
    }
  });
});
