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
import { ALERT_RULES, STOPPING_CHANCE } from '../alerts/raise.js';
import { wordsFor } from '../words/alert-words.js';
import { HOUSE_RULES, type ClinicRules } from '../clinic/clinic-rules.js';
import { continueEpisode, foldEpisode } from '../episode.js';
import type { ClinicEvent } from '../events/catalogue.js';
import { lookAgainAt } from '../silence.js';
import { writeState } from '../state-text.js';
import { summarise } from '../summary.js';
import { chanceNow } from './chance-now.js';
import { lookAtStoppingAt } from './look.js';

const references = [{ code: 'pulse', version: '1', mean: 80, sd: 10 }];
const on_ = (stopping: Partial<NonNullable<ClinicRules['stopping']>> = {}): ClinicRules => ({
  ...HOUSE_RULES,
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
    .alerts.filter(({ rule }) => rule === STOPPING_CHANCE.code)
    .map(({ cause, raisedAt, status }) => `${cause} on day ${(raisedAt - day(0)) / DAY} ${status}`);

const begun = [opened(), pulse(1, 80), attended(1), booked(1, 8), pulse(8, 80), attended(8)];

describe('where the chance of stopping early is on', () => {
  it('somebody is told once when silence has made it unusual, after the first day and never before', () => {
    expect(told([...begun, booked(8, 15), missed(15)])).toEqual(['a8 on day 15 open']);
    expect(told(begun)).toEqual(['a8 on day 16 open']);
  });

  it('nobody is told while the next appointment is booked and nothing was missed', () => {
    const steady = [...begun, booked(8, 15), attended(15), booked(15, 22), attended(22), booked(22, 29)];
    expect(lookAtStoppingAt(foldEpisode(steady, rules), rules)).toBe(day(30));
  });

  it('is looked at daily at most, and only where a look would tell somebody', () => {
    const state = foldEpisode([...begun, booked(8, 15)], rules);
    expect(lookAtStoppingAt(state, rules)).toBe(day(16));
    const alone = foldEpisode(begun, rules);
    expect(lookAtStoppingAt(alone, rules)).toBe(day(16));
    expect(lookAtStoppingAt(foldEpisode(lived(begun), rules), rules)).toBeUndefined();
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

  it('outlives a strain that eases', () => {
    const strain = [...lived([...begun]), pulse(17, 40, [2, 8, 2]), pulse(18, 85, [0])];
    expect(foldEpisode(strain, rules).alerts.find(({ rule }) => rule === STOPPING_CHANCE.code)?.status).toBe('open');
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
    expect(lookAtStoppingAt(foldEpisode(history, rules), rules)).toBeUndefined();
    expect(told(history)).toEqual([]);
  });

  it.each(['practice', 'clinician'] as const)('is not counted across an hour that the %s called off', (by) => {
    const off = [...begun, booked(8, 15), cancelled(14, 'a15', { cancelledBy: by, late: true }), booked(14, 22)];
    expect(told([...begun, booked(8, 22)])).toEqual(['a8 on day 22 open']);
    expect(told(off)).toEqual(['a8 on day 23 open']);
  });

  it('is not told of when nothing is known to hold a rating against', () =>
    expect(told(begun, on_({ references: [] }))).toEqual([]));

  it('is not told of after the time in which work counts as stopped', () => {
    const late = foldEpisode([...begun, contact(60)], rules);
    expect(lookAtStoppingAt(late, rules)).toBeUndefined();
    expect(chanceNow(late, rules)).toEqual({ shown: false, because: expect.stringContaining('quiet') as string });
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
        const chances = after(events).alerts.filter(({ rule }) => rule === STOPPING_CHANCE.code);
        expect(new Set(chances.map(({ cause }) => cause)).size).toBe(chances.length);
        for (const { facts } of chances) expect(facts['ratio']).toBeGreaterThanOrEqual(2.5);
      }),
      { numRuns: 60 },
    );
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

  it('is hidden while data are thin', () => {
    expect(chanceNow(foldEpisode([opened()], rules), rules)).toMatchObject({ shown: false });
    expect(chanceNow(foldEpisode([opened(), attended(1)], rules), rules)).toMatchObject({ shown: false });
  });

  it('follows a calibration that a person approved', () => {
    const calibration = { name: '2026-03 test', betas: { nofut: 0 } };
    const own = on_({ calibration });
    expect(chanceNow(foldEpisode(begun, own), own)).toMatchObject({ calibration: '2026-03 test' });
    expect(told(begun, own)).not.toEqual(told(begun));
  });
});

it('has one alert rule with a budget', () =>
  expect(ALERT_RULES.filter(({ budgeted }) => budgeted).map(({ code }) => code)).toEqual(['stopping-chance']));
