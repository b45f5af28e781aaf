/**
 * What people did with one alert so far, as the log has it: the read models may lag behind it. Acts on alerts about one
 * safety answer are one list, because who has the answer has it for all; putting one off is about that alert alone.
 */
import { actOf, claimKey, isAct, isMeant, type Alert } from '#lib/alliance';
import { episodeStream, wireName, type ClinicEvent, type EventOf } from '#lib/events';
import { readStream, toClinicEvent } from '#lib/eventlog';
import { toIso } from '#lib/kernel';
import type { Queryable } from '#lib/platform';
import type { AlertEntry } from '#lib/readmodels';

type StandingAct = NonNullable<Alert['act']>;

export interface LoggedAct extends StandingAct {
  /** Of what was put off. */
  readonly until: number | null;
  /** When the log took it, by the clock of the machine. */
  readonly receivedAt: number;
  readonly undone: boolean;
}

export interface ActHistory {
  /** On this alert, oldest first, those that were taken back included. */
  readonly acts: readonly LoggedAct[];
  /** Of all acts on alerts about the same cause. */
  readonly count: number;
  /** The last thing done about this alert was to take something back. */
  readonly endsWithUndo: boolean;
  /** No act may be dated before this. */
  readonly latest: number;
  /** When the latest form of the episode was sent, of those that are in the log; -Infinity while there is none. */
  readonly latestForm: number;
}

/** Nothing else of the episode is read: it may hold what this version cannot. */
const ABOUT_ALERTS: ReadonlySet<string> = new Set(
  (['alert.acknowledged', 'alert.snoozed', 'alert.overridden', 'alert.resolved', 'alert.act_undone'] as const).map(
    wireName,
  ),
);

const FORMS: ReadonlySet<string> = new Set((['feedback.submitted', 'feedback.amended'] as const).map(wireName));

type About = ClinicEvent & { readonly data: { readonly alert: string } };
type Logged = { readonly event: About; readonly receivedAt: number };

export async function actsOn(db: Queryable, tenant: number, alert: AlertEntry): Promise<ActHistory> {
  const stored = await readStream(db, { tenant, stream: episodeStream(alert.episode) });
  const logged = stored
    .filter(({ type }) => ABOUT_ALERTS.has(type))
    .map((one) => ({ event: toClinicEvent(one), receivedAt: one.receivedAt }))
    .filter((one): one is Logged => isAbout(one.event, alert.key));
  const undone = new Set(logged.flatMap(({ event }) => (isUndo(event) ? [event.data.act] : [])));
  const all = logged.flatMap(({ event, receivedAt }) => (isAct(event) ? [{ acted: actOf(event), receivedAt }] : []));
  const mine = all.filter(({ acted }) => isMeant(alert.key, acted));
  const last = logged.findLast(({ event }) => isUndo(event) || (isAct(event) && isMeant(alert.key, actOf(event))));
  return {
    acts: mine.map(({ acted: { act, until }, receivedAt }) => ({
      ...act,
      until,
      receivedAt,
      undone: undone.has(act.event),
    })),
    count: all.length,
    endsWithUndo: last !== undefined && isUndo(last.event),
    latestForm: stored.reduce((last, one) => (FORMS.has(one.type) ? Math.max(last, one.occurredAt) : last), -Infinity),
    latest: logged.reduce((latest, { event }) => Math.max(latest, event.occurredAt), -Infinity),
  };
}

const isUndo = (event: ClinicEvent): event is EventOf<'alert.act_undone'> => event.type === 'alert.act_undone';
const isAbout = (event: ClinicEvent, key: string): event is About =>
  (isAct(event) || isUndo(event)) && claimKey(event.data.alert) === claimKey(key);

/** `acknowledged by dr-1 at 2026-03-02T14:01:02.345Z`, and why, or until when. */
export const sayAct = ({ kind, by, at, why, until }: StandingAct & { readonly until: number | null }): string =>
  `${kind} by ${by} at ${toIso(at)}${why === null ? '' : ` (${why})`}${until === null ? '' : `, until ${toIso(until)}`}`;
