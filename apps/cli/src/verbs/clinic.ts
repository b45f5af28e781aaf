import { choiceChanges, guardFaults, readChoice, type ChoiceChange, type ClinicChoice } from '#lib/clinic-settings';
import { toIso } from '#lib/kernel';
import { GetClinicChoice, ListRevisions, SetClinicChoice } from '#lib/pipeline';
import { columns, type Output } from '../line/output.js';
import { choiceRefusal, nameOf, readJson, refusal, tellRevision } from '../clinic/revising.js';
import { withClinic } from '../instance/store.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { clinicShow, clinicSet, clinicHistory } from './clinic.verb.js';

export const runClinicShow: Run<typeof clinicShow> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ queries, operator }) => {
    const { revision, inForce, choice } = await queries.execute(new GetClinicChoice(operator));
    out.show({ revision, inForce, choice }, () => JSON.stringify(choice, null, 2));
    out.say(revision === 0 ? 'nothing was chosen yet: these are the defaults' : `revision ${revision}`);
    if (revision !== inForce) out.say(`revision ${inForce} is in force; put this one into force:  ${PROGRAM} rebuild`);
    return 0;
  });

export const runClinicSet: Run<typeof clinicSet> = ({ words: [file = ''], flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ commands, queries, operator }) => {
    const wanted = wantedFrom(file, await readJson(host, file));
    const by = flags['dry-run'] ? '' : nameOf(flags.by);
    const before = await queries.execute(new GetClinicChoice(operator));
    const changes = choiceChanges(before.choice, wanted);
    if (flags['dry-run'] || changes.length === 0) {
      out.show({ revision: before.revision, changes }, () => changesText(changes));
      return 0;
    }
    sayChanges(changes, out);
    const next = { choice: wanted, over: before.revision, by, reason: flags.reason };
    const revised = await commands.execute(new SetClinicChoice(operator, next));
    if (!revised.ok) throw refusal('the choice is not valid', revised.error);
    tellRevision(revised.value, { out, inUse: changes.every(isOfWords) });
    return 0;
  });

function wantedFrom(file: string, json: unknown): ClinicChoice {
  const read = readChoice(json);
  const faults = read.ok ? guardFaults(read.value) : read.error;
  if (!read.ok || faults.length > 0) throw choiceRefusal(file, faults);
  return read.value;
}

const isOfWords = ({ pointer }: ChoiceChange): boolean => /^\/(?:language|suggestions)(?:\/|$)/.test(pointer);

const sayChanges = (changes: readonly ChoiceChange[], out: Output): void => {
  for (const line of changesText(changes).split('\n')) out.say(line);
};

export function changesText(changes: readonly ChoiceChange[]): string {
  if (changes.length === 0) return 'nothing changes';
  return columns(changes.map((change) => [signOf(change), change.pointer, valuesOf(change)]));
}

const signOf = (change: ChoiceChange): string => {
  if (!('before' in change)) return '+';
  return 'after' in change ? '~' : '-';
};

const valuesOf = (change: ChoiceChange): string =>
  [...('before' in change ? [brief(change.before)] : []), ...('after' in change ? [brief(change.after)] : [])].join(
    ' -> ',
  );

const WIDE = 60;

function brief(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > WIDE ? `${text.slice(0, WIDE)}...` : text;
}

export const runClinicHistory: Run<typeof clinicHistory> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ queries, operator }) => {
    const made = await queries.execute(new ListRevisions(operator));
    if (out.json) for (const revision of made) out.data(JSON.stringify(revision));
    else if (made.length > 0)
      out.data(
        columns(made.map(({ revision, madeAt, madeBy, reason }) => [String(revision), toIso(madeAt), madeBy, reason])),
      );
    if (made.length === 0) out.say('nothing was chosen yet: the defaults apply');
    return 0;
  });
