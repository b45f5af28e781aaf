/** A form on the timeline: its score with how far that may be relied on, and how the form came. */
import type { ClinicRules, EpisodeState, Rating } from '#lib/alliance';
import { refOf, type ClinicEvent } from '#lib/events';
import {
  type Answer,
  instrumentOf,
  scoreReceived,
  textIn,
  whatHelped,
  type Instrument,
  type ReceivedScore,
} from '#lib/instruments';
import { placeOfForm } from './outcome-words.js';
import type { Words } from './words.js';

type Data = Extract<ClinicEvent, { type: 'feedback.partially_submitted' }>['data'];

/** Members that the source did not send are absent. */
export interface FormInTimeline {
  readonly form: string;
  readonly respondent: string;
  readonly mode?: 'in-session-device' | 'kiosk' | 'remote-link' | 'paper' | 'interview' | 'imported';
  readonly enteredBy?: 'self' | 'clinician' | 'practice' | 'proxy';
  readonly scorer?: 'source' | 'us';
  /** Of a form that was begun and not finished: how many were answered, of how many. */
  readonly answered?: number;
  readonly total?: number;
  readonly language?: string;
  readonly licence?: string;
  /** Whether the score is made up to a whole form from fewer answers. */
  readonly prorated?: boolean;
  /** Whether the score is the total that came with the form. */
  readonly totalAsSent?: boolean;
  /** Scales whose total is not what the answers sent with it give. */
  readonly contradicted?: readonly string[];
  /** False where another of the same reference came first, and counts; and where the client had withdrawn consent to scoring. */
  readonly counts?: boolean;
}

export interface ToldForm {
  readonly words: string;
  readonly value?: number;
  readonly form?: FormInTimeline;
}

interface Telling {
  readonly after: EpisodeState;
  readonly rules: ClinicRules;
  readonly words: Words;
}

const ANSWERED: ReadonlySet<string> = new Set([
  'feedback.submitted',
  'feedback.partially_submitted',
  'feedback.amended',
]);

const NOTHING: ToldForm = { words: '' };

/** `original` as it came, `effective` as it counts. */
export function tellForm(original: ClinicEvent, effective: ClinicEvent | undefined, telling: Telling): ToldForm {
  if (!ANSWERED.has(original.type)) return NOTHING;
  const form = cameAs(original.data as Data);
  if (effective?.type !== 'feedback.submitted') return { words: '', form };
  const instrument = instrumentOf(effective.data.instrument, telling.rules.instruments);
  if (!instrument) return { words: '', form };
  const rating = ratingOf(telling.after, refOf(original));
  if (!rating) return { words: whyUnrated(telling), form: { ...form, counts: false } };
  const { given, contradicted } = scoreReceived(instrument, effective.data);
  const basis = basisOf({ prorated: rating.prorated, given, contradicted });
  return {
    words:
      scoreWords(instrument, rating.value, telling.words) +
      relianceWords(basis, telling.words) +
      placeOfForm(telling.after, rating.event, { instrument, words: telling.words }) +
      feedbackWords(instrument, effective.data.items, telling.words),
    ...(rating.value === null ? {} : { value: rating.value }),
    form: { ...form, counts: true, ...basis },
  };
}

const whyUnrated = ({ after: { consent }, words: { timeline } }: Telling): string =>
  consent.scoring ? timeline.firstCounts : timeline.withoutConsent;

type ScoreBasis = Pick<FormInTimeline, 'prorated' | 'totalAsSent' | 'contradicted'>;

const basisOf = ({
  prorated,
  given,
  contradicted,
}: Pick<ReceivedScore, 'prorated' | 'given' | 'contradicted'>): ScoreBasis => ({
  ...(prorated ? { prorated } : {}),
  ...(given ? { totalAsSent: given } : {}),
  ...(contradicted.length > 0 ? { contradicted } : {}),
});

function cameAs({ form, respondent, mode, enteredBy, scorer, answered, total, instrument }: Data): FormInTimeline {
  const { language, licence } = instrument;
  const members = {
    form,
    respondent,
    mode,
    enteredBy,
    scorer,
    answered,
    total,
    language,
    licence,
  };
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as unknown as FormInTimeline;
}

const ratingOf = ({ series }: EpisodeState, event: string): Rating | undefined =>
  series.map(({ ratings }) => ratings.at(-1)).find((rating) => rating?.event === event && rating.scales.length > 0);

function scoreWords(instrument: Instrument, value: number | null, words: Words): string {
  const { timeline, language, instruments, number } = words;
  const title = instrument.titles?.[language] ?? instruments[instrument.code] ?? instrument.title;
  return value === null ? timeline.tooFewAnswers(title) : timeline.score(title, number(Math.round(value * 10) / 10));
}

function relianceWords({ prorated, totalAsSent, contradicted }: ScoreBasis, { timeline }: Words): string {
  const differs = totalAsSent ? timeline.answersDiffer : timeline.totalDiffers;
  return [
    ...(prorated ? [timeline.prorated] : []),
    ...(totalAsSent ? [timeline.totalAsSent] : []),
    ...(contradicted ? [differs] : []),
  ].join('');
}

/** What the person who filled it in marked as helpful, and as getting in the way. */
function feedbackWords(
  instrument: Instrument,
  answers: readonly Answer[] | undefined,
  { timeline, language }: Words,
): string {
  const { helped, hindered } = whatHelped(instrument, answers ?? []);
  const listed = (items: readonly string[]): string =>
    items.map((item) => textIn(instrument, item, language)).join(', ');
  return [
    ...(helped.length === 0 ? [] : [timeline.helped(listed(helped))]),
    ...(hindered.length === 0 ? [] : [timeline.hindered(listed(hindered))]),
  ].join('');
}
