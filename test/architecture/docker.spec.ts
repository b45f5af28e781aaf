import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { CONFIG_VARIABLES } from '#lib/platform';

interface Service {
  image: string;
  user?: string;
  command?: string[];
  ports?: string[];
  volumes?: string[];
  read_only?: boolean;
  privileged?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test?: string[]; disable?: boolean };
  networks: string[];
}

const ROOT = path.join(__dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
};
const services = Object.entries(compose.services);
const service = (name: string): Service => compose.services[name]!;
const namesOf = (wanted: (one: Service) => boolean) => services.filter(([, one]) => wanted(one)).map(([name]) => name);
const isOurs = (one: Service) => one.image.startsWith('rapport:');

const instructions = read('docker/Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n/g, '')
  .split('\n')
  .filter(Boolean);
const stageStarts = instructions.flatMap((line, index) => (line.startsWith('FROM ') ? [index] : []));
const lastStage = instructions.slice(stageStarts.at(-1));

describe('the image', () => {
  it('runs as a user who owns none of its files', () => {
    expect(lastStage.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    expect(instructions.filter((line) => line.includes('--chown'))).toEqual([]);
  });

  it('fetches nothing by address and holds no secret', () => {
    expect(instructions.filter((line) => /^ADD |curl|wget|https?:\/\/(?!127\.0\.0\.1)/.test(line))).toEqual([]);
    expect(instructions.filter((line) => /^(ARG|ENV) .*(SECRET|PASSWORD|TOKEN|_URL)/.test(line))).toEqual([]);
  });

  it('names its base exactly and installs what the lock file says', () => {
    expect(instructions[0]).toMatch(/^ARG NODE_IMAGE=node:(22|24)-bookworm-slim$/);
    const bases = stageStarts.map((index) => instructions[index]!.split(' ')[1]);
    expect(new Set(bases)).toEqual(new Set(['${NODE_IMAGE}']));
    expect(instructions.filter((line) => /npm (install|i)\b/.test(line))).toEqual([]);
  });

  it('starts and checks itself without a shell, from files that exist', () => {
    const [check] = lastStage.filter((line) => line.startsWith('HEALTHCHECK'));
    expect(check).toMatch(/CMD \["node", "healthcheck\.cjs"/);
    expect(lastStage.at(-1)).toMatch(/^CMD \["node", "dist\/apps\/api\/src\/main\.js"\]$/);
    const sources = instructions
      .filter((line) => /^COPY (?!--from)/.test(line))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(sources.filter((file) => !fs.existsSync(path.join(ROOT, file)))).toEqual([]);
  });
});

describe('the compose file', () => {
  it('lets no service write to its own files, gain rights or run as root', () => {
    expect(namesOf((one) => one.read_only !== true)).toEqual([]);
    expect(namesOf((one) => one.cap_drop?.join() !== 'ALL')).toEqual([]);
    expect(namesOf((one) => !one.security_opt?.includes('no-new-privileges:true'))).toEqual([]);
    expect(namesOf((one) => one.privileged === true || (!isOurs(one) && /^(0|root)?$/.test(one.user ?? '')))).toEqual(
      [],
    );
  });

  it('pins every foreign image to a version', () => {
    expect(namesOf((one) => !isOurs(one) && !/:v?\d+\.\d+[\w.-]*(@sha256:[0-9a-f]{64})?$/.test(one.image))).toEqual([]);
    expect(service('postgres').image).toMatch(/^postgres:18\./);
  });

  it('publishes the api only, and to this computer only', () => {
    expect(namesOf((one) => one.ports !== undefined)).toEqual(['api']);
    expect(service('api').ports?.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(compose.networks['stores']?.internal).toBe(true);
    expect(['postgres', 'redis'].map((name) => service(name).networks)).toEqual([['stores'], ['stores']]);
  });

  it('has a Redis that forgets nothing under pressure or over a restart', () => {
    const command = service('redis').command?.join(' ');
    expect(command).toContain('--maxmemory-policy noeviction');
    expect(command).toContain('--appendonly yes');
  });

  it('checks the health of whatever stays up, as far as the image can', () => {
    const unchecked = namesOf((one) => !one.healthcheck?.test);
    expect(unchecked).toEqual(['migrate', 'otel', 'jaeger']);
    expect(namesOf((one) => /SHELL/.test(one.healthcheck?.test?.[0] ?? ''))).toEqual([]);
  });

  it('sets only variables that Rapport reads, to values that it accepts', () => {
    const known: Record<string, { parse(text: string): object }> = CONFIG_VARIABLES;
    const settings = Object.entries(service('api').environment ?? {});
    expect(settings.map(([name]) => name).filter((name) => !(name in known))).toEqual([]);
    const plain = settings.filter(([, text]) => !text.includes('${'));
    expect(plain.filter(([name, text]) => 'fault' in known[name]!.parse(text))).toEqual([]);
  });

  it('mounts files that exist', () => {
    const mounted = services.flatMap(([, one]) => one.volumes ?? []).filter((volume) => volume.startsWith('./'));
    expect(mounted.filter((volume) => !fs.existsSync(path.join(ROOT, volume.split(':')[0]!)))).toEqual([]);
    expect(mounted.filter((volume) => !volume.endsWith(':ro'))).toEqual([]);
  });
});

describe('the observers', () => {
  const prometheus = parse(read('docker/prometheus/prometheus.yml')) as {
    rule_files: string[];
    scrape_configs: { job_name: string; dns_sd_configs: { names: string[]; port: number }[] }[];
  };

  it('D6: scrape every process of the compose file on the port that serves metrics without a key', () => {
    const asked = prometheus.scrape_configs.flatMap((job) => job.dns_sd_configs);
    const staying = namesOf((one) => isOurs(one) && one.healthcheck?.disable !== true);
    expect(asked.flatMap(({ names }) => names)).toEqual(staying);
    expect(staying).toEqual(['api', 'worker']);
    for (const name of staying) expect(service(name).environment).toHaveProperty('RAPPORT_METRICS_PORT', '9090');
    expect(new Set(asked.map(({ port }) => port))).toEqual(new Set([9090]));
  });

  it('D6: reach what they scrape, and name it as the rules do', () => {
    expect(prometheus.scrape_configs.map(({ job_name: job }) => job)).toEqual(['api', 'worker']);
    const near = (name: string) => service(name).networks.filter((net) => service('prometheus').networks.includes(net));
    expect(['api', 'worker'].map(near)).toEqual([['outside'], ['outside']]);
  });

  it('D6: read the rules that are mounted beside their configuration', () => {
    expect(service('prometheus').volumes).toContain('./docker/prometheus:/etc/prometheus:ro');
    expect(prometheus.rule_files.filter((file) => !fs.existsSync(path.join(ROOT, 'docker/prometheus', file)))).toEqual(
      [],
    );
    expect(prometheus.rule_files).toEqual(['alerts.yml']);
  });

  it('send traces from the collector to the service that keeps them', () => {
    const otel = parse(read('docker/otel.yml')) as { exporters: { otlp: { endpoint: string } } };
    expect(Object.keys(compose.services)).toContain(otel.exporters.otlp.endpoint.split(':')[0]);
  });
});
