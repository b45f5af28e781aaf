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
});
