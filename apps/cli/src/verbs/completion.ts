import { bashScript } from '../completion/bash.js';
import { fishScript } from '../completion/fish.js';
import { offersOf } from '../completion/offers.js';
import { zshScript } from '../completion/zsh.js';
import { knownWord } from '../line/known-word.js';
import { packageFolder } from '../instance/package-folder.js';
import type { Run } from '../line/verb.js';
import { SHELLS, type completionVerb } from './completion.verb.js';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

export const runCompletion: Run<typeof completionVerb> = async ({ words: [named = ''], out, verbs }) => {
  const shell = knownWord('the shell', SHELLS, named) as keyof typeof SCRIPTS;
  const script = SCRIPTS[shell](await offersOf(verbs), { name: 'rapport', folder: packageFolder() });
  out.show({ shell, script }, () => script);
  return 0;
};
