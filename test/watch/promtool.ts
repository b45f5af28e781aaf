/** Debian's promtool and Prometheus, on loopback and in a folder of the test's own. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { freePort } from '#lib/platform';
import { eventually } from '#lib/testkit';
import { RULES_FILE } from './watched.js';

export interface Told {
  readonly code: number | null;
  /** Both streams: what it complains of goes to either. */
  readonly said: string;
}

export function promtool(args: readonly string[], input?: string): Told {
  const { status, stdout, stderr, error } = spawnSync('promtool', args, { input, encoding: 'utf8', timeout: 60_000 });
  if (error) throw error;
  return { code: status, said: `${stdout}${stderr}` };
}

export interface Prometheus {
  /** The values that an instant query finds, NaN among them. */
  ask(expr: string, at: number): Promise<readonly number[]>;
  /** The names of the rules that fire now. */
  firing(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** A Prometheus that scrapes nothing and holds the given samples, in OpenMetrics text. */
export async function prometheusWith(openMetrics: string): Promise<Prometheus> {
  const folder = newFolder();
  const samples = path.join(folder, 'samples.txt');
  fs.writeFileSync(samples, openMetrics);
  const loaded = promtool(['tsdb', 'create-blocks-from', 'openmetrics', samples, path.join(folder, 'data')]);
  if (loaded.code !== 0) throw new Error(`the samples could not be loaded: ${loaded.said}`);
  return started(folder, 'scrape_configs: []\n');
}

/** One as it is shipped, with its rules, that knows the port of each job and looks three times as often. */
export function prometheusWatching(ports: Readonly<Record<string, number>>): Promise<Prometheus> {
  const shipped = parse(fs.readFileSync(path.join(path.dirname(RULES_FILE), 'prometheus.yml'), 'utf8')) as object;
  const jobs = Object.entries(ports).map(([job, port]) => ({
    job_name: job,
    static_configs: [{ targets: [`127.0.0.1:${port}`] }],
  }));
  return started(
    newFolder(),
    JSON.stringify({ ...shipped, global: PACE, rule_files: [RULES_FILE], scrape_configs: jobs }),
  );
}

const PACE = { scrape_interval: '5s', evaluation_interval: '5s' };

const newFolder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-prometheus-'));

/** With its data and its configuration in a folder, which goes when it stops. */
async function started(folder: string, configuration: string): Promise<Prometheus> {
  const [data, config] = ['data', 'prometheus.yml'].map((name) => path.join(folder, name));
  fs.writeFileSync(config!, configuration);
  const port = (await freePort(0, '127.0.0.1'))!;
  const settings = [`--config.file=${config!}`, `--storage.tsdb.path=${data!}`, '--storage.tsdb.retention.time=100y'];
  const server = spawn('prometheus', [...settings, `--web.listen-address=127.0.0.1:${port}`], { stdio: 'ignore' });
  process.once('exit', () => server.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}`;
  await eventually('Prometheus is ready', () => isReady(url), 20_000).catch(async (error: unknown) => {
    await stop(server, folder);
    throw error;
  });
  return {
    ask: (expr, at) => ask(url, expr, at),
    firing: () => firing(url),
    stop: () => stop(server, folder),
  };
}

const isReady = (url: string): Promise<true | undefined> =>
  fetch(`${url}/-/ready`).then(
    ({ ok }) => ok || undefined,
    () => undefined,
  );

async function ask(url: string, query: string, at: number): Promise<readonly number[]> {
  const body = new URLSearchParams({ query, time: String(at) });
  const reply = await fetch(`${url}/api/v1/query`, { method: 'POST', body });
  const { error, data } = (await reply.json()) as {
    error?: string;
    data?: { result: { value: [number, string] }[] };
  };
  if (!data) throw new Error(`${query}: ${error}`);
  return data.result.map(({ value: [, figure] }) => Number(figure));
}

async function firing(url: string): Promise<readonly string[]> {
  const reply = await fetch(`${url}/api/v1/alerts`);
  const { data } = (await reply.json()) as {
    data: { alerts: { state: string; labels: { alertname: string } }[] };
  };
  return data.alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels.alertname);
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  const gone = new Promise((resolve) => server.once('exit', resolve));
  if (server.exitCode === null && server.kill('SIGTERM')) await gone;
  fs.rmSync(folder, { recursive: true, force: true });
}
