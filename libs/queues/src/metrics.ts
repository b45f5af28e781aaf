import type { Queue } from 'bullmq';

/** BullMQ's own gauges for every queue, in Prometheus text. A store that is away yields nothing rather than a failure. */
export async function queueMetrics(queues: readonly Queue[], patienceMs = 500): Promise<string> {
  const texts = await Promise.all(queues.map((q) => within(q.exportPrometheusMetrics(), patienceMs)));
  return [...new Set(texts.flatMap((t) => t.split('\n')))].join('\n');
}

/** Whether the store answers in time. */
export async function queuesAnswer(queues: readonly Queue[], patienceMs = 500): Promise<boolean> {
  const counts = await Promise.all(queues.map((q) => within(q.getWaitingCount().then(String), patienceMs)));
  return counts.every((c) => c !== '');
}

function within(answer: Promise<string>, ms: number): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(''), ms);
    answer.then(resolve, () => resolve('')).finally(() => clearTimeout(timer));
  });
}
