import { OPERATOR } from '#lib/identity';
import { Rebuild, RebuildCancelled, RebuildRunning, type RebuildProgress } from '#lib/pipeline';
import { CliFailure } from '../line/failure.js';
import { withUseCases } from '../instance/store.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { rebuildVerb } from './rebuild.verb.js';

export const runRebuild: Run<typeof rebuildVerb> = ({ out, host }) =>
  withUseCases(host, async ({ commands }) => {
    const command = new Rebuild(
      OPERATOR,
      (progress) => out.progress(progressText(progress)),
      () => host.signal.aborted,
    );
    const result = await commands.execute(command).catch((cause: unknown) => {
      throw explained(cause);
    });
    out.show(
      result,
      () =>
        `build ${result.build} is in use: ${result.episodes} episodes from ${result.events} events in ${result.seconds.toFixed(1)} s`,
    );
    out.say(`compare it with the log:  ${PROGRAM} verify`);
    return 0;
  });

function explained(cause: unknown): unknown {
  if (cause instanceof RebuildCancelled)
    return new CliFailure('stopped; the read models are as they were', `begin again:  ${PROGRAM} rebuild`);
  if (cause instanceof RebuildRunning) return new CliFailure('another rebuild is running', 'wait for it, or stop it');
  return cause;
}

export function progressText({
  events,
  episodes,
  totalEpisodes,
  eventsPerSecond,
  secondsLeft,
}: RebuildProgress): string {
  const percent = totalEpisodes > 0 ? Math.min(100, Math.floor((episodes / totalEpisodes) * 100)) : 100;
  return `${percent} %  ${episodes} of ${totalEpisodes} episodes  ${events} events  ${Math.round(eventsPerSecond)} events/s  ${Math.ceil(secondsLeft)} s left`;
}
