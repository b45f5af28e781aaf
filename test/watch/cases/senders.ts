/** What comes to the door. */
import { A1, problems, type AlertCase } from './alert-case.js';

const received = (verdict: string): string => `rapport_events_received_total{verdict="${verdict}",${A1}}`;

export const SENDERS: readonly AlertCase[] = [
  {
    alert: 'RapportEventsRefused',
    when: 'a sender was changed and sends what is no event',
    given: { [received('refused')]: '0+1x80', [received('accepted')]: '0+1x80' },
    at: '15m',
    fires: { summary: '60 events were refused within a quarter of an hour, more than one in ten' },
  },
  {
    alert: 'RapportEventsRefused',
    when: 'one of a hundred is refused, as ever',
    given: { [received('refused')]: '0+1x80', [received('accepted')]: '0+99x80' },
    at: '15m',
  },
  {
    alert: 'RapportSenderClock',
    when: 'signatures are stale',
    given: { [problems('sender-clock')]: '1x20' },
    at: '2m',
    fires: { summary: 'the clock of a sender, or ours, is off: its requests are refused' },
  },
  { alert: 'RapportSenderClock', when: 'clocks agree', given: { [problems('sender-clock')]: '0x20' }, at: '2m' },
  {
    alert: 'RapportSourceQuiet',
    when: 'the practice system stopped sending',
    given: { [problems('source-quiet')]: '1x40' },
    at: '6m',
    fires: { summary: 'a source has been silent for longer than it ever is' },
  },
  {
    alert: 'RapportSourceQuiet',
    when: 'another problem is there',
    given: { [problems('source-quiet')]: '0x40', [problems('channel-off')]: '1x40' },
    at: '6m',
  },
  {
    alert: 'RapportAnswersSlow',
    when: 'PostgreSQL is slow',
    given: {
      [`rapport_accept_seconds_bucket{le="1",${A1}}`]: '0+1x80',
      [`rapport_accept_seconds_bucket{le="5",${A1}}`]: '0+10x80',
      [`rapport_accept_seconds_bucket{le="+Inf",${A1}}`]: '0+10x80',
    },
    at: '16m',
    fires: { summary: 'one request in a hundred waits longer than 4.956s for its answer' },
  },
  {
    alert: 'RapportAnswersSlow',
    when: 'answers take a few milliseconds',
    given: {
      [`rapport_accept_seconds_bucket{le="0.025",${A1}}`]: '0+10x80',
      [`rapport_accept_seconds_bucket{le="+Inf",${A1}}`]: '0+10x80',
    },
    at: '16m',
  },
  {
    alert: 'RapportDoorLogIncomplete',
    when: 'the log of the door could not be written',
    given: { [`rapport_inbound_unlogged_total{${A1}}`]: '0+1x20' },
    at: '5m',
    fires: { summary: '20 requests are missing in the log of the door' },
  },
  {
    alert: 'RapportDoorLogIncomplete',
    when: 'all is written',
    given: { [`rapport_inbound_unlogged_total{${A1}}`]: '2x20' },
    at: '5m',
  },
];
