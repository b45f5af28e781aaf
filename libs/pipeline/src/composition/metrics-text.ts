/** What a process tells Prometheus: what it has counted, whether it can work, and what waits in its queues. */
import type { Metrics } from '#lib/platform';
import { queueMetrics, type Waker } from '#lib/queues';

export interface Watched {
  readonly metrics: Metrics;
  readonly waker: Waker;
  readonly readiness: { look(): Promise<{ readonly status: 'ready' | 'degraded' | 'unavailable' }> };
}

export async function metricsText({ metrics, waker, readiness }: Watched): Promise<string> {
  const [{ status }, queues] = await Promise.all([readiness.look(), queueMetrics(waker.all())]);
  metrics.setReady(status);
  return `${await metrics.registry.metrics()}${queues && `${queues}\n`}`;
}
