/** What every verb that revises a clinic's choice says and asks: who, what did not pass, and when it takes effect. */
import path from 'node:path';
import { parseJson, type Violation } from '#lib/kernel';
import type { RevisedChoice } from '#lib/pipeline';
import { CliFailure, misuse } from '../line/failure.js';
import { counted, type Output } from '../line/output.js';
import { PROGRAM, type Host } from '../line/verb.js';

const LONGEST = 200;

export function nameOf(by: string | undefined): string {
  if (!by || by.length > LONGEST) throw misuse('no responsible person was named', 'give --by with a name');
  return by;
}

export interface RevisionReport {
  readonly out: Output;
  /** How much of the change is words: readers go by the newest revision of those. */
  readonly words?: 'all' | 'some' | 'none';
}

const STANDING = {
  all: 'words in use within five seconds',
  some: 'waits for a rebuild; its words are in use within five seconds',
  none: 'waits for a rebuild',
} as const;

/** A clinic without events takes its revision at once, and so do new instruments; the rest waits for a rebuild. Words wait for neither. */
export function tellRevision(revised: RevisedChoice, { out, words = 'none' }: RevisionReport): void {
  if (!revised.changed) return out.show(revised, () => 'nothing changes');
  const { revision, inForce, read } = revised;
  const said = { revision, inForce, ...(read ? { read } : {}) };
  out.show(said, () => `revision ${revision}  ${inForce ? 'in force' : STANDING[words]}`);
  if (read) sayRead(read, out);
  if (!inForce && words !== 'all') out.say(`put it into force:  ${PROGRAM} rebuild`);
}

type Read = NonNullable<Extract<RevisedChoice, { changed: true }>['read']>;

const sayRead = ({ events, episodes }: Read, out: Output): void =>
  out.say(`read again: ${counted(events, 'event')}, and forms that waited in ${counted(episodes, 'episode')}`);

/** Every fault on a line of its own, under what was asked for. */
export function refusal(
  what: string,
  faults: readonly Violation[],
  next = 'correct what is named and run it again',
): CliFailure {
  const lines = faults.map(
    ({ pointer, detail, hint }) => `  ${pointer || '(all)'}  ${detail}${hint ? `; ${hint}` : ''}`,
  );
  return new CliFailure([`${what}; nothing was stored`, ...lines].join('\n'), next);
}

/** Faults of the file of a choice. One that holds only what is to be changed is not the whole choice, and is not to be written over. */
export function choiceRefusal(file: string, faults: readonly Violation[]): CliFailure {
  const inPart = faults.some(({ pointer, code }) => code === 'missing_member' && /^\/[^/]+$/.test(pointer));
  const whole = file === '-' ? 'whole.json' : `whole-${path.basename(file)}`;
  const next = `the file holds the whole choice; put your changes into:  ${PROGRAM} clinic show > ${whole}`;
  return refusal(`${file} is not valid`, faults, ...(inPart ? [next] : []));
}

/** The JSON of a file, or a refusal that names what is wrong with it. */
export async function readJson(host: Host, file: string): Promise<unknown> {
  const parsed = parseJson(await host.readText(file));
  if (parsed.ok) return parsed.value;
  throw refusal(`${file} could not be read`, parsed.error.faults);
}
