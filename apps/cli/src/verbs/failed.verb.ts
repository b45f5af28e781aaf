/** What failed, by kind: listed, sent or read again, and discarded. The three verbs of a kind take the same filters. */
import { TENANT_FLAG, WORD_FLAGS } from '../line/shared-flags.js';
import { declare, type FlagTable } from '../line/verb.js';

const MOST_IDS = 50;

const SHARED = {
  matching: { kind: 'text', value: 'text', help: 'only what failed for a reason that contains this' },
  since: { kind: 'text', value: 'time', help: 'only what has waited since then or later, as 2026-03-02T09:00:00Z' },
  until: { kind: 'text', value: 'time', help: 'only what has waited since before then' },
  ...TENANT_FLAG,
} as const satisfies FlagTable;

const STATE = {
  state: { kind: 'word', words: ['failed', 'discarded'], help: 'what stands so', fallback: 'failed' },
} as const satisfies FlagTable;

const DELIVERY_FILTERS = {
  state: { kind: 'word', words: ['failed', 'discarded', 'retrying'], help: 'what stands so', fallback: 'failed' },
  channel: { kind: 'text', value: 'kind', help: 'only those of this kind of channel' },
  person: { kind: 'text', value: 'ref', help: 'only those for this clinician' },
  alert: { kind: 'text', value: 'id', help: 'only those about this alert' },
  ...SHARED,
} as const satisfies FlagTable;

const EVENT_FILTERS = {
  ...STATE,
  type: { kind: 'text', value: 'type', help: 'only those of this type' },
  source: { kind: 'text', value: 'uri', help: 'only those of this CloudEvents source' },
  ...SHARED,
} as const satisfies FlagTable;

const EPISODE_FILTERS = { ...STATE, ...SHARED } as const satisfies FlagTable;

const JOB_FILTERS = {
  queue: { kind: 'word', words: ['follow-shard', 'deliver'], help: 'only those of this queue' },
  ...SHARED,
} as const satisfies FlagTable;

const LIST = {
  limit: { kind: 'whole', value: 'n', range: [1, 200], fallback: 50, help: 'at most so many; all of them as JSON' },
} as const satisfies FlagTable;

const ACT = {
  yes: { kind: 'switch', help: 'do what the plan says; without it, only the plan is shown' },
  ...WORD_FLAGS,
} as const satisfies FlagTable;

const ALTHOUGH = {
  although: { kind: 'switch', help: 'discard also what is named as something that nobody should discard unread' },
} as const satisfies FlagTable;

const WORDS = [0, MOST_IDS] as const;
const IDS = '[id...] [flags]';

export const deliveriesList = declare({
  name: 'deliveries list',
  summary: 'List the messages that no channel took, each with why; or those that were discarded, with who did it',
  usage: IDS,
  examples: [
    ['deliveries list', 'what was given up'],
    ['deliveries list --state retrying --channel email', 'mails that are to be tried again'],
  ],
  words: WORDS,
  flags: { ...LIST, ...DELIVERY_FILTERS },
});
export const deliveriesRetry = declare({
  name: 'deliveries retry',
  summary: 'Send the messages again that no channel took; shows a plan first',
  usage: `${IDS} [--yes --by <name> --reason <text>]`,
  examples: [
    ['deliveries retry', 'the plan: how many, since when, and how many would be sent'],
    ['deliveries retry --channel email --yes --by anna --reason back-again', 'all mails that were given up'],
    ['deliveries retry 4711 --yes --by anna --reason address-corrected', 'this one'],
  ],
  words: WORDS,
  flags: { ...ACT, ...DELIVERY_FILTERS },
});
export const deliveriesDiscard = declare({
  name: 'deliveries discard',
  summary: 'Discard messages that no channel took: they are not sent, and can still be found, with who did it and why',
  usage: `${IDS} [--yes --by <name> --reason <text>]`,
  examples: [
    ['deliveries discard --until 2026-03-01T00:00:00Z', 'the plan, and how many are about an alert for today'],
    ['deliveries discard 4711 --yes --by anna --reason telephoned', 'this one'],
  ],
  words: WORDS,
  flags: { ...ACT, ...ALTHOUGH, ...DELIVERY_FILTERS },
});

export const eventsList = declare({
  name: 'events list',
  summary: 'List the events that were kept and not understood, each with why and with what would help',
  usage: IDS,
  examples: [
    ['events list', 'by position, without what they say'],
    ['events list --state discarded', 'those that were discarded, with who did it and why'],
  ],
  words: WORDS,
  flags: { ...LIST, ...EVENT_FILTERS },
});
export const eventsRetry = declare({
  name: 'events retry',
  summary: 'Read the events again that were not understood; shows a plan first',
  usage: `${IDS} [--yes --by <name> --reason <text>]`,
  examples: [
    ['events retry', 'the plan: how many, and how many can be read by now'],
    ['events retry --source urn:practice --yes --by anna --reason instrument-added', 'those of one source'],
  ],
  words: WORDS,
  flags: { ...ACT, ...EVENT_FILTERS },
});
export const eventsDiscard = declare({
  name: 'events discard',
  summary: 'Discard events that were not understood: they stay in the log and are no longer listed as failed',
  usage: `${IDS} [--yes --by <name> --reason <text>]`,
  examples: [['events discard --type vendor.room.booked.v1 --yes --by anna --reason not-needed', 'all of one type']],
  words: WORDS,
  flags: { ...ACT, ...ALTHOUGH, ...EVENT_FILTERS },
});

export const episodesList = declare({
  name: 'episodes list',
  summary: 'List the episodes that could not be read and were set aside, each with why',
  usage: IDS,
  examples: [['episodes list', 'since when, why, and how many of its events are unread']],
  words: WORDS,
  flags: { ...LIST, ...EPISODE_FILTERS },
});
export const episodesRetry = declare({
  name: 'episodes retry',
  summary: 'Read the episodes again that were set aside; shows a plan first',
  usage: `${IDS} [--yes --by <name> --reason <text>]`,
  examples: [['episodes retry --yes --by anna --reason corrected-in-1.4.2', 'all of them']],
  words: WORDS,
  flags: { ...ACT, ...EPISODE_FILTERS },
});
export const episodesDiscard = declare({
  name: 'episodes discard',
  summary:
    'Discard episodes that were set aside: nothing in them is read any more, not even an answer to a safety question',
  usage: `${IDS} [--yes --by <name> --reason <text> --although]`,
  examples: [['episodes discard ep-0007 --yes --although --by anna --reason made-by-a-test', 'this one']],
  words: WORDS,
  flags: { ...ACT, ...ALTHOUGH, ...EPISODE_FILTERS },
});

export const jobsList = declare({
  name: 'jobs list',
  summary: 'List the jobs that failed; what they were to wake is found by the workers all the same',
  usage: IDS,
  examples: [['jobs list --queue deliver', 'those that were to send a message']],
  words: WORDS,
  flags: { ...LIST, ...JOB_FILTERS },
});
export const jobsRetry = declare({
  name: 'jobs retry',
  summary: 'Put failed jobs back into their queue; shows a plan first',
  usage: `${IDS} [--yes --by <name> --reason <text>]`,
  examples: [['jobs retry --yes --by anna --reason redis-is-back', 'all of them']],
  words: WORDS,
  flags: { ...ACT, ...JOB_FILTERS },
});
export const jobsDiscard = declare({
  name: 'jobs discard',
  summary: 'Remove failed jobs from their queue; no pending work is lost',
  usage: `${IDS} [--yes --by <name> --reason <text>]`,
  examples: [['jobs discard --yes --by anna --reason looked-at', 'all of them']],
  words: WORDS,
  flags: { ...ACT, ...JOB_FILTERS },
});
