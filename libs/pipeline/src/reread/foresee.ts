/** What episodes would raise if some events stood in them, and of what somebody would be told: folded, and not written. */
import { alertsOf, foldEpisode, readState, type Alert, type ClinicRules } from '#lib/alliance';
import {
  FLAG,
  buildInForce,
  readCheckpoints,
  readStreams,
  streamKey,
  toClinicEvent,
  type StoredEvent,
} from '#lib/eventlog';
import type { Queryable } from '#lib/platform';
import { isTold } from './apply-instruments.js';

export interface ForeseenAlerts {
  readonly told: number;
  /** Shown in the list and in the timeline, and sent to nobody. */
  readonly silent: number;
}

export interface Foresight {
  readonly tenant: number;
  readonly streams: readonly string[];
  /** By stream, events as they would stand there. */
  readonly copies: ReadonlyMap<string, readonly StoredEvent[]>;
  readonly rules: ClinicRules;
  readonly clinicNow: number;
}

const PAGE = 100;

export async function foresee(db: Queryable, asked: Foresight): Promise<ForeseenAlerts> {
  const { build } = await buildInForce(db, [asked.tenant]);
  const found = { told: 0, silent: 0 };
  for (let i = 0; i < asked.streams.length; i += PAGE) {
    const keys = asked.streams.slice(i, i + PAGE).map((stream) => ({ tenant: asked.tenant, stream, version: 0 }));
    const streams = await readStreams(db, keys);
    const states = new Map((await readCheckpoints(db, build, keys)).map((c) => [streamKey(c), c.state]));
    for (const key of keys) {
      const copies = asked.copies.get(key.stream) ?? [];
      const events = [...(streams.get(streamKey(key)) ?? []), ...copies];
      const after = alertsOf(foldEpisode(events.map(toClinicEvent), asked.rules));
      for (const alert of newIn(after, states.get(streamKey(key))))
        found[wouldBeTold(alert, copies, asked.clinicNow) ? 'told' : 'silent']++;
    }
  }
  return found;
}

function newIn(after: readonly Alert[], state: string | undefined): readonly Alert[] {
  const known = new Set((state ? alertsOf(readState(state)) : []).map(({ key }) => key));
  return after.filter(({ key }) => !known.has(key));
}

/** Also because of something that was read again and is no history. */
const wouldBeTold = (alert: Alert, copies: readonly StoredEvent[], clinicNow: number): boolean =>
  isTold(alert, clinicNow) ||
  (alert.status === 'open' &&
    !alert.historical &&
    copies.some(({ flags, occurredAt }) => (flags & FLAG.historical) === 0 && occurredAt <= alert.raisedAt));
