import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

interface Report {
  findings: { file: string; rules: string[] }[];
  bans: string[];
  budgets: Record<string, { lines: number; perFunction: number | 'off' }>;
}

const BAD_HOUSE = path.join(__dirname, 'violations/lint');
const LONGER = ['libs/alliance/src/a.spec.ts', 'libs/eventlog/src/migrations/1-a.ts', 'libs/eventlog/src/a.sql.ts'];
const CONFIG = path.join(__dirname, '../../.config/eslint.config.mjs');

/** ESLint is an ES module and Jest is not, so it runs beside the test and reports as JSON. */
const SCRIPT = `
  import { ESLint } from 'eslint';
  import path from 'node:path';
  const eslint = new ESLint({ overrideConfigFile: ${JSON.stringify(CONFIG)} });
  const bare = (rule) => (rule ?? 'unparsable').split('/').pop();
  const results = await eslint.lintFiles(['libs']);
  const findings = results.map(({ filePath, messages }) => ({
    file: path.basename(filePath), rules: [...new Set(messages.map((message) => bare(message.ruleId)))].sort(),
  }));
  const budgets = {};
  const kinds = ['libs/alliance/src/a.ts', ...${JSON.stringify(LONGER)}];
  for (const kind of kinds) {
    const { rules } = await eslint.calculateConfigForFile(kind);
    const off = (rules['max-lines-per-function'][0]) === 0;
    budgets[kind] = { lines: rules['max-lines'][1].max, perFunction: off ? 'off' : rules['max-lines-per-function'][1].max };
  }
  const config = await eslint.calculateConfigForFile('libs/alliance/src/a.ts');
  const bans = Object.keys(config.plugins?.rapport?.rules ?? {});
  process.stdout.write(JSON.stringify({ findings, bans, budgets }));
`;

let report: Report;

beforeAll(async () => {
  const args = ['--input-type=module', '--eval', SCRIPT];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: BAD_HOUSE });
  report = JSON.parse(stdout) as Report;
}, 60_000);

describe('the linter', () => {
  it('catches each bad file by the one rule that the file is named after', () => {
    const bad = report.findings.filter(({ file }) => !file.includes('.lawful.'));
    const expected = bad.map(({ file }) => ({ file, rules: [file.replace(/(\.spec)?\.ts$/, '').replace('_', '-')] }));
    expect(bad).toEqual(expected);
    expect(bad.length).toBeGreaterThan(20);
  });

  it('has a bad file for every ban of this project', () => {
    const caught = new Set(report.findings.flatMap(({ rules }) => rules));
    expect(report.bans.length).toBeGreaterThan(10);
    expect(report.bans.filter((ban) => !caught.has(ban))).toEqual([]);
  });

  it('leaves alone what is lawful: settings in the config, injected classes, fixed SQL fragments', () => {
    const lawful = report.findings.filter(({ file }) => file.includes('.lawful.'));
    expect(lawful.map(({ file, rules }) => [file, rules])).toEqual([
      ['injected.lawful.ts', []],
      ['config.lawful.ts', []],
    ]);
  });

  it('grants long files to specs, migrations and SQL only', () => {
    const { 'libs/alliance/src/a.ts': plain, ...longer } = report.budgets;
    for (const [kind, { lines, perFunction }] of Object.entries(longer)) {
      expect([kind, lines > (plain?.lines ?? 0)]).toEqual([kind, true]);
      expect([kind, perFunction]).toEqual([kind, kind.endsWith('.sql.ts') ? plain?.perFunction : 'off']);
    }
    expect([plain?.perFunction, Object.keys(longer)]).toEqual([expect.any(Number), expect.arrayContaining(LONGER)]);
  });
});
