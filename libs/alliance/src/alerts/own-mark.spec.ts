/** F5: what the clinician wrote is evidence, and no message to its author. */
import type { ClinicEvent } from '#lib/events';
import { handover, marked, missed, named, on, opened, pulse } from '../../spec/history.js';
import { foldEpisode } from '../episode/episode.js';

const CONFRONTED = { code: 'rupture.confrontation', significance: 4 };
const WITHDRAWN = { code: 'rupture.withdrawal', significance: 3 };
const calm = [opened(), pulse(7, 90), pulse(14, 91), pulse(21, 90)];
const strains = (...events: ClinicEvent[]) =>
  foldEpisode([...calm, ...events]).alerts.filter(({ rule }) => rule === 'strain-open');
const by = (author: string, event: ClinicEvent): ClinicEvent =>
  ({ ...event, data: { ...event.data, author } }) as ClinicEvent;

describe('F5: a mark in a note', () => {
  it.each([
    ['of their own', [marked(22, CONFRONTED)]],
    ['of their own, in a field of the form', [marked(22, CONFRONTED, { source: 'structured-field' })]],
    ['of their own, signed by name', [by('k1', marked(22, CONFRONTED))]],
    ['of their own, twice a withdrawal', [marked(22, WITHDRAWN), marked(29, WITHDRAWN)]],
  ])('%s is kept as evidence and tells the clinician nothing', (_, marks) => {
    expect(strains(...marks)).toEqual([]);
    expect(foldEpisode([...calm, ...marks]).rupture).toMatchObject({ state: 'open', rules: ['coded-markers'] });
  });

  it.each([
    ['a supervisor', marked(22, CONFRONTED, { source: 'supervisor' })],
    ['a colleague who was there', by('k7', marked(22, CONFRONTED))],
  ])('by %s is news', (_, mark) =>
    expect(strains(mark)).toMatchObject([{ clinician: 'k1', facts: { basis: 'marked' } }]),
  );

  it('is news to whoever covers, where the note names its author', () => {
    const covered = handover(21.5, 'k2', 'cover');
    expect(strains(covered, by('k1', marked(22, CONFRONTED)))).toMatchObject([{ clinician: 'k2' }]);
    expect(strains(covered, by('k2', marked(22, CONFRONTED)))).toEqual([]);
  });

  it.each([
    ['a fall', pulse(28, 60), 'drop'],
    ['the client’s word', pulse(28, 90, [2, 6, 4]), 'said'],
    ['a part', named('part', partLow(28)), 'part'],
  ])('is told with another sign that joins it: %s', (_, sign, basis) => {
    const [alert, ...others] = strains(marked(22, CONFRONTED), sign);
    expect(alert?.facts).toMatchObject({ basis, marked: 'confrontation' });
    expect(others).toEqual([]);
    expect(alert?.evidence.some((ref) => ref.includes('note.alliance_markers_recorded'))).toBe(true);
  });

  it('is no reason to leave out that an appointment was missed meanwhile', () =>
    expect(foldEpisode([...calm, marked(22, CONFRONTED), missed(28)]).alerts.map(({ rule }) => rule)).toEqual([
      'missed-during-strain',
    ]));
});

function partLow(at: number): ClinicEvent {
  const items = [9, 9, 9, 9, 9, 1, 8, 8].map((value, i) => ({ item: `p${i + 1}`, value }));
  const form = `part-${at}`;
  const instrument = { code: 'pulse', version: '1' };
  return on(at, 'feedback.submitted', { form, instrument, respondent: 'client', items } as never);
}
