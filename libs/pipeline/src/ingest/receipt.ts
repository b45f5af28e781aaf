/** What a sender learns about each of its events. */
import { isEpisodeStream } from '#lib/events';
import type { Appended } from '#lib/eventlog';
import type { CanonicalEvent, EventName } from '#lib/intake';
import type { Violation, Result } from '#lib/kernel';

export interface Receipt {
  /** Where the event stood in the request, from 0. */
  readonly index: number;
  /** Of a refused event these three are empty where they could not be read. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly verdict: 'accepted' | 'duplicate' | 'quarantined' | 'refused';
  readonly duplicate: boolean;
  /** Position in the tenant's log; absent for what was refused. */
  readonly position?: number;
  /** Why it is kept unread, or waits until its episode opens. */
  readonly reason?: string;
  readonly hint?: string;
  /** Accepted, and probably not what was meant. */
  readonly warnings?: readonly Violation[];
  readonly errors?: readonly Violation[];
}
/** An event of a request: one that can be taken, or which one it was and what is wrong with it. */
export type Item = Result<CanonicalEvent, RefusedEvent>;
export interface RefusedEvent {
  readonly name: EventName;
  readonly errors: readonly Violation[];
}

export function receiptFor(event: CanonicalEvent, index: number, appended: Appended): Receipt {
  const { id, source, type } = event;
  const subject = { index, id, source, type };
  switch (appended.kind) {
    case 'new':
      return { ...subject, ...verdictOn(event, waitsFor(event, appended.opened)), position: appended.position };
    case 'duplicate':
      return { ...subject, verdict: 'duplicate', duplicate: true, position: appended.position };
    case 'conflict':
    case 'refused':
      return { ...subject, verdict: 'refused', duplicate: false, errors: [REUSED] };
  }
}

const REUSED: Violation = {
  pointer: '/id',
  code: 'id_reuse',
  detail: 'another event has this id; the first one is kept',
  hint: 'give the changed event an id of its own',
};

/** An event of an episode that nobody has opened yet is kept, and counts from the moment it is opened. */
const waitsFor = ({ stream, quarantine, held }: CanonicalEvent, opened: boolean): string | undefined =>
  quarantine ?? held ?? (isEpisodeStream(stream) && !opened ? 'episode_not_open' : undefined);

function verdictOn(
  { hint, warnings }: CanonicalEvent,
  reason: string | undefined,
): Pick<Receipt, 'verdict' | 'duplicate' | 'reason' | 'hint' | 'warnings'> {
  const verdict = reason ? 'quarantined' : 'accepted';
  const said = { ...(reason ? { reason } : {}), ...(hint ? { hint } : {}) };
  return { verdict, duplicate: false, ...said, ...(warnings.length > 0 ? { warnings } : {}) };
}

export const refusedReceipt = ({ name, errors }: RefusedEvent, index: number): Receipt => ({
  index,
  ...name,
  verdict: 'refused',
  duplicate: false,
  errors,
});

export function validationReceipt(item: Item, index: number): Receipt {
  if (!item.ok) return refusedReceipt(item.error, index);
  const { id, source, type, quarantine, held } = item.value;
  return { index, id, source, type, ...verdictOn(item.value, quarantine ?? held) };
}
