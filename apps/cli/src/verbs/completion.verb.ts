import { declare } from '../line/verb.js';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export const completionVerb = declare({
  name: 'completion',
  summary: 'Print a script that completes verbs, flags and known values; its first line says where to put it',
  usage: '<bash | zsh | fish>',
  examples: [
    ['completion bash', 'for ~/.bashrc; afterwards `rapport` alone is enough, in any folder'],
    ['completion zsh', 'for ~/.zshrc'],
    ['completion fish', 'for ~/.config/fish/config.fish'],
  ],
  words: [1, 1],
  known: () => Promise.resolve(SHELLS),
  flags: {},
});
