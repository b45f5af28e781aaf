import { day, iso, marked } from '../../spec/history.js';
import type { ClinicEvent } from '#lib/events';
import { isEvidence, kindOf, codedSession, markersOf, type CodedSession } from './coded-session.js';
import type { RuptureKind } from './rupture.js';

type Recorded = Extract<ClinicEvent, { type: 'note.alliance_markers_recorded' }>;
const recorded = (serviceDate: string): Recorded => {
  const event = marked(9, { code: 'rupture.withdrawal', marker: 'denial', significance: 4 }) as Recorded;
  return { ...event, data: { ...event.data, serviceDate } };
};
const hour = (codes: readonly string[], source: CodedSession['source'] = 'clinician'): CodedSession => ({
  at: 0,
  event: 's 1',
  note: 'n1',
  by: null,
  source,
  markers: codes.map((code) => ({ code: `rupture.${code as 'withdrawal'}`, marker: null, significance: null })),
});

it('keeps what was ticked, by whom, in which note, about which hour', () => {
  expect(codedSession(recorded(iso(7)))).toEqual({
    at: day(7),
    event: 'urn:practice note.alliance_markers_recorded-9',
    note: 'n9',
    by: null,
    source: 'clinician',
    markers: [{ code: 'rupture.withdrawal', marker: 'denial', significance: 4 }],
  });
  const bare = marked(9, { code: 'repair.attempted' }) as Recorded;
  expect(codedSession(bare).markers).toEqual([{ code: 'repair.attempted', marker: null, significance: null }]);
});

it('places the hour no later than the mark, whatever date the note gives', () => {
  expect(codedSession(recorded(iso(12))).at).toBe(day(9));
  expect(codedSession(recorded('no date')).at).toBe(day(9));
});

it('takes a tick by anybody but software as evidence', () =>
  expect(
    (['clinician', 'supervisor', 'structured-field', 'assisted'] as const).map((by) => isEvidence(hour([], by))),
  ).toEqual([true, true, true, false]));

it('counts markers of a kind from a significance on, and an unrated one as of none', () => {
  const marks = [2, 3, 5, null].map((significance) => ({
    code: 'rupture.withdrawal' as const,
    marker: null,
    significance,
  }));
  const given = { ...hour(['confrontation']), markers: marks };
  expect([0, 1, 3, 4, 6].map((least) => markersOf(given, 'withdrawal', least))).toEqual([4, 3, 2, 1, 0]);
  expect(markersOf(given, 'confrontation', 0)).toBe(0);
});

describe('the kind of a rupture', () => {
  it.each<[string, RuptureKind, readonly CodedSession[], RuptureKind]>([
    ['is not known without a tick', 'unknown', [], 'unknown'],
    ['is what was ticked', 'unknown', [hour(['withdrawal'])], 'withdrawal'],
    ['is the other where that was ticked', 'unknown', [hour(['confrontation'])], 'confrontation'],
    ['is mixed when one hour has both', 'unknown', [hour(['withdrawal', 'confrontation'])], 'mixed'],
    ['is mixed when two hours have one each', 'unknown', [hour(['withdrawal']), hour(['confrontation'])], 'mixed'],
    ['stays what was known', 'confrontation', [], 'confrontation'],
    ['grows by what is ticked later', 'withdrawal', [hour(['confrontation'])], 'mixed'],
    ['stays mixed', 'mixed', [hour(['withdrawal'])], 'mixed'],
    ['stays what it was when the same is ticked again', 'withdrawal', [hour(['withdrawal'])], 'withdrawal'],
    ['is not told by software', 'unknown', [hour(['withdrawal'], 'assisted')], 'unknown'],
  ])('%s', (...[, known, hours, kind]) => expect(kindOf(hours, known)).toBe(kind));
});
