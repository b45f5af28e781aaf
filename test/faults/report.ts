/** What a run of fault rows has shown, for people and for programs. */
import type { RowResult } from './run-rows.js';

const sum = (results: readonly RowResult[], of: (result: RowResult) => number): number =>
  results.reduce((total, r) => total + of(r), 0);

export function asJson(results: readonly RowResult[], seed: number): Record<string, unknown> {
  return {
    acknowledged: sum(results, (r) => r.acknowledged),
    lost: sum(results, (r) => r.lost),
    doubled: sum(results, (r) => r.doubled),
    alertsExpected: sum(results, (r) => r.alertsExpected),
    alertsDelivered: sum(results, (r) => r.alertsDelivered),
    kills: sum(results, (r) => r.kills),
    seed,
    rows: Object.fromEntries(
      results.map(({ id, backend, ...rest }) => [`${id} ${backend}`, { holds: rest.findings.length === 0, ...rest }]),
    ),
  };
}

const COLUMNS: readonly (readonly [title: string, of: (result: RowResult) => string])[] = [
  ['row', (r) => r.id],
  ['backend', (r) => r.backend],
  ['result', (r) => (r.findings.length === 0 ? 'holds' : 'FAILS')],
  ['acknowledged', (r) => String(r.acknowledged)],
  ['lost', (r) => String(r.lost)],
  ['doubled', (r) => String(r.doubled)],
  ['alerts', (r) => `${r.alertsDelivered}/${r.alertsExpected}`],
  ['kills', (r) => String(r.kills)],
  ['quiet s', (r) => (r.quietMs / 1_000).toFixed(1)],
  [
    'what happened',
    (r) => [r.title, ...Object.entries(r.notes).map(([name, value]) => `${name}: ${value}`)].join('; '),
  ],
];

export function asTable(results: readonly RowResult[]): string {
  const lines = [COLUMNS.map(([title]) => title), ...results.map((r) => COLUMNS.map(([, of]) => of(r)))];
  const widths = COLUMNS.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  const text = lines.map((line) =>
    line.map((cell, i) => (i === COLUMNS.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join('  '),
  );
  const findings = results.flatMap((r) => r.findings.map((f) => `${r.id} ${r.backend} ${f.oracle}: ${f.text}`));
  return `${[...text, ...(findings.length > 0 ? ['', ...findings] : [])].join('\n')}\n`;
}
