/** Which small signs and which good news lie in a state, and what may bring another sign. */
import { DAY } from '#lib/kernel';
import { HORIZON_DAYS } from '#lib/courses';
import type { Appointment } from '#lib/attendance';
import { stateWith } from '../../spec/alerts.js';
import { calendar, hour, kept } from '../../spec/calendar.js';
import { day } from '../../spec/history.js';
import { coded, form, seriesOf, silent, weekly } from '../../spec/series.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import type { AnsweredPrompt, EpisodeState, Task } from '../state/episode-state.js';
import type { Series } from '../state/series.js';
import { mayBringSigns, signsIn, type Sight } from './small-signs.js';

type Kept = Partial<EpisodeState>;
const sight = (kept: Kept, more: Partial<Sight> = {}): Sight => ({
  ...{ state: stateWith([], kept), rules: DEFAULT_RULES, after: day(0), at: day(40) },
  ...more,
});
/** Each as its code and day, signs first. */
function seen(kept: Kept, more: Partial<Sight> = {}): readonly string[] {
  const { signs, news } = signsIn(sight(kept, more));
  return [...signs, ...news].map(({ code, at }) => `${code} ${(at - day(0)) / DAY}`);
}
const FELT = { felt: 1, mattered: null, sortedOut: null } as const;

describe('small signs of forms', () => {
  it('are those of each form beside what came before it, and of the one that did not come', () => {
    const series = [seriesOf([...weekly([90, 90, 80]).ratings, silent(28)])];
    expect(signsIn(sight({ series }))).toEqual({
      signs: [
        { code: 'form-lower', at: day(21), about: 'f21', event: 's f21', times: 1 },
        { code: 'form-unanswered', at: day(28), about: 'f28', event: 's f28', times: 1 },
      ],
      news: [{ code: 'form-as-usual', at: day(14) }],
    });
    expect(signsIn(sight({}))).toEqual({ signs: [], news: [] });
  });

  it.each<[string, Partial<Sight>, readonly string[]]>([
    ['after the earlier story', { after: day(14) }, ['form-as-usual 21', 'form-as-usual 28']],
    ['up to now', { at: day(21) }, ['form-as-usual 14', 'form-as-usual 21']],
    ['as far back as the score looks', { at: day(14 + HORIZON_DAYS) }, ['form-as-usual 21', 'form-as-usual 28']],
    ['from just after that', { at: day(14 + HORIZON_DAYS) - 1 }, [14, 21, 28].map((at) => `form-as-usual ${at}`)],
  ])('are looked for %s', (_, more, found) =>
    expect(seen({ series: [weekly([90, 90, 90, 90])] }, more)).toEqual(found),
  );

  it('are looked for on the latest five of each series', () => {
    const values = [90, 90, 90, 90, 90, 90, 90];
    const latest = values.map((value, i) => form(2 * i + 2, value));
    expect(seen({ series: [seriesOf(latest)] })).toEqual([6, 8, 10, 12, 14].map((at) => `form-as-usual ${at}`));
    const felt = latest.map((one) => ({ ...one, probe: FELT }));
    const twin = (count: number) => ({ series: [seriesOf(felt.slice(0, count), { respondent: 'clinician' })] });
    expect(seen(twin(7))).toEqual([6, 8, 10, 12, 14].map((at) => `clinician-felt-off ${at}`));
    expect(seen(twin(4))).toEqual([2, 4, 6, 8].map((at) => `clinician-felt-off ${at}`));
    expect(seen(twin(7), { after: day(10) })).toEqual(['clinician-felt-off 12', 'clinician-felt-off 14']);
  });

  it.each<[string, Partial<Series>, number]>([
    ['the client', {}, 1],
    ['a member', { respondent: 'member:m1' }, 1],
    ['the clinician, whose level says nothing', { respondent: 'clinician' }, 0],
    ['the clinician, on a form about something else', { respondent: 'clinician', instrument: 'goals' }, 0],
    ['the client, on a form about something else', { instrument: 'ors' }, 0],
    ['the client, on a form that the clinic does not know', { instrument: 'unknown' }, 0],
  ])('are those of %s', (_, more, count) =>
    expect(seen({ series: [weekly([90, 90, 70], more)] }).filter((one) => one.endsWith(' 21'))).toHaveLength(count),
  );

  it('are held against what the person knew last who ended the prompt', () => {
    const series = [weekly([90, 90, 90, 70, 70])];
    const lower = (answered?: number) =>
      seen({ series, ...(answered ? { answered: { at: day(answered), cause: 'p' } as AnsweredPrompt } : {}) })
        .filter((one) => one.startsWith('form-lower'))
        .join();
    expect(lower()).toBe('form-lower 28,form-lower 35');
    expect(lower(28)).toBe('form-lower 28');
    expect(lower(29)).toBe('form-lower 28');
    expect(lower(35)).toBe('form-lower 28,form-lower 35');
    expect(lower(1)).toBe('form-lower 28,form-lower 35');
  });

  it('are not those of a clinician on a form about something else, where it asks the same', () => {
    const ratings = [form(7, 90, { probe: FELT })];
    const [pulse] = DEFAULT_RULES.instruments.filter(({ code }) => code === 'pulse');
    const rules = { ...DEFAULT_RULES, instruments: pulse ? [{ ...pulse, construct: 'session' as const }] : [] };
    const series = [seriesOf(ratings, { respondent: 'clinician' })];
    expect([seen({ series }), seen({ series }, { rules })]).toEqual([['clinician-felt-off 7'], []]);
  });
});

describe('small signs of notes', () => {
  it.each<[readonly string[], readonly string[]]>([
    [['rupture.withdrawal'], ['note-marked 9']],
    [['rupture.confrontation'], ['note-marked 9']],
    [['rupture.withdrawal', 'bond'], ['note-marked 9']],
    [
      ['rupture.confrontation', 'repair.achieved'],
      ['note-marked 9', 'repair-marked 9'],
    ],
    [['repair.attempted', 'repair.achieved'], ['repair-marked 9']],
    [['repair.attempted'], []],
    [['bond'], ['good-marked 9']],
    [['goal.agreement', 'repair.attempted'], ['good-marked 9']],
    [['task.agreement'], ['good-marked 9']],
  ])('%j: %j', (marks, found) => {
    expect(seen({ hours: [coded(9, marks)] })).toEqual(found);
    expect(seen({ hours: [coded(9, marks, { source: 'supervisor' })] })).toEqual(found);
    expect(seen({ hours: [coded(9, marks, { source: 'assisted' })] })).toEqual([]);
    expect(seen({ hours: [coded(9, marks)] }, { after: day(9) })).toEqual([]);
  });

  it('are about the note', () =>
    expect(signsIn(sight({ hours: [coded(9, ['rupture.withdrawal'])] })).signs).toEqual([
      { code: 'note-marked', at: day(9), about: 'n9', event: 's n9', times: 1 },
    ]));
});

describe('small signs of the calendar', () => {
  const off = (at: number, more: Partial<Appointment> = {}): Appointment => ({
    ...{ ...hour(at), status: 'cancelled', tally: 'cancelledByClient', decision: day(at - 2) },
    ...more,
  });
  const of = (...hours: readonly Appointment[]) => seen({ attendance: calendar(hours) });

  it.each<[string, Appointment, readonly string[]]>([
    ['kept', kept(9), ['hour-kept 9']],
    ['missed', hour(9), ['hour-missed 9']],
    ['missed because of the weather', hour(9, 'missedByClient', 'oth-weath'), []],
    ['missed for a reason of the client', hour(9, 'missedByClient', 'pat-dec'), ['hour-missed 9']],
    ['called off', off(9), ['cancelled-in-time 7']],
    ['called off late', off(9, { tally: 'cancelledLateByClient' }), ['cancelled-late 7']],
    ['called off, nobody knows when', off(9, { decision: null }), ['cancelled-in-time 9']],
    ['called off by the clinician', off(9, { tally: 'cancelledByClinician' }), []],
    ['booked', off(9, { status: 'booked', tally: null }), []],
    ['of no known time', off(9, { start: null }), []],
  ])('%s', (_, one, found) => expect(of(one)).toEqual(found));

  it('are about the hour', () =>
    expect(signsIn(sight({ attendance: calendar([hour(9)]) })).signs).toEqual([
      { code: 'hour-missed', at: day(9), about: 'a9', event: null, times: 1 },
    ]));

  it('are one where several hours were called off in one go', () => {
    const decision = day(5);
    expect(of(off(9, { decision }), off(16, { decision }))).toEqual(['cancelled-in-time 5']);
    expect(of(off(9), off(16))).toEqual(['cancelled-in-time 7', 'cancelled-in-time 14']);
    const none = { decision: null };
    expect(of(off(9, none), off(16, none))).toEqual(['cancelled-in-time 9', 'cancelled-in-time 16']);
    expect(of(off(9, { decision }), { ...hour(12), decision })).toHaveLength(2);
  });
});

describe('small signs of tasks', () => {
  it.each<[Partial<Task>, readonly string[]]>([
    [{ done: 0 }, ['task-not-done 9']],
    [{ done: 0.49 }, ['task-not-done 9']],
    [{ done: 0.5 }, ['task-done 9']],
    [{ done: 1 }, ['task-done 9']],
    [{ done: null }, []],
    [{ dueAt: null, done: 0 }, []],
    [{ dueAt: null, done: 1 }, []],
  ])('%j: %j', (task, found) => {
    const tasks: Task[] = [{ task: 't', kind: 'homework', dueAt: day(9), done: 0, ...task }];
    expect(seen({ tasks })).toEqual(found);
    // an instant that is not known is no instant long ago either
    expect(signsIn(sight({ tasks }, { after: -Infinity, at: DAY }))).toEqual({ signs: [], news: [] });
  });

  it('are about the task', () => {
    const tasks: Task[] = [{ task: 't', kind: 'homework', dueAt: day(9), done: 0 }];
    expect(signsIn(sight({ tasks })).signs).toEqual([
      { code: 'task-not-done', at: day(9), about: 't', event: null, times: 1 },
    ]);
  });
});

describe('an event may bring a small sign', () => {
  const before: Kept = { series: [weekly([88, 90]), weekly([90, 90], { respondent: 'member:m1' })] };
  const [own, other] = before.series as [Series, Series];
  const may = (
    after: Kept,
    type: Parameters<typeof mayBringSigns>[2] = 'feedback.submitted',
    more: Partial<Sight> = {},
  ): boolean => mayBringSigns(stateWith([], before), sight({ ...before, ...after }, more), type);
  const sent = (...rating: Parameters<typeof form>) => ({
    series: [own, { ...other, ratings: [...other.ratings, form(...rating)] }],
  });
  const oneOf = (old: readonly Series[], now: readonly Series[]) =>
    mayBringSigns(stateWith([], { series: old }), sight({ series: now }), 'feedback.submitted');
  const clinician = { respondent: 'clinician' };

  it('where tasks or the calendar changed, and not by an hour that was kept', () => {
    const attendance = calendar([hour(9)]);
    expect(may({ tasks: [] })).toBe(true);
    expect(may({ attendance }, 'appointment.missed')).toBe(true);
    expect(may({ attendance }, 'appointment.attended')).toBe(false);
  });

  it.each(['feedback.submitted', 'appointment.missed', 'appointment.attended'] as const)(
    'not where nothing changed: %s',
    (type) => expect(may({}, type)).toBe(false),
  );

  it('where a series is new, or not as it was', () => {
    const { ratings } = other;
    expect(may({ series: [own, other, weekly([90], clinician)] })).toBe(true);
    expect(may({ series: [own, seriesOf([form(7, 91), ...ratings.slice(1)])] })).toBe(true);
    expect(may({ series: [own, seriesOf([...ratings.slice(0, 1), form(14, 91)])] })).toBe(true);
    expect(oneOf([weekly([])], [weekly([90])])).toBe(true);
    expect(oneOf([own, other], [own])).toBe(true);
  });

  it('where the form at the end of a series brought one', () => {
    expect(may(sent(21, 70))).toBe(true);
    expect(may(sent(21, 90, { probe: FELT }))).toBe(true);
    expect(may(sent(21, null, { scales: [] }))).toBe(true);
    expect(may(sent(21, 90))).toBe(false);
    expect(may(sent(21, null))).toBe(false);
    expect(may(sent(21, 70), 'feedback.submitted', { after: day(21) })).toBe(false);
    expect(may(sent(21, 70), 'feedback.submitted', { at: day(20) })).toBe(false);
  });

  it('not by what the clinician says, or a form that the clinic does not know', () => {
    const brings = (old: Series) =>
      oneOf([old], [{ ...old, ratings: [...old.ratings, form(14, 60, { probe: FELT })] }]);
    expect(brings(weekly([90]))).toBe(true);
    expect(brings(weekly([90], clinician))).toBe(false);
    expect(brings(weekly([90], { instrument: 'unknown' }))).toBe(false);
  });
});
