import type { ClinicChoice } from '#lib/clinic-settings';
import { INSTRUMENT_SCHEMA, LIBRARY, readInstrument, type Instrument } from '#lib/instruments';
import { nearest } from '#lib/kernel';
import { ActivateInstrument, AddInstrument, GetClinicChoice, RetireInstrument } from '#lib/pipeline';
import { CliFailure } from '../failure.js';
import { columns } from '../output.js';
import { BY_FLAG, nameOf, readJson, refusal, tellRevision } from '../revising.js';
import { TENANT_FLAG, withClinic } from '../store.js';
import { PROGRAM, verb, type Host } from '../verb.js';

export const instrumentsList = verb({
  name: 'instruments list',
  summary: 'List the instruments of a clinic: included and its own, active or not',
  usage: '[flags]',
  examples: [['instruments list', 'every one that can be scored']],
  words: [0, 0],
  flags: TENANT_FLAG,
  run: ({ flags, out, host }) =>
    withClinic(host, flags.tenant, async ({ queries, operator }) => {
      const { choice } = await queries.execute(new GetClinicChoice(operator));
      const listed = [...choice.own, ...LIBRARY].map((instrument) => listing(instrument, choice));
      if (out.json) for (const one of listed) out.data(JSON.stringify(one));
      else
        out.data(
          columns(
            listed.map(({ code, version, active, own, asksAboutSafety, title }) => [
              code,
              version,
              active ? 'active' : '-',
              own ? 'own' : 'ours',
              asksAboutSafety ? 'safety' : '-',
              title,
            ]),
          ),
        );
      return 0;
    }),
});

const listing = (instrument: Instrument, { active, own }: ClinicChoice) => ({
  code: instrument.code,
  version: instrument.version,
  title: instrument.title,
  active: active.includes(instrument.code),
  own: own.includes(instrument),
  asksAboutSafety: instrument.safety !== undefined,
});

export const instrumentsShow = verb({
  name: 'instruments show',
  summary: 'Print an instrument as a file: a starting point for one of your own',
  usage: '<code>',
  examples: [['instruments show pulse', 'items, scales, cutoffs and where they come from']],
  words: [1, 1],
  flags: TENANT_FLAG,
  run: ({ words: [code = ''], flags, out, host }) =>
    withClinic(host, flags.tenant, async ({ queries, operator }) => {
      const { choice } = await queries.execute(new GetClinicChoice(operator));
      const found = [...choice.own, ...LIBRARY].filter((instrument) => instrument.code === code);
      if (found.length === 0) throw unknownCode(code, choice);
      for (const instrument of found) out.show(instrument, () => JSON.stringify(instrument, null, 2));
      return 0;
    }),
});

function unknownCode(code: string, { own }: ClinicChoice): CliFailure {
  const meant = nearest(
    code,
    [...own, ...LIBRARY].map((instrument) => instrument.code),
  );
  const next = meant ? `did you mean "${meant}"?` : `see all of them:  ${PROGRAM} instruments list`;
  return new CliFailure(`there is no instrument "${code}"`, next);
}

export const instrumentsSchema = verb({
  name: 'instruments schema',
  summary: 'Print the JSON Schema of an instrument’s file, for editors',
  usage: '',
  examples: [['instruments schema', 'JSON Schema 2020-12; `instruments check` also looks at the meaning']],
  words: [0, 0],
  flags: {},
  run: ({ out }) => {
    out.show(INSTRUMENT_SCHEMA, () => JSON.stringify(INSTRUMENT_SCHEMA, null, 2));
    return Promise.resolve(0);
  },
});

async function readFile(host: Host, file: string): Promise<Instrument> {
  const read = readInstrument(await readJson(host, file));
  if (read.ok) return read.value;
  throw refusal(`${file} is not valid`, read.error, `its shape:  ${PROGRAM} instruments schema`);
}

export const instrumentsCheck = verb({
  name: 'instruments check',
  summary: 'Check the file of an instrument; nothing is stored, and no database is needed',
  usage: '<file>',
  examples: [['instruments check our-form.json', 'every fault, with its place']],
  words: [1, 1],
  flags: {},
  run: async ({ words: [file = ''], out, host }) => {
    const { code, version, title, items, scales } = await readFile(host, file);
    const figures = { code, version, title, items: items.length, scales: scales.map((scale) => scale.code) };
    out.show(figures, () => `${code} ${version}  ${title}: ${items.length} items, ${figures.scales.join(', ')}`);
    out.say(`make it yours:  ${PROGRAM} instruments add ${file} --by NAME`);
    return 0;
  },
});

export const instrumentsAdd = verb({
  name: 'instruments add',
  summary: 'Add an instrument of your own from a file, as a new revision of the clinic’s choice; not active yet',
  usage: '<file> --by <name>',
  examples: [
    ['instruments add our-form.json --by lead-1', 'then activate it'],
    [
      'instruments add our-form.json --by lead-1 --replace',
      'in place of the same code and version: older forms are scored again',
    ],
  ],
  words: [1, 1],
  flags: {
    ...TENANT_FLAG,
    ...BY_FLAG,
    replace: { kind: 'switch', help: 'put it in the place of one with the same code and version' },
  },
  run: async ({ words: [file = ''], flags, out, host }) => {
    const instrument = await readFile(host, file);
    const added = { instrument, replace: flags.replace, by: nameOf(flags.by) };
    return withClinic(host, flags.tenant, async ({ commands, operator }) => {
      const revised = await commands.execute(new AddInstrument(operator, added));
      if (!revised.ok) throw refusal('the choice is not valid', revised.error);
      tellRevision(revised.value, { out });
      out.say(`accept its forms:  ${PROGRAM} instruments activate ${instrument.code} --by NAME`);
      return 0;
    });
  },
});

export const instrumentsActivate = verb({
  name: 'instruments activate',
  summary: 'Accept the forms of an instrument, as a new revision of the clinic’s choice',
  usage: '<code> --by <name>',
  examples: [['instruments activate our-form --by lead-1', 'forms that waited count from the next rebuild on']],
  words: [1, 1],
  flags: { ...TENANT_FLAG, ...BY_FLAG },
  run: async ({ words: [code = ''], flags, out, host }) => {
    const by = nameOf(flags.by);
    return withClinic(host, flags.tenant, async ({ commands, operator }) => {
      const revised = await commands.execute(new ActivateInstrument(operator, code, by));
      if (!revised.ok) throw refusal('the choice is not valid', revised.error);
      tellRevision(revised.value, { out });
      return 0;
    });
  },
});

export const instrumentsRetire = verb({
  name: 'instruments retire',
  summary: 'Stop accepting the forms of an instrument; its file and earlier forms stay',
  usage: '<code> --by <name>',
  examples: [['instruments retire our-form --by lead-1', 'its forms are kept with their episode and not counted']],
  words: [1, 1],
  flags: { ...TENANT_FLAG, ...BY_FLAG },
  run: async ({ words: [code = ''], flags, out, host }) => {
    const by = nameOf(flags.by);
    return withClinic(host, flags.tenant, async ({ commands, queries, operator }) => {
      const revised = await commands.execute(new RetireInstrument(operator, code, by));
      if (!revised.ok && revised.error.code === 'refused')
        throw refusal('the choice is not valid', revised.error.faults);
      if (!revised.ok) throw unknownCode(code, (await queries.execute(new GetClinicChoice(operator))).choice);
      tellRevision(revised.value, { out });
      return 0;
    });
  },
});
