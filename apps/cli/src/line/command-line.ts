/**
 * From the words of a command line to a verb and its values. Commander reads; what it refuses is said in the words of
 * this program, with what to do next. Nothing is guessed: what is not on the roster is refused.
 */
import { Command, CommanderError, Option } from 'commander';
import { nearest } from '#lib/kernel';
import { misuse } from './failure.js';
import { EVERYWHERE, familyHelp, familyOf, overview, verbHelp } from './help.js';
import { knownWord } from './known-word.js';
import { PROGRAM, type Flag, type FlagTable, type Values, type Verb } from './verb.js';

export interface Chosen {
  readonly verb: Verb;
  /** What stands beside the verb and is no flag. */
  readonly words: readonly string[];
  readonly flags: Values<FlagTable>;
  readonly json: boolean;
}
/** Help and the version are answers already: nothing is run for them. */
export type Wanted = Chosen | { readonly answer: string };

export function readCommandLine(verbs: readonly Verb[], args: readonly string[], version = ''): Wanted {
  const found: { answer: string; verb?: Chosen } = { answer: '' };
  const program = root(verbs, version).configureOutput({
    writeOut: (text) => (found.answer += text),
    writeErr: () => undefined,
  });
  for (const verb of verbs) {
    const command = commandFor(program, verb, verbs);
    command.action(() => void (found.verb = chosen(verb, command)));
  }
  const named = verbs.find(({ name }) => name.split(' ').every((word, i) => word === args[i]));
  if (named) refuseForgottenValues(named, args);
  parse(program, args.length > 0 ? args : ['--help']);
  return found.verb ?? { answer: found.answer.trimEnd() };
}

/** Commander throws for help and for the version too, once they are written. */
function parse(program: Command, args: readonly string[]): void {
  try {
    program.parse(args, { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError) || thrown.exitCode !== 0) throw thrown;
  }
}

function root(verbs: readonly Verb[], version: string): Command {
  return new Command()
    .version(version, '--version')
    .helpOption('-h, --help')
    .helpCommand(false)
    .enablePositionalOptions()
    .configureHelp({
      formatHelp: ({ args: [word = '--help'] }) => {
        if (word.startsWith('-')) return overview(verbs);
        throw noVerb(verbs, word);
      },
    })
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : noVerb(verbs, quotedIn(error));
    });
}

function noVerb(verbs: readonly Verb[], word: string): Error {
  const names = verbs.map(({ name }) => name);
  const meant = nearest(word, [...names, ...names.map((name) => name.split(' ')[0] as string)]);
  return misuse(`"${word}" is not a verb`, meant ? `did you mean "${meant}"?` : `see all of them:  ${PROGRAM} help`);
}

/** A verb of two words is a command of its family. */
function commandFor(program: Command, verb: Verb, verbs: readonly Verb[]): Command {
  const [first = '', second] = verb.name.split(' ');
  const parent = second === undefined ? program : family(program, first, verbs);
  const command = parent
    .command(second ?? first)
    .configureHelp({ formatHelp: () => verbHelp(verb) })
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : refusal(verb, error);
    });
  const [least, most] = verb.words;
  // a member of a family inherits that the family takes any word
  command.allowExcessArguments(false).allowUnknownOption(false);
  for (let i = 0; i < most; i++) command.argument(i < least ? `<word${i}>` : `[word${i}]`);
  for (const [name, flag] of Object.entries({ ...verb.flags, json: EVERYWHERE.json }))
    command.addOption(optionFor(name, flag));
  return command;
}

function family(program: Command, name: string, verbs: readonly Verb[]): Command {
  const known = program.commands.find((command) => command.name() === name);
  if (known) return known;
  const members = familyOf(verbs, name);
  return program
    .command(name)
    .configureHelp({ formatHelp: () => familyHelp(members) })
    .allowExcessArguments()
    .allowUnknownOption()
    .action(() => {
      throw misuse(`${name} is a family of verbs`, `say which:  ${members.map((v) => v.name).join(', ')}`);
    });
}

function optionFor(name: string, flag: Flag): Option {
  if (flag.kind === 'switch') return new Option(`--${name}`);
  const option = new Option(`--${name} <value>`);
  if (flag.kind === 'whole') return option.argParser((text) => wholeNumber(name, flag.range, text));
  const checked = (text: string): string =>
    'words' in flag && flag.words ? knownWord(`--${name}`, flag.words, text) : text;
  if (flag.kind !== 'many') return option.argParser(checked);
  return option.argParser((text, before: readonly string[] = []) => [...before, checked(text)]);
}

function wholeNumber(name: string, [min, max]: readonly [number, number], text: string): number {
  const n = Number(text);
  if (/^[0-9]+$/.test(text) && n >= min && n <= max) return n;
  throw misuse(`--${name} is "${text}"`, `give a whole number from ${min} to ${max}`);
}

function chosen(verb: Verb, command: Command): Chosen {
  const given = new Map(command.options.map((option) => [option.long, givenTo(command, option)]));
  const flags = Object.entries(verb.flags).map(([name, flag]) => [name, given.get(`--${name}`) ?? unless(flag)]);
  return {
    verb,
    words: command.args,
    flags: Object.fromEntries(flags) as Values<FlagTable>,
    json: given.get('--json') === true,
  };
}

/** Commander keeps `--no-secret` as a `secret` that is false. */
function givenTo(command: Command, option: Option): unknown {
  const value: unknown = command.getOptionValue(option.attributeName());
  return option.negate ? value === false : value;
}

function unless(flag: Flag): unknown {
  if (flag.kind === 'switch') return false;
  return flag.kind === 'many' ? [] : flag.fallback;
}

const quotedIn = ({ message }: CommanderError): string => /'([^' ]*)/.exec(message)?.[1] ?? message;

function refusal(verb: Verb, error: CommanderError): Error {
  const flags = `see its flags:  ${PROGRAM} help ${verb.name}`;
  const write = `write:  ${PROGRAM} ${verb.name} ${verb.usage}`.trimEnd();
  switch (error.code) {
    case 'commander.missingArgument':
      return misuse(`${verb.name} needs more`, write);
    case 'commander.excessArguments':
      return misuse(`${verb.name} takes no more words`, write);
    case 'commander.optionMissingArgument':
      return misuse(`${quotedIn(error)} needs a value`, flags);
    default:
      return noFlag(verb, quotedIn(error), flags);
  }
}

function noFlag(verb: Verb, flag: string, flags: string): Error {
  const known = Object.keys({ ...verb.flags, ...EVERYWHERE });
  const meant = nearest(flag.replace(/^-+/, ''), known);
  return misuse(`${verb.name} has no flag ${flag}`, meant ? `did you mean --${meant}?` : flags);
}

/** In `--label --scope x` a value is missing, as where `$LABEL` is empty; commander would take `--scope` for the label, and `x` for a word. */
function refuseForgottenValues(verb: Verb, args: readonly string[]): void {
  const end = args.indexOf('--');
  const read = end < 0 ? args : args.slice(0, end);
  for (const [i, arg] of read.entries()) {
    const flag = arg.startsWith('--') ? verb.flags[arg.slice(2)] : undefined;
    if (flag && flag.kind !== 'switch' && /^-./.test(read[i + 1] ?? ''))
      throw misuse(`${arg} needs a value`, `if it begins with a dash, write ${arg}=${read[i + 1]}`);
  }
}
