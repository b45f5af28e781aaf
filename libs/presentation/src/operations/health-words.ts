/** What is not in order, in the words of who looks after the house: the API, the command line and the doctor say the same. */
import type { HealthCode, HealthFinding, HealthStage, Unreached, UnreachedReason } from './health-findings.js';
import { counted, durationInWords, momentInWords } from './time-in-words.js';

type Of<C extends HealthCode> = Extract<HealthFinding, { readonly code: C }>;
type Says = { readonly [C in HealthCode]: (finding: Of<C>, now: number) => string };

const since = (at: number, now: number): string => `since ${momentInWords(at)} (${durationInWords(now - at)})`;
const have = (count: number): string => (count === 1 ? 'has' : 'have');
const wait = (count: number): string => (count === 1 ? 'is waiting' : 'are waiting');

const STAGES: Readonly<Record<HealthStage, string>> = {
  follow: 'Reading events',
  history: 'Reading history',
  deliver: 'Sending messages',
  timers: 'Noticing that something did not happen',
};
const WAITING: Readonly<Record<HealthStage, string>> = {
  follow: 'episode',
  history: 'episode',
  deliver: 'message',
  timers: 'timer',
};

const REASONS: { readonly [C in UnreachedReason['code']]: (of: Extract<UnreachedReason, { code: C }>) => string } = {
  'not-taken': ({ channel, detail, givenUp }) =>
    `${channel}: ${detail}${givenUp && !/^gave up/.test(detail) ? ', given up' : ''}`,
  'no-channel': () => 'the person has no channel that is switched on',
  'not-tried': ({ channel }) => `${channel}: nobody has tried to send it`,
  discarded: ({ channel }) => `${channel}: a person discarded the message`,
  'not-told': () => 'no message was owed to anybody',
};

function whyUnreached({ why, alerts }: Unreached): string {
  const reasons = why.map(({ reason, alerts: count }) => {
    const says = REASONS[reason.code] as (of: UnreachedReason) => string;
    return count === alerts ? says(reason) : `${says(reason)} (${count})`;
  });
  return reasons.join('; ');
}

const SAYS: Says = {
  'alerts-unreached': (of, now) =>
    `${counted(of.alerts, 'alert')} ${have(of.alerts)} reached nobody, the oldest ${since(of.since, now)}: ${whyUnreached(of)}.`,
  'no-worker': ({ lastSeen }, now) =>
    `No worker is running${lastSeen === null ? '' : `, the last was seen ${momentInWords(lastSeen)} (${durationInWords(now - lastSeen)} ago)`}: events are taken in, and nothing is read or sent.`,
  'stage-behind': ({ stage, waiting, since: at }, now) =>
    `${STAGES[stage]} is behind: ${counted(waiting, WAITING[stage])} ${wait(waiting)}, the oldest ${since(at, now)}; ${stage === 'history' ? 'what is shown of them is not complete' : 'alerts may be late'}.`,
  'queue-paused': ({ queue, waiting, since: at, until, by, reason }, now) =>
    `${STAGES[queue]} is paused ${since(at, now)} by ${by} (${reason}); it goes on by itself at ${momentInWords(until)}, in ${durationInWords(until - now)}. ${counted(waiting, WAITING[queue])} ${wait(waiting)} meanwhile.`,
  'no-channel': ({ clinic }) =>
    `${clinic ? 'It' : 'This clinic'} has no channel that is switched on: no alert reaches anybody.`,
  'people-unreachable': ({ people }) =>
    `${counted(people.length, 'person').replace('persons', 'people')} ${have(people.length)} no channel that is switched on: ${listed(people)}.`,
  'channel-off': ({ channel, person, reason }) =>
    `The channel ${channel} of ${whose(person)} is off${reason ? `: ${reason}` : ''}.`,
  'channel-failing': ({ channel, messages, since: at, detail }, now) =>
    `The channel ${channel} is failing: ${counted(messages, 'message')} ${wait(messages)} to be sent again, the oldest ${since(at, now)}: ${detail}.`,
  'sender-clock': ({ refusals }) =>
    `${counted(refusals, 'event')} ${refusals === 1 ? 'was' : 'were'} refused within the last hour for a time that differs from ours by more than five minutes: the clock of the sender, or ours, is off.`,
  'source-quiet': ({ source, last, longest }, now) =>
    `The source ${source} has fallen quiet: nothing has come ${since(last, now)}, and its longest silence before was ${durationInWords(longest)}.`,
  'episodes-set-aside': ({ episodes }) =>
    `${counted(episodes, 'episode')} could not be read and ${episodes === 1 ? 'was' : 'were'} set aside.`,
};

const MOST_NAMED = 5;
function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return [...names.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
const whose = (person: string): string => (person === '*' ? 'everybody without one of their own' : person);

/** What to do about it. */
const NEXT: Readonly<Record<HealthCode, string>> = {
  'alerts-unreached':
    'fix the channel that is named, or choose one: rapport channels set; send what was given up again: rapport deliveries retry; the alerts are in the inbox meanwhile',
  'no-worker': 'start a worker, or npm start',
  'stage-behind': 'look at the log of the workers; start another one when they are busy',
  'queue-paused': 'let it go on: rapport queues resume <queue> --by <name> --reason <why>',
  'no-channel': 'choose one: rapport channels set in-app, or email, or webhook',
  'people-unreachable':
    'choose a channel for each: rapport channels set email --clinician <person>; or one for everybody',
  'channel-off': 'set it again with what is right now: rapport channels set',
  'channel-failing':
    'fix the receiver; messages are sent again automatically, or at once: rapport deliveries retry --state retrying',
  'sender-clock': 'GET /v1/inbound?verdict=refused names the key; synchronise both clocks with NTP',
  'source-quiet': 'ask whether the practice system still sends; GET /v1/inbound?source=<source> shows what came last',
  'episodes-set-aside': 'see which and why: rapport episodes list; once the cause is fixed: rapport episodes retry',
};

export interface HealthProblem {
  readonly code: HealthCode;
  readonly words: string;
  readonly next: string;
}

export function healthProblem(finding: HealthFinding, now: number): HealthProblem {
  const { code, clinic } = finding;
  const words = (SAYS[code] as (of: HealthFinding, now: number) => string)(finding, now);
  return { code, words: clinic === undefined ? words : `${clinic}: ${words}`, next: NEXT[code] };
}

const URGENCY = Object.keys(SAYS) as readonly HealthCode[];

/** The gravest first. */
export const inOrder = (findings: readonly HealthFinding[]): readonly HealthFinding[] =>
  findings.toSorted((a, b) => URGENCY.indexOf(a.code) - URGENCY.indexOf(b.code));

export function healthSentence(findings: readonly HealthFinding[], now: number): string {
  const [first, ...rest] = inOrder(findings);
  if (!first) return 'All events are processed, and no alert is held up.';
  // the least grave of all: where it comes first, nothing else is the matter
  if (first.code === 'episodes-set-aside' && first.clinic === undefined) return exceptOf(first.episodes);
  return [first, ...rest.filter((one) => !isTold(one, first))].map((one) => healthProblem(one, now).words).join(' ');
}

function exceptOf(episodes: number): string {
  const those = episodes === 1 ? 'one episode that was' : `${episodes} episodes that were`;
  return `All events are processed, except those of ${those} set aside.`;
}

/** A channel that is named as the reason why alerts reached nobody is not named twice. */
const isTold = (finding: HealthFinding, first: HealthFinding): boolean =>
  finding.code === 'channel-failing' &&
  first.code === 'alerts-unreached' &&
  first.why.some(({ reason }) => reason.code === 'not-taken' && reason.channel === finding.channel);
