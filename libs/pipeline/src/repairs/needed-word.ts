/** The words without which nothing is put right: a person's name, and why. */
import { isLineOfText, type Violation } from '#lib/kernel';
import { RapportError } from '#lib/platform';

export interface Word {
  /** A person, or a program that acts by itself. */
  readonly by: string;
  /** Why, in a line; nothing about a client. */
  readonly reason: string;
}

const LONGEST = { by: 100, reason: 500 } as const;

/** Throws `invalid_query` with every fault. */
export function needsWord({ by, reason }: Word): Word {
  const faults = [...faultsOf('by', by), ...faultsOf('reason', reason)];
  if (faults.length > 0) throw new RapportError('invalid_query', undefined, { faults });
  return { by: by.trim(), reason: reason.trim() };
}

function faultsOf(name: keyof Word, text: string): Violation[] {
  const is = { pointer: `/${name}` };
  if (text.trim() === '')
    return [{ ...is, code: 'missing_member', detail: `say ${name === 'by' ? 'who does it' : 'why'}` }];
  if (text.length <= LONGEST[name] && isLineOfText(text)) return [];
  return [{ ...is, code: 'invalid_text', detail: `must be one line of at most ${LONGEST[name]} characters` }];
}
