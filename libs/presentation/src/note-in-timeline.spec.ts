/** What a reader learns of a note: who wrote it, whether it is signed, whether it is the latest. */
import { DEFAULT_RULES } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { named, on, opened } from '../../alliance/spec/history.js';
import { narrate, type TimelineEntry } from './episode-timeline.js';
import { DEFAULT_WORDINGS } from './wording.js';

const written = (at: number, more: object = {}): ClinicEvent =>
  named(`written-${at}`, on(at, 'note.recorded', { note: 'n', noteType: 'progress', status: 'final', ...more }));
const signed = (at: number, more: object = {}): ClinicEvent =>
  named(`signed-${at}`, on(at, 'note.signed', { note: 'n', ...more }));
const amended = (at: number, kind: 'addendum' | 'edit' | 'replacement' | 'unlock', more: object = {}): ClinicEvent =>
  named(`amended-${at}`, on(at, 'note.amended', { note: 'n', kind, ...more }));
const notes = (...events: ClinicEvent[]): readonly TimelineEntry[] =>
  narrate([opened(), ...events]).filter(({ lane }) => lane === 'notes');
const words = (...events: ClinicEvent[]): readonly string[] => notes(...events).map((entry) => entry.words);
const inGerman = (...events: ClinicEvent[]): readonly string[] =>
  narrate([opened(), ...events], DEFAULT_RULES, DEFAULT_WORDINGS.in.de)
    .filter(({ lane }) => lane === 'notes')
    .map((entry) => entry.words);

describe('who wrote it', () => {
  it('is said where it was not the clinician of the episode', () => {
    expect(words(written(1, { author: 'dr-2' }))).toEqual([
      'Note recorded: progress, by somebody other than the clinician',
    ]);
    expect(notes(written(1, { author: 'k1' }))[0]).toMatchObject({
      words: 'Note recorded: progress',
      note: { by: 'clinician' },
      details: { author: 'k1' },
    });
    expect(notes(written(1))[0]?.note).not.toHaveProperty('by');
  });

  it('is said of the supervisor, and of a signature before the author', () => {
    const supervised = on(0.5, 'episode.clinician_changed', { to: 'dr-9', kind: 'supervision' });
    const both = [written(1, { author: 'k1' }), signed(2, { author: 'k1', signer: 'dr-9' })];
    expect(words(supervised, ...both)).toEqual(['Note recorded: progress', 'Note signed, by the supervisor']);
    expect(inGerman(supervised, ...both)).toEqual([
      'Notiz angelegt: Verlauf',
      'Notiz unterschrieben, durch die Supervision',
    ]);
  });
});

describe('a signature', () => {
  it('is missed only where somebody signs at all', () => {
    const other = named('other', on(3, 'note.signed', { note: 'another' }));
    expect(words(written(1))).toEqual(['Note recorded: progress']);
    expect(words(written(1), other)[0]).toBe('Note recorded: progress (not signed yet)');
    expect(inGerman(written(1), other)[0]).toBe('Notiz angelegt: Verlauf (noch nicht unterschrieben)');
  });

  it('counts by whoever signs for another, in whatever order it came', () => {
    expect(notes(signed(2), written(1)).map(({ note }) => note?.signed)).toEqual([true, undefined]);
    expect(notes(written(1), on(2, 'note.cosigned', { note: 'n' }))[0]?.note?.signed).toBe(true);
  });

  it('ends when the note is unlocked, and is there again when it is signed anew', () => {
    expect(notes(written(1), signed(2), amended(3, 'unlock'))[0]?.note?.signed).toBe(false);
    expect(notes(written(1), signed(2), amended(3, 'unlock'), signed(4))[0]?.note?.signed).toBe(true);
  });
});

describe('a later version', () => {
  it('takes the place of what was written before, and of its signature', () => {
    expect(words(written(1), signed(2), amended(3, 'replacement'))).toEqual([
      'Note recorded: progress (a later version has taken its place)',
      'Note signed (a later version has taken its place)',
      'Note amended: replaced',
    ]);
    expect(inGerman(written(1), amended(3, 'edit'))[0]).toBe(
      'Notiz angelegt: Verlauf (durch eine spätere Fassung ersetzt)',
    );
  });

  it('is the one with the higher number, also where nothing else was told of it', () => {
    expect(notes(signed(2, { version: 1 }), signed(3, { version: 2 })).map(({ note }) => note?.latest)).toEqual([
      false,
      true,
    ]);
  });

  it('leaves alone what was done with it afterwards, and what says no number', () => {
    const latest = (...events: ClinicEvent[]) => notes(...events).map(({ note }) => note?.latest);
    expect(latest(written(1), amended(3, 'edit'), signed(4))).toEqual([false, true, true]);
    expect(latest(written(1), signed(3, { version: 2 }))).toEqual([true, true]);
  });

  it('is said with all else that there is to say of a note', () =>
    expect(words(written(1, { author: 'dr-2' }), signed(2, { note: 'another' }), amended(3, 'edit'))[0]).toBe(
      'Note recorded: progress, by somebody other than the clinician (not signed yet) (a later version has taken its place)',
    ));

  it('is not what is merely added', () => {
    expect(notes(written(1), amended(3, 'addendum')).map(({ note }) => note?.latest)).toEqual([true, true]);
  });
});

it('says nothing more of a note that was taken back', () => {
  expect(words(written(1, { author: 'dr-2' }), on(2, 'note.voided', { note: 'n', cause: 'deleted' }))[0]).toBe(
    'Note recorded: progress (taken back later)',
  );
  const voided = on(4, 'note.voided', { note: 'n', cause: 'deleted' });
  expect(notes(written(1), amended(3, 'edit'), voided).at(-1)).not.toHaveProperty('note');
});

it('says how sure a suggestion is', () => {
  const markers = [
    { code: 'rupture.withdrawal' as const, marker: 'denial', significance: 4 },
    { code: 'bond' as const },
  ];
  const suggested = on(1, 'note.alliance_markers_recorded', {
    note: 'n',
    source: 'assisted',
    confidence: 0.62,
    markers,
  });
  expect(notes(suggested)[0]).toMatchObject({
    words: 'Suggested for a note, 62 % sure: strain, a step back: something was not to be talked about; a good bond',
    details: { markers: 'rupture.withdrawal denial 4, bond', confidence: 0.62 },
  });
});
