import {
  choiceChanges,
  guardFaults,
  readChoice,
  type ChoiceChange,
  type ClinicChoice,
  latestChoice,
  reviseRules,
  rulesHistory,
} from '#lib/clinic-settings';
import { buildInForce } from '#lib/eventlog';
import { fail, succeed, toIso, type Violation, type Result } from '#lib/kernel';
import { columns, type Output } from '../output.js';
import { choiceRefusal, nameOf, readJson, refusal, tellRevision } from '../revising.js';
import { needTenant, withDatabase } from '../store.js';
import { PROGRAM, type Run } from '../verb.js';
import type { clinicShow, clinicSet, clinicHistory } from './clinic.verb.js';

export const runClinicShow: Run<typeof clinicShow> = ({ flags, out, host }) =>
  withDatabase(host, async (db) => {
    const { id } = await needTenant(db, flags.tenant, host);
    const { revision, choice } = await latestChoice(db, id);
    const { revisions } = await buildInForce(db, [id]);
    const inForce = revisions.get(id) ?? 0;
    out.show({ revision, inForce, choice }, () => JSON.stringify(choice, null, 2));
    out.say(revision === 0 ? 'nothing was chosen yet: these are the defaults' : `revision ${revision}`);
    if (revision !== inForce) out.say(`revision ${inForce} is in force; put this one into force:  ${PROGRAM} rebuild`);
    return 0;
  });

export const runClinicSet: Run<typeof clinicSet> = ({ words: [file = ''], flags, out, host }) =>
  withDatabase(host, async (db) => {
    const wanted = wantedFrom(file, await readJson(host, file));
    const by = flags['dry-run'] ? '' : nameOf(flags.by);
    const { id } = await needTenant(db, flags.tenant, host);
    const before = await latestChoice(db, id);
    const changes = choiceChanges(before.choice, wanted);
    if (flags['dry-run'] || changes.length === 0) {
      out.show({ revision: before.revision, changes }, () => changesText(changes));
      return 0;
    }
    sayChanges(changes, out);
    const change = unlessMoved(before.choice, wanted);
    const revised = await reviseRules(db, { tenant: id, by, reason: flags.reason, now: host.now(), change });
    if (!revised.ok) throw refusal('the choice is not valid', revised.error);
    await tellRevision(db, { tenant: id, revision: revised.value.revision, out, inUse: changes.every(isOfWords) });
    return 0;
  });

function wantedFrom(file: string, json: unknown): ClinicChoice {
  const read = readChoice(json);
  const faults = read.ok ? guardFaults(read.value) : read.error;
  if (!read.ok || faults.length > 0) throw choiceRefusal(file, faults);
  return read.value;
}

const isOfWords = ({ pointer }: ChoiceChange): boolean => /^\/(?:language|suggestions)(?:\/|$)/.test(pointer);

/** What was shown is what is done: a revision that came between is not written over. */
const unlessMoved =
  (shown: ClinicChoice, next: ClinicChoice) =>
  (now: ClinicChoice): Result<ClinicChoice, Violation[]> =>
    choiceChanges(shown, now).length === 0
      ? succeed(next)
      : fail([{ pointer: '', code: 'conflict', detail: 'somebody else set another choice at the same time' }]);

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
  withDatabase(host, async (db) => {
    const { id } = await needTenant(db, flags.tenant, host);
    const made = await rulesHistory(db, id);
    if (out.json) for (const { tenant: _, ...revision } of made) out.data(JSON.stringify(revision));
    else if (made.length > 0)
      out.data(
        columns(made.map(({ revision, madeAt, madeBy, reason }) => [String(revision), toIso(madeAt), madeBy, reason])),
      );
    if (made.length === 0) out.say('nothing was chosen yet: the defaults apply');
    return 0;
  });
