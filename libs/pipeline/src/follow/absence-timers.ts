/**
 * The person who is to hear of a safety answer first may be away at the time of the follow, as their own stream says. Then
 * the time to go on to the next person is now.
 */
import { isAway } from '#lib/attendance';
import { lookAgainAt, waitingRecipients, type ClinicRules, type EpisodeState } from '#lib/alliance';
import { readStreams, streamKey, type DueTimer, type StreamKey, toClinicEvent } from '#lib/eventlog';
import type { Queryable } from '#lib/platform';

export interface FoldedSafety {
  readonly checkpoint: StreamKey;
  readonly after: EpisodeState;
  readonly rules: ClinicRules;
}

interface Waiting {
  readonly key: StreamKey;
  readonly person: StreamKey;
  readonly since: number;
  readonly knownAt: number;
}

/** Due times that take the place of later ones which the fold gave. Asks the log only where an answer waits to be heard. */
export async function absenceTimers(tx: Queryable, heard: readonly FoldedSafety[], now: number): Promise<DueTimer[]> {
  const waiting = heard.flatMap(waitingIn);
  if (waiting.length === 0) return [];
  const people = new Map(waiting.map(({ person }) => [streamKey(person), person]));
  const told = await readStreams(
    tx,
    [...people.values()].map((person) => ({ ...person, version: 0 })),
  );
  const away = new Set([...told].filter(([, events]) => isAway(events.map(toClinicEvent), now)).map(([key]) => key));
  return waiting
    .filter(({ person }) => away.has(streamKey(person)))
    .map(({ key, since, knownAt }) => ({ ...key, dueAt: since, reason: 'hearer-away', knownAt }));
}

/** Whether another due time may stand where the fold's own would. */
export const mayBeReplaced = (before: EpisodeState | undefined, { safety }: ClinicRules): boolean =>
  before !== undefined && waitingRecipients(before, safety).length > 0;

const waitingIn = ({ checkpoint: { tenant, stream }, after, rules }: FoldedSafety): Waiting[] =>
  waitingRecipients(after, rules.safety)
    .filter(({ since }) => since <= (lookAgainAt(after, rules)?.at ?? since))
    .map(({ person, since }) => ({
      key: { tenant, stream },
      person: { tenant, stream: `clinician/${person}` },
      since,
      knownAt: after.asOf,
    }));
