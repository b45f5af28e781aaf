/** Completion for fish: one line for each verb and flag, with the words under which it is offered. */
import { familiesOf, verbsAt, type Known, type Offer, type OfferedFlag, type Program } from './offers.js';

/** fish knows no other escapes between single quotes. */
const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

export const fishScript = (offers: readonly Offer[], { name, folder }: Program): string =>
  [
    `# Completion of ${name} for fish. In ~/.config/fish/config.fish:  npm --prefix ${quoted(folder)} run -s ${name} -- completion fish | source`,
    `type -q ${name}; or function ${name}; npm --prefix ${quoted(folder)} run -s ${name} -- $argv; end`,
    '',
    CONDITIONS.replaceAll('rapport', name),
    `complete -c ${name} -e`,
    `complete -c ${name} -f`,
    ...[undefined, ...familiesOf(offers)].flatMap((family) =>
      verbsAt(offers, family).map(
        ([word, summary]) =>
          `complete -c ${name} -n ${quoted(`__${name}_after ${family ?? ''}`.trimEnd())} -a ${quoted(word)} -d ${quoted(summary)}`,
      ),
    ),
    ...offers.flatMap((offer) => linesOf(offer, name)),
  ].join('\n');

/** Exactly after these words, and anywhere after them. */
const CONDITIONS = `function __rapport_after
    set -l typed (commandline -opc)
    test "$typed[2..-1]" = "$argv"
end
function __rapport_in
    set -l typed (commandline -opc)
    set -l last (math (count $argv) + 1)
    test (count $typed) -ge $last; and test "$typed[2..$last]" = "$argv"
end`;

function linesOf({ name, known, flags }: Offer, program: string): string[] {
  const start = `complete -c ${program} -n ${quoted(`__${program}_in ${name.join(' ')}`)}`;
  const first = known.length === 0 ? [] : [`${start} ${offered(known)}`];
  return [...first, ...flags.map((flag) => `${start} ${flagLine(flag)}`)];
}

const flagLine = ({ name, help, value }: OfferedFlag): string =>
  `-l ${name} -d ${quoted(help)}${value ? ` -r ${offered(value.known)}` : ''}`;

function offered(known: Known): string {
  if (known === 'files') return '-F';
  return known === 'anything' ? '-f' : `-f -a ${quoted(known.join(' '))}`;
}
