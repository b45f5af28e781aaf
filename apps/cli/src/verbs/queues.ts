import { OPERATOR } from '#lib/identity';
import { ListQueues, PauseQueue, ResumeQueue, type QueueAnswer } from '#lib/pipeline';
import { QUEUES, type QueueName } from '#lib/repairs';
import { withUseCases } from '../instance/store.js';
import { knownWord } from '../line/known-word.js';
import { columns, type Output } from '../line/output.js';
import type { Run } from '../line/verb.js';
import { neededWord } from '../clinic/repair-run.js';
import type { queuesList, queuesPause, queuesResume } from './queues.verb.js';

export const runQueuesList: Run<typeof queuesList> = ({ out, host }) =>
  withUseCases(host, async ({ queries }) => show(out, await queries.execute(new ListQueues(OPERATOR))));

export const runQueuesPause: Run<typeof queuesPause> = ({ words: [named = ''], flags, out, host }) => {
  const queue = knownWord('the queue', QUEUES, named) as QueueName;
  const pause = { queue, minutes: flags.minutes, ...neededWord(flags, 'queues pause') };
  return withUseCases(host, async ({ commands }) => show(out, await commands.execute(new PauseQueue(OPERATOR, pause))));
};

export const runQueuesResume: Run<typeof queuesResume> = ({ words: [named = ''], flags, out, host }) => {
  const queue = knownWord('the queue', QUEUES, named) as QueueName;
  const resume = { queue, ...neededWord(flags, 'queues resume') };
  return withUseCases(host, async ({ commands }) =>
    show(out, await commands.execute(new ResumeQueue(OPERATOR, resume))),
  );
};

function show(out: Output, queues: readonly QueueAnswer[]): 0 {
  out.show(queues, () => columns(queues.map(rowOf)));
  return 0;
}

const rowOf = ({ queue, waiting, paused }: QueueAnswer): string[] => [
  queue,
  `${waiting} waiting`,
  paused ? `paused until ${paused.until} by ${paused.by}: ${paused.reason}` : 'running',
];
