import { steady } from '../../alliance/spec/absent.js';
import { pulseWith } from '../../alliance/spec/forms.js';
import {
  booked,
  calm,
  cancelled,
  clinicianPulse,
  day,
  emptyPulse,
  handover,
  iso,
  marked,
  memberPulse,
  missed,
  on,
  opened,
  phq,
  phqRules,
  pulse,
  srsForm,
  withRupture,
  timer,
  waiSrForm,
} from '../../alliance/spec/history.js';
import { alertsOf, DEFAULT_RULES, foldEpisode } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { summarise, type EpisodeSummary } from './episode-summary.js';
import { DEFAULT_WORDINGS } from './wording.js';

const summary = (...events: ClinicEvent[]): EpisodeSummary => summarise(foldEpisode(events, phqRules()), phqRules());
const keyOf = (...events: ClinicEvent[]): string => alertsOf(foldEpisode(events, phqRules()))[0]?.key ?? '';
const reason = (...events: ClinicEvent[]): string => summary(...events).reason;
/** Everything has been done about the alert that the strain raised. */
const answered = (at: number): ClinicEvent =>
  on(at, 'alert.resolved', { alert: keyOf(...withRupture()), by: 'k1', outcome: 'nothing-needed' });
/** Four equal marks. */
const srs = (at: number, mark: number): ClinicEvent => srsForm(at, mark, mark, mark, mark);
const died = (at: number): ClinicEvent => on(at, 'client.deceased', {} as { client: string });
const ended = (reason: 'mutual' | 'deceased'): ClinicEvent => on(72, 'episode.closed', { reason });
const moved = (at: number, to: number): ClinicEvent => {
  const { appointment } = booked(71, 80).data as { appointment: string };
  const times = { start: iso(to), end: iso(to + 0.04) };
  return on(at, 'appointment.rescheduled', { appointment, ...times, initiatedBy: 'practice' });
};

describe('the line of an episode', () => {
  it('leaves away what nobody knows yet', () => {
    expect(summary(pulse(1, 90))).toEqual({
      client: 'c1',
      clinician: '',
      status: 'unopened',
      attention: 'not-enough-yet',
      reason: 'Not opened yet',
      rupture: null,
      lastAlliance: [90],
      attended: 0,
      missedByClient: 0,
      openAlerts: 0,
      asOf: day(1),
    });
  });

  it('says who supervises, while that person works here, and since when the client is known', () => {
    const supervised = handover(2, 'k7', 'supervision');
    const registered = on(-3, 'client.registered', {} as { client: string });
    expect(summary(registered, opened(), supervised)).toMatchObject({ supervisor: 'k7', clientSince: day(-3) });
    const left = on(4, 'clinician.deactivated', { clinician: 'k7' });
    expect(summary(opened(), supervised, left)).not.toHaveProperty('supervisor');
  });

  it('says when the record of the client was changed last', () => {
    const changed = [3, 5].map((at) => on(at, 'client.updated', {} as { client: string }));
    expect(summary(opened(), ...changed, pulse(6, 90)).clientUpdated).toBe(day(5));
  });

  it('S24 counts weeks in a row without an hour where the approach does', () => {
    const gone = [booked(49, 56), booked(49, 63), missed(56), missed(63)];
    const dbt = on(0.1, 'episode.updated', { approach: 'dbt' });
    expect(summary(...steady(), dbt, ...gone).missedWeeks).toEqual({ individual: 2, skills: 0 });
    expect(summary(...steady(), ...gone)).not.toHaveProperty('missedWeeks');
  });

  it('names no part of the relationship when none fell', () => {
    const { rupture } = summary(opened(), pulse(1, 90), pulse(7, 90, [2, 8, 2]));
    expect(rupture).toMatchObject({ state: 'open', tier: 'confirmed', noticed: [{ rule: 'direct-report' }] });
    expect(rupture).not.toHaveProperty('facet');
  });

  it('passes over a rule that this version no longer has', () => {
    const state = foldEpisode(withRupture());
    const rupture = state.rupture && { ...state.rupture, rules: ['gone', 'reliable-drop'] };
    expect(summarise({ ...state, rupture }).rupture?.noticed.map(({ rule }) => rule)).toEqual(['reliable-drop']);
  });

  it('counts an alert until somebody has ended it', () => {
    expect([summary(...withRupture()).openAlerts, summary(...withRupture(), answered(22)).openAlerts]).toEqual([1, 0]);
  });
});

describe('the last ratings', () => {
  const ratings = (...events: ClinicEvent[]): readonly (number | null)[] => summary(...events).lastAlliance;

  it('are six at the most', () => {
    const eight = [70, 80, 90, 80, 90, 80, 90, 80].map((level, i) => pulse(i + 1, level));
    expect(ratings(opened(), ...eight)).toHaveLength(6);
  });

  it.each<[string, ClinicEvent[]]>([
    ['the clinician’s own form', [clinicianPulse(3, 40)]],
    ['a member’s form', [memberPulse(3, 'm1', 40)]],
    ['a form about how things are', [phq(3, 0)]],
  ])('leave %s aside', (_, others) => expect(ratings(opened(), pulse(1, 90), ...others)).toEqual([90]));

  it('are those of the form that the client filled in last', () => {
    expect(ratings(opened(), pulse(1, 90), srs(2, 9.5))).toEqual([95]);
    expect(ratings(opened(), srs(2, 9.5), pulse(3, 90))).toEqual([90]);
    expect(ratings(opened(), pulse(1, 90), srs(2, 9.5), pulse(3, 80))).toEqual([90, 80]);
    const turns = [pulse(1, 90), pulse(2, 80), srs(3, 9.5), srs(4, 9.5), pulse(5, 90)];
    expect(ratings(opened(), ...turns)).toEqual([90, 80, 90]);
  });

  it.each([
    [1, 0],
    [3, 50],
    [5, 100],
  ])('show answers of %d on a form from 1 to 5 as %d of 100', (answer, share) =>
    expect(ratings(opened(), waiSrForm(1, answer))).toEqual([share]),
  );
});

describe('what a line says first', () => {
  it('is that the work rests, whatever is open', () => {
    expect(summary(...withRupture(), on(25, 'episode.paused', {}))).toMatchObject({
      attention: 'on-course',
      reason: 'Paused by agreement',
    });
  });

  it('is no alert that was put off, yet the strain that it is about', () => {
    const until = new Date(day(40)).toISOString();
    const snoozed = on(22, 'alert.snoozed', { alert: keyOf(...withRupture()), by: 'k1', until });
    expect(summary(...withRupture(), snoozed)).toMatchObject({
      attention: 'keep-an-eye',
      reason: 'Possible strain, still open',
      openAlerts: 1,
    });
  });

  it('is that it has been quiet, also when the alert is done', () => {
    const quiet = timer({ at: day(35), reason: 'quiet-since-strain' });
    expect(summary(...withRupture(), answered(22), quiet)).toMatchObject({
      attention: 'keep-an-eye',
      reason: 'A strain is open, and it has been quiet since 23 March 2026',
    });
  });

  it('says in German since when it has been quiet', () => {
    const quiet = timer({ at: day(35), reason: 'quiet-since-strain' });
    const state = foldEpisode([...withRupture(), quiet]);
    expect(summarise(state, DEFAULT_RULES, DEFAULT_WORDINGS.in.de).reason).toBe(
      'Eine Spannung ist offen, und seit dem 23. März 2026 ist es still',
    );
  });

  it('is that the strain eases, once half of the fall has come back', () => {
    expect(reason(...withRupture(), answered(22), pulse(28, 80))).toBe('A strain is easing');
  });
});

describe('what asks for a look', () => {
  const lower = [opened(), ...[7, 14, 21, 28].map((at) => pulseWith(at)), pulseWith(35, { p6: 1 })];
  const done = { alert: keyOf(...lower), by: 'k1', outcome: 'nothing-needed' } as const;
  const overdue = (at: number): ClinicEvent =>
    on(at, 'engagement.task_overdue', { task: `t${at}`, taskKind: 'exercise', dueAt: iso(at) });
  const calledOff = (at: number): ClinicEvent => cancelled(at - 4, `a${at}`, { cancelledBy: 'client', late: false });

  it.each<[string, ClinicEvent[], english: string, german: string]>([
    [
      'a client who has not come',
      [...steady(), missed(56)],
      'Has not come to the last appointment; none is booked',
      'Der letzte Termin wurde nicht wahrgenommen, keiner ist vereinbart',
    ],
    [
      'appointments that were all called off',
      [...steady(), ...[56, 63, 70, 77].map((at) => booked(49, at)), ...[56, 63, 70].map(calledOff)],
      'The last 3 appointments were all cancelled',
      'Die letzten 3 Termine wurden alle abgesagt',
    ],
    [
      'tasks that are not done',
      [opened(), pulse(1, 85), pulse(7, 86), pulse(14, 85), ...[7, 14, 21, 28, 35].map(overdue)],
      'Few of the latest exercises were done',
      'Von den letzten Übungen wurde wenig gemacht',
    ],
    [
      'one part that fell, when its prompt is done',
      [...lower, on(36, 'alert.resolved', done)],
      'Lower than before: trust',
      'Niedriger als zuvor: Vertrauen',
    ],
    [
      'one part that is low all the time',
      [opened(), ...[7, 14, 21].map((at) => pulseWith(at, { p6: 3 }))],
      'Low on the last three forms: trust',
      'Auf den letzten drei Bögen niedrig: Vertrauen',
    ],
  ])('is said in the words of its kind: %s', (...[, events, english, german]) => {
    const state = foldEpisode(events, phqRules());
    const said = (['en', 'de'] as const).map(
      (language) => summarise(state, phqRules(), DEFAULT_WORDINGS.in[language]).reason,
    );
    expect(said).toEqual([english, german]);
  });
});

describe('S17 what notes marked about a strain', () => {
  const strain = [opened(), pulse(20, 90), pulse(27, 50, [2, 8, 2])];
  const trust = (at: number): ClinicEvent => marked(at, { code: 'rupture.withdrawal', marker: 'trust' });

  it.each<[string, ClinicEvent[], string[] | undefined]>([
    ['three days before its first sign', [trust(24)], ['trust']],
    ['longer before it', [trust(23.9)], undefined],
    ['while it is open', [trust(40)], ['trust']],
    ['when it had eased', [pulse(34, 90), trust(34)], ['trust']],
    ['after it had eased', [pulse(34, 90), trust(50)], undefined],
  ])('stands with it, and not with another time: %s', (_, events, words) =>
    expect(summary(...strain, ...events).rupture?.marked).toEqual(words),
  );
});

describe('a safety question that was left open', () => {
  const OPEN = 'A safety question was left open';

  it('is told while that is the latest form of its kind, whatever other forms came', () => {
    expect(reason(opened(), phq(1, null), pulse(2, 90), pulse(3, 90))).toBe(OPEN);
  });

  it('is not told any more once it was answered on a later form', () => {
    expect(reason(opened(), pulse(1, 90), phq(1, null), phq(7, 0), pulse(8, 90), pulse(9, 90))).toBe(
      'The client’s ratings are steady',
    );
  });

  it('is not told of an answer that somebody has read', () => {
    const history = [opened(), phq(1, 2)];
    const read = on(2, 'alert.resolved', { alert: keyOf(...history), by: 'k1', outcome: 'talked-it-through' });
    expect(reason(...history, read)).toBe('Forms about how things are so far, none yet about the work together');
  });

  it('is not told when there was no such question', () => {
    expect(reason(opened(), pulse(1, 90), pulse(2, 90), pulse(3, 90))).toBe('The client’s ratings are steady');
  });
});

describe('a calm course', () => {
  it('needs two forms with a score, and is called steady from the third on', () => {
    expect(reason(opened(), pulse(1, 90), emptyPulse(7))).toBe('One form so far');
    expect(reason(opened(), emptyPulse(7))).toBe('No forms yet');
    expect(reason(opened(), pulse(1, 90), pulse(7, 90))).toBe('Two forms so far');
    expect(reason(opened(), pulse(1, 90), pulse(7, 90), pulse(14, 90))).toBe('The client’s ratings are steady');
  });

  it.each<[string, readonly number[]]>([
    ['Full marks every time: no room to see change', [90, 100, 100, 100, 100, 100, 100]],
    ['The client’s ratings are steady', [100, 100, 100, 100, 100]],
    ['The client’s ratings are steady', [100, 100, 100, 90, 100, 100]],
    ['The client’s ratings have risen', [72, 74, 80, 90, 95]],
    ['The client’s ratings are steady', [75, 80, 85, 90, 95]],
    ['The client’s ratings are steady', [72, 74, 80, 90, 95, 94, 93, 95, 94, 95, 94]],
  ])('is told as “%s” after %j', (words, levels) =>
    expect(reason(opened(), ...levels.map((level, i) => pulse(i + 1, level)))).toBe(words),
  );

  it('is dated by what comes next', () => {
    expect(summary(...calm(), booked(71, 77)).nextAppointment).toBe(day(77));
    expect(summary(...calm())).not.toHaveProperty('nextAppointment');
  });

  it.each<[string, ClinicEvent[]]>([
    ['C12a: has died, and an hour is booked afterwards', [died(72), booked(73, 80)]],
    ['C12a: has died, and the hour was booked before', [booked(71, 80), died(72)]],
    ['C12a: has died, and an hour is moved', [booked(71, 80), died(72), moved(73, 81)]],
    ['C12a: died, as the end of the episode says', [ended('deceased'), booked(73, 80)]],
    ['C07: had an episode that ended, and an hour is booked afterwards', [ended('mutual'), booked(73, 80)]],
  ])('has no next appointment where the client %s', (_, events) =>
    expect(summary(...calm(), ...events)).not.toHaveProperty('nextAppointment'),
  );

  it('C07: has a next appointment again where the work goes on', () =>
    expect(summary(...calm(), ended('mutual'), opened(73), booked(74, 80)).nextAppointment).toBe(day(80)));
});
