/** Examples of what is answered about what failed, and about how it was put right. */
import type { FailedItem, FoundAnything, OperationAnswer, QueueAnswer, RepairAnswer } from '#lib/pipeline';
import type { Page } from '#lib/readmodels';
import { EPISODE, STORED, SUBJECT } from './answer-examples.js';

const ALERT = 'al_0f4c2d7b9a1e3c5d7f9b1a3c';
const REASON = 'gave up: the mail server could not be used (ECONNREFUSED)';
const OWED = '2026-03-02T13:02:11.120Z';
const WORD = { by: 'anna', reason: 'the mail server is back' } as const;

export const FAILED: Page<FailedItem> = {
  items: [
    {
      kind: 'deliveries',
      id: '4711',
      state: 'failed',
      since: OWED,
      reason: REASON,
      attempts: 10,
      failedAt: '2026-03-05T16:37:11.120Z',
      alert: ALERT,
      channel: 'email',
      person: 'dr-adler',
    },
  ],
};

export const REPAIR: RepairAnswer = {
  id: 'rp_0f4c2d7b9a1e3c5d7f',
  kind: 'deliveries',
  act: 'retry',
  state: 'planned',
  filter: { channel: 'email' },
  items: 12,
  expected: 10,
  oldest: OWED,
  groups: [{ what: 'email', items: 12, expected: 10, oldest: OWED }],
  grave: 2,
  more: false,
  done: 0,
  changed: 0,
  failed: 0,
  left: 12,
  plannedAt: '2026-03-06T08:00:00.000Z',
  leftAsItWas: [],
};

export const REPAIRED: RepairAnswer = {
  ...REPAIR,
  state: 'done',
  done: 11,
  changed: 1,
  left: 0,
  startedAt: '2026-03-06T08:00:20.000Z',
  finishedAt: '2026-03-06T08:00:20.200Z',
  ...WORD,
  key: '5f0d1c2b3a49',
  leftAsItWas: [{ id: '4712', outcome: 'changed' }],
};

export const REPAIRS: Page<RepairAnswer> = { items: [REPAIRED] };

export const OPERATIONS: Page<OperationAnswer> = {
  items: [
    {
      number: 12,
      at: '2026-03-06T08:00:20.000Z',
      act: 'retry',
      subject: 'deliveries',
      repair: REPAIR.id,
      key: '5f0d1c2b3a49',
      ...WORD,
    },
  ],
};

export const QUEUES_NOW: readonly QueueAnswer[] = [
  { queue: 'follow', waiting: 0, oldestSeconds: 0 },
  { queue: 'deliver', waiting: 3, oldestSeconds: 41.5 },
];

export const QUEUE_PAUSED: readonly QueueAnswer[] = [
  { queue: 'follow', waiting: 0, oldestSeconds: 0 },
  {
    queue: 'deliver',
    waiting: 3,
    oldestSeconds: 41.5,
    paused: {
      since: '2026-03-06T08:00:00.000Z',
      until: '2026-03-06T09:00:00.000Z',
      by: 'anna',
      reason: 'the mail server is being moved',
    },
  },
];

export const FOUND: FoundAnything = {
  q: SUBJECT.id,
  found: [
    {
      what: 'event',
      id: String(STORED.position),
      state: 'stored',
      at: OWED,
      source: SUBJECT.source,
      event: SUBJECT.id,
      type: SUBJECT.type,
      episode: EPISODE,
      see: `/v1/events/${STORED.position}/trace`,
    },
  ],
};
