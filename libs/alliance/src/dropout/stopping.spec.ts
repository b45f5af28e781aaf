import fc from 'fast-check';
import { DAY } from '#lib/kernel';
import { anyHistory } from '../../spec/any-history.js';
import {
  attended,
  booked,
  cancelled,
  closed,
  contact,
  day,
  handover,
  missed,
  on,
  opened,
  pulse,
  requested,
  timer,
} from '../../spec/history.js';
import { ALERT_RULES, DROPOUT_RISK } from '../alerts/raise.js';
import { wordsFor, summarise, dropoutRiskNow } from '#lib/presentation';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import { continueEpisode, foldEpisode } from '../episode/episode.js';
import type { ClinicEvent } from '#lib/events';
import { lookAgainAt } from '../episode/timers.js';
import { writeState } from '../state/state-text.js';
import { assessDropoutAt, openInterval } from '../episode/dropout-assessment.js';

const references = [{ code: 'pulse', version: '1', mean: 80, sd: 10 }];
const on_ = (stopping: Partial<NonNullable<ClinicRules['stopping']>> = {}): ClinicRules => ({
  ...DEFAULT_RULES,
  stopping: { model: 'stopping-early-1', site: 0, references, ...stopping },
});
const rules = on_();

/** Lets time pass: every look that the judge asked for has come. */
function lived(events: readonly ClinicEvent[], given = rules): readonly ClinicEvent[] {
  let history = events;
  for (;;) {
    const next = lookAgainAt(foldEpisode(history, given), given);
    if (!next) return history;
    history = [...history, timer(next)];
  }
}
const after = (events: readonly ClinicEvent[], given = rules) => foldEpisode(lived(events, given), given);
const told = (events: readonly ClinicEvent[], given = rules): string[] =>
  after(events, given)
    .alerts.filter(({ rule }) => rule === DROPOUT_RISK.code)
    .map(({ cause, raisedAt, status }) => `${cause} on day ${(raisedAt - day(0)) / DAY} ${status}`);

const begun = [opened(), pulse(1, 80), attended(1), booked(1, 8), pulse(8, 80), attended(8)];

describe('where the chance of stopping early is on', () => {
  it('somebody is told once when silence has made it unusual, after the first day and never before', () => {
    expect(told([...begun, booked(8, 15), missed(15)])).toEqual(['a8 on day 15 open']);
    expect(told(begun)).toEqual(['a8 on day 16 open']);
  });

  it('nobody is told while the next appointment is booked and nothing was missed', () => {
    const steady = [...begun, booked(8, 15), attended(15), booked(15, 22), attended(22), booked(22, 29)];
    expect(assessDropoutAt(foldEpisode(steady, rules), rules)).toBe(day(30));
  });

  it('is looked at daily at most, and only where a look would tell somebody', () => {
    const state = foldEpisode([...begun, booked(8, 15)], rules);
    expect(assessDropoutAt(state, rules)).toBe(day(16));
    const alone = foldEpisode(begun, rules);
    expect(assessDropoutAt(alone, rules)).toBe(day(16));
    expect(assessDropoutAt(foldEpisode(lived(begun), rules), rules)).toBeUndefined();
  });

  it('eases when the client comes, and is told anew in a later interval', () => {
    const back = [...lived(begun), attended(20), pulse(20, 80)];
    expect(foldEpisode(back, rules).alerts.map(({ status }) => status)).toEqual(['eased']);
    expect(told(back).map((words) => words.split(' on ')[0])).toEqual(['a8', 'a20']);
  });

  it('ends with the work, and with a handover', () => {
    expect(told([...lived(begun), closed(18)])).toEqual(['a8 on day 16 closed']);
    expect(told([...lived(begun), handover(18)])).toEqual(['a8 on day 16 closed']);
  });

  it('outlives a rupture that eases', () => {
    const rupture = [...lived([...begun]), pulse(17, 40, [2, 8, 2]), pulse(18, 85, [0])];
    expect(foldEpisode(rupture, rules).alerts.find(({ rule }) => rule === DROPOUT_RISK.code)?.status).toBe('open');
  });

  it('cites what it saw and says it in plain words', () => {
    const [alert] = after(begun).alerts;
    expect(alert?.evidence).toHaveLength(2);
    expect(alert?.tier).toBe('keep-an-eye');
    expect(alert && wordsFor(alert).comparedWith).toMatch(/about [0-9.]+ times as often/);
  });
});

describe('silence that is nobody’s leaving', () => {
  it.each<[string, ClinicEvent[]]>([
    ['a pause', [on(9, 'episode.paused', {})]],
    ['the end of the work', [closed(9)]],
    ['no attended hour', []],
  ])('is not looked at: %s', (what, events) => {
    const history = what === 'no attended hour' ? [opened(), pulse(1, 40)] : [...begun, ...events];
    expect(assessDropoutAt(foldEpisode(history, rules), rules)).toBeUndefined();
    expect(told(history)).toEqual([]);
  });

  it.each(['practice', 'clinician'] as const)('is not counted across an hour that the %s called off', (by) => {
    const off = [...begun, booked(8, 15), cancelled(14, 'a15', { cancelledBy: by, late: true }), booked(14.2, 22)];
    expect(told([...begun, booked(8, 22)])).toEqual(['a8 on day 22 open']);
    expect(told(off)).toEqual(['a8 on day 23 open']);
  });

  it('is not told of when nothing is known to hold a rating against', () =>
    expect(told(begun, on_({ references: [] }))).toEqual([]));

  it('is not told of after the time in which work counts as stopped', () => {
    const late = foldEpisode([...begun, contact(60)], rules);
    expect(assessDropoutAt(late, rules)).toBeUndefined();
    expect(dropoutRiskNow(late, rules)).toEqual({ shown: false, because: expect.stringContaining('quiet') as string });
  });
});

describe('where it is off', () => {
  const withLooks = lived(begun);

  it('nothing is shown, looked at or told, whatever looks the log holds', () => {
    const state = foldEpisode(withLooks);
    expect(state.alerts).toEqual([]);
    expect([state.looked, lookAgainAt(state)]).toEqual([null, undefined]);
    expect(summarise(state)).not.toHaveProperty('stopping');
  });

  it('the state is the same as without it', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const without = writeState(foldEpisode(events));
        expect(writeState(foldEpisode(events, rules))).toBe(without);
      }),
      { numRuns: 60 },
    );
  });
});

describe('looks in the log', () => {
  it('come to rest, and never name the same instant again', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const seen = new Set<string>();
        let history: readonly ClinicEvent[] = events;
        for (let next; (next = lookAgainAt(foldEpisode(history, rules), rules));) {
          expect(seen.has(JSON.stringify(next))).toBe(false);
          seen.add(JSON.stringify(next));
          history = [...history, timer(next)];
        }
      }),
      { numRuns: 100 },
    );
  });

  it('give the same state in one go and one by one', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const history = lived(events).toSorted((a, b) => a.occurredAt - b.occurredAt);
        const whole = foldEpisode(history, rules);
        const stepwise = history.slice(1).reduce(
          (state, event) => {
            const next = continueEpisode(state, [event], rules);
            return next === 'refold' ? foldEpisode(history.slice(0, history.indexOf(event) + 1), rules) : next;
          },
          foldEpisode(history.slice(0, 1), rules),
        );
        expect(writeState(stepwise)).toBe(writeState(whole));
      }),
      { numRuns: 60 },
    );
  });

  it('tell at most once in an interval, and never below the least ratio', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const chances = after(events).alerts.filter(({ rule }) => rule === DROPOUT_RISK.code);
        expect(new Set(chances.map(({ cause }) => cause)).size).toBe(chances.length);
        for (const { facts } of chances) expect(facts['ratio']).toBeGreaterThanOrEqual(2.5);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the interval that an episode is in', () => {
  const interval = (...events: ClinicEvent[]) => openInterval(foldEpisode([opened(), ...events], rules));
  const paused = (from: number, to: number) => [on(from, 'episode.paused', {}), on(to, 'episode.resumed', {})];
  const fortnightly = on(0.1, 'episode.updated', { cadenceDays: 14 });

  it('begins with the last attended hour and ends with the silence that counts as a stop', () => {
    const opens = { hour: 'a8', opened: day(8) };
    expect(interval(attended(1), attended(8), missed(15))).toEqual({ ...opens, ends: day(38) });
    expect(interval(fortnightly, attended(8))).toEqual({ ...opens, ends: day(50) });
  });

  it('is counted anew from the end of an agreed break, unless somebody came since', () => {
    expect(interval(attended(8), ...paused(9, 30))).toMatchObject({ opened: day(8), ends: day(60) });
    expect(interval(...paused(2, 5), attended(8))).toMatchObject({ opened: day(8), ends: day(38) });
    expect(interval(attended(1), ...paused(2, 5), ...paused(6, 9))).toMatchObject({ ends: day(39) });
  });

  it('is none before anybody came, in a break and after the end', () => {
    expect(interval(missed(3))).toBeUndefined();
    expect(interval(attended(1), on(2, 'episode.paused', {}))).toBeUndefined();
    expect(interval(attended(1), closed(2))).toBeUndefined();
  });
});

describe('a look', () => {
  const look = (at: number): ClinicEvent => timer({ at: day(at), reason: 'stopping-look' });
  const lookedAfter = (events: readonly ClinicEvent[], given = rules) => {
    const { looked, alerts } = foldEpisode(events, given);
    const chances = alerts.filter(({ rule }) => rule === DROPOUT_RISK.code);
    return { looked, told: chances.length };
  };

  it('that finds nothing to tell is noted, and the next comes a day later at the earliest', () => {
    const early = [...begun, booked(8, 15), look(10.5)];
    expect(lookedAfter(early)).toEqual({ looked: { at: day(10.5), told: null }, told: 0 });
    const late = [...begun, booked(8, 15), look(15)];
    expect(lookedAfter(late)).toMatchObject({ looked: { told: null } });
    expect(assessDropoutAt(foldEpisode(late, rules), rules)).toBe(day(16));
    const missedSince = [...begun, booked(8, 15), look(14.5), missed(14.9, 'client', 'a15')];
    expect(assessDropoutAt(foldEpisode(missedSince, rules), rules)).toBe(day(16));
  });

  it('that tells somebody names the hour, and another in the same interval tells nobody', () => {
    const once = [...begun, look(17)];
    expect(lookedAfter(once)).toEqual({ looked: { at: day(17), told: 'a8' }, told: 1 });
    expect(lookedAfter([...once, look(20)])).toEqual({ looked: { at: day(20), told: 'a8' }, told: 1 });
    expect(foldEpisode([...once, look(20)], rules).alerts).toEqual(foldEpisode(once, rules).alerts);
  });

  it('makes the alert that stands say "seen again" where its hour turns out not to have taken place', () => {
    const [first, ...others] = foldEpisode([...begun, look(17), missed(18, 'client', 'a8'), look(25)], rules).alerts;
    expect(first).toMatchObject({ cause: 'a8', status: 'open', seenAgain: 1 });
    expect(others).toEqual([]);
  });

  it('in the next interval remembers the hour that was told of before', () =>
    expect(lookedAfter([...begun, look(17), attended(18), booked(18, 25), look(19)])).toMatchObject({
      looked: { at: day(19), told: 'a8' },
    }));

  it('tells up to the end of the interval, and nobody after it', () => {
    expect(lookedAfter([...begun, look(38)])).toMatchObject({ looked: { told: 'a8' }, told: 1 });
    expect(lookedAfter([...begun, look(38.01)])).toEqual({ looked: { at: day(38.01), told: null }, told: 0 });
  });

  it('leaves no trace before anybody came, and where the chance is off', () => {
    expect(lookedAfter([opened(), pulse(1, 40), look(5)])).toEqual({ looked: null, told: 0 });
    expect(lookedAfter([...begun, look(17)], DEFAULT_RULES)).toEqual({ looked: null, told: 0 });
  });

  it('is asked for on the very last day of the interval, and on no later one', () => {
    const waiting = (start: number) => {
      const events = [...begun, booked(8, start)];
      return assessDropoutAt(foldEpisode(events, on_({ leastRatio: 3.5 })), on_({ leastRatio: 3.5 }));
    };
    expect(waiting(37.5)).toBe(day(38));
    expect(waiting(38)).toBe(day(38));
    expect(waiting(38.5)).toBeUndefined();
  });

  it('is asked for later by a clinic that wants to hear less, and no earlier by one that wants to hear more', () => {
    const at = (leastRatio?: number): number | undefined => {
      const own = on_(leastRatio === undefined ? {} : { leastRatio });
      return assessDropoutAt(foldEpisode(begun, own), own);
    };
    expect(at()).toBe(day(16));
    expect(at(2.5)).toBe(day(16));
    expect(at(1)).toBe(day(16));
    expect(at(3.2)).toBeGreaterThan(day(16));
    expect(at(99)).toBeUndefined();
  });

  it('is asked for a day after the hour at the earliest, however unusual the chance is then', () => {
    const missing = [...begun, missed(9), missed(10), attended(11)];
    expect(assessDropoutAt(foldEpisode(missing, rules), rules)).toBe(day(12));
  });

  it('is still asked for when the last day of the interval is all that is left', () => {
    const left = (at: number) => assessDropoutAt(foldEpisode([...begun, contact(at)], rules), rules);
    expect(left(37.5)).toBe(day(38));
    expect(left(38)).toBe(day(38));
    expect(left(38.01)).toBeUndefined();
  });

  it('is not asked for before what is known already, nor twice in a day', () => {
    const heard = [...begun, contact(20.25)];
    expect(assessDropoutAt(foldEpisode(heard, rules), rules)).toBe(day(21));
    const known = foldEpisode([...begun, contact(21)], rules);
    expect(assessDropoutAt(known, rules)).toBe(day(21));
  });
});

describe('what is shown', () => {
  it('is a frequency, a comparison, reasons, what is missing and where it comes from', () =>
    expect(summarise(foldEpisode([...begun, requested(9, 10)], rules), rules).stopping).toMatchObject({
      shown: true,
      next: expect.stringMatching(/about \d+ in 100$/) as string,
      comparison: expect.stringMatching(/times what is usual|as usual/) as string,
      missing: expect.arrayContaining(['The two views of the hour differ']) as string[],
      model: 'stopping-early-1',
      calibration: 'start values, no data of this clinic',
    }));

  it('is nothing where the clinic has it off', () =>
    expect(dropoutRiskNow(foldEpisode(begun), DEFAULT_RULES)).toBeUndefined());

  it('says why it is hidden', () => {
    const because = (...events: ClinicEvent[]) => dropoutRiskNow(foldEpisode(events, rules), rules);
    const notBegun = { shown: false, because: expect.stringContaining('once work has begun') as string };
    expect(because(opened(), pulse(1, 80))).toEqual(notBegun);
    expect(because(...begun, closed(9))).toEqual(notBegun);
    const quiet = { shown: false, because: expect.stringContaining('quiet for longer') as string };
    expect(because(...begun, contact(38))).toEqual(quiet);
    expect(because(...begun, contact(37.99))).toMatchObject({ shown: true });
    const thin = { shown: false, because: expect.stringContaining('Not enough is known') as string };
    expect(because(opened(), attended(1))).toEqual(thin);
  });

  it('is higher in a service where more stop early', () => {
    const next = (site: number) => dropoutRiskNow(foldEpisode(begun, on_({ site })), on_({ site }));
    expect([-2, -0.5, 1].map(next)).toMatchObject([{ band: 'usual' }, { band: 'watch' }, { band: 'act' }]);
  });

  it('is hidden while data are thin', () => {
    expect(dropoutRiskNow(foldEpisode([opened()], rules), rules)).toMatchObject({ shown: false });
    expect(dropoutRiskNow(foldEpisode([opened(), attended(1)], rules), rules)).toMatchObject({ shown: false });
  });

  it('follows a calibration that a person approved', () => {
    const calibration = { name: '2026-03 test', betas: { nofut: 0 } };
    const own = on_({ calibration });
    expect(dropoutRiskNow(foldEpisode(begun, own), own)).toMatchObject({ calibration: '2026-03 test' });
    expect(told(begun, own)).not.toEqual(told(begun));
  });
});

it('has one alert rule with a budget', () =>
  expect(ALERT_RULES.filter(({ budgeted }) => budgeted).map(({ code }) => code)).toEqual(['stopping-chance']));
