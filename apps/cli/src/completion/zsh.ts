/** Completion for zsh, with what every verb and flag is for. */
import { familiesOf, quoted, verbsAt, type Known, type Offer, type OfferedFlag, type Program } from './offers.js';

export const zshScript = (offers: readonly Offer[], { name, folder }: Program): string =>
  [
    `#compdef ${name}`,
    `# Completion of ${name} for zsh. In ~/.zshrc:  source <(npm --prefix ${quoted(folder)} run -s ${name} -- completion zsh)`,
    `(( $+commands[${name}] + $+functions[${name}] + $+aliases[${name}] )) ||`,
    `  ${name}() { npm --prefix ${quoted(folder)} run -s ${name} -- "$@" }`,
    '',
    `_${name}() {`,
    '  local -a verbs',
    '  if (( CURRENT == 2 )); then',
    ...verbList(verbsAt(offers)),
    '    return',
    '  fi',
    ...familiesOf(offers).flatMap((family) => [
      `  if (( CURRENT == 3 )) && [[ $words[2] == ${family} ]]; then`,
      ...verbList(verbsAt(offers, family)),
      '    return',
      '  fi',
    ]),
    '  case "$words[2] $words[3]" in',
    ...offers.flatMap(argumentsOf),
    '  esac',
    '}',
    '',
    '(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }',
    `if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _${name} "$@"; else compdef _${name} ${name}; fi`,
  ].join('\n');

const verbList = (verbs: readonly (readonly [string, string])[]): string[] => [
  `    verbs=(${verbs.map(([word, summary]) => quoted(`${word}:${summary}`)).join(' ')})`,
  '    _describe -V verb verbs',
];

/** `_arguments` wants to see the verb as the command. */
function argumentsOf({ name, known, flags }: Offer): string[] {
  const first = known.length === 0 ? [] : [`1:${name.at(-1)}:${action(known)}`];
  const pattern = name.length === 2 ? `${quoted(name.join(' '))}` : `${quoted(`${name[0]} `)}*`;
  return [
    `    ${pattern})`,
    `      shift ${name.length} words; (( CURRENT -= ${name.length} ))`,
    `      _arguments ${[...first, '*: : ', ...flags.map(flagSpec)].map(quoted).join(' ')} ;;`,
  ];
}

function flagSpec({ name, help, value, isRepeated }: OfferedFlag): string {
  const about = `[${help.replace(/[[\]]/g, '\\$&')}]`;
  if (!value) return `--${name}${about}`;
  return `${isRepeated ? '*' : ''}--${name}=${about}:${value.name.replaceAll(':', '\\:')}:${action(value.known)}`;
}

function action(known: Known): string {
  if (known === 'files') return '_files';
  return known === 'anything' ? ' ' : `(${known.map((word) => word.replaceAll(':', '\\:')).join(' ')})`;
}
