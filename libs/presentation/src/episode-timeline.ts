/** The episode as a story: what each event was, what it led to, and what was corrected later. */
import {
  type Alert,
  advance,
  inOrder,
  DEFAULT_RULES,
  type ClinicRules,
  isHeld,
  type Rupture,
  type Rating,
  correctsThePast,
  applyCorrections,
  type Corrected,
  unknownEpisode,
  type EpisodeState,
} from '#lib/alliance';
import { type ClinicEvent, refOf } from '#lib/events';
import { instrumentOf } from '#lib/instruments';
import { factWords, type Lane } from './event-words.js';
import { titleOf } from './alert-words.js';
import { detailsOf, type EventDetails } from './event-details.js';
import { DEFAULT_WORDING, type Wording } from './wording.js';
import type { Words } from './words.js';

export type { Lane };

export interface TimelineEntry {
  /** Clinical time in milliseconds. */
  readonly at: number;
  /** The event's type, or the code of a conclusion such as `strain.open` and `alert.raised`. */
  readonly kind: string;
  readonly words: string;
  /** Reference `source id` of the event, as in an alert's evidence. */
  readonly eventId?: string;
  readonly lane: Lane;
  /** The main score of a form, in the instrument's own units. */
  readonly value?: number;
  /** What else was said of an appointment or visit, by the names of the catalogue: codes, references, times as sent. */
  readonly details?: EventDetails;
}

/** Oldest first; each event is followed by the conclusions that it led to. */
export function narrate(
  events: readonly ClinicEvent[],
  rules: ClinicRules = DEFAULT_RULES,
  { words }: Wording = DEFAULT_WORDING,
): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  const ordered = inOrder(events);
  let state = unknownEpisode(ordered);
  for (const step of applyCorrections(ordered)) {
    const next = advance(state, step, rules);
    // what names somebody else is shown to nobody here
    if (next.foreign !== state.foreign) {
      state = next;
      continue;
    }
    const { occurredAt: at } = step.original;
    const place = { at, eventId: refOf(step.original) };
    entries.push(
      tellFact(step, next, { rules, words }),
      ...conclusions(state, next, words).map((conclusion) => ({ ...place, ...conclusion })),
    );
    state = next;
  }
  return entries;
}

interface RenderContext {
  readonly rules: ClinicRules;
  readonly words: Words;
}

function tellFact({ original, effective }: Corrected, after: EpisodeState, telling: RenderContext): TimelineEntry {
  const { rules, words: said } = telling;
  const eventId = refOf(original);
  const rating = effective && ratingOf(after, eventId);
  const { lane, words } = factWords(original, said.facts);
  const score = rating ? scoreWords(effective, rating, telling) : '';
  const held = isHeld(original, rules) ? said.timeline.notActive : '';
  const value = rating?.value ?? null;
  return {
    at: original.occurredAt,
    kind: original.type,
    words: `${words}${score}${held}${provisionalWords(effective, after, said)}${correctionWords(original, effective, said)}`,
    eventId,
    lane,
    ...(value === null ? {} : { value }),
    ...detailsOf(original),
  };
}

const ratingOf = ({ series }: EpisodeState, event: string): Rating | undefined =>
  series.map(({ ratings }) => ratings.at(-1)).find((rating) => rating?.event === event && rating.scales.length > 0);

function formTitle(
  edition: { readonly code: string; readonly version: string },
  { rules, words }: RenderContext,
): string {
  const known = instrumentOf(edition, rules.instruments);
  return known?.titles?.[words.language] ?? words.instruments[edition.code] ?? known?.title ?? edition.code;
}

function scoreWords(event: ClinicEvent, { value }: Rating, { rules, words }: RenderContext): string {
  if (!('instrument' in event.data)) return '';
  const title = formTitle(event.data.instrument, { rules, words });
  const { score, tooFewAnswers } = words.timeline;
  return value === null ? tooFewAnswers(title) : score(title, words.number(Math.round(value * 10) / 10));
}

function correctionWords(original: ClinicEvent, effective: ClinicEvent | undefined, { timeline }: Words): string {
  if (original === effective || correctsThePast(original)) return '';
  if (effective === undefined) return timeline.takenBack;
  return timeline.corrected;
}

function provisionalWords(event: ClinicEvent | undefined, { attendance }: EpisodeState, { timeline }: Words): string {
  if (event?.type !== 'appointment.missed') return '';
  const hour = attendance.appointments.findLast(({ ref }) => ref === event.data.appointment);
  return hour?.provisional ? timeline.provisional : '';
}

type Conclusion = Pick<TimelineEntry, 'kind' | 'words' | 'lane'>;

function conclusions(before: EpisodeState, after: EpisodeState, words: Words): Conclusion[] {
  return [
    ...ruptureConclusions(before.rupture, after.rupture, words),
    ...attendanceConclusions(before, after, words),
    ...silenceConclusions(before, after, words),
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

/** A miss that nobody has taken back in time. */
function attendanceConclusions(
  { attendance: before }: EpisodeState,
  { attendance: after }: EpisodeState,
  { timeline }: Words,
): Conclusion[] {
  if (before === after) return [];
  const final = before.appointments.filter(
    ({ ref, start, provisional }) =>
      provisional !== null &&
      after.appointments.some(
        (hour) => hour.ref === ref && hour.start === start && hour.status === 'missed' && !hour.provisional,
      ),
  );
  return final.map(() => ({ kind: 'attendance.final', words: timeline.final, lane: 'appointments' }));
}

function silenceConclusions(before: EpisodeState, after: EpisodeState, { timeline }: Words): Conclusion[] {
  const found: Conclusion[] = [];
  if (after.quietSince !== null && before.quietSince !== after.quietSince)
    found.push({ kind: 'silence.quiet', words: timeline.quiet, lane: 'strain' });
  if (after.unanswered > before.unanswered)
    found.push({ kind: 'silence.form', words: timeline.formMissing, lane: 'forms' });
  const note = after.safety.at(-1);
  if (after.safety !== before.safety && note?.level === 'not-answered')
    found.push({ kind: 'safety.not-answered', words: timeline.safetyOpen, lane: 'forms' });
  return found;
}

/** How an alert that changed its standing by itself is told. */
const STANDINGS: Partial<Record<Alert['status'], 'back' | 'eased' | 'closed'>> = {
  open: 'back',
  eased: 'eased',
  closed: 'closed',
};

function alertConclusions(
  before: Alert | undefined,
  after: Alert,
  { words, rupture }: { readonly words: Words; readonly rupture: Rupture | null },
): Conclusion[] {
  const title = titleOf(after, words);
  const { timeline } = words;
  if (!before) return [{ kind: 'alert.raised', words: timeline.raised(title), lane: 'alerts' }];
  const found: Conclusion[] = [];
  if (after.seenAgain > before.seenAgain)
    found.push({ kind: 'alert.seen-again', words: timeline.seenAgain(title), lane: 'alerts' });
  const say = before.status === after.status ? undefined : standingWords(after, timeline, rupture);
  if (say) found.push({ kind: `alert.${after.status}`, words: say(title), lane: 'alerts' });
  return found;
}

/** Undefined for what a person did, which its own event tells. */
function standingWords(
  { status, facts }: Alert,
  timeline: Words['timeline'],
  rupture: Rupture | null,
): ((title: string) => string) | undefined {
  if (status === 'withdrawn') return timeline.withdrawn[facts['ended'] === 'died' ? 'died' : 'consent'];
  if (status === 'closed' && rupture?.state === 'withdrawn') return timeline.withdrawn.wrong;
  const told = STANDINGS[status];
  return told && timeline[told];
}
