/**
 * The small signs in a state, and the good news. Nothing of them is stored: whatever the state keeps says what was noticed,
 * in whatever order it came. Each source is one function, so that another one is one line.
 */
import type { EventType } from '#lib/events';
import { DAY } from '#lib/kernel';
import { instrumentOf, type Instrument } from '#lib/instruments';
import { CALLED_OFF_BY_CLIENT, isExplained, whenOf, type Appointment } from '#lib/attendance';
import type { ClinicRules } from '../rules/clinic-rules.js';
import {
  FORMS_IN_SIGHT,
  HORIZON_DAYS,
  newsOfForm,
  type NewsCode,
  ratedBefore,
  type SignCode,
  signsOfTwin,
} from '#lib/courses';
import type { GoodNews, Sign, SignsInSight } from '#lib/courses';
import { isEvidence } from '../state/coded-session.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isJudged } from './heard-form.js';
import type { Rating, Series } from '../state/series.js';

export interface Sight {
  readonly state: EpisodeState;
  readonly rules: ClinicRules;
  /** What came up to here belongs to an earlier story. */
  readonly after: number;
  readonly at: number;
}

export type News = Sign | GoodNews;

/** What lies in `(after, at]`, no further back than the score looks. */
export function signsIn({ state, rules, at, after }: Sight): SignsInSight {
  const sight = { state, rules, at, after: Math.max(after, at - HORIZON_DAYS * DAY) };
  const signs: Sign[] = [];
  const news: GoodNews[] = [];
  for (const source of SOURCES)
    for (const one of source(sight)) {
      if (!isInSight(one, sight)) continue;
      if (isSign(one)) signs.push(one);
      else news.push(one);
    }
  return { signs, news };
}

const isSign = (news: News): news is Sign => 'times' in news;
const sign = (code: SignCode, at: number, about: string): Sign => ({ code, at, about, event: null, times: 1 });
const good = (code: NewsCode, at: number): GoodNews => ({ code, at });

const ofForms = (sight: Sight): readonly News[] =>
  sight.state.series.flatMap((series) => newsOfSeries(series, sight, series.ratings.length - FORMS_IN_SIGHT));

/** Of its forms from one on. */
function newsOfSeries(series: Series, sight: Sight, from: number): News[] {
  const { ratings, instrument: code, version, respondent } = series;
  const instrument = instrumentOf({ code, version }, sight.rules.instruments);
  if (!instrument) return [];
  if (instrument.construct === 'alliance' && respondent === 'clinician')
    return ratings.slice(Math.max(0, from)).flatMap(signsOfTwin);
  return isJudged(instrument, respondent) ? newsOfForms(series, sight, { instrument, from }) : [];
}

interface FromForm {
  readonly instrument: Instrument;
  /** Place in the series. */
  readonly from: number;
}

function newsOfForms({ ratings }: Series, sight: Sight, { instrument, from }: FromForm): News[] {
  const known = knownTo(sight.state, ratings);
  const news: News[] = [];
  for (let i = Math.max(0, from); i < ratings.length; i++) {
    const rating = ratings[i] as Rating;
    if (!isInSight(rating, sight)) continue;
    news.push(...newsOfForm(rating, { instrument, past: ratedBefore(ratings, i, i > known ? known : 0) }));
  }
  return news;
}

const isInSight = (one: { readonly at: number }, { after, at }: Sight): boolean => one.at > after && one.at <= at;

/** After a prompt that a person ended, what they knew last is what later forms are held against. */
const knownTo = ({ answered }: EpisodeState, ratings: Series['ratings']): number =>
  answered
    ? Math.max(
        0,
        ratings.findLastIndex((rating) => rating.at <= answered.at),
      )
    : 0;

/**
 * Whether an event may have brought a sign by somebody other than the clinician. Cheap, for most bring none: an
 * appointment that was kept, a form as usual at the end of its series. Anything else may.
 */
export function mayBringSigns(before: EpisodeState, sight: Sight, type: EventType): boolean {
  const { state } = sight;
  if (state.tasks !== before.tasks || state.series.length !== before.series.length) return true;
  if (type !== 'appointment.attended' && state.attendance.appointments !== before.attendance.appointments) return true;
  return state.series.some((series, i) => {
    const old = before.series[i];
    if (series === old) return false;
    if (!old || !isAppended(old, series)) return true;
    return series.respondent !== 'clinician' && newsOfSeries(series, sight, series.ratings.length - 1).some(isSign);
  });
}

const isAppended = (old: Series, { ratings }: Series): boolean =>
  ratings.length > 1 && ratings.at(-2) === old.ratings.at(-1);

/** What somebody of the clinic marked about an hour: it adds to what the client shows. */
const ofNotes = ({ state }: Sight): readonly News[] =>
  state.hours.filter(isEvidence).flatMap(({ at, event, note, markers }) => {
    const marks = markers.filter(({ code }) => code === 'rupture.withdrawal' || code === 'rupture.confrontation');
    const repaired = markers.some(({ code }) => code === 'repair.achieved');
    const went = marks.length === 0 && markers.some(({ code }) => WENT_WELL.has(code));
    return [
      ...(went ? [good('good-marked', at)] : []),
      ...(marks.length > 0 ? [{ ...sign('note-marked', at, note), event }] : []),
      ...(repaired ? [good('repair-marked', at)] : []),
    ];
  });

const WENT_WELL: ReadonlySet<string> = new Set(['goal.agreement', 'task.agreement', 'bond']);

function ofCalendar(sight: Sight): readonly News[] {
  const decisions = new Set<number | null>();
  const news: News[] = [];
  for (const hour of sight.state.attendance.appointments) {
    const one = newsOfHour(hour);
    if (!one || !isInSight(one, sight)) continue;
    const decision = CALLED_OFF_BY_CLIENT.has(hour.tally) ? hour.decision : null;
    // a series that was called off in one go is one thing that the client did
    if (decision === null || !decisions.has(decision)) news.push(one);
    decisions.add(decision);
  }
  return news;
}

function newsOfHour(hour: Appointment): News | undefined {
  const { ref, tally, decision } = hour;
  const at = whenOf(hour);
  if (at === undefined || tally === null) return undefined;
  if (tally === 'kept') return good('hour-kept', at);
  const code = ABSENCES[tally];
  return code === undefined || isExplained(hour) ? undefined : sign(code, decision ?? at, ref);
}

const ABSENCES: Readonly<Partial<Record<NonNullable<Appointment['tally']>, SignCode>>> = {
  missedByClient: 'hour-missed',
  cancelledLateByClient: 'cancelled-late',
  cancelledByClient: 'cancelled-in-time',
};

/** A task of which nothing was said is neither. */
const ofTasks = ({ state }: Sight): readonly News[] =>
  state.tasks.flatMap(({ task, dueAt, done }): readonly News[] => {
    if (dueAt === null || done === null) return [];
    return done < 0.5 ? [sign('task-not-done', dueAt, task)] : [good('task-done', dueAt)];
  });

const SOURCES: readonly ((sight: Sight) => readonly News[])[] = [ofForms, ofNotes, ofCalendar, ofTasks];
