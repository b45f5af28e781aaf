import type { ClinicChoice } from '#lib/clinic-settings';
import { INSTRUMENT_SCHEMA, LIBRARY, readInstrument, type Instrument } from '#lib/instruments';
import { nearest } from '#lib/kernel';
import { ActivateInstrument, AddInstrument, GetClinicChoice, RetireInstrument } from '#lib/pipeline';
import { CliFailure } from '../line/failure.js';
import { columns } from '../line/output.js';
import { nameOf, readJson, refusal, tellRevision } from '../clinic/revising.js';
import { withClinic } from '../instance/store.js';
import { PROGRAM, type Run, type Host } from '../line/verb.js';
import type {
  instrumentsList,
  instrumentsShow,
  instrumentsSchema,
  instrumentsCheck,
  instrumentsAdd,
  instrumentsActivate,
  instrumentsRetire,
} from './instruments.verb.js';

export const runInstrumentsList: Run<typeof instrumentsList> = ({ flags, out, host }) =>
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
            own ? 'own' : 'included',
            asksAboutSafety ? 'safety' : '-',
            title,
          ]),
        ),
      );
    return 0;
  });

const listing = (instrument: Instrument, { active, own }: ClinicChoice) => ({
  code: instrument.code,
  version: instrument.version,
  title: instrument.title,
  active: active.includes(instrument.code),
  own: own.includes(instrument),
  asksAboutSafety: instrument.safety !== undefined,
});

export const runInstrumentsShow: Run<typeof instrumentsShow> = ({ words: [code = ''], flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ queries, operator }) => {
    const { choice } = await queries.execute(new GetClinicChoice(operator));
    const found = [...choice.own, ...LIBRARY].filter((instrument) => instrument.code === code);
    if (found.length === 0) throw unknownCode(code, choice);
    for (const instrument of found) out.show(instrument, () => JSON.stringify(instrument, null, 2));
    return 0;
  });

function unknownCode(code: string, { own }: ClinicChoice): CliFailure {
  const meant = nearest(
    code,
    [...own, ...LIBRARY].map((instrument) => instrument.code),
  );
  const next = meant ? `did you mean "${meant}"?` : `see all of them:  ${PROGRAM} instruments list`;
  return new CliFailure(`there is no instrument "${code}"`, next);
}

export const runInstrumentsSchema: Run<typeof instrumentsSchema> = ({ out }) => {
  out.show(INSTRUMENT_SCHEMA, () => JSON.stringify(INSTRUMENT_SCHEMA, null, 2));
  return Promise.resolve(0);
};

async function readFile(host: Host, file: string): Promise<Instrument> {
  const read = readInstrument(await readJson(host, file));
  if (read.ok) return read.value;
  throw refusal(`${file} is not valid`, read.error, `its shape:  ${PROGRAM} instruments schema`);
}

export const runInstrumentsCheck: Run<typeof instrumentsCheck> = async ({ words: [file = ''], out, host }) => {
  const { code, version, title, items, scales } = await readFile(host, file);
  const figures = { code, version, title, items: items.length, scales: scales.map((scale) => scale.code) };
  out.show(figures, () => `${code} ${version}  ${title}: ${items.length} items, ${figures.scales.join(', ')}`);
  out.say(`make it yours:  ${PROGRAM} instruments add ${file} --by NAME`);
  return 0;
};

export const runInstrumentsAdd: Run<typeof instrumentsAdd> = async ({ words: [file = ''], flags, out, host }) => {
  const instrument = await readFile(host, file);
  const added = { instrument, replace: flags.replace, by: nameOf(flags.by) };
  return withClinic(host, flags.tenant, async ({ commands, operator }) => {
    const revised = await commands.execute(new AddInstrument(operator, added));
    if (!revised.ok) throw refusal('the choice is not valid', revised.error);
    tellRevision(revised.value, { out });
    out.say(`accept its forms:  ${PROGRAM} instruments activate ${instrument.code} --by NAME`);
    return 0;
  });
};

export const runInstrumentsActivate: Run<typeof instrumentsActivate> = async ({
  words: [code = ''],
  flags,
  out,
  host,
}) => {
  const by = nameOf(flags.by);
  return withClinic(host, flags.tenant, async ({ commands, operator }) => {
    const revised = await commands.execute(new ActivateInstrument(operator, code, by));
    if (!revised.ok) throw refusal('the choice is not valid', revised.error);
    tellRevision(revised.value, { out });
    return 0;
  });
};

export const runInstrumentsRetire: Run<typeof instrumentsRetire> = async ({ words: [code = ''], flags, out, host }) => {
  const by = nameOf(flags.by);
  return withClinic(host, flags.tenant, async ({ commands, queries, operator }) => {
    const revised = await commands.execute(new RetireInstrument(operator, code, by));
    if (!revised.ok && revised.error.code === 'refused') throw refusal('the choice is not valid', revised.error.faults);
    if (!revised.ok) throw unknownCode(code, (await queries.execute(new GetClinicChoice(operator))).choice);
    tellRevision(revised.value, { out });
    return 0;
  });
};
