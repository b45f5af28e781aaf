/** Help and the reference page, both from the verbs' own tables. Examples come first: most people copy one. */
import { columns } from './output.js';
import { PROGRAM, type Flag, type FlagTable, type Verb } from './verb.js';

export const EVERYWHERE = {
  json: { kind: 'switch', help: 'answer as JSON: one object, or one a line' },
  help: { kind: 'switch', help: 'say what this does and takes' },
} as const satisfies FlagTable;

export const EXIT_CODES: readonly (readonly [string, string])[] = [
  ['0', 'done, and what was asked about is well'],
  ['1', 'not done, or what was asked about is not well'],
  ['2', 'the command line is wrong'],
  ['78', 'the configuration is wrong'],
];

const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ');

export function overview(verbs: readonly Verb[]): string {
  return [
    'Rapport, from the command line. Data on stdout, everything else on stderr.',
    '',
    indent(
      columns([
        [`${PROGRAM} doctor`, 'is everything as it should be?'],
        [`${PROGRAM} demo`, 'watch one alert being raised'],
        [`${PROGRAM} send appointment.missed`, 'send an event of any type'],
      ]),
    ),
    '',
    'Verbs',
    indent(columns(verbs.map((v) => [v.name, v.summary]))),
    '',
    `Flags everywhere: --json, --help. About one verb:  ${PROGRAM} help <verb>`,
  ].join('\n');
}

export function verbHelp(verb: Verb): string {
  const rows = flagRows({ ...verb.flags, ...EVERYWHERE });
  return [
    verb.summary,
    '',
    indent(verb.examples.map(([line, meaning]) => `# ${meaning}\n${PROGRAM} ${line}`).join('\n')),
    '',
    `Usage:  ${PROGRAM} ${verb.name} ${verb.usage}`.trimEnd(),
    '',
    indent(columns(rows)),
  ].join('\n');
}

/** Such as `keys create` and `keys list` for `keys`. */
export const familyOf = (verbs: readonly Verb[], word: string): readonly Verb[] =>
  verbs.filter((v) => v.name.startsWith(`${word} `));

export const familyHelp = (members: readonly Verb[]): string => members.map(verbHelp).join('\n\n');

const flagRows = (table: FlagTable): string[][] =>
  Object.entries(table).map(([name, flag]) => [spelling(name, flag), helpOf(flag)]);

function spelling(name: string, flag: Flag): string {
  if (flag.kind === 'switch') return `--${name}`;
  if (flag.kind === 'word') return `--${name} <word>`;
  return `--${name} <${flag.value}>${flag.kind === 'many' ? '...' : ''}`;
}

function helpOf(flag: Flag): string {
  const words = flag.kind === 'word' ? `: ${flag.words.join(', ')}` : '';
  const fallback =
    'fallback' in flag && flag.fallback !== undefined && flag.fallback !== '' ? ` (${flag.fallback} unless given)` : '';
  return `${flag.help}${words}${fallback}`;
}

/** docs/reference/cli.md, whole. */
export function referencePage(verbs: readonly Verb[]): string {
  return `${[
    '# Command line',
    '',
    '<!-- Made by `npm run docs`; a spec compares both. -->',
    '',
    `Every verb is started as \`${PROGRAM} <verb>\`. Data goes to stdout, messages and progress to stderr. \`--json\` answers one JSON object, or one a line. There is no colour with \`NO_COLOR\` or without a terminal.`,
    '',
    'The running instance is found through `--url`, `--key` and `--secret`, or through `ready.json` in the data folder, which `npm start` writes. Verbs that need the database use `DATABASE_URL`, or the embedded database in the data folder; one that runs already is used and left running.',
    '',
    markdownTable(['exit code', 'means'], EXIT_CODES),
    '',
    ...verbs.flatMap(verbSection),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function verbSection(verb: Verb): string[] {
  const flags = flagRows(verb.flags).map(([flag = '', help = '']) => [`\`${flag}\``, help]);
  return [
    `## ${verb.name}`,
    '',
    `${verb.summary}.`,
    '',
    '```sh',
    ...verb.examples.flatMap(([line, meaning]) => [`# ${meaning}`, `${PROGRAM} ${line}`]),
    '```',
    '',
    `Usage: \`${`${verb.name} ${verb.usage}`.trimEnd()}\``,
    '',
    ...(flags.length > 0 ? [markdownTable(['flag', 'means'], flags), ''] : []),
  ];
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((c) => c.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}
