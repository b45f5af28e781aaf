/** M4: clients who take leave politely, by calling off in time, and a silence that bookings break and no appointment. */
import { attended, booked, cancelled, on } from '../../spec/history.js';
import { absences, reason, steady } from '../../spec/absent.js';
import { foldEpisode } from '../episode/episode.js';

const off = (at: number, told: number, more = {}) => cancelled(told, `a${at}`, { cancelledBy: 'client', ...more });

describe('M4 a silence that a booking breaks and no appointment', () => {
  const again = [booked(66, 79), off(79, 75), booked(77, 93), off(93, 89)];

  it('is one alert that goes on', () => {
    expect(absences(steady(), 65)).toEqual(['silence, day 64, open']);
    expect(absences([...steady(), ...again.slice(0, 1)], 67)).toEqual(['silence, day 64, eased']);
    expect(absences([...steady(), ...again.slice(0, 2)], 76)).toEqual(['silence, day 64, open, again 1']);
    expect(absences([...steady(), ...again], 90)).toEqual(['silence, day 64, open, again 2']);
  });

  it('is told anew once the client has come in between', () =>
    expect(absences([...steady(), booked(66, 72), attended(72)], 100)).toEqual([
      'silence, day 64, eased',
      expect.stringMatching(/^silence, day \d+, open$/),
    ]));

  it('stays ended where a person ended it', () => {
    const ended = on(65, 'alert.resolved', { alert: 'stopped-coming:1:a49', by: 'k1', outcome: 'talked-it-through' });
    expect(absences([...steady(), ended, ...again], 90)[0]).toBe('silence, day 64, resolved');
  });
});

describe('M4 appointments called off in time', () => {
  const calm = [...steady(), ...[56, 63, 70, 77].map((at) => booked(50, at))];
  const three = [off(56, 52), off(63, 58), off(70, 66)];
  const line = 'The last 3 appointments were all cancelled';

  it('three times in a row are a reason to look, and no alert', () => {
    expect(foldEpisode([...calm, ...three]).alerts).toEqual([]);
    expect(reason(...calm, ...three)).toBe(line);
  });

  it.each([
    ['twice', three.slice(0, 2)],
    ['for one trip', [off(56, 52), off(63, 52), off(70, 52)]],
    ['by the practice', three.map((event) => ({ ...event, data: { ...event.data, cancelledBy: 'practice' } }))],
    ['for the weather', three.map((event) => ({ ...event, data: { ...event.data, reasonCode: 'oth-weath' } }))],
    ['before one that took place', [...three, attended(77)]],
  ])('%s are none', (_, events) => expect(reason(...calm, ...(events as typeof three))).not.toMatch(/cancelled/));
});
