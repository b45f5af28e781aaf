/**
 * A note on the timeline: whether it is by the clinician of the episode, whether anybody has signed what is in it now,
 * and whether a later version has taken its place. All three as known when the timeline is read.
 */
import { inOrder } from '#lib/alliance';
import type { ClinicEvent, EventOf } from '#lib/events';
import type { Words } from './words.js';

export interface NoteInTimeline {
  /** `other` where somebody else than the episode's clinician wrote, signed or changed it; absent where nobody is named. */
  readonly by?: 'clinician' | 'supervisor' | 'other';
  /** Of a note that was recorded: whether what is in it now is signed. Absent where no signature of any note is told of. */
  readonly signed?: boolean;
  /** False where a later version has taken the place of this one. */
  readonly latest?: boolean;
}

export interface ToldNote {
  readonly words: string;
  readonly note?: NoteInTimeline;
}

interface Standing {
  signed: boolean;
  /** The last event that wrote the note anew. */
  written: ClinicEvent;
  version: number;
}
export interface NoteStandings {
  readonly of: ReadonlyMap<string, Readonly<Standing>>;
  /** Many systems tell of no signatures: then no note can be said to lack one. */
  readonly areSigned: boolean;
}

type NoteEvent = EventOf<
  'note.recorded' | 'note.signed' | 'note.amended' | 'note.cosigned' | 'note.voided' | 'note.alliance_markers_recorded'
>;
const isNote = (event: ClinicEvent): event is NoteEvent => event.type.startsWith('note.');
const versionOf = ({ data }: NoteEvent): number => ('version' in data ? (data.version ?? 0) : 0);

/** How each note stands at the end of a history. */
export function standingsOf(events: readonly ClinicEvent[]): NoteStandings {
  const standings = new Map<string, Standing>();
  const notes = inOrder(events.filter(isNote)) as readonly NoteEvent[];
  for (const event of notes) {
    const { note } = event.data;
    const before = standings.get(note) ?? { signed: false, written: event, version: 0 };
    standings.set(note, after(before, event));
  }
  return { of: standings, areSigned: notes.some(isSignature) };
}

const after = ({ signed, written, version }: Standing, event: NoteEvent): Standing => ({
  signed: isUnlocked(event) ? false : signed || isSignature(event),
  written: isWrittenAnew(event) ? event : written,
  version: Math.max(version, versionOf(event)),
});

const isSignature = ({ type }: NoteEvent): boolean => type === 'note.signed' || type === 'note.cosigned';
const amendmentOf = ({ type, data }: NoteEvent) => (type === 'note.amended' ? data.kind : undefined);
const isUnlocked = (event: NoteEvent): boolean => amendmentOf(event) === 'unlock';
const isWrittenAnew = (event: NoteEvent): boolean => ['edit', 'replacement'].includes(amendmentOf(event) ?? '');

interface Telling {
  readonly standings: NoteStandings;
  readonly people: { readonly clinician: string | null; readonly supervisor: string | null };
  readonly words: Words;
}

/** Of what was taken back nothing more is said. */
export function tellNote(event: ClinicEvent | undefined, telling: Telling): ToldNote {
  if (!event || !isNote(event) || event.type === 'note.voided') return { words: '' };
  const note = standingOf(event, telling);
  return { words: noteWords(note, telling.words), note };
}

function standingOf(event: NoteEvent, { standings, people }: Telling): NoteInTimeline {
  const standing = standings.of.get(event.data.note);
  const by = writerOf(event, people);
  const mayLackOne = event.type === 'note.recorded' && standings.areSigned;
  return {
    ...(by && { by }),
    ...(mayLackOne && standing ? { signed: standing.signed } : {}),
    ...(standing && { latest: !isReplaced(event, standing) }),
  };
}

function noteWords({ by, signed, latest }: NoteInTimeline, { timeline }: Words): string {
  const who = by === undefined || by === 'clinician' ? '' : timeline.noteBy[by];
  return `${who}${signed === false ? timeline.noteUnsigned : ''}${latest === false ? timeline.noteReplaced : ''}`;
}

function writerOf(event: NoteEvent, { clinician, supervisor }: Telling['people']): NoteInTimeline['by'] {
  const { author, signer } = event.data as { readonly author?: string; readonly signer?: string };
  const who = signer ?? author;
  if (who === undefined) return undefined;
  if (who === clinician) return 'clinician';
  return who === supervisor ? 'supervisor' : 'other';
}

/** By a version that says so, or by what was written anew afterwards. */
function isReplaced(event: NoteEvent, { written, version }: Readonly<Standing>): boolean {
  const own = versionOf(event);
  if (own > 0 && own < version) return true;
  return written !== event && isWrittenAnew(written as NoteEvent) && comesBefore(event, written);
}

const comesBefore = (event: ClinicEvent, other: ClinicEvent): boolean => inOrder([event, other])[0] === event;
