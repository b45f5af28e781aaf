import fc from 'fast-check';
import { anyHistory } from '../spec/any-history.js';
import { attended, opened, pulse } from '../spec/history.js';
import { foldEpisode } from './episode.js';
import { readState, writeState } from './state-text.js';

describe('the state as text', () => {
  it('is read back as what was written, and written again as the same text', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const state = foldEpisode(events);
        const text = writeState(state);
        expect(readState(text)).toEqual(state);
        expect(writeState(readState(text))).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('is less than half as long as plain JSON after forty visits', () => {
    const visits = Array.from({ length: 40 }, (_, n) => [pulse(7 * n + 1, 85), attended(7 * n + 1, `a${n}`)]).flat();
    const state = foldEpisode([opened(), ...visits]);
    expect(writeState(state).length * 2).toBeLessThan(JSON.stringify(state).length);
  });
});
