/** The episode as a story: what each event was, what it led to, and what was corrected later. */
import {
  DEFAULT_RULES,
  type ClinicRules,
  isHeld,
  type Rupture,
  correctsThePast,
  type Step,
  walkEpisode,
  type EpisodeState,
} from '#lib/alliance';
import { type ClinicEvent, refOf } from '#lib/events';
import { DAY, parseInstant } from '#lib/kernel';
import { tellForm, type FormInTimeline } from './form-in-timeline.js';
import { factWords, type Lane } from './event-words.js';
import { alertConclusions } from './alert-in-timeline.js';
import { silenceConclusions } from './silence-in-timeline.js';
import { turnOfOutcome } from './outcome-words.js';
import { detailsOf, type EventDetails } from './event-details.js';
import { attendanceConclusions, outcomeWords, type Conclusion } from './outcome-in-timeline.js';
import { standingsOf, tellNote, type NoteInTimeline, type NoteStandings } from './note-in-timeline.js';
import { DEFAULT_WORDING, type Wording } from './wording.js';
import type { Words } from './words.js';
import { isShownAnyway } from './shown-anyway.js';

export type { Lane };

export interface TimelineEntry {
  /** When it happened, which for what was entered later is before it was told; milliseconds. */
  readonly at: number;
  /** When it was entered, where that was later than it happened. */
  readonly enteredAt?: number;
  /** The hour that it is about, where the source says so and its time is known. */
  readonly aboutAt?: number;
  /** The event's type, or the code of a conclusion such as `strain.open` and `alert.raised`. */
  readonly kind: string;
  readonly words: string;
  /** Reference `source id` of the event, as in an alert's evidence. */
  readonly eventId?: string;
  readonly lane: Lane;
  /** The main score of a form, in the instrument's own units. */
  readonly value?: number;
  /** What else was said, by the names of the catalogue: codes, references, times as sent. */
  readonly details?: EventDetails;
  /** How a form came, and how far its score may be relied on. */
  readonly form?: FormInTimeline;
  /** Who wrote a note, and what became of it. */
  readonly note?: NoteInTimeline;
}

/** Oldest first; each event is followed by the conclusions that it led to. */
export function narrate(
  events: readonly ClinicEvent[],
  rules: ClinicRules = DEFAULT_RULES,
  { words }: Wording = DEFAULT_WORDING,
): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  // what names somebody else is shown to nobody here
  const walked = [...walkEpisode(events, rules)].filter(({ isForeign }) => !isForeign);
  const notes = standingsOf(walked.map(({ step }) => step.original));
  const end = walked.at(-1)?.after;
  for (const { step, before, after } of walked) {
    const place = { at: step.at, eventId: refOf(step.original) };
    entries.push(
      ...(isTold(step) ? [tellFact(step, after, { rules, words, notes, before, end: end ?? after })] : []),
      ...conclusions(before, after, { instruments: rules.instruments, words }).map((one) => concluded(one, place)),
    );
  }
  return entries.toSorted((a, b) => a.at - b.at);
}

/** What time alone led to stands at its own date, and comes of no event. */
const concluded = (
  { since, ...conclusion }: Conclusion,
  place: Pick<TimelineEntry, 'at' | 'eventId'>,
): TimelineEntry =>
  since !== undefined && since < place.at ? { at: since, ...conclusion } : { ...place, ...conclusion };

const isTold = ({ part, original }: Step): boolean =>
  part !== 'word' && !(original.type === 'timer.due' && isShownAnyway(original.data.reason));

interface RenderContext {
  readonly before: EpisodeState;
  /** Of the whole history. */
  readonly end: EpisodeState;
  readonly notes: NoteStandings;
  readonly rules: ClinicRules;
  readonly words: Words;
}

function tellFact(step: Step, after: EpisodeState, telling: RenderContext): TimelineEntry {
  const { original, effective, at } = step;
  const { rules, words: said, notes: standings } = telling;
  const { lane, words } = factWords(original, said.facts);
  const { words: score, ...form } = tellForm(original, effective, { after, ...telling });
  const note = tellNote(effective && original, { standings, people: after, words: said });
  const held = isHeld(original, rules) ? said.timeline.notActive : '';
  return {
    at,
    ...timesOf(step, after),
    kind: original.type,
    words: `${words}${otherClinicianWords(step, telling)}${score}${note.words}${held}${lateWords(step, said)}${outcomeWords(effective, { after, end: telling.end, words: said })}${correctionWords(original, effective, said)}`,
    eventId: refOf(original),
    lane,
    ...form,
    ...(note.note && { note: note.note }),
    ...detailsOf(original, after),
  };
}

function timesOf({ original, at }: Step, after: EpisodeState): Pick<TimelineEntry, 'enteredAt' | 'aboutAt'> {
  const aboutAt = hourOf(original, after);
  return {
    ...(original.occurredAt > at ? { enteredAt: original.occurredAt } : {}),
    ...(aboutAt === undefined ? {} : { aboutAt }),
  };
}

const lateWords = ({ original, at }: Step, { timeline }: Words): string =>
  original.occurredAt - at >= DAY ? timeline.enteredLater : '';

/** A form belongs to its appointment, and a note is about the hour that it names. */
function hourOf(event: ClinicEvent, { attendance }: EpisodeState): number | undefined {
  const { serviceDate, appointment } = event.data as { serviceDate?: string; appointment?: string };
  // no hour is after the note about it
  if (serviceDate !== undefined) return Math.min(parseInstant(serviceDate) ?? event.occurredAt, event.occurredAt);
  if (!('form' in event.data)) return undefined;
  return attendance.appointments.find(({ ref }) => ref === appointment)?.start ?? undefined;
}

/** A handover takes effect whatever name it gives for the one before; the timeline says where that name is wrong. */
function otherClinicianWords({ effective: event, at }: Step, { before, words }: RenderContext): string {
  if (event?.type !== 'episode.clinician_changed' || event.data.kind !== 'handover') return '';
  const { from, to } = event.data;
  const until = clinicianUntil(before, at);
  if (from === undefined || until === null || [from, to].includes(until)) return '';
  return words.timeline.otherClinician(from);
}

/** What was announced may have taken effect since. */
const clinicianUntil = ({ handover, clinician }: EpisodeState, at: number): string | null =>
  handover && handover.at <= at ? handover.to : clinician;

function correctionWords(original: ClinicEvent, effective: ClinicEvent | undefined, { timeline }: Words): string {
  if (original === effective || correctsThePast(original)) return '';
  if (effective === undefined) return timeline.takenBack;
  return timeline.corrected;
}

interface Concluding {
  readonly instruments: ClinicRules['instruments'];
  readonly words: Words;
}

function conclusions(before: EpisodeState, after: EpisodeState, { instruments, words }: Concluding): Conclusion[] {
  const turn = turnOfOutcome(before, after, { instruments, words });
  return [
    ...(turn ? [{ ...turn, lane: 'forms' } as const] : []),
    ...ruptureConclusions(before.rupture, after.rupture, words),
    ...attendanceConclusions(before.attendance, after.attendance, words),
    ...silenceConclusions(before, after, words),
    ...versionConclusions(before, after, words),
    ...(before.alerts === after.alerts
      ? []
      : after.alerts.flatMap((alert, i) =>
          alertConclusions(before.alerts[i], alert, { words, rupture: after.rupture }),
        )),
  ];
}

function ruptureConclusions(before: Rupture | null, after: Rupture | null, { timeline }: Words): Conclusion[] {
  if (!after) return [];
  const begins = before?.cause !== after.cause;
  if (!begins && before.state === after.state) return [];
  const atOnce = begins && after.state === 'repaired';
  const words = atOnce ? timeline.sortedOutAtOnce : timeline.strain[after.state];
  return [{ kind: `strain.${after.state}`, words, lane: 'strain' }];
}

/** What was answered stays, and what a later version makes of it stands beside it. */
function versionConclusions(before: EpisodeState, after: EpisodeState, { timeline }: Words): Conclusion[] {
  const note = after.safety === before.safety ? undefined : after.safety.at(-1);
  if (!note?.later || note.later === laterOf(before, note)) return [];
  return [{ kind: `safety.${note.later}`, words: timeline.safetyLater[note.later], lane: 'forms' }];
}

const laterOf = (
  { safety }: EpisodeState,
  { form, instrument }: EpisodeState['safety'][number],
): string | null | undefined => safety.find((note) => note.form === form && note.instrument === instrument)?.later;
