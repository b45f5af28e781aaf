import { day, on, opened, pulse, srsForm, withRupture } from '../../spec/history.js';
import { foldEpisode } from '../episode/episode.js';
import type { ClinicEvent } from '#lib/events';
import type { Rupture } from '../state/rupture.js';

const rupture = (...events: ClinicEvent[]): Rupture | null => foldEpisode(events).rupture;
/** Four equal marks; a sum below 36 asks for a look. */
const srs = (at: number, mark: number): ClinicEvent => srsForm(at, mark, mark, mark, mark);
const confronted = (at: number): ClinicEvent =>
  on(at, 'note.alliance_markers_recorded', {
    note: `n${at}`,
    source: 'clinician',
    markers: [{ code: 'rupture.confrontation', significance: 4 }],
  });

describe('a rupture', () => {
  it('is followed in the series that it was found in, and in no other', () => {
    const elsewhere = [22, 24, 26, 28].map((at) => srs(at, 9.8));
    expect(rupture(...withRupture(), ...elsewhere)).toEqual(rupture(...withRupture()));
    expect(rupture(...withRupture(), ...elsewhere, pulse(30, 90))).toMatchObject({ state: 'repaired', formsAfter: 1 });
  });

  it('is not moved on by marks of its hours', () => {
    const marked = rupture(...withRupture(), confronted(24), confronted(26), confronted(28));
    expect(marked).toMatchObject({ state: 'open', formsAfter: 0, nadir: rupture(...withRupture())?.nadir });
  });

  it('is made surer by what another form shows', () => {
    const other = [srs(19, 9.8), ...withRupture().slice(-1), srs(22, 5)];
    const both = rupture(...withRupture().slice(0, -1), ...other);
    expect(both).toMatchObject({ state: 'open', onset: day(21), formsAfter: 0 });
    expect(both?.evidence).toContain('urn:practice srs-22');
  });

  it('is none where ratings were low from the first form on and sank a little', () => {
    const low = [srs(1, 8.8), srs(7, 8.5), srs(14, 8.2)];
    const { rupture, series } = foldEpisode([opened(), ...low]);
    expect(rupture).toBeNull();
    expect(series[0]?.ratings.at(-1)?.rules).toEqual(expect.arrayContaining(['level', 'small-fall']));
  });

  it('is none where only prompts speak', () => {
    const { rupture, series } = foldEpisode([opened(), srs(1, 9.8), srs(7, 9.4)]);
    expect(rupture).toBeNull();
    expect(series[0]?.ratings.at(-1)).toMatchObject({ verdict: 'prompt', rules: ['small-fall'] });
  });
});
