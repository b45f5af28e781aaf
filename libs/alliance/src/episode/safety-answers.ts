/**
 * What was answered to a question about safety is never unsaid. Every version of a form is heard as it came, whether it
 * counts or not, and whatever a later version says: that is added to the answer and takes nothing of it away. What was
 * entered later than it was answered is heard when it was entered: until then nobody knew.
 */
import { factDay, refOf, type ClinicEvent } from '#lib/events';
import { instrumentOf, safetyIn, type Safety } from '#lib/instruments';
import { isUnacknowledged, notificationsOf } from '../alerts/escalate.js';
import { GRAVITY } from '../alerts/told-apart.js';
import type { ClinicRules } from '../rules/clinic-rules.js';
import type { EpisodeState, LaterVersion, SafetyNote, SafetyVersion } from '../state/episode-state.js';
import type { Step } from './steps.js';

type Version = Extract<
  ClinicEvent,
  {
    type: 'feedback.submitted' | 'feedback.partially_submitted' | 'feedback.amended';
  }
>;

const MOST_SAFETY_NOTES = 60;
const MOST_VERSIONS = 20;

export function hearSafety(state: EpisodeState, step: Step, rules: ClinicRules): EpisodeState {
  const event = step.original;
  if (event.type === 'feedback.voided')
    return addLater(state, event, event.data.cause === 'wrong-person' ? 'wrong-person' : 'voided');
  return isVersion(event) ? hearVersion(state, step, levelOf(event, rules)) : state;
}

const isVersion = (event: ClinicEvent): event is Version =>
  event.type === 'feedback.submitted' ||
  event.type === 'feedback.partially_submitted' ||
  event.type === 'feedback.amended';

/** Of an instrument that the clinic has not activated too: a safety answer is an answer. */
function levelOf({ data }: Version, { instruments, inactive }: ClinicRules): Safety {
  const instrument = instrumentOf(data.instrument, instruments) ?? instrumentOf(data.instrument, inactive);
  return instrument ? safetyIn(instrument, data.items ?? []) : 'none';
}

const LATER = {
  'feedback.amended': 'amended',
  'feedback.submitted': 'sent-again',
  'feedback.partially_submitted': 'sent-again',
} as const;

function hearVersion(state: EpisodeState, step: Step, level: Safety): EpisodeState {
  const event = step.original as Version;
  if (level === 'same-day' || level === 'immediate') return noteAnswer(state, step, level);
  const known = noteOf(state, event.data);
  if (!known) return state;
  if (known.level === 'not-answered') return level === 'none' ? without(state, known) : state;
  const leavesOpen = level === 'not-answered' && event.type === 'feedback.partially_submitted';
  return leavesOpen ? state : addLater(state, event, LATER[event.type]);
}

type OfForm = Pick<Version['data'], 'form' | 'instrument'>;

const noteOf = ({ safety }: EpisodeState, { form, instrument: { code } }: OfForm): SafetyNote | undefined =>
  safety.find((note) => note.form === form && note.instrument === code);

const without = (state: EpisodeState, known: SafetyNote): EpisodeState => ({
  ...state,
  safety: state.safety.filter((note) => note !== known),
});

const replaced = (state: EpisodeState, known: SafetyNote | undefined, note: SafetyNote): EpisodeState => ({
  ...state,
  safety: [...state.safety.filter((one) => one !== known), note].slice(-MOST_SAFETY_NOTES),
});

function noteAnswer(state: EpisodeState, step: Step, level: SafetyVersion['level']): EpisodeState {
  const event = step.original as Version;
  const known = noteOf(state, event.data);
  const news = newsOf(step, level);
  if (!known) return replaced(state, undefined, news);
  const { at, later } = known;
  const historical = known.historical && event.historical;
  const graver = GRAVITY[known.level] > GRAVITY[level] ? known.level : level;
  const heard = isSameNews(state, known, news) ? known : { ...news, follows: known.cause };
  return replaced(state, known, {
    ...heard,
    at,
    level: graver,
    event: news.event,
    historical,
    later,
    versions: [...known.versions, versionOf(news, level)].slice(-MOST_VERSIONS),
  });
}

const versionOf = ({ at, answeredOn, event, cause }: SafetyNote, level: SafetyVersion['level']): SafetyVersion => ({
  at,
  answeredOn,
  level,
  event,
  cause,
});

/** The answer by itself, as if it were the first. */
function newsOf(
  { original, at, part }: Pick<Step, 'original' | 'at' | 'part'>,
  level: SafetyNote['level'],
): SafetyNote {
  const event = original as Version;
  return {
    at,
    answeredOn: part === 'word' ? (factDay(event) ?? null) : null,
    form: event.data.form,
    instrument: event.data.instrument.code,
    level,
    event: refOf(event),
    cause: event.id,
    historical: event.historical,
    follows: null,
    later: null,
    versions: [],
  };
}

/**
 * A graver answer than the one that somebody has taken is news; as long as nobody has, it is still the same. Of an answer
 * that came with history nobody was told, so the same answer is news when it comes by itself.
 */
function isSameNews(state: EpisodeState, known: SafetyNote, { level, historical }: SafetyNote): boolean {
  if (known.level === 'not-answered' || (known.historical && !historical)) return false;
  return GRAVITY[level] <= GRAVITY[known.level] || isUnacknowledged(notificationsOf(state, known.cause));
}

function addLater(state: EpisodeState, event: ClinicEvent & { data: OfForm }, later: LaterVersion) {
  const known = noteOf(state, event.data);
  if (!known || known.level === 'not-answered') return state;
  return replaced(state, known, { ...known, event: refOf(event), later });
}

/** The form that counts leaves the question open. Nobody is told; it is shown until it is answered. */
export function noteOpenQuestion(state: EpisodeState, event: Version): EpisodeState {
  if (noteOf(state, event.data)) return state;
  const open = newsOf({ original: event, at: event.occurredAt, part: 'both' }, 'not-answered');
  return replaced(state, undefined, open);
}
