/** The words of who looks after the house. */
import { DAY, HOUR, MINUTE, SECOND } from '#lib/kernel';
import type { HealthFinding, UnreachedReason } from './health-findings.js';
import { healthProblem, healthSentence } from './health-words.js';
import { durationInWords, momentInWords } from './time-in-words.js';

const NOW = Date.UTC(2026, 2, 15, 14, 1, 2);
const REFUSED = 'the mail server could not be used (ECONNREFUSED)';
const unreached: HealthFinding = {
  code: 'alerts-unreached',
  alerts: 3,
  since: NOW - 13 * DAY,
  why: [
    { reason: { code: 'not-taken', channel: 'email', detail: REFUSED, givenUp: false }, alerts: 2 },
    { reason: { code: 'no-channel' }, alerts: 1 },
  ],
};
const failing = {
  code: 'channel-failing',
  channel: 'email',
  messages: 4,
  since: NOW - HOUR,
  detail: REFUSED,
} as const;
const setAside = (episodes: number, clinic?: string): HealthFinding => ({
  code: 'episodes-set-aside',
  episodes,
  ...(clinic === undefined ? {} : { clinic }),
});
/** One alert, an hour ago. */
const because = (reason: UnreachedReason): HealthFinding => ({
  code: 'alerts-unreached',
  alerts: 1,
  since: NOW - HOUR,
  why: [{ reason, alerts: 1 }],
});
const gone: HealthFinding = { code: 'no-worker', lastSeen: null };

describe('a time in words', () => {
  it.each([
    [0, '1 second'],
    [999, '1 second'],
    [12 * SECOND, '12 seconds'],
    [3 * MINUTE, '3 minutes'],
    [90 * MINUTE, '90 minutes'],
    [2 * HOUR, '2 hours'],
    [25 * HOUR, '25 hours'],
    [1_130_734 * SECOND, '13 days'],
    [1_717_831 * SECOND, '19 days'],
    [400 * DAY, '400 days'],
  ])('D3: %d ms are %s', (ms, words) => expect(durationInWords(ms)).toBe(words));
  it('is a moment that a person reads', () => expect(momentInWords(NOW)).toBe('2026-03-15 14:01 UTC'));
});

describe('the health sentence', () => {
  it('is short when all is in order', () =>
    expect(healthSentence([], NOW)).toBe('All events are processed, and no alert is held up.'));
  it('D11: says how many alerts have reached nobody, since when and why, before everything else', () =>
    expect(healthSentence([failing, setAside(2), unreached], NOW)).toBe(
      `3 alerts have reached nobody, the oldest since 2026-03-02 14:01 UTC (13 days): email: ${REFUSED} (2); the person has no channel that is switched on (1). 2 episodes could not be read and were set aside.`,
    ));
  it.each<[string, HealthFinding[], string]>([
    ['one episode', [setAside(1)], 'All events are processed, except those of one episode that was set aside.'],
    ['several episodes', [setAside(3)], 'All events are processed, except those of 3 episodes that were set aside.'],
    [
      'episodes of one clinic among several',
      [setAside(1, 'harbour'), setAside(2, 'hill')],
      'harbour: 1 episode could not be read and was set aside. hill: 2 episodes could not be read and were set aside.',
    ],
    [
      'nothing else, and so does not say that the rest is processed',
      [setAside(1), gone],
      'No worker is running: events are taken in, and nothing is read or sent. 1 episode could not be read and was set aside.',
    ],
  ])('D11: says that all else is processed where only episodes are set aside: %s', (_, findings, words) =>
    expect(healthSentence(findings, NOW)).toBe(words),
  );
  it.each<[string, HealthFinding[], HealthFinding]>([
    ['another channel fails', [unreached], { ...failing, channel: 'webhook' }],
    ['it is off', [unreached], { code: 'channel-off', channel: 'email', person: 'k1', reason: '' }],
    ['nobody has tried it for the alerts', [because({ code: 'not-tried', channel: 'email' })], failing],
    ['something else comes first', [gone], failing],
  ])('D11: names a channel beside the alerts that reached nobody where %s', (_, others, finding) =>
    expect(healthSentence([finding, ...others], NOW)).toContain(healthProblem(finding, NOW).words),
  );
});

describe('what is not in order', () => {
  it.each<[string, HealthFinding, words: string, next: RegExp]>([
    [
      'a channel that fails',
      failing,
      `The channel email is failing: 4 messages are waiting to be sent again, the oldest since 2026-03-15 13:01 UTC (60 minutes): ${REFUSED}.`,
      /^fix the receiver; .* rapport deliveries retry/,
    ],
    [
      'a channel that is off',
      { code: 'channel-off', channel: 'webhook', person: '*', reason: 'the receiver answered 410: gone for good' },
      'The channel webhook of everybody without one of their own is off: the receiver answered 410: gone for good.',
      /rapport channels set$/,
    ],
    [
      'a channel that somebody switched off',
      { code: 'channel-off', channel: 'email', person: 'anna', reason: '' },
      'The channel email of anna is off.',
      /rapport channels set$/,
    ],
    [
      'a clinic without a channel',
      { code: 'no-channel', clinic: 'harbour' },
      'harbour: It has no channel that is switched on: no alert reaches anybody.',
      /rapport channels set in-app/,
    ],
    [
      'a clinic without a channel, seen by itself',
      { code: 'no-channel' },
      'This clinic has no channel that is switched on: no alert reaches anybody.',
      /rapport channels set in-app/,
    ],
    [
      'people who cannot be reached',
      { code: 'people-unreachable', people: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
      '7 people have no channel that is switched on: a, b, c, d, e, 2 more.',
      /rapport channels set email --clinician/,
    ],
    [
      'five people who cannot be reached',
      { code: 'people-unreachable', people: ['a', 'b', 'c', 'd', 'e'] },
      '5 people have no channel that is switched on: a, b, c, d, e.',
      /rapport channels set email --clinician/,
    ],
    [
      'workers that are gone',
      { code: 'no-worker', lastSeen: NOW - 3 * MINUTE },
      'No worker is running, the last was seen 2026-03-15 13:58 UTC (3 minutes ago): events are taken in, and nothing is read or sent.',
      /^start a worker/,
    ],
    [
      'workers that never were',
      gone,
      'No worker is running: events are taken in, and nothing is read or sent.',
      /^start a worker/,
    ],
    [
      'a queue that a person paused',
      {
        code: 'queue-paused',
        queue: 'deliver',
        waiting: 1,
        since: NOW - 5 * MINUTE,
        until: NOW + 25 * MINUTE,
        by: 'anna',
        reason: 'moving the mail server',
      },
      'Sending messages is paused since 2026-03-15 13:56 UTC (5 minutes) by anna (moving the mail server); it goes on by itself at 2026-03-15 14:26 UTC, in 25 minutes. 1 message is waiting meanwhile.',
      /rapport queues resume/,
    ],
    [
      'a stage that lags',
      { code: 'stage-behind', stage: 'follow', waiting: 1, since: NOW - 61 * SECOND },
      'Reading events is behind: 1 episode is waiting, the oldest since 2026-03-15 14:00 UTC (61 seconds); alerts may be late.',
      /log of the workers/,
    ],
    [
      'clocks that lag',
      { code: 'stage-behind', stage: 'timers', waiting: 2, since: NOW - 61 * SECOND },
      'Noticing that something did not happen is behind: 2 timers are waiting, the oldest since 2026-03-15 14:00 UTC (61 seconds); alerts may be late.',
      /log of the workers/,
    ],
    [
      'history that takes very long',
      { code: 'stage-behind', stage: 'history', waiting: 2, since: NOW - 61 * MINUTE },
      'Reading history is behind: 2 episodes are waiting, the oldest since 2026-03-15 13:00 UTC (61 minutes); what is shown of them is not complete.',
      /log of the workers/,
    ],
    [
      'one event of another time',
      { code: 'sender-clock', refusals: 1 },
      '1 event was refused within the last hour for a time that differs from ours by more than five minutes: the clock of the sender, or ours, is off.',
      /verdict=refused .* NTP$/,
    ],
    [
      'events of another time',
      { code: 'sender-clock', refusals: 12 },
      '12 events were refused within the last hour for a time that differs from ours by more than five minutes: the clock of the sender, or ours, is off.',
      /verdict=refused .* NTP$/,
    ],
    [
      'a source that sends nothing any more',
      { code: 'source-quiet', source: 'urn:practice', last: NOW - 30 * HOUR, longest: 11 * HOUR },
      'The source urn:practice has fallen quiet: nothing has come since 2026-03-14 08:01 UTC (30 hours), and its longest silence before was 11 hours.',
      /whether the practice system still sends/,
    ],
    [
      'episodes that could not be read',
      setAside(2),
      '2 episodes could not be read and were set aside.',
      /rapport episodes retry$/,
    ],
  ])('D11: is named, with what to do: %s', (...[, finding, words, next]) => {
    expect(healthProblem(finding, NOW)).toEqual({
      code: finding.code,
      words,
      next: expect.stringMatching(next) as string,
    });
  });

  it.each<[UnreachedReason, string]>([
    [{ code: 'not-taken', channel: 'email', detail: REFUSED, givenUp: true }, `email: ${REFUSED}, given up`],
    [
      { code: 'not-taken', channel: 'email', detail: 'gave up: the receiver answered 500', givenUp: true },
      'email: gave up: the receiver answered 500',
    ],
    [
      { code: 'not-taken', channel: 'webhook', detail: 'the receiver gave up', givenUp: true },
      'webhook: the receiver gave up, given up',
    ],
    [{ code: 'no-channel' }, 'the person has no channel that is switched on'],
    [{ code: 'not-tried', channel: 'email' }, 'email: nobody has tried to send it'],
    [{ code: 'discarded', channel: 'email' }, 'email: a person discarded the message'],
    [{ code: 'not-told' }, 'no message was owed to anybody'],
  ])('D11: says why an alert has reached nobody: %j', (reason, said) => {
    const { words, next } = healthProblem(because(reason), NOW);
    expect(words).toBe(`1 alert has reached nobody, the oldest since 2026-03-15 13:01 UTC (60 minutes): ${said}.`);
    expect(next).toMatch(/rapport channels set; .* rapport deliveries retry; the alerts are in the inbox meanwhile$/);
  });
});
