/** What is shipped to watch Rapport with: the rules, the dashboards, and the metrics that they name. */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export const ROOT = path.join(__dirname, '../..');
export const RULES_FILE = path.join(ROOT, 'docker/prometheus/alerts.yml');
const DASHBOARDS = path.join(ROOT, 'docker/grafana/dashboards');

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook_url: string };
}

export const alertRules: readonly AlertRule[] = (
  parse(fs.readFileSync(RULES_FILE, 'utf8')) as { groups: { rules: AlertRule[] }[] }
).groups.flatMap(({ rules }) => rules);

/** What the template of the address becomes where the operator has said where the runbooks are, and where not. */
export const runbookOf = ({ annotations }: AlertRule, runbooks = 'docs/how-to/runbooks.md'): string =>
  annotations.runbook_url.replace('{{ or $externalLabels.runbooks "docs/how-to/runbooks.md" }}', runbooks);

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly refId: string; readonly expr: string }[];
}
export interface DrawnQuery {
  readonly title: string;
  readonly expr: string;
}

const panelsOf = (file: string): readonly Panel[] =>
  (JSON.parse(fs.readFileSync(path.join(DASHBOARDS, file), 'utf8')) as { panels: Panel[] }).panels;

/** Each query of each dashboard. */
export const drawnQueries: readonly DrawnQuery[] = fs
  .readdirSync(DASHBOARDS)
  .flatMap((file) =>
    panelsOf(file).flatMap(({ title, targets = [] }) =>
      targets.map(({ refId, expr }) => ({ title: `${file}: ${title} (${refId})`, expr })),
    ),
  );

/** What Prometheus itself adds to what it scrapes. */
const OF_PROMETHEUS = ['up'];

/** The names of metrics in an expression, without those of Prometheus. */
export const metricsIn = (expr: string): string[] =>
  [...expr.matchAll(/\brapport_[a-z0-9_]+|\bup\b/g)]
    .map(([name]) => name)
    .filter((name) => !OF_PROMETHEUS.includes(name));
