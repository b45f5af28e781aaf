import { on } from '../../alliance/spec/history.js';
import { EVENT_TYPES } from '#lib/events';
import { factWords, type Lane } from './event-words.js';
import type { FactsInWords } from './words.js';

const LANES: Readonly<Record<string, Lane>> = {
  appointment: 'appointments',
  visit: 'appointments',
  note: 'notes',
  feedback: 'forms',
  alert: 'alerts',
};
const facts = Object.fromEntries(EVENT_TYPES.map((type) => [type, `told of ${type}`])) as unknown as FactsInWords;

it.each(EVENT_TYPES)('%s stands on the lane of what it is about', (type) => {
  const about = type.split('.')[0] ?? '';
  expect(factWords(on(1, type, {} as never), facts)).toEqual({
    lane: LANES[about] ?? 'other',
    words: `told of ${type}`,
  });
});
