/** Each shipped rule leads to a runbook that is there, and each runbook belongs to a rule. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, alertRules, metricsIn, runbookOf } from './watched.js';

const PAGE = 'docs/how-to/runbooks.md';
const PARTS = ['Symptom', 'Metric', 'Action', 'Verification'] as const;
const text = fs.readFileSync(path.join(ROOT, PAGE), 'utf8');

/** Heading and what stands below it. */
const runbooks = new Map(
  text
    .split(/^### /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf('\n')), part.split(/^## /m)[0]!] as const),
);

describe('the runbooks (D6, D11)', () => {
  it('are one for each rule', () => {
    expect([...runbooks.keys()].toSorted()).toEqual(alertRules.map(({ alert }) => alert).toSorted());
  });

  it.each(alertRules.map((rule) => [rule.alert, rule] as const))('%s leads to its runbook', (alert, rule) => {
    expect(runbookOf(rule)).toBe(`${PAGE}#${alert.toLowerCase()}`);
    expect(runbookOf(rule, 'https://wiki.example/r')).toBe(`https://wiki.example/r#${alert.toLowerCase()}`);
    expect(['page', 'ticket']).toContain(rule.labels.severity);
    const said = runbooks.get(alert) ?? '';
    const parts = PARTS.filter((part) => new RegExp(`^- \\*\\*${part}:\\*\\* \\S`, 'm').test(said));
    expect(parts).toEqual(PARTS);
  });

  it.each(alertRules.map((rule) => [rule.alert, rule.expr] as const))(
    '%s names the metric it looks at',
    (alert, expr) => {
      const named = metricsIn(expr).map((name) => name.replace(/_bucket$/, ''));
      const metric = /^- \*\*Metric:\*\* (.*)$/m.exec(runbooks.get(alert) ?? '')?.[1] ?? '';
      expect(named.filter((name) => !metric.includes(name))).toEqual([]);
    },
  );

  it('link to headings that are there', () => {
    const anchors = [...text.matchAll(/\]\(#([a-z-]+)\)/g)].map(([, anchor]) => anchor);
    const headings = [...runbooks.keys()].map((name) => name.toLowerCase());
    expect(anchors.filter((anchor) => !headings.includes(anchor!))).toEqual([]);
  });
});
