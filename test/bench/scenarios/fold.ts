/** The heart alone, in this process: a long history from nothing, and one more event on top of it. */
import { continueEpisode, foldEpisode, readState, writeState } from '#lib/alliance';
import { typeOfWireName, type ClinicEvent } from '#lib/events';
import { Clinic, type WireEvent } from '../clinic.js';
import { quantile } from '../notebook.js';
import type { Scenario } from '../scenario.js';

const LENGTH = 500;

export const fold: Scenario = {
  name: 'fold',
  needs: [],
  async measure({ book, sizes, seed }) {
    const clinic = new Clinic({ seed, episodes: 1, now: Date.now() });
    const history = Array.from({ length: LENGTH }, () => clinicEvent(clinic.next(0)));
    const next = clinicEvent(clinic.next(0));
    const text = writeState(foldEpisode(history));
    const state = readState(text);
    book.note(
      'fold.500-events',
      typical(sizes.foldRounds, () => foldEpisode(history)),
      'ms',
    );
    book.note(
      'fold.one-more',
      typical(sizes.foldRounds * 10, () => continueEpisode(state, [next])),
      'ms',
    );
    const fromText = (): unknown => {
      const after = continueEpisode(readState(text), [next]);
      return after === 'refold' ? after : writeState(after);
    };
    book.note('fold.one-more-from-text', typical(sizes.foldRounds * 10, fromText), 'ms');
  },
};

function clinicEvent({ id, data, ...event }: WireEvent): ClinicEvent {
  const { source, time, type } = event as unknown as Record<'source' | 'time' | 'type', string>;
  const envelope = { id, source, occurredAt: Date.parse(time), sequence: '', historical: false };
  return { ...envelope, type: typeOfWireName(type), data } as unknown as ClinicEvent;
}

/** The median of many rounds in ms, after as many unmeasured ones. */
function typical(rounds: number, work: () => unknown): number {
  const times = Array.from({ length: rounds * 2 }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return quantile(times.slice(rounds), 0.5);
}
