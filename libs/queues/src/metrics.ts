import type { Queue } from 'bullmq';

const FAMILY = ['# HELP rapport_queue_jobs Jobs of a queue by state', '# TYPE rapport_queue_jobs gauge'];

/** The jobs of every queue by state, in Prometheus text. A store that is away yields nothing rather than a failure. */
export async function queueMetrics(queues: readonly Queue[], patienceMs = 500): Promise<string> {
  const counted = await Promise.all(queues.map((queue) => within(countsOf(queue), patienceMs)));
  const samples = counted.filter((text) => text !== '');
  return samples.length > 0 ? [...FAMILY, ...samples].join('\n') : '';
}

async function countsOf(queue: Queue): Promise<string> {
  const counts = await queue.getJobCounts();
  return Object.entries(counts)
    .map(([state, count]) => `rapport_queue_jobs{queue="${queue.name}",state="${state}"} ${count}`)
    .join('\n');
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
