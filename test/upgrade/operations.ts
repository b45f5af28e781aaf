/** What operations were answered then, as it is answered today: `GET /v1/pipeline`, the same for every key that may ask. */
import type { NamedDifference } from './differences.js';

interface Then {
  readonly episodesSetAside: readonly { readonly since: string }[];
  readonly eventsNotUnderstood: readonly { readonly last: string }[];
  readonly deliveriesFailed: readonly { readonly last: string }[];
}

const NO_WORKER = 'No worker is running: events are taken in, and nothing is read or sent.';
const OF_HARBOUR = [
  '1 alert has reached nobody, the oldest since 2026-04-27 09:00 UTC (6 hours): email: not yet taken by the mail server (451).',
  NO_WORKER,
  'The channel webhook of dr-3 is off: the receiver answered 410: gone for good.',
  'The channel webhook is failing: 1 message is waiting to be sent again, the oldest since 2026-04-27 09:00 UTC (6 hours): the receiver answered 503.',
  '1 episode could not be read and was set aside.',
].join(' ');

/** A message that waits for its next try waits since it was owed; a timer waits since it was known. */
const STAGES = [
  { stage: 'follow', waiting: 3, oldestSeconds: 0 },
  { stage: 'history', waiting: 0, oldestSeconds: 0 },
  { stage: 'deliver', waiting: 2, oldestSeconds: 21_600 },
  { stage: 'timers', waiting: 1, oldestSeconds: 0 },
];

const rfc3339 = (text: string): string => new Date(text).toISOString();

export const HEALTH_DIFFERENCE: NamedDifference = {
  because: 'one sentence says what is not in order; work is as old as when it came in; times are RFC 3339',
  concerns: ({ path, status }) => status === 200 && path === '/v1/pipeline',
  today: (body) => {
    const { episodesSetAside, eventsNotUnderstood, deliveriesFailed } = body as Then;
    return {
      sentence: episodesSetAside.length > 0 ? OF_HARBOUR : NO_WORKER,
      stages: STAGES,
      episodesSetAside: episodesSetAside.map((one) => ({ ...one, since: rfc3339(one.since) })),
      eventsNotUnderstood: eventsNotUnderstood.map((one) => ({ ...one, last: rfc3339(one.last) })),
      deliveriesFailed: deliveriesFailed.map((one) => ({ ...one, last: rfc3339(one.last) })),
    };
  },
};
