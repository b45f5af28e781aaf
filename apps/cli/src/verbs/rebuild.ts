import { Rebuild, RebuildCancelled, RebuildRunning, type RebuildProgress } from '#lib/pipeline';
import { CliFailure } from '../failure.js';
import { withUseCases } from '../store.js';
import { PROGRAM, verb } from '../verb.js';

export const rebuildVerb = verb({
  name: 'rebuild',
  summary: 'Fold every episode again beside the current read models, then switch; nothing is sent',
  usage: '',
  examples: [['rebuild', 'Ctrl-C before the switch leaves everything as it was']],
  words: [0, 0],
  flags: {},
  run: ({ out, host }) =>
    withUseCases(host, async ({ commands }) => {
      const command = new Rebuild(
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
    }),
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
