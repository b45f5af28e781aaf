/** Processes that are not there, or cannot work. */
import { A1, OF_A1, W1, W2, type AlertCase } from './alert-case.js';

export const PROCESSES: readonly AlertCase[] = [
  {
    alert: 'RapportNoApi',
    when: 'none is there any more',
    given: { [`up{${A1}}`]: '1x4 0x20' },
    at: '3m',
    fires: { summary: 'no api answers: senders are turned away' },
  },
  {
    alert: 'RapportNoApi',
    when: 'one of two is left',
    given: { [`up{${A1}}`]: '0x20', 'up{job="api",instance="a2"}': '1x20' },
    at: '3m',
  },
  {
    alert: 'RapportNoWorker',
    when: 'none was ever there',
    given: { [`up{${A1}}`]: '1x20' },
    at: '1m',
    fires: { summary: 'no worker answers: events are stored, and no alert is raised' },
  },
  { alert: 'RapportNoWorker', when: 'one is there', given: { [`up{${W1}}`]: '1x20' }, at: '3m' },
  {
    alert: 'RapportProcessDown',
    when: 'a worker has gone for minutes',
    given: { [`up{${W1}}`]: '0x20', [`up{${W2}}`]: '1x20' },
    at: '3m',
    fires: { labels: { job: 'worker', instance: 'w1' }, summary: 'worker at w1 does not answer' },
  },
  {
    alert: 'RapportProcessDown',
    when: 'a worker starts again within two minutes',
    given: { [`up{${W1}}`]: '1x2 0x5 1x20' },
    at: '3m',
  },
  {
    alert: 'RapportNotReady',
    when: 'the database is away',
    given: { [`rapport_ready{status="unavailable",${A1}}`]: '0x2 1x20' },
    at: '2m',
    fires: {
      labels: { ...OF_A1, status: 'unavailable' },
      summary: 'api at a1 cannot work: its database is away or does not fit',
    },
  },
  {
    alert: 'RapportNotReady',
    when: 'the queues are away and the database is there',
    given: {
      [`rapport_ready{status="unavailable",${A1}}`]: '0x20',
      [`rapport_ready{status="degraded",${A1}}`]: '1x20',
    },
    at: '2m',
  },
  {
    alert: 'RapportDegraded',
    when: 'Redis is away',
    given: { [`rapport_ready{status="degraded",${A1}}`]: '1x20' },
    at: '3m',
    fires: { labels: { job: 'api' }, summary: 'the queues do not answer; the sweeper does their work, more slowly' },
  },
  {
    alert: 'RapportDegraded',
    when: 'Redis was slow once',
    given: { [`rapport_ready{status="degraded",${A1}}`]: '0x2 1x2 0x20' },
    at: '3m',
  },
  {
    alert: 'RapportRestarting',
    when: 'a process dies at once each time',
    given: { [`rapport_process_start_time_seconds{${A1}}`]: '100 130 160 190 220x20' },
    at: '4m',
    fires: { labels: OF_A1, summary: 'api at a1 has started 4 times within a quarter of an hour' },
  },
  {
    alert: 'RapportRestarting',
    when: 'it was upgraded once',
    given: { [`rapport_process_start_time_seconds{${A1}}`]: '100x4 130x20' },
    at: '4m',
  },
  {
    alert: 'RapportEventLoopBusy',
    when: 'answers wait for most of a second',
    given: { [`rapport_nodejs_eventloop_lag_p99_seconds{${A1}}`]: '0.75x40' },
    at: '6m',
    fires: { labels: OF_A1, summary: 'api at a1 is busy: its answers wait 750ms' },
  },
  {
    alert: 'RapportEventLoopBusy',
    when: 'it was busy for a moment',
    given: { [`rapport_nodejs_eventloop_lag_p99_seconds{${A1}}`]: '0.02x10 2x3 0.02x40' },
    at: '6m',
  },
  {
    alert: 'RapportFilesRunOut',
    when: 'nine of ten are open',
    given: { [`rapport_process_open_fds{${A1}}`]: '900x40', [`rapport_process_max_fds{${A1}}`]: '1000x40' },
    at: '6m',
    fires: { labels: OF_A1, summary: 'api at a1 has 90% of its files and sockets open' },
  },
  {
    alert: 'RapportFilesRunOut',
    when: 'there is room',
    given: { [`rapport_process_open_fds{${A1}}`]: '60x40', [`rapport_process_max_fds{${A1}}`]: '1000x40' },
    at: '6m',
  },
];
