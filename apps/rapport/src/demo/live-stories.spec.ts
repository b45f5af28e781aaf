import { HOUR, MINUTE } from '#lib/kernel';
import { nextStory, storyEvery, type LiveStory } from './live-stories.js';

const NOW = Date.parse('2026-03-02T03:00:00Z');
const CLINICIANS = ['dr-01', 'dr-02', 'dr-03'];

/** So many stories, three minutes apart. */
function afterStories(n: number) {
  let open: readonly LiveStory[] = [];
  let ended = 0;
  for (let i = 0; i < n; i++) {
    const told = nextStory(open, NOW + i * 3 * MINUTE, CLINICIANS);
    ended += told.ahead.filter(({ event }) => event.type === 'episode.closed').length;
    open = told.open;
  }
  return { open, ended };
}

describe('what goes on once the demo has caught up (E24)', () => {
  it('sends the past as past, and a low form within the minute, at night too', () => {
    const { past, ahead } = nextStory([], NOW, CLINICIANS);
    expect(past.every(({ arriveAt }) => arriveAt <= NOW)).toBe(true);
    expect(ahead.map(({ event, arriveAt }) => [event.type, arriveAt - NOW <= MINUTE])).toEqual([
      ['feedback.submitted', true],
      ['appointment.missed', true],
    ]);
  });

  it('tells each story of somebody else, and goes round the clinicians', () => {
    const { open } = afterStories(6);
    expect(new Set(open.map(({ episode }) => episode)).size).toBe(6);
    expect(new Set(open.map(({ clinician }) => clinician))).toEqual(new Set(CLINICIANS));
  });

  it('ends the oldest ones, so that the clinic never grows without limit', () => {
    const { open, ended } = afterStories(100);
    expect([open.length, ended]).toEqual([40, 60]);
  });

  it('is told more often where the demo is to go faster', () => {
    expect([1, 900, 1_800, 3_600, 604_800].map(storyEvery)).toEqual([
      HOUR,
      6 * MINUTE,
      3 * MINUTE,
      1.5 * MINUTE,
      15_000,
    ]);
  });
});
