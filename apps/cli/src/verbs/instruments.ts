import { choiceChanges, type ClinicChoice, latestChoice, reviseRules } from '#lib/clinic-settings';
import { INSTRUMENT_SCHEMA, LIBRARY, readInstrument, type Instrument } from '#lib/instruments';
import { fail, nearest, succeed, type Violation, type Result } from '#lib/kernel';
import type { Database } from '#lib/platform';
import { CliFailure } from '../failure.js';
import { columns, type Output } from '../output.js';
import { nameOf, readJson, refusal, tellRevision } from '../revising.js';
import { needTenant, withDatabase } from '../store.js';
import { PROGRAM, type Host, type Run } from '../verb.js';
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
  withDatabase(host, async (db) => {
    const { id } = await needTenant(db, flags.tenant, host);
    const { choice } = await latestChoice(db, id);
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
  withDatabase(host, async (db) => {
    const { id } = await needTenant(db, flags.tenant, host);
    const { choice } = await latestChoice(db, id);
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
  const { code, version } = instrument;
  const reason = `instrument ${code} ${version} added`;
  const change = (choice: ClinicChoice) => withOwn(choice, instrument, flags.replace);
  const answer = await revise({ ...flags, reason, change }, out, host);
  out.say(`accept its forms:  ${PROGRAM} instruments activate ${code} --by NAME`);
  return answer;
};

function withOwn(choice: ClinicChoice, added: Instrument, replace: boolean): Result<ClinicChoice, Violation[]> {
  const isSame = ({ code, version }: Instrument): boolean => code === added.code && version === added.version;
  const known = choice.own.some(isSame);
  const own = known ? choice.own.map((kept) => (isSame(kept) ? added : kept)) : [...choice.own, added];
  const next = { ...choice, own };
  return known && !replace && !isUnchanged(choice, next) ? fail([TAKEN]) : succeed(next);
}

/** The order of members in a file says nothing; the store gives them back in its own. */
const isUnchanged = (before: ClinicChoice, after: ClinicChoice): boolean => choiceChanges(before, after).length === 0;

const TAKEN: Violation = {
  pointer: '/version',
  code: 'instrument_taken',
  detail: 'an instrument of this code and version already exists, with other content',
  hint: 'raise the version, or add --replace if the earlier file was wrong',
};

export const runInstrumentsActivate: Run<typeof instrumentsActivate> = ({ words: [code = ''], flags, out, host }) =>
  revise({ ...flags, reason: `instrument ${code} activated`, change: (choice) => activated(choice, code) }, out, host);

const activated = (choice: ClinicChoice, code: string): Result<ClinicChoice, Violation[]> =>
  succeed(choice.active.includes(code) ? choice : { ...choice, active: [...choice.active, code] });

export const runInstrumentsRetire: Run<typeof instrumentsRetire> = ({ words: [code = ''], flags, out, host }) =>
  revise({ ...flags, reason: `instrument ${code} retired`, change: (choice) => retired(choice, code) }, out, host);

function retired(choice: ClinicChoice, code: string): Result<ClinicChoice, Violation[]> {
  if (!choice.active.includes(code) && ![...choice.own, ...LIBRARY].some((known) => known.code === code))
    throw unknownCode(code, choice);
  return succeed({ ...choice, active: choice.active.filter((active) => active !== code) });
}

interface Revising {
  readonly tenant: string | undefined;
  readonly by: string | undefined;
  readonly reason: string;
  readonly change: (choice: ClinicChoice) => Result<ClinicChoice, Violation[]>;
}

/** What is so already makes no revision. */
function revise({ tenant, by, reason, change }: Revising, out: Output, host: Host): Promise<0> {
  const name = nameOf(by);
  return withDatabase(host, async (db: Database) => {
    const { id } = await needTenant(db, tenant, host);
    const { revision, choice } = await latestChoice(db, id);
    const wanted = change(choice);
    if (wanted.ok && isUnchanged(choice, wanted.value)) {
      out.show({ revision, changed: false }, () => 'nothing changes');
      return 0;
    }
    const revised = await reviseRules(db, { tenant: id, by: name, reason, now: host.now(), change });
    if (!revised.ok) throw refusal('the choice is not valid', revised.error);
    await tellRevision(db, { tenant: id, revision: revised.value.revision, out });
    return 0;
  });
}
