/** Each shipped rule fires when it should, and stays silent when it should. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AlertCase } from './cases/alert-case.js';
import { PIPELINE } from './cases/pipeline.js';
import { PROCESSES } from './cases/processes.js';
import { REACHING } from './cases/reaching.js';
import { SENDERS } from './cases/senders.js';
import { promtool, type Told } from './promtool.js';
import { ROOT, RULES_FILE, alertRules, runbookOf } from './watched.js';

const CASES: readonly AlertCase[] = [...REACHING, ...PROCESSES, ...PIPELINE, ...SENDERS];

const RUNBOOKS = 'https://wiki.example/runbooks';

const expected = ({ alert, fires }: AlertCase, runbooks?: string): object[] => {
  const rule = alertRules.find((one) => one.alert === alert);
  if (!rule || !fires) return [];
  const annotations = { runbook_url: runbookOf(rule, runbooks), summary: fires.summary };
  return [{ exp_labels: { ...rule.labels, ...fires.labels }, exp_annotations: annotations }];
};

const nameOf = ({ alert, fires, when }: AlertCase): string => `${alert} ${fires ? 'fires' : 'is silent'} when ${when}`;

const testOf = (one: AlertCase, runbooks?: string): object => ({
  name: nameOf(one),
  ...(runbooks && { external_labels: { runbooks } }),
  interval: '15s',
  input_series: Object.entries(one.given).map(([series, values]) => ({ series, values })),
  alert_rule_test: [{ eval_time: one.at, alertname: one.alert, exp_alerts: expected(one, runbooks) }],
});

/** All at once: the program takes longer to start than to judge. It names the cases that fail. */
function judged(runbooks?: string): Told {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-rules-'));
  const file = path.join(folder, 'cases.yml');
  const cases = {
    rule_files: [RULES_FILE],
    evaluation_interval: '15s',
    tests: CASES.map((one) => testOf(one, runbooks)),
  };
  fs.writeFileSync(file, JSON.stringify(cases));
  const told = promtool(['test', 'rules', file]);
  fs.rmSync(folder, { recursive: true });
  return told;
}

describe('the alert rules (D6, D11)', () => {
  let told: Told;
  beforeAll(() => (told = judged()));

  it('are read by Prometheus, together with what it scrapes', () => {
    const { code, said } = promtool(['check', 'config', path.join(ROOT, 'docker/prometheus/prometheus.yml')]);
    expect([code, said]).toEqual([0, expect.stringContaining(`${alertRules.length} rules found`)]);
  });

  it('link to where the operator keeps the runbooks, once that is said', () => {
    const { code, said } = judged(RUNBOOKS);
    expect([code, said]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });

  it('are each shown firing and silent', () => {
    const shown = (fires: boolean) =>
      new Set(CASES.filter((one) => (one.fires !== undefined) === fires).map(({ alert }) => alert));
    const names = new Set(alertRules.map(({ alert }) => alert));
    expect(names.size).toBeGreaterThanOrEqual(12);
    expect([shown(true), shown(false)]).toEqual([names, names]);
  });

  it.each(CASES.map((one) => [nameOf(one)]))('%s', (name) => {
    const { code, said } = told;
    const failed = said.split(/^\s+name: /m).filter((text) => text.startsWith(name));
    expect(failed).toEqual([]);
    expect([0, 1]).toContain(code);
    if (code === 1) expect(said).toMatch(/^\s+name: /m);
  });
});
