/**
 * The small signs in a state, and the good news. Nothing of them is stored: whatever the state keeps says what was noticed,
 * in whatever order it came. Each source is one function, so that another one is one line.
 */
import { DAY } from '#lib/kernel';
import { instrumentOf } from '#lib/instruments';
import { isExplained, whenOf, type Appointment } from '#lib/attendance';
import type { ClinicRules } from '../rules/clinic-rules.js';
import { HORIZON_DAYS, type NewsCode, type SignCode } from '#lib/courses';
import type { GoodNews, Sign, SignsInSight } from '#lib/courses';
import { isEvidence } from '../state/coded-session.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isJudged } from './heard-form.js';
import { newsOfForm, signsOfTwin } from './small-signs-of-form.js';

export interface Sight {
  readonly state: EpisodeState;
  readonly rules: ClinicRules;
  /** What came up to here belongs to an earlier story. */
  readonly after: number;
  readonly at: number;
}

export type News = Sign | GoodNews;

/** What lies in `(after, at]`, no further back than the score looks. */
export function signsIn({ after, ...sight }: Sight): SignsInSight {
  const from = Math.max(after, sight.at - HORIZON_DAYS * DAY);
  const inSight = SOURCES.flatMap((source) => source({ ...sight, after: from })).filter(
    ({ at }) => at > from && at <= sight.at,
  );
  return { signs: inSight.filter(isSign), news: inSight.filter((one): one is GoodNews => !isSign(one)) };
}

const isSign = (news: News): news is Sign => 'times' in news;
const sign = (code: SignCode, at: number, about: string): Sign => ({ code, at, about, event: null, times: 1 });
const good = (code: NewsCode, at: number): GoodNews => ({ code, at });

function ofForms({ state, rules, after, at }: Sight): readonly News[] {
  return state.series.flatMap(({ instrument: code, version, respondent, ratings }) => {
    const instrument = instrumentOf({ code, version }, rules.instruments);
    if (instrument?.construct === 'alliance' && respondent === 'clinician') return ratings.flatMap(signsOfTwin);
    if (!instrument || !isJudged(instrument, respondent)) return [];
    // after a prompt that a person ended, what they knew last is what later forms are held against
    const known = state.answered ? ratings.findLastIndex((rating) => rating.at <= (state.answered?.at ?? 0)) : 0;
    return ratings.flatMap((rating, i) => {
      if (rating.at <= after || rating.at > at) return [];
      return newsOfForm(rating, { instrument, earlier: ratings.slice(i > known ? Math.max(0, known) : 0, i) });
    });
  });
}

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

function ofCalendar({ state: { attendance } }: Sight): readonly News[] {
  const decisions = new Set<number>();
  return attendance.appointments.flatMap((hour) => {
    const { decision, tally } = hour;
    if (decision !== null && (tally === 'cancelledLateByClient' || tally === 'cancelledByClient')) {
      // a series that was called off in one go is one thing that the client did
      if (decisions.has(decision)) return [];
      decisions.add(decision);
    }
    return newsOfHour(hour);
  });
}

function newsOfHour(hour: Appointment): readonly News[] {
  const { ref, tally, decision } = hour;
  const at = whenOf(hour);
  if (at === undefined) return [];
  if (tally === 'kept') return [good('hour-kept', at)];
  const code = tally === null || isExplained(hour) ? undefined : ABSENCES[tally];
  return code === undefined ? [] : [sign(code, decision ?? at, ref)];
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
