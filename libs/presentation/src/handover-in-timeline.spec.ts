import { handover, iso, named, on, opened } from '../../alliance/spec/history.js';
import { narrate } from './episode-timeline.js';
import type { ClinicEvent } from '#lib/events';

const takenOver = (at: number, from: string | undefined, effective = at): ClinicEvent =>
  named(
    `over-${at}`,
    on(at, 'episode.clinician_changed', {
      ...(from === undefined ? {} : { from }),
      to: 'k2',
      kind: 'handover',
      effectiveAt: iso(effective),
    }),
  );
const told = (...events: ClinicEvent[]): string | undefined => narrate([opened(), ...events]).at(-1)?.words;

describe('a handover in the timeline', () => {
  it('says that it named somebody else as the clinician until then', () => {
    expect(told(takenOver(9, 'dr-99'))).toBe(
      'A new clinician took over (named dr-99 as the clinician until then, who was not)',
    );
    expect(told(handover(5, 'k3'), takenOver(9, 'k1'))).toContain('named k1 as');
  });

  it('says nothing of it where that is right, is not told, or is told again', () => {
    expect(told(takenOver(9, 'k1'))).toBe('A new clinician took over');
    expect(told(takenOver(9, undefined))).toBe('A new clinician took over');
    expect(told(takenOver(9, 'k1'), takenOver(12, 'k1'))).toBe('A new clinician took over');
  });

  it('goes by who worked here when it took effect, not when it was entered', () =>
    expect(told(takenOver(30, 'k1', 9))).toBe('A new clinician took over (entered later)'));

  describe('announced ahead', () => {
    const announced = named('announced', takenOver(5, 'k1', 10));
    const again = (at: number, from: string): ClinicEvent =>
      on(at, 'episode.clinician_changed', { from, to: 'k3', kind: 'handover' });

    it.each<[string, ClinicEvent, boolean]>([
      ['before its day, by who is still there', again(8, 'k1'), true],
      ['before its day, by who is to come', again(8, 'k2'), false],
      ['on its day', again(10, 'k2'), true],
      ['after its day, by who had left', again(12, 'k1'), false],
    ])('is heeded by the next one: %s', (_, next, isRight) =>
      expect(told(announced, next)?.includes('who was not')).toBe(!isRight),
    );
  });

  it('is not judged where nobody was known to work here, and a cover or a supervisor is none', () => {
    expect(narrate([takenOver(9, 'dr-99')]).at(-1)?.words).toBe('A new clinician took over');
    const change = (kind: 'cover' | 'supervision'): ClinicEvent =>
      on(5, 'episode.clinician_changed', { from: 'dr-99', to: 'k5', kind });
    expect(told(change('cover'))).toBe('Another clinician covers');
    expect(told(change('supervision'))).toBe('Supervision changed');
  });
});
