import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

interface Cruise {
  modules: { source: string; dependencies: { module: string; resolved: string }[] }[];
  summary: { violations: { from: string; rule: { name: string } }[] };
}

const ROOT = path.join(__dirname, '../..');
const CONFIG = path.join(ROOT, '.config/dependency-cruiser.cjs');
const CLI = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const BAD_HOUSE = path.join(__dirname, 'violations/ladder');

async function cruise(system: string): Promise<Cruise> {
  const args = [CLI, '--config', CONFIG, '--output-type', 'json', 'apps', 'libs'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: system, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as Cruise;
}

const finding = ({ from, rule }: Cruise['summary']['violations'][number]) =>
  `${path.basename(from, '.ts').replace('-partner', '')} breaks ${rule.name}`;

const ruleNames = async (): Promise<string[]> => {
  const config = (await import(CONFIG)) as { forbidden: { name: string }[] };
  return config.forbidden.map((rule) => rule.name);
};

describe('the ladder', () => {
  it('catches each bad import by the one rule that the offending file is named after', async () => {
    const { summary } = await cruise(BAD_HOUSE);
    const expected = (await ruleNames()).map((name) => `${name} breaks ${name}`);
    expect([...new Set(summary.violations.map(finding))].sort()).toEqual(expected.sort());
  }, 30_000);

  it('holds in the real tree, and really follows #lib imports to the front doors of the rooms', async () => {
    const { modules, summary } = await cruise(ROOT);
    expect(summary.violations.map((violation) => `${violation.from}: ${violation.rule.name}`)).toEqual([]);
    const roomImports = modules.flatMap((one) => one.dependencies).filter((one) => one.module.startsWith('#lib/'));
    const doors = roomImports.map((one) => one.module.replace(/^#lib\/(.*)$/, 'libs/$1/src/index.ts'));
    expect(roomImports.length).toBeGreaterThan(0);
    expect(roomImports.map((one) => one.resolved)).toEqual(doors);
  }, 120_000);
});
