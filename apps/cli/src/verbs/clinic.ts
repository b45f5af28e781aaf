import { choiceChanges, type ChoiceChange } from '#lib/clinic-settings';
import { toIso } from '#lib/kernel';
import { GetClinicChoice, ListRevisions, SetClinicChoice } from '#lib/pipeline';
import { columns, type Output } from '../line/output.js';
import { choiceText, needNewest, overtaken, readNextChoice, refuseOvertaken } from '../clinic/choice-file.js';
import { nameOf, refusal, tellRevision } from '../clinic/revising.js';
import { withClinic } from '../instance/store.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { clinicShow, clinicSet, clinicHistory } from './clinic.verb.js';

export const runClinicShow: Run<typeof clinicShow> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ queries, operator }) => {
    const { revision, inForce, choice } = await queries.execute(new GetClinicChoice(operator));
    out.show({ revision, inForce, choice }, () => choiceText(revision, choice));
    out.say(revision === 0 ? 'nothing was chosen yet: these are the defaults' : `revision ${revision}`);
    if (revision !== inForce) {
      out.say(`language and suggestions are in use; for all else revision ${inForce} is in force`);
      out.say(`put the rest into force:  ${PROGRAM} rebuild`);
    }
    return 0;
  });

export const runClinicSet: Run<typeof clinicSet> = ({ words: [file = ''], flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ commands, queries, operator }) => {
    const { choice: wanted, revision: from } = await readNextChoice(host, file);
    const by = flags['dry-run'] ? '' : nameOf(flags.by);
    const before = await queries.execute(new GetClinicChoice(operator));
    const asked = { file, newest: before.revision, tenant: flags.tenant };
    needNewest(flags.over, asked);
    const changes = choiceChanges(before.choice, wanted);
    const lost = overtaken({ file, from, by: flags.by }, await queries.execute(new ListRevisions(operator)));
    if (changes.length === 0 || flags['dry-run']) {
      out.show({ revision: before.revision, changes }, () => changesText(changes));
      if (changes.length > 0) sayAll(lost, out);
      return 0;
    }
    sayChanges(changes, out);
    if (lost !== '' && flags.over === undefined) throw refuseOvertaken(lost, asked);
    const next = { choice: wanted, over: before.revision, by, reason: flags.reason };
    const revised = await commands.execute(new SetClinicChoice(operator, next));
    if (!revised.ok) throw refusal('the choice is not valid', revised.error);
    tellRevision(revised.value, { out, words: wordsIn(changes) });
    return 0;
  });

function wordsIn(changes: readonly ChoiceChange[]): 'all' | 'some' | 'none' {
  if (changes.every(isOfWords)) return 'all';
  return changes.some(isOfWords) ? 'some' : 'none';
}

const isOfWords = ({ pointer }: ChoiceChange): boolean => /^\/(?:language|suggestions)(?:\/|$)/.test(pointer);

const sayChanges = (changes: readonly ChoiceChange[], out: Output): void => sayAll(changesText(changes), out);

function sayAll(words: string, out: Output): void {
  if (words !== '') for (const line of words.split('\n')) out.say(line);
}

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
