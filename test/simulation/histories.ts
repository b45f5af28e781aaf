/** What happened in a small clinic, and in which order and how often its practice system tells of it. */
import { DAY, HOUR } from '#lib/kernel';
import {
  cloudEvent,
  dyadOf,
  formRequested,
  formVoided,
  missed,
  opened,
  phq9,
  pulse,
  type Dyad,
  type SentEvent,
} from '#lib/testkit';
import type { Chance } from './chance.js';

/** Where the simulated time begins; what the clinic tells of happened in the weeks before. */
export const START = Date.UTC(2026, 2, 2, 9);
const WEEKS = 8;

export interface Batch {
  readonly events: readonly Record<string, unknown>[];
  readonly mode: 'atomic' | 'partial';
}

export function batchesFor(chance: Chance): Batch[] {
  const dyads = Array.from({ length: chance.between(1, 3) }, (_, i) =>
    dyadOf(`e-${i + 1}`, `dr-${chance.between(1, 2)}`),
  );
  const told = [...dyads.flatMap((dyad) => historyOf(dyad, chance)), ...(dyads.length === 3 ? [AWAY] : [])];
  const inOrder = chance.happens(0.3) ? chance.shuffle(told) : told.sort((a, b) => a.at - b.at);
  const events = chance.happens(0.5) ? swapSome(inOrder, chance) : inOrder;
  const batches = cutUp(events.map(cloudEvent), chance);
  const again = batches.filter(() => chance.happens(0.15));
  const altered = batches.filter(() => chance.happens(0.04)).map((b) => alter(b));
  return [...batches, ...chance.shuffle([...again, ...altered])];
}

/** In the larger clinics one is away by now. */
const AWAY: SentEvent = {
  id: 'away-dr-1',
  type: 'clinician.absence_started',
  at: START - 3 * DAY,
  data: { clinician: 'dr-1' },
};

function historyOf(dyad: Dyad, chance: Chance): SentEvent[] {
  const since = START - WEEKS * 7 * DAY;
  const historical = chance.happens(0.25);
  const first = chance.between(3, 12);
  const rest = Array.from({ length: first }, (_, i) => happening(dyad, { nth: i, chance, since })).flat();
  const events = [opened(dyad, since), ...rest];
  const cut = since + chance.below(WEEKS * 7) * DAY;
  return events.map((e) => (historical && e.at < cut ? { ...e, historical: true } : e));
}

interface Occasion {
  readonly nth: number;
  readonly chance: Chance;
  readonly since: number;
}

/** One thing that happens, or one and what becomes of it. */
function happening(dyad: Dyad, { nth, chance, since }: Occasion): readonly SentEvent[] {
  const at = since + HOUR + chance.below(WEEKS * 7 * 24 - 2) * HOUR;
  const form = `f${nth}`;
  switch (chance.below(8)) {
    case 0:
      return missed(dyad, at, `a${nth}`);
    case 1:
      return [formRequested(dyad, at, { form, dueAt: at + chance.between(1, 10) * DAY })];
    case 2:
      return [phq9(dyad, at, { form, last: chance.below(4) })];
    case 3:
      return [
        pulse(dyad, at, { form, level: 3, feltOff: 2 }),
        formVoided(dyad, Math.min(at + chance.below(240) * HOUR, START - HOUR), form),
      ];
    case 4:
      return [
        {
          id: `closed-${dyad.episode}-${nth}`,
          type: 'episode.closed',
          at,
          data: { ...dyad, reason: 'planned' },
        } as SentEvent,
      ];
    case 5:
      return [pulse(dyad, at, { form, level: chance.between(2, 5), feltOff: 1 })];
    default:
      return [pulse(dyad, at, { form, level: chance.between(0, 10), feltOff: chance.pick([0, 0, 1, 2]) })];
  }
}

function swapSome<T>(list: readonly T[], chance: Chance): T[] {
  const copy = [...list];
  for (let i = 0; i < copy.length / 4; i++) {
    const [late] = copy.splice(chance.below(copy.length), 1);
    copy.splice(chance.below(copy.length + 1), 0, late as T);
  }
  return copy;
}

function cutUp(events: readonly Record<string, unknown>[], chance: Chance): Batch[] {
  const batches: Batch[] = [];
  for (let from = 0; from < events.length;) {
    const size = chance.between(1, 4);
    batches.push({ events: events.slice(from, from + size), mode: chance.pick(['atomic', 'partial']) });
    from += size;
  }
  return batches;
}

/** The same ids with another content: one of the two is refused, whichever comes second. */
const alter = ({ events, mode }: Batch): Batch => ({
  mode,
  events: events.map((e) => ({ ...e, sequence: 'altered' })),
});
