/** Examples of what operations are answered. */
import type { InboundEvent, PipelineHealth, SetAsideEvent } from '#lib/pipeline';
import type { Page } from '#lib/readmodels';
import { EPISODE, STORED, SUBJECT } from './answer-examples.js';

const VERSION = '0.1.0 (tables 1764000014200)';

const UNREACHED =
  '2 alerts have reached nobody, the oldest since 2026-03-02 13:02 UTC (59 minutes): email: the mail server could not be used (ECONNREFUSED).';

export const HEALTH_OF_PIPELINE: PipelineHealth = {
  sentence: UNREACHED,
  problems: [
    {
      code: 'alerts-unreached',
      words: UNREACHED,
      next: 'fix the channel that is named, or choose one: rapport channels set; the alerts are in the inbox meanwhile',
    },
  ],
  unreached: { alerts: 2, since: '2026-03-02T13:02:11.120Z' },
  workers: {
    there: 2,
    lastSeen: '2026-03-02T14:00:58.002Z',
    latestStart: '2026-03-01T22:10:04.000Z',
    versions: [VERSION],
  },
  apiVersions: [VERSION],
  stages: [
    { stage: 'follow', waiting: 0, oldestSeconds: 0 },
    { stage: 'history', waiting: 0, oldestSeconds: 0 },
    { stage: 'deliver', waiting: 1, oldestSeconds: 0.4 },
    { stage: 'timers', waiting: 0, oldestSeconds: 0 },
  ],
  episodesSetAside: [
    { tenant: 1, episode: 'ep-0007', since: '2026-03-01T09:12:44.120Z', reason: 'could not be followed' },
  ],
  eventsNotUnderstood: [{ type: 'practice.room.booked.v1', count: 3, last: '2026-03-02T13:55:10.002Z' }],
  eventsSetAside: [{ reason: 'names_another_client', events: 1 }],
  deliveriesFailed: [],
};

export const SET_ASIDE: Page<SetAsideEvent> = {
  items: [
    {
      reason: 'names_another_client',
      hint: 'send it again under a new id, with the client of this episode or the episode of this client',
      ...SUBJECT,
      position: STORED.position,
      occurredAt: 1_772_459_940_000,
      receivedAt: 1_772_460_062_345,
      episode: EPISODE,
      events: 1,
    },
  ],
};

export const INBOUND: Page<InboundEvent> = {
  items: [
    {
      number: 4_711,
      at: '2026-03-02T14:01:02.345Z',
      key: '5f0d1c2b3a49',
      ...SUBJECT,
      verdict: 'refused',
      effect: 'nothing',
      codes: ['invalid_event', 'future_time'],
      events: 1,
      ms: 4,
    },
  ],
};

export const METRICS_TEXT =
  '# TYPE rapport_events_received_total counter\nrapport_events_received_total{verdict="accepted"} 1042\n';
