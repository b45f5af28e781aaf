import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** The metrics of one process. Labels are codes from closed lists: never a tenant's people, never a free value. */
export class Metrics {
  readonly registry = new Registry();
  readonly received = new Counter({
    name: 'rapport_events_received_total',
    help: 'Events by verdict: accepted, duplicate, quarantined, refused',
    labelNames: ['verdict'] as const,
    registers: [this.registry],
  });
  readonly acceptSeconds = new Histogram({
    name: 'rapport_accept_seconds',
    help: 'Time from request to durable answer',
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly followed = new Counter({
    name: 'rapport_events_followed_total',
    help: 'Events folded into read models',
    registers: [this.registry],
  });
  readonly freshnessSeconds = new Histogram({
    name: 'rapport_freshness_seconds',
    help: 'Time from receipt of an event to its read models',
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly refolds = new Counter({
    name: 'rapport_refolds_total',
    help: 'Episodes folded again from the start because of a late or correcting event',
    registers: [this.registry],
  });
  readonly quarantined = new Counter({
    name: 'rapport_episodes_quarantined_total',
    help: 'Episodes set aside after three failed follows',
    registers: [this.registry],
  });
  readonly alerts = new Counter({
    name: 'rapport_alerts_raised_total',
    help: 'Alerts raised by tier',
    labelNames: ['tier'] as const,
    registers: [this.registry],
  });
  readonly deliveries = new Counter({
    name: 'rapport_deliveries_total',
    help: 'Delivery attempts by channel and outcome',
    labelNames: ['channel', 'outcome'] as const,
    registers: [this.registry],
  });
  readonly deliverySeconds = new Histogram({
    name: 'rapport_delivery_seconds',
    help: 'Time from alert to accepted delivery',
    buckets: SECONDS,
    labelNames: ['channel'] as const,
    registers: [this.registry],
  });
  readonly wakes = new Counter({
    name: 'rapport_wakes_total',
    help: 'Wake-ups by outcome: sent, failed, slow',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });
  readonly debt = new Gauge({
    name: 'rapport_oldest_waiting_seconds',
    help: 'Age of the oldest waiting work by stage',
    labelNames: ['stage'] as const,
    registers: [this.registry],
  });

  collectProcess(): this {
    collectDefaultMetrics({ register: this.registry, prefix: 'rapport_' });
    return this;
  }
}
