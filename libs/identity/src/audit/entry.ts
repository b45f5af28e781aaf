/** One entry of the record of who looked at what. It holds references and codes, and never a name or a text. */
import { isRef } from '#lib/kernel';

/** What somebody did; a closed list, because each has its words in every language. */
export const AUDIT_ACTIONS = [
  'caseload',
  'episode',
  'timeline',
  'alerts',
  'alert',
  'trace',
  'stream',
  'looks',
  'alert-acknowledge',
  'alert-snooze',
  'alert-override',
  'alert-resolve',
  'alert-undo',
  'log',
  'set-aside',
  'failed',
  'find',
  'repairs',
  'operations',
  'pipeline',
  'verify',
  'backtest',
  'audit-export',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export interface AuditEntry {
  /** RFC 3339, by the clock of the machine that recorded it. */
  readonly at: string;
  /** Id of the API key; `person:<id>` of somebody who signed in; `operator` at the command line. */
  readonly by: string;
  /** The clinician to whom the key is bound, or who signed in; null for the whole clinic. */
  readonly clinician: string | null;
  readonly action: AuditAction;
  /** `episode/<ref>`, `alert/<id>` or `event/<position>`; at most `MOST_SUBJECTS`. */
  readonly subjects: readonly string[];
  /** `failed`: nothing was answered, because something broke. */
  readonly outcome: 'answered' | 'refused' | 'failed';
  /** Of a refusal: the code that the error page lists. */
  readonly code: string | null;
}

/** What is about more goes on in a second entry. */
export const MOST_SUBJECTS = 200;

/**
 * The text that is stored and hashed. It is made once, here: a time or a number that PostgreSQL prints again may be
 * printed otherwise.
 */
export const canonical = ({ at, by, clinician, action, subjects, outcome, code }: AuditEntry): string =>
  JSON.stringify({ at, by, clinician, action, subjects, outcome, code });

/** An entry from its text. A newer version may know actions that this one does not. */
export type StoredEntry = Omit<AuditEntry, 'action'> & { readonly action: string };

/** Undefined for a text that is none: somebody has changed it. */
export function parseEntry(text: string): StoredEntry | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && 'action' in read ? (read as StoredEntry) : undefined;
  } catch {
    return undefined;
  }
}

type SubjectKind = 'episode' | 'alert' | 'event';

/** What could be anything but a reference is not written down, because nobody can take it back. */
export const auditSubject = (kind: SubjectKind, ref: string | number): string =>
  `${kind}/${isRef(String(ref)) ? ref : '?'}`;
