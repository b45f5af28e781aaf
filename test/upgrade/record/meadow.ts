/** The meadow clinic: a history that was brought in, enough for a model of its own, and a few synthetic clients since. */
import { DAY } from '#lib/kernel';
import { generateClinic } from '#lib/synthetic';
import { pulse, type SentEvent } from '#lib/testkit';
import { arriving, began, day, on, said, START, who, type Arrival } from './told.js';

const CLIENTS = 28;
const SEED = 11;
const LIVE_CLIENTS = 5;

/** One new client a week, who come three times; one in four is seldom content and comes twice only. */
function broughtIn(n: number): SentEvent[] {
  const one = who(`past-${n}`, n % 2 ? 'dr-11' : 'dr-12');
  const from = -240 + n * 7;
  const stops = n % 4 === 0;
  const visits = Array.from({ length: stops ? 2 : 3 }, (_, v) => from + v * 7).flatMap((at) => [
    on(one, at, said('appointment.attended', { appointment: `${one.episode}-a${at}` })),
    pulse(one, day(at + 0.05), { form: `f${at}`, level: stops ? 5 : 9 }),
  ]);
  const agreed = on(one, from + 20, said('episode.closed', { reason: 'planned' }));
  return [began(one, from - 1), ...visits, ...(stops ? [] : [agreed])].map((event) => ({ ...event, historical: true }));
}

/** Of a generated clinic, those few whose working relationship was ruptured; each event when its source sent it. */
function synthetic(until: number): Arrival[] {
  const clinic = generateClinic({ seed: SEED, endsAt: until, clinicians: 12, clients: 180, months: 2 }, 0);
  const chosen = clinic.truth.filter(({ ruptures, visits }) => ruptures.length > 0 && visits.length >= 4);
  const episodes = new Set(chosen.slice(0, LIVE_CLIENTS).map(({ episode }) => episode));
  return clinic.events
    .filter(({ event }) => 'episode' in event.data && episodes.has(event.data.episode ?? ''))
    .map(({ arriveAt, event }) => ({
      sent: Math.max(0, Math.ceil((arriveAt - START) / DAY)),
      event: { ...event, at: event.occurredAt } as unknown as SentEvent,
    }));
}

export const meadowStory = (lastDay: number): Arrival[] => [
  ...arriving(Array.from({ length: CLIENTS }, (_, n) => n).flatMap(broughtIn), 0),
  ...synthetic(day(lastDay)),
];
