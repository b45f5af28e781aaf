/**
 * Alerts of folded episodes become rows, and new ones become deliveries. New is what the state before did not have, or
 * had as history, or as over without a person's word. An alert that the new state no longer has was made untrue by a
 * late event: it is marked superseded. History that was brought in raises rows but never messages.
 */
import { isDeepStrictEqual } from 'node:util';
import { alertsOf, SAFETY_ANSWER, type Alert, type ClinicRules, type EpisodeState } from '#lib/alliance';
import { channelOf } from '#lib/channels';
import { TOO_LATE } from '#lib/events';
import { FLAG, isCopy, isReread, putDeliveries, type NewDelivery, type StoredEvent } from '#lib/eventlog';
import { recipientsFor, type Recipient } from '#lib/identity';
import { SpanKind, currentTraceparent, inSpan, type Queryable } from '#lib/platform';
import { alertId, saveAlerts, supersedeAlerts, type AlertRow } from '#lib/readmodels';
import type { Projection } from './fold-stream.js';

export interface RaisedAlerts {
  readonly raised: readonly string[];
  readonly deliveries: readonly string[];
  readonly ids: readonly { readonly tenant: number; readonly id: string }[];
}

/** An alert that somebody is to hear of. */
export interface PendingDelivery {
  readonly row: AlertRow;
  readonly rules: ClinicRules;
  /** Of the event that raised it. */
  readonly trace: string | null;
  /** No message about this client leaves the house. */
  readonly quiet: boolean;
  /** Somebody else was to hear of it before. */
  readonly isMoved: boolean;
}

interface AlertChange extends PendingDelivery {
  readonly isNew: boolean;
}

/** `clinicNow` is the clinic's time, by which alerts are raised; `now` that of the machine. */
export async function raiseAlerts(
  tx: Queryable,
  folded: readonly Projection[],
  { now, clinicNow }: { readonly now: number; readonly clinicNow: number },
): Promise<RaisedAlerts> {
  const changes = folded.flatMap((one) => changesOf(one, clinicNow));
  const gone = folded.flatMap(goneOf);
  await saveAlerts(
    tx,
    changes.map((c) => c.row),
    now,
  );
  await supersedeAlerts(
    tx,
    gone.map((g) => g.id),
    now,
  );
  const fresh = changes
    .filter((c) => c.isNew && !c.row.alert.historical && c.row.alert.status === 'open')
    .toSorted((a, b) => URGENCY.indexOf(a.row.alert.tier) - URGENCY.indexOf(b.row.alert.tier));
  const deliveries = fresh.length > 0 ? await enqueueDeliveries(tx, fresh, now) : [];
  const touched = changes.map(({ row }) => ({
    tenant: row.tenant,
    id: alertId(row.tenant, row.stream, row.alert.key),
  }));
  return { raised: fresh.map((c) => c.row.alert.tier), deliveries, ids: [...touched, ...gone] };
}

function changesOf({ checkpoint, before, after, events, rules }: Projection, clinicNow: number): AlertChange[] {
  const known = byKey(before);
  // what is told of a person comes along with the event that leads there, and has a trace of its own
  const last = events.findLast((event) => !isCopy(event)) ?? events.at(-1);
  const { tenant, stream } = checkpoint;
  const isMerged = before !== undefined && before.client !== after.client;
  return alertsOf(after).flatMap((alert) => {
    const was = known.get(alert.key);
    if (isDeepStrictEqual(was, alert) && !isMerged) return [];
    const row = { tenant, stream, client: after.client, alert, position: last?.position ?? 0 };
    const isNew = was ? isNews(was, alert, events) : !isOfOldWords(alert, events, clinicNow);
    const isMoved = hasMoved(was, alert);
    return [{ row, rules, isNew, isMoved, quiet: !after.consent.messages, trace: last?.trace ?? null }];
  });
}

/** A late event may open such an alert again, and its deliveries may never have left. A person's word is not undone. */
const ENDED_BY_ITSELF: readonly Alert['status'][] = ['eased', 'closed', 'withdrawn'];
const isNews = (was: Alert, alert: Alert, events: readonly StoredEvent[]): boolean =>
  ENDED_BY_ITSELF.includes(was.status) || (was.historical && !alert.historical) || isMovedNow(was, alert, events);

const isHistory = ({ flags }: StoredEvent): boolean => (flags & FLAG.historical) !== 0;

const hasMoved = (was: Alert | undefined, { clinician }: Alert): boolean =>
  was !== undefined && was.clinician !== clinician;

/** Somebody else is to hear of it, because of something that came just now. */
const isMovedNow = (was: Alert, alert: Alert, events: readonly StoredEvent[]): boolean =>
  hasMoved(was, alert) && events.some((event) => !isHistory(event));

/**
 * Only old events that were read again just now explain why it was raised more than a week ago. A safety answer is told
 * all the same.
 */
const isOfOldWords = ({ rule, raisedAt }: Alert, events: readonly StoredEvent[], clinicNow: number): boolean =>
  rule !== SAFETY_ANSWER.code &&
  clinicNow - raisedAt > TOO_LATE &&
  events.some(isReread) &&
  !events.some((event) => !isHistory(event) && event.occurredAt <= raisedAt);

function goneOf({ checkpoint: { tenant, stream }, before, after }: Projection): { tenant: number; id: string }[] {
  const still = byKey(after);
  return [...byKey(before).keys()]
    .filter((key) => !still.has(key))
    .map((key) => ({ tenant, id: alertId(tenant, stream, key) }));
}

const byKey = (state: EpisodeState | undefined): Map<string, Alert> =>
  new Map((state ? alertsOf(state) : []).map((a) => [a.key, a]));

/** Writes the debt: one delivery per new alert and chosen channel. */
export async function enqueueDeliveries(
  tx: Queryable,
  fresh: readonly PendingDelivery[],
  now: number,
): Promise<string[]> {
  const recipients = await recipientsFor(
    tx,
    fresh.map(({ row }) => ({ tenant: row.tenant, clinician: row.alert.clinician })),
  );
  const listeners = ({ row, quiet }: PendingDelivery): readonly Recipient[] =>
    recipients.filter(
      (r) =>
        r.tenant === row.tenant &&
        r.clinician === row.alert.clinician &&
        wants(r, row.alert) &&
        !(quiet && leavesTheHouse(r.kind)),
    );
  const deliveries: NewDelivery[] = [];
  for (const change of fresh.filter((one) => listeners(one).length > 0)) {
    const { row, trace } = change;
    const options = {
      kind: SpanKind.INTERNAL,
      parent: trace ?? undefined,
      attributes: { 'rapport.tier': row.alert.tier },
    };
    await inSpan('raise alert', options, async () => {
      const here = currentTraceparent() ?? trace ?? undefined;
      for (const recipient of listeners(change)) deliveries.push(delivery(change, recipient, here));
    });
  }
  return putDeliveries(tx, deliveries, now);
}

export const leavesTheHouse = (kind: string): boolean => channelOf(kind)?.delivers !== 'on-write';

const URGENCY: readonly Alert['tier'][] = ['act-today', 'talk-soon', 'keep-an-eye'];
const wants = ({ leastTier }: Recipient, alert: Alert): boolean =>
  URGENCY.indexOf(alert.tier) <= URGENCY.indexOf(leastTier);

/** One for each alert and setting, and one more for each person to whom it moves: a setting may be the whole clinic's. */
function delivery({ row, isMoved }: PendingDelivery, recipient: Recipient, trace: string | undefined): NewDelivery {
  const { tenant, stream, alert } = row;
  const id = alertId(tenant, stream, alert.key);
  return {
    tenant,
    alert: id,
    channel: recipient.kind,
    setting: recipient.id,
    recipient: recipient.clinician,
    key: `${id}-${recipient.id}${isMoved ? `-${recipient.clinician}` : ''}`,
    trace,
    done: channelOf(recipient.kind)?.delivers === 'on-write',
  };
}
