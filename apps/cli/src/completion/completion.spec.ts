/** Each shell that is installed loads its script and is asked what may come next, as the Tab key asks it. */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { offersOf } from './offers.js';
import { bashScript } from './bash.js';
import { fishScript } from './fish.js';
import { zshScript } from './zsh.js';
import { VERBS } from '../verbs/roster.js';

/** Each program takes a script and lines; after each line it prints what it offers, and then a mark. */
const MARK = 'ANSWERED';
/** Splits as bash does, calls what bash would call, and prints what it would show. */
const ASK_BASH = `
  source "$1"; shift
  for COMP_LINE; do
    COMP_POINT=\${#COMP_LINE}
    COMP_WORDS=($(sed -E 's/([:=])/ \\1 /g' <<<"$COMP_LINE")); [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
    COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
    _rapport; printf '%s\\n' "\${COMPREPLY[@]}" ${MARK}
  done`;
const ASK_FISH = `source $argv[1]; for line in $argv[2..-1]; complete -C $line; echo ${MARK}; end`;
/** zsh completes only where somebody types: this one types into another, and reads the list of candidates. */
const ASK_ZSH = `
  zmodload zsh/zpty; zpty asked zsh -f -i
  zpty -w asked "setopt no_beep; COLUMNS=200 LISTMAX=1000; autoload -Uz compinit; compinit -D -u; source \${(q)1}"
  zpty -w asked "bindkey '^I' list-choices; PS1='ready''> '"; shift
  for line; do
    zpty -r -m asked before '*ready> *'
    zpty -w -n asked "$line"$'\\t'$'\\C-u'"print EN''DED"$'\\n'
    zpty -r -m asked answer '*ENDED*'
    print -r -- "\${\${answer//$line/ }//ENDED/ }"; print ${MARK}
  done
  zpty -d asked`;

const SHELLS = {
  bash: { script: bashScript, ask: ['--norc', '-c', ASK_BASH, 'ask'] },
  zsh: { script: zshScript, ask: ['-f', '-c', ASK_ZSH, 'ask'] },
  fish: { script: fishScript, ask: ['--no-config', '-c', ASK_FISH] },
};
type Shell = keyof typeof SHELLS;
const ALL = Object.keys(SHELLS) as Shell[];
const isInstalled = (shell: Shell): boolean => spawnSync(shell, ['--version'], { stdio: 'ignore' }).status === 0;
const found = ALL.filter(isInstalled);

/** A line, some of what is offered after it, and some of what is not. */
const QUESTIONS: readonly (readonly [line: string, some: readonly string[], none: readonly string[]])[] = [
  ['rapport ', VERBS.map(({ name }) => name.split(' ')[0] as string), ['create', '--json']],
  ['rapport keys ', ['create', 'list', 'revoke'], ['send', 'show']],
  ['rapport sned ', [], ['send', 'create', '--json']],
  ['rapport send --cl', ['--client', '--clinician'], ['--episode']],
  ['rapport keys create --', ['--scope', '--no-secret', '--json', '--help'], ['--episode']],
  ['rapport channels set email --least-tier ', ['act-today', 'talk-soon', 'keep-an-eye'], ['--tenant']],
  ['rapport keys create --label x --scope ', ['events:write', 'operate'], ['--tenant', 'list']],
  ['rapport send appointment.', ['appointment.missed'], ['note.signed']],
  ['rapport stopping-model switch o', ['on', 'off'], ['approve']],
  ['rapport instruments check our-', ['our-form.json', 'our-other.json'], ['script.bash']],
];
/** Where bash begins another word after a colon, only the rest of it is asked for. */
const AFTER_COLONS = ['rapport keys create --scope events:w', 'rapport keys create --scope=events:w'];

describe('completion', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-completion-'));
  const fileOf = (shell: Shell): string => path.join(folder, `script.${shell}`);
  const run = (shell: Shell, args: readonly string[]): string =>
    execFileSync(shell, args, {
      encoding: 'utf8',
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, TERM: 'dumb' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const lines = [...QUESTIONS.map(([line]) => line), ...AFTER_COLONS];
  const answers = new Map<string, readonly string[]>();
  /** What is offered after the line, as words. */
  const offered = (shell: Shell, line: string): readonly string[] => answers.get(`${shell} ${line}`) ?? [];

  beforeAll(async () => {
    const offers = await offersOf(VERBS);
    for (const name of ['our-form.json', 'our-other.json']) fs.writeFileSync(path.join(folder, name), '{}');
    for (const shell of found) {
      const { script, ask } = SHELLS[shell];
      fs.writeFileSync(fileOf(shell), script(offers, { name: 'rapport', folder: "/it's here" }));
      const said = run(shell, [...ask, fileOf(shell), ...lines]).replace(/\u001B\[[0-9;?]*[a-zA-Z]/g, ' ');
      for (const [i, answer] of said.split(MARK).entries())
        answers.set(`${shell} ${lines[i]}`, answer.split(/\s+/).filter(Boolean));
    }
  }, 60_000);
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  it('is tried in every shell with CI=true; elsewhere those that are not installed are named', () => {
    const missing = ALL.filter((shell) => !found.includes(shell));
    if (missing.length > 0) process.stderr.write(`completion is not tried in ${missing.join(', ')}: not installed\n`);
    expect(process.env['CI'] === 'true' ? missing : []).toEqual([]);
    expect(found).not.toEqual([]);
  });

  const asked = found.flatMap((shell) => QUESTIONS.map((question) => [shell, ...question] as const));
  it.each(asked)('in %s offers after "%s" what may come next', (shell, line, some, none) => {
    const words = offered(shell, line);
    expect(words).toEqual(expect.arrayContaining([...some]));
    expect(words.filter((word) => none.includes(word))).toEqual([]);
  });

  it.each(found.flatMap((shell) => AFTER_COLONS.map((line) => [shell, line] as const)))(
    'in %s goes on after a colon: %s',
    (shell, line) => expect(offered(shell, line).join(' ')).toMatch(/\bwrite\b/),
  );

  it.each(found)('in %s makes a command of the name where there is none', (shell) => {
    const shown = { bash: 'declare -f rapport', zsh: 'functions rapport', fish: 'functions rapport' }[shell];
    const ready = shell === 'zsh' ? 'compdef() :;' : '';
    const start = { bash: ['--norc', '-c'], zsh: ['-f', '-c'], fish: ['--no-config', '-c'] }[shell];
    expect(run(shell, [...start, `${ready} source ${fileOf(shell)}; ${shown}`])).toMatch(/here.+ run -s rapport --/);
  });
});
