/** Alerts that should have reached somebody. */
import { W1, W2, problems, type AlertCase } from './alert-case.js';

export const REACHING: readonly AlertCase[] = [
  {
    alert: 'RapportAlertsUnreached',
    when: 'a mail server is away',
    given: { [`rapport_alerts_unreached{${W1}}`]: '0x3 3x20', [`rapport_alerts_unreached{${W2}}`]: '0x3 3x20' },
    at: '1m',
    fires: { summary: '3 open alerts have reached nobody' },
  },
  {
    alert: 'RapportAlertsUnreached',
    when: 'all were taken again',
    given: { [`rapport_alerts_unreached{${W1}}`]: '2x8 0x20' },
    at: '3m',
  },
  {
    alert: 'RapportAlertsUnreachedLong',
    when: 'the oldest waits for two hours',
    given: { [`rapport_alerts_unreached_oldest_seconds{${W1}}`]: '7200x4' },
    at: '1m',
    fires: { summary: 'an open alert has reached nobody for 2h 0m 0s' },
  },
  {
    alert: 'RapportAlertsUnreachedLong',
    when: 'the oldest is younger than an hour',
    given: { [`rapport_alerts_unreached_oldest_seconds{${W1}}`]: '3500x4' },
    at: '1m',
  },
  {
    alert: 'RapportChannelFailing',
    when: 'a hook is away: within a minute',
    given: { [problems('channel-failing')]: '0 1x20' },
    at: '45s',
    fires: { summary: 'a channel does not take its messages; they are sent again' },
  },
  {
    alert: 'RapportChannelFailing',
    when: 'one look found a retry and the next one none',
    given: { [problems('channel-failing')]: '0x3 1 0x20' },
    at: '1m',
  },
  {
    alert: 'RapportDeliveriesGivenUp',
    when: 'the first message of a channel is given up',
    given: { [`rapport_deliveries_total{channel="email",outcome="dead",${W1}}`]: '0x8 1x8' },
    at: '3m',
    fires: { labels: { channel: 'email' }, summary: 'messages by email were given up' },
  },
  {
    alert: 'RapportDeliveriesGivenUp',
    when: 'messages are sent again and taken',
    given: {
      [`rapport_deliveries_total{channel="email",outcome="dead",${W1}}`]: '4x20',
      [`rapport_deliveries_total{channel="email",outcome="waiting",${W1}}`]: '0+2x20',
      [`rapport_deliveries_total{channel="email",outcome="accepted",${W1}}`]: '0+2x20',
    },
    at: '5m',
  },
  {
    alert: 'RapportChannelOff',
    when: 'it has been off for a while',
    given: { [problems('channel-off')]: '1x40' },
    at: '6m',
    fires: { summary: 'a channel is switched off' },
  },
  {
    alert: 'RapportChannelOff',
    when: 'it is put right within minutes',
    given: { [problems('channel-off')]: '1x12 0x40' },
    at: '6m',
  },
  {
    alert: 'RapportNobodyToReach',
    when: 'a tenant has no channel',
    given: { [problems('no-channel')]: '1x60' },
    at: '11m',
    fires: {
      labels: { code: 'no-channel' },
      summary: 'a clinic, or somebody in it, has no channel that is switched on',
    },
  },
  {
    alert: 'RapportNobodyToReach',
    when: 'a clinic has just been made and is being set up',
    given: { [problems('no-channel')]: '1x30', [problems('people-unreachable')]: '0x60' },
    at: '7m',
  },
];
