/**
 * What goes on in the demo once the clinic has caught up with our time: a practice of this size sends an event every few
 * minutes by day and none by night. So every few minutes another working relationship meets a strain, whatever the hour,
 * and the oldest of them ends by agreement, so that the clinic never grows without limit.
 */
import { HOUR, MINUTE, SECOND } from '#lib/kernel';
import { endOfStory, ruptureStory, type SyntheticEvent } from '#lib/synthetic';

const USUAL_SPEED = 1_800;
const EVERY = 3 * MINUTE;
const [SHORTEST, LONGEST] = [15 * SECOND, HOUR];
const MOST_OPEN = 40;

export interface LiveStory {
  readonly episode: string;
  readonly client: string;
  readonly clinician: string;
  readonly endsAt: number;
}

/** How long until the next story, ms: faster where the demo is set to go faster. */
export const storyEvery = (speed: number): number =>
  Math.min(LONGEST, Math.max(SHORTEST, Math.round((EVERY * USUAL_SPEED) / Math.max(1, speed))));

export interface Told {
  /** What the source sends as its past, and what happens from now on. */
  readonly past: readonly SyntheticEvent[];
  readonly ahead: readonly SyntheticEvent[];
  /** Those that are open from here on, oldest first. */
  readonly open: readonly LiveStory[];
}

/** The next story at an instant, and the end of one that has been open for long. */
export function nextStory(open: readonly LiveStory[], at: number, clinicians: readonly string[]): Told {
  const name = at.toString(36);
  const clinician = clinicians[Math.floor(at / EVERY) % clinicians.length] as string;
  const story = { episode: `ep-live-${name}`, client: `cl-live-${name}`, clinician, endsAt: at };
  const told = ruptureStory({ ...story, seed: at % 1_000 });
  const over = open.slice(0, Math.max(0, open.length + 1 - MOST_OPEN));
  return {
    past: told.filter((event) => event.arriveAt <= at),
    ahead: [...over.map((old) => endOfStory(old, at)), ...told.filter((event) => event.arriveAt > at)],
    open: [...open.slice(over.length), story],
  };
}
