/** Work that waits. */
import { A1, W1, type AlertCase } from './alert-case.js';

const late = (stage: string): string => `rapport_oldest_waiting_seconds{stage="${stage}",${W1}}`;

export const PIPELINE: readonly AlertCase[] = [
  {
    alert: 'RapportFollowingBehind',
    when: 'nothing is followed any more',
    given: { [late('follow')]: '0+15x20' },
    at: '5m',
    fires: { summary: 'an event has waited 5m 0s to be read' },
  },
  {
    alert: 'RapportFollowingBehind',
    when: 'another stage waits',
    given: { [late('follow')]: '3x20', [late('timers')]: '900x20', [late('deliver')]: '900x20' },
    at: '5m',
  },
  {
    alert: 'RapportDeliveriesBehind',
    when: 'a message has waited for ten minutes',
    given: { [late('deliver')]: '600x20' },
    at: '2m',
    fires: { summary: 'a message has waited 10m 0s to be sent' },
  },
  {
    alert: 'RapportDeliveriesBehind',
    when: 'it was taken at the second try',
    given: { [late('deliver')]: '0+15x4 0x20' },
    at: '5m',
  },
  {
    alert: 'RapportTimersBehind',
    when: 'nobody looks at what becomes due',
    given: { [late('timers')]: '240x20' },
    at: '3m',
    fires: { summary: 'what becomes due with time is 4m 0s late' },
  },
  { alert: 'RapportTimersBehind', when: 'they are in time', given: { [late('timers')]: '4x20' }, at: '3m' },
  {
    alert: 'RapportEpisodeSetAside',
    when: 'one could not be read',
    given: { [`rapport_episodes_quarantined_total{${W1}}`]: '0x4 1x20' },
    at: '3m',
    fires: { summary: 'an episode could not be read and was set aside: nothing new is noticed in it' },
  },
  {
    alert: 'RapportEpisodeSetAside',
    when: 'a process that had counted some starts again',
    given: { [`rapport_episodes_quarantined_total{${W1}}`]: '3x8 0x20' },
    at: '5m',
  },
  {
    alert: 'RapportReadModelsLate',
    when: 'many wait for a minute',
    given: {
      [`rapport_freshness_seconds_bucket{le="30",${W1}}`]: '0+1x120',
      [`rapport_freshness_seconds_bucket{le="60",${W1}}`]: '0+10x120',
      [`rapport_freshness_seconds_bucket{le="+Inf",${W1}}`]: '0+10x120',
    },
    at: '25m',
    fires: { summary: 'one event in a hundred is read later than 59.67s' },
  },
  {
    alert: 'RapportReadModelsLate',
    when: 'all are read within a second',
    given: {
      [`rapport_freshness_seconds_bucket{le="1",${W1}}`]: '0+10x120',
      [`rapport_freshness_seconds_bucket{le="+Inf",${W1}}`]: '0+10x120',
    },
    at: '25m',
  },
  {
    alert: 'RapportWakeUpsFail',
    when: 'Redis is away',
    given: {
      [`rapport_wakes_total{outcome="sent",${A1}}`]: '0+1x40',
      [`rapport_wakes_total{outcome="failed",${A1}}`]: '0+2x40',
      [`rapport_wakes_total{outcome="slow",${A1}}`]: '0+1x40',
    },
    at: '8m',
    fires: { summary: '75% of the wake-ups are not sent in time' },
  },
  {
    alert: 'RapportWakeUpsFail',
    when: 'nothing has come, and nobody was woken',
    given: {
      [`rapport_wakes_total{outcome="sent",${A1}}`]: '7x40',
      [`rapport_wakes_total{outcome="failed",${A1}}`]: '7x40',
    },
    at: '8m',
  },
];
