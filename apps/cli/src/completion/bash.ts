/** Completion for bash, from 3.2 on (the one of macOS): tables made from the roster, and one function that reads them. */
import { familiesOf, quoted, verbsAt, type Known, type Offer, type Program } from './offers.js';

export const bashScript = (offers: readonly Offer[], { name, folder }: Program): string =>
  [
    `# Completion of ${name} for bash. In ~/.bashrc:  source <(npm --prefix ${quoted(folder)} run -s ${name} -- completion bash)`,
    `type ${name} >/dev/null 2>&1 || ${name}() { npm --prefix ${quoted(folder)} run -s ${name} -- "$@"; }`,
    '',
    table(`_${name}_verbs`, [
      ['', wordsOf(verbsAt(offers))],
      ...familiesOf(offers).map((family) => [family, wordsOf(verbsAt(offers, family))] as const),
    ]),
    table(
      `_${name}_words`,
      offers.map((offer) => [offer.name.join(' '), shown(offer.known)]),
    ),
    table(
      `_${name}_flags`,
      offers.map((offer) => [offer.name.join(' '), offer.flags.map((flag) => `--${flag.name}`).join(' ')]),
    ),
    table(
      `_${name}_values`,
      offers.flatMap((offer) =>
        offer.flags.flatMap((flag) =>
          flag.value ? [[`${offer.name.join(' ')} --${flag.name}`, shown(flag.value.known)] as const] : [],
        ),
      ),
    ),
    READER.replaceAll('rapport', name),
  ].join('\n');

const wordsOf = (verbs: readonly (readonly [string, string])[]): string => verbs.map(([word]) => word).join(' ');

/** A slash can be no word of ours. */
const shown = (known: Known): string => {
  if (known === 'files') return '/files';
  return known === 'anything' ? '/anything' : known.join(' ');
};

/** A function that answers what its argument stands for; it fails for what is not in the table. */
const table = (name: string, rows: readonly (readonly [string, string])[]): string =>
  [
    `${name}() {`,
    '  case "$1" in',
    ...rows.map(([key, answer]) => `    ${quoted(key)}) printf %s ${quoted(answer)} ;;`),
    '    *) return 1 ;;',
    '  esac',
    '}',
    '',
  ].join('\n');

/**
 * The line is split anew, because bash also splits at `:` and `=`: what bash holds for the word is then cut off again
 * from what is offered.
 */
const READER = `_rapport() {
  local line=\${COMP_LINE:0:COMP_POINT} whole='' cur='' verb='' flag='' offered='' own='' given=0 i=1 n
  local -a words
  read -ra words <<<"$line"
  n=\${#words[@]}
  if [[ $line != *[[:space:]] ]]; then whole=\${words[n-1]}; n=$((n - 1)); fi
  cur=$whole
  while ((i < n)) && [[ " $(_rapport_verbs "$verb") " == *" \${words[i]} "* ]]; do
    verb="\${verb:+$verb }\${words[i]}"
    i=$((i + 1))
  done
  if _rapport_verbs "$verb" >/dev/null; then
    ((i == n)) && offered=$(_rapport_verbs "$verb")
  else
    while ((i < n)); do
      flag=''
      if [[ \${words[i]} != -* ]]; then given=$((given + 1))
      elif _rapport_values "$verb \${words[i]}" >/dev/null; then flag=\${words[i]}; i=$((i + 1)); fi
      i=$((i + 1))
    done
    ((i > n)) || flag=''
    if [[ -z $flag && $cur == --*=* ]]; then flag=\${cur%%=*}; cur=\${cur#*=}; fi
    if [[ -n $flag ]]; then offered=$(_rapport_values "$verb $flag")
    elif [[ $cur == -* ]]; then offered=$(_rapport_flags "$verb")
    elif ((given == 0)); then offered=$(_rapport_words "$verb"); fi
    [[ -z $offered && -z $flag && -z $cur ]] && offered=$(_rapport_flags "$verb")
  fi
  COMPREPLY=()
  case $offered in
    /anything) return ;;
    /files)
      compopt -o filenames 2>/dev/null
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$cur")
      return ;;
  esac
  own=\${COMP_WORDS[COMP_CWORD]}
  [[ $own == [:=] ]] && own=''
  local before=\${whole%"$cur"} kept=\${whole%"$own"}
  for line in $(compgen -W "$offered" -- "$cur"); do
    line=$before$line
    COMPREPLY+=("\${line#"$kept"}")
  done
}
complete -F _rapport rapport`;
