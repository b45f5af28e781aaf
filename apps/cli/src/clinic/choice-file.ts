/** The file of a clinic's whole choice, and the revision that it was made from. */
import { guardFaults, readChoice, type ClinicChoice } from '#lib/clinic-settings';
import type { Violation } from '#lib/kernel';
import type { RevisionEntry } from '#lib/pipeline';
import { CliFailure } from '../line/failure.js';
import { PROGRAM, type Host } from '../line/verb.js';
import { choiceRefusal, readJson } from './revising.js';

export interface ChoiceFile {
  readonly choice: ClinicChoice;
  /** As `clinic show` wrote it; undefined where somebody took it away. */
  readonly revision: number | undefined;
}

/** As `clinic set` takes it, which puts it before the choice itself. */
export const choiceText = (revision: number, choice: ClinicChoice): string =>
  JSON.stringify({ revision, ...choice }, null, 2);

/** Throws every fault, with its place. */
export async function readChoiceFile(host: Host, file: string): Promise<ChoiceFile> {
  const { revision, rest } = apart(await readJson(host, file));
  const read = readChoice(rest);
  const wrong = isRevision(revision) ? [] : [NO_REVISION];
  if (!read.ok) throw choiceRefusal(file, [...wrong, ...read.error]);
  if (wrong.length > 0) throw choiceRefusal(file, wrong);
  return { choice: read.value, revision: revision as number | undefined };
}

/** The same, where it is to be set. */
export async function readNextChoice(host: Host, file: string): Promise<ChoiceFile> {
  const read = await readChoiceFile(host, file);
  const faults = guardFaults(read.choice);
  if (faults.length > 0) throw choiceRefusal(file, faults);
  return read;
}

function apart(json: unknown): { readonly revision: unknown; readonly rest: unknown } {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return { revision: undefined, rest: json };
  const { revision, ...rest } = json as Record<string, unknown>;
  return { revision, rest };
}

const isRevision = (given: unknown): boolean =>
  given === undefined || (Number.isSafeInteger(given) && (given as number) >= 0);

const NO_REVISION: Violation = {
  pointer: '/revision',
  code: 'invalid_type',
  detail: 'must be the number of the revision that the file was made from',
};

/** What a file takes back that somebody else set after it was written; nothing where there is nothing of the kind. */
export function overtaken(
  { file, from, by }: { readonly file: string; readonly from: number | undefined; readonly by: string | undefined },
  made: readonly RevisionEntry[],
): string {
  const newest = made.at(-1);
  if (!newest) return '';
  if (from === undefined || from > newest.revision) {
    const unknown =
      from === undefined
        ? 'does not say which revision it was made from'
        : `was made from revision ${from}, which this clinic does not have`;
    return `${file} ${unknown}: it takes the place of all of revision ${saidOf(newest)}`;
  }
  const later = made.filter(({ revision, madeBy }) => revision > from && madeBy !== by);
  if (later.length === 0) return '';
  const all = by === undefined ? ' (yours too, because no --by says who you are)' : '';
  return `${file} was made from revision ${from}, and would take back what came after it${all}: revision ${later.map(saidOf).join('; revision ')}`;
}

const saidOf = ({ revision, madeBy, reason }: RevisionEntry): string => `${revision} by ${madeBy} (${reason})`;

interface Asked {
  readonly file: string;
  readonly newest: number;
  readonly tenant: string | undefined;
}

const withTenant = (tenant: string | undefined): string => (tenant === undefined ? '' : ` --tenant ${tenant}`);

/** Beside the file that was refused, which holds what somebody has written. */
const besideOf = (file: string, newest: number): string =>
  `${file === '-' ? 'clinic' : file.replace(/\.json$/, '')}-${newest}.json`;

export const refuseOvertaken = (words: string, { file, newest, tenant }: Asked): CliFailure =>
  new CliFailure(
    `${words}; nothing was stored`,
    `begin again with:  ${PROGRAM} clinic show${withTenant(tenant)} > ${besideOf(file, newest)}   or set it all the same, with --over ${newest}`,
  );

/** Whoever names a revision to take the place of has seen it: another one than the newest is a mistake. */
export function needNewest(over: number | undefined, { newest, tenant }: Omit<Asked, 'file'>): void {
  if (over === undefined || over === newest) return;
  throw new CliFailure(
    `--over ${over} is not the newest revision, which is ${newest}; nothing was stored`,
    `see who set what:  ${PROGRAM} clinic history${withTenant(tenant)}`,
  );
}
