import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

const VERDICTS = ['accepted', 'duplicate', 'quarantined', 'refused'] as const;
const WAKE_OUTCOMES = ['sent', 'failed', 'slow'] as const;
const DELIVERY_OUTCOMES = ['accepted', 'waiting', 'dead', 'withdrawn'] as const;
const STATUSES = ['ready', 'degraded', 'unavailable'] as const;

/** Gauges of prom-client that end like counters; the ones without the ending say the same by type. */
const MISNAMED = ['handles', 'requests', 'resources'].map((what) => `rapport_nodejs_active_${what}_total`);
const TIERS = ['act-today', 'talk-soon', 'keep-an-eye'] as const;

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

  readonly refused = new Counter({
    name: 'rapport_events_refused_total',
    help: 'Refused events and requests by reason: the code of the refusal, and those of its faults',
    labelNames: ['reason'] as const,
    registers: [this.registry],
  });
  readonly inboundUnlogged = new Counter({
    name: 'rapport_inbound_unlogged_total',
    help: 'What came to the door and was not noted in its log, because that could not be written',
    registers: [this.registry],
  });
  readonly unreached = new Gauge({
    name: 'rapport_alerts_unreached',
    help: 'Open alerts that have reached nobody: no channel took a message',
    registers: [this.registry],
  });
  readonly unreachedSeconds = new Gauge({
    name: 'rapport_alerts_unreached_oldest_seconds',
    help: 'Age of the oldest open alert that has reached nobody; 0 without one',
    registers: [this.registry],
  });
  readonly workersThere = new Gauge({
    name: 'rapport_workers',
    help: 'Workers that have been heard of within half a minute',
    registers: [this.registry],
  });
  readonly problems = new Gauge({
    name: 'rapport_health_problems',
    help: 'What is not in order, by code, as GET /v1/pipeline names it; counts the clinics, channels and stages',
    labelNames: ['code'] as const,
    registers: [this.registry],
  });

  readonly ready = new Gauge({
    name: 'rapport_ready',
    help: 'Whether this process can do its work, as /health/ready says: 1 for the status that it has',
    labelNames: ['status'] as const,
    registers: [this.registry],
  });

  /** Counts start at zero: of a series that begins with one, no rate would ever see the first. */
  constructor(channels: readonly string[] = []) {
    for (const verdict of VERDICTS) this.received.inc({ verdict }, 0);
    for (const outcome of WAKE_OUTCOMES) this.wakes.inc({ outcome }, 0);
    for (const tier of TIERS) this.alerts.inc({ tier }, 0);
    for (const channel of channels)
      for (const outcome of DELIVERY_OUTCOMES) this.deliveries.inc({ channel, outcome }, 0);
  }

  setReady(now: (typeof STATUSES)[number]): void {
    for (const status of STATUSES) this.ready.set({ status }, status === now ? 1 : 0);
  }

  collectProcess(): this {
    collectDefaultMetrics({ register: this.registry, prefix: 'rapport_' });
    for (const name of MISNAMED) this.registry.removeSingleMetric(name);
    return this;
  }
}
