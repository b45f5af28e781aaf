/** The episode as a story: what each event was, what it led to, and what was corrected later. */
import type { Alert } from './alerts/alert.js';
import { wordsFor } from './alerts/words/words.js';
import { advance, inOrder } from './episode.js';
import { HOUSE_RULES, type ClinicRules } from './clinic/clinic-rules.js';
import type { ClinicEvent } from './events/catalogue.js';
import { isHeld } from './forms.js';
import { instrumentOf } from './instruments/roster.js';
import type { Rupture, RuptureState } from './ruptures/rupture.js';
import type { Rating } from './ruptures/series.js';
import { settle, type Settled } from './settle.js';
import { refOf, UNKNOWN_EPISODE, type EpisodeState } from './state.js';
import { factWords, type Lane } from './timeline-facts.js';

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
}

/** Oldest first; each event is followed by the conclusions that it led to. */
export function narrate(events: readonly ClinicEvent[], rules: ClinicRules = HOUSE_RULES): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let state = UNKNOWN_EPISODE;
  for (const step of settle(inOrder(events))) {
    const next = advance(state, step, rules);
    const { occurredAt: at } = step.original;
    const place = { at, eventId: refOf(step.original) };
    entries.push(
      tellFact(step, next, rules),
      ...conclusions(state, next).map((conclusion) => ({ ...place, ...conclusion })),
    );
    state = next;
  }
  return entries;
}

function tellFact({ original, effective }: Settled, after: EpisodeState, rules: ClinicRules): TimelineEntry {
  const eventId = refOf(original);
  const rating = effective && ratingOf(after, eventId);
  const { lane, words } = factWords(original);
  const score = rating ? scoreWords(effective, rating, rules) : '';
  const held = isHeld(original, rules) ? ', of an instrument that is not active here' : '';
  const value = rating?.value ?? null;
  return {
    at: original.occurredAt,
    kind: original.type,
    words: `${words}${score}${held}${correctionWords(original, effective)}`,
    eventId,
    lane,
    ...(value === null ? {} : { value }),
  };
}

const ratingOf = ({ series }: EpisodeState, event: string): Rating | undefined =>
  series.map(({ ratings }) => ratings.at(-1)).find((rating) => rating?.event === event && rating.scales.length > 0);

function scoreWords(event: ClinicEvent, { value }: Rating, { instruments }: ClinicRules): string {
  if (!('instrument' in event.data)) return '';
  const title = instrumentOf(event.data.instrument, instruments)?.title ?? event.data.instrument.code;
  return value === null ? `: ${title}, too few answers for a score` : `: ${title} ${Math.round(value * 10) / 10}`;
}

const CORRECTING =
  /^(?:feedback\.amended|feedback\.voided|appointment\.voided|appointment\.attendance_corrected|note\.voided)$/;

function correctionWords(original: ClinicEvent, effective: ClinicEvent | undefined): string {
  if (original === effective || CORRECTING.test(original.type)) return '';
  if (effective === undefined) return ' (taken back later)';
  return ' (corrected later)';
}

type Conclusion = Pick<TimelineEntry, 'kind' | 'words' | 'lane'>;

function conclusions(before: EpisodeState, after: EpisodeState): Conclusion[] {
  return [
    ...strainConclusions(before.rupture, after.rupture),
    ...silenceConclusions(before, after),
    ...(before.alerts === after.alerts
      ? []
      : after.alerts.flatMap((alert, i) => alertConclusions(before.alerts[i], alert))),
  ];
}

const STRAIN_WORDS: Readonly<Record<RuptureState, string>> = {
  none: '',
  suspected: 'A possible strain, from one sign',
  open: 'A strain is open',
  repairing: 'The strain is easing',
  repaired: 'The strain has eased',
  unrepaired: 'The strain is taking longer than usual',
  closed: 'The strain is closed with the end of this work',
};

function strainConclusions(before: Rupture | null, after: Rupture | null): Conclusion[] {
  if (!after) return [];
  const begins = before?.cause !== after.cause;
  if (!begins && before.state === after.state) return [];
  const atOnce = begins && after.state === 'repaired';
  const words = atOnce ? 'Something felt off, and was sorted out within the hour' : STRAIN_WORDS[after.state];
  return [{ kind: `strain.${after.state}`, words, lane: 'strain' }];
}

function silenceConclusions(before: EpisodeState, after: EpisodeState): Conclusion[] {
  const found: Conclusion[] = [];
  if (after.quietSince !== null && before.quietSince !== after.quietSince) {
    found.push({
      kind: 'silence.quiet',
      words: 'Two weeks without a visit or a message since the strain',
      lane: 'strain',
    });
  }
  if (after.unanswered > before.unanswered) {
    found.push({ kind: 'silence.form', words: 'A form was due and has not come', lane: 'forms' });
  }
  const note = after.safety.at(-1);
  if (after.safety !== before.safety && note?.level === 'not-answered') {
    found.push({ kind: 'safety.not-answered', words: 'A safety question was left open', lane: 'forms' });
  }
  return found;
}

const STATUS_WORDS: Partial<Record<Alert['status'], string>> = {
  open: 'Back after a pause',
  eased: 'Eased',
  closed: 'Closed with the end of this work',
};

function alertConclusions(before: Alert | undefined, after: Alert): Conclusion[] {
  const { title } = wordsFor(after);
  if (!before) return [{ kind: 'alert.raised', words: `Something to look at: ${title}`, lane: 'alerts' }];
  const found: Conclusion[] = [];
  if (after.seenAgain > before.seenAgain)
    found.push({ kind: 'alert.seen-again', words: `Seen again: ${title}`, lane: 'alerts' });
  const words = before.status === after.status ? undefined : STATUS_WORDS[after.status];
  if (words) found.push({ kind: `alert.${after.status}`, words: `${words}: ${title}`, lane: 'alerts' });
  return found;
}
