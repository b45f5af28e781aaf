import { DEFAULT_PACKS, PACK_SCHEMA, readPack, type SuggestionPack } from '#lib/presentation';
import { LANGUAGES } from '#lib/kernel';
import { GetClinicChoice } from '#lib/pipeline';
import { readJson, refusal } from '../clinic/revising.js';
import { withClinic } from '../instance/store.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { suggestionsShow, suggestionsCheck, suggestionsSchema } from './suggestions.verb.js';

export const runSuggestionsShow: Run<typeof suggestionsShow> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ queries, operator }) => {
    const { choice } = await queries.execute(new GetClinicChoice(operator));
    const language = flags.language ?? choice.language ?? LANGUAGES[0];
    const own = choice.suggestions?.find((pack) => pack.language === language);
    const pack = own ?? DEFAULT_PACKS[language];
    out.show(pack, () => JSON.stringify(pack, null, 2));
    out.say(`${own ? 'your own pack' : 'this is the default pack'}, version ${pack.version}`);
    return 0;
  });

export const runSuggestionsCheck: Run<typeof suggestionsCheck> = async ({ words: [file = ''], out, host }) => {
  const read = readPack(await readJson(host, file));
  if (!read.ok) throw refusal(`${file} is not valid`, read.error, `its shape:  ${PROGRAM} suggestions schema`);
  const figures = figuresOf(read.value);
  out.show(figures, () => `${figures.language} ${figures.version}  ${figures.title}: ${figures.steps} steps`);
  out.say(`make it yours: put it into /suggestions of the file of  ${PROGRAM} clinic set`);
  return 0;
};

const figuresOf = ({ language, version, title, entries }: SuggestionPack) => ({
  language,
  version,
  title,
  steps: Object.values(entries).reduce((sum, { steps }) => sum + steps.length, 0),
});

export const runSuggestionsSchema: Run<typeof suggestionsSchema> = ({ out }) => {
  out.show(PACK_SCHEMA, () => JSON.stringify(PACK_SCHEMA, null, 2));
  return Promise.resolve(0);
};
