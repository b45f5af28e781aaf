/** What each hop of an event's way left behind, as far as its reader may see it. */
import { FLAG, type DeliveryTrail, type StoredEvent, type StreamProgress } from '#lib/eventlog';
import { toIso } from '#lib/kernel';
import type { TriggeredAlert } from '#lib/readmodels';

export interface TraceStep {
  readonly step:
    | 'received'
    | 'stored'
    | 'kept unread'
    | 'read again'
    | 'waiting'
    | 'followed'
    | 'set aside'
    | 'alert'
    | 'delivery'
    | 'attempt';
  readonly at?: string;
  readonly detail: string;
}

/** What a reader's scopes open. */
export interface Sees {
  /** How urgent an alert is, and what became of it: for who works with clients. */
  readonly urgency: boolean;
  /** Tries, codes and faults: for who looks after the house. */
  readonly house: boolean;
}

export const DOES_NOT_COUNT: TraceStep = {
  step: 'set aside',
  detail: 'it names somebody else than its episode and changes nothing; GET /v1/set-aside says what to send instead',
};

export function followStep(event: StoredEvent, row: StreamProgress | undefined, sees: Sees): TraceStep {
  if (row && row.version >= event.version) return { step: 'followed', ...whenFollowed(event, row) };
  if (row?.setAside)
    return {
      step: 'set aside',
      at: row.setAside.toISOString(),
      detail: (sees.house && row.reason) || 'could not be followed',
    };
  return { step: 'waiting', detail: 'for its follower' };
}

/** The time is known exactly when it was in the last follow of its episode, and not read again by a rebuild. */
function whenFollowed(
  { version, receivedAt }: StoredEvent,
  { previous, at, builtSince }: StreamProgress,
): Omit<TraceStep, 'step'> {
  if (builtSince && receivedAt < builtSince.getTime())
    return { detail: `before the read models were built again on ${toIso(builtSince.getTime())}` };
  if (previous >= version) return { detail: 'in an earlier follow' };
  return { at: at.toISOString(), detail: 'read models are current' };
}

/** Alerts, each with its messages. */
export const alertSteps = (
  alerts: readonly TriggeredAlert[],
  trails: readonly DeliveryTrail[],
  sees: Sees,
): TraceStep[] =>
  alerts.flatMap(({ id, tier, raised }) => [
    { step: 'alert', at: raised.toISOString(), detail: sees.urgency ? `${id} (${tier})` : id },
    ...trails.filter(({ alert }) => alert === id).flatMap((trail, i, mine) => deliverySteps(trail, mine[i - 1], sees)),
  ]);

/** One row is an attempt; its delivery is told when it first appears. */
function deliverySteps(trail: DeliveryTrail, before: DeliveryTrail | undefined, sees: Sees): TraceStep[] {
  const { delivery, channel, state, owed, attempt, at, ms, outcome } = trail;
  const steps: TraceStep[] = [];
  if (delivery !== before?.delivery)
    steps.push({ step: 'delivery', at: owed.toISOString(), detail: `${channel}: ${state}` });
  if (at && sees.house)
    steps.push({
      step: 'attempt',
      at: at.toISOString(),
      detail: `${channel} try ${attempt}: ${outcome}, ${ms} ms${reasonFor(trail, sees)}`,
    });
  return steps;
}

/** Why nothing was sent in the end is about the alert and its client. */
const reasonFor = ({ outcome, detail }: DeliveryTrail, { urgency }: Sees): string =>
  outcome === 'withdrawn' && !urgency ? '' : `, ${detail}`;

export const isUnread = ({ flags }: StoredEvent): boolean => (flags & FLAG.quarantined) !== 0;

export const readLater = ({ receivedAt, position, stream, version }: StoredEvent): TraceStep => ({
  step: 'read again',
  at: toIso(receivedAt),
  detail: `position ${position}, ${stream} version ${version}`,
});

export function arrival(event: StoredEvent): TraceStep[] {
  return [
    { step: 'received', at: toIso(event.receivedAt), detail: `from ${event.source}` },
    {
      step: isUnread(event) ? 'kept unread' : 'stored',
      detail: `position ${event.position}, ${event.stream} version ${event.version}`,
    },
  ];
}
