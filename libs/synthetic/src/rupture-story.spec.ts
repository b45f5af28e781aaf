import { CATALOGUE, type ClinicEvent } from '#lib/events';
import { DAY, MINUTE, parseInstant } from '#lib/kernel';
import { splitAt } from './clinic.js';
import { ruptureStories, ruptureStory } from './rupture-story.js';
import type { SyntheticEvent } from './plan.js';

const endsAt = Date.UTC(2026, 2, 2, 12);
const story = { endsAt, episode: 'ep-demo', client: 'cl-demo', clinician: 'dr-01' };
const events = ruptureStory(story);
const { history, ahead } = splitAt({ events }, endsAt);

type Submitted = Extract<ClinicEvent, { type: 'feedback.submitted' }>;
const forms = (from: readonly SyntheticEvent[]): Submitted[] =>
  from.map((e) => e.event).filter((e): e is Submitted => e.type === 'feedback.submitted');
const composite = ({ data }: Submitted): number =>
  (10 * (data.items ?? []).slice(0, 6).reduce((sum, a) => sum + (a.value ?? 0), 0)) / 6;
const answer = ({ data }: Submitted, item: string): number | null | undefined =>
  data.items?.find((a) => a.item === item)?.value;

describe('the story for the first minute', () => {
  it('speaks the catalogue, in order of arrival, and is the same each time', () => {
    expect(events.filter(({ event }) => !CATALOGUE[event.type].accepts(event.data))).toEqual([]);
    expect(events.map((e) => e.arriveAt)).toEqual([...events.map((e) => e.arriveAt)].sort((a, b) => a - b));
    expect(ruptureStory(story)).toEqual(events);
    expect(new Set(events.map((e) => e.event.id)).size).toBe(events.length);
  });

  it('has eight steady forms as history, in an episode opened weeks ago', () => {
    expect(forms(history)).toHaveLength(8);
    for (const form of forms(history)) {
      expect(composite(form)).toBeGreaterThan(80);
      expect(answer(form, 'r1')).toBe(0);
    }
    const opened = history.find(({ event }) => event.type === 'episode.opened');
    expect(opened?.arriveAt).toBeLessThan(endsAt - 56 * DAY);
  });

  it('then says within the first minute that something felt off, far below the usual, and misses an appointment', () => {
    expect(ahead.map(({ event }) => event.type)).toEqual(['feedback.submitted', 'appointment.missed']);
    expect(ahead.every((e) => e.arriveAt <= endsAt + MINUTE)).toBe(true);
    const [form] = forms(ahead) as [Submitted];
    expect(answer(form, 'r1')).toBe(2);
    expect(composite(form)).toBeLessThan(Math.min(...forms(history).map(composite)) - 25);
  });

  it('has an appointment to come, so that there is a time before which to talk', () => {
    const next = history.filter(
      ({ event }) => event.type === 'appointment.booked' && (parseInstant(event.data.start) ?? 0) > endsAt + DAY,
    );
    expect(next).toHaveLength(1);
  });

  it('can be told again later without an id that was used before', () => {
    const later = new Set(ruptureStory({ ...story, endsAt: endsAt + MINUTE }).map((e) => e.event.id));
    expect(events.filter((e) => later.has(e.event.id))).toEqual([]);
  });

  it('comes in series, each story in an episode of its own, shared among clinicians', () => {
    const series = ruptureStories(5, { endsAt, clinicians: ['dr-01', 'dr-02'] });
    const opened = series.flatMap(({ event }) => (event.type === 'episode.opened' ? [event.data] : []));
    expect(new Set(opened.map((d) => d.episode)).size).toBe(5);
    expect(opened.filter((d) => d.clinician === 'dr-02')).toHaveLength(2);
    expect(forms(splitAt({ events: series }, endsAt).ahead)).toHaveLength(5);
    expect(new Set(series.map((e) => e.event.id)).size).toBe(series.length);
  });
});
