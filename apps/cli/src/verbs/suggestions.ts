import { DEFAULT_PACKS, PACK_SCHEMA, readPack, type SuggestionPack } from '#lib/presentation';
import { LANGUAGES } from '#lib/kernel';
import { GetClinicChoice } from '#lib/pipeline';
import { readJson, refusal } from '../revising.js';
import { TENANT_FLAG, withClinic } from '../store.js';
import { PROGRAM, verb } from '../verb.js';

export const suggestionsShow = verb({
  name: 'suggestions show',
  summary: 'Print the steps suggested for a strain as a file: a starting point for one of your own',
  usage: '[flags]',
  examples: [
    ['suggestions show', 'in the language of the clinic; its own pack, or the default'],
    ['suggestions show --language de', 'in German'],
  ],
  words: [0, 0],
  flags: {
    ...TENANT_FLAG,
    language: { kind: 'word', words: LANGUAGES, help: 'of the pack; the clinic’s own unless given' },
  },
  run: ({ flags, out, host }) =>
    withClinic(host, flags.tenant, async ({ queries, operator }) => {
      const { choice } = await queries.execute(new GetClinicChoice(operator));
      const language = flags.language ?? choice.language ?? LANGUAGES[0];
      const own = choice.suggestions?.find((pack) => pack.language === language);
      const pack = own ?? DEFAULT_PACKS[language];
      out.show(pack, () => JSON.stringify(pack, null, 2));
      out.say(`${own ? 'your own pack' : 'this is the default pack'}, version ${pack.version}`);
      return 0;
    }),
});

export const suggestionsCheck = verb({
  name: 'suggestions check',
  summary: 'Check the file of a pack: its shape, the order of its steps, and the wording of every text',
  usage: '<file>',
  examples: [
    ['suggestions check our-steps.json', 'every fault, with its place; nothing is stored, no database needed'],
  ],
  words: [1, 1],
  flags: {},
  run: async ({ words: [file = ''], out, host }) => {
    const read = readPack(await readJson(host, file));
    if (!read.ok) throw refusal(`${file} is not valid`, read.error, `its shape:  ${PROGRAM} suggestions schema`);
    const figures = figuresOf(read.value);
    out.show(figures, () => `${figures.language} ${figures.version}  ${figures.title}: ${figures.steps} steps`);
    out.say(`make it yours: put it into /suggestions of the file of  ${PROGRAM} clinic set`);
    return 0;
  },
});

const figuresOf = ({ language, version, title, entries }: SuggestionPack) => ({
  language,
  version,
  title,
  steps: Object.values(entries).reduce((sum, { steps }) => sum + steps.length, 0),
});

export const suggestionsSchema = verb({
  name: 'suggestions schema',
  summary: 'Print the JSON Schema of a pack’s file, for editors',
  usage: '',
  examples: [['suggestions schema', 'JSON Schema 2020-12; `suggestions check` also looks at order and words']],
  words: [0, 0],
  flags: {},
  run: ({ out }) => {
    out.show(PACK_SCHEMA, () => JSON.stringify(PACK_SCHEMA, null, 2));
    return Promise.resolve(0);
  },
});
