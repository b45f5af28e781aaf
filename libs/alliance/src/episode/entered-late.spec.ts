import fc from 'fast-check';
import { anyHistory } from '../../spec/any-history.js';
import {
  attended,
  booked,
  day,
  fromHistory,
  handover,
  iso,
  named,
  on,
  opened,
  phq,
  phqItems,
  phqRules,
  pulse,
  pulseItems,
  requested,
  timer,
} from '../../spec/history.js';
import { attentionOf } from './attention.js';
import { latestAlliance } from './own-forms.js';
import { alertsOf, continueEpisode, foldEpisode } from './episode.js';
import { lookAgainAt } from './timers.js';
import { factTime, type ClinicEvent } from '#lib/events';
import type { EpisodeState } from '../state/episode-state.js';

const PULSE = { code: 'pulse', version: '1' };
const PHQ9 = { code: 'phq-9', version: '1' };

/** A form of one day that is entered on another. */
const enteredPulse = (at: number, level: number, answered: number): ClinicEvent => {
  const form = {
    form: `late-${answered}`,
    instrument: PULSE,
    respondent: 'client',
    items: pulseItems(level),
  };
  return named(`late-${answered}`, on(at, 'feedback.submitted', { ...form, administeredAt: iso(answered) }));
};
const enteredPhq = (at: number, ninth: number, answered: number): ClinicEvent => {
  const form = {
    form: `q-late-${answered}`,
    instrument: PHQ9,
    respondent: 'client',
    items: phqItems(1, ninth),
  };
  return named(`q-late-${answered}`, on(at, 'feedback.submitted', { ...form, administeredAt: iso(answered) }));
};
const fold = (...events: ClinicEvent[]): EpisodeState => foldEpisode([opened(), ...events], phqRules());
const valuesOf = (state: EpisodeState) => state.series[0]?.ratings.map(({ value }) => value && Math.round(value));

describe('a form that is entered late', () => {
  const better = [pulse(21, 88), pulse(28, 90), pulse(35, 92)];

  it('C18a: counts among the forms of its time, and alarms nobody when newer ones are better', () => {
    const state = fold(pulse(1, 90), ...better, enteredPulse(41, 20, 7));
    expect(valuesOf(state)).toEqual([90, 20, 88, 90, 92]);
    expect(latestAlliance(state).at(-1)).toBeCloseTo(91.7, 0);
    expect(alertsOf(state)).toEqual([]);
    expect(state.rupture?.state).toBe('repaired');
    expect(attentionOf(state).attention).toBe('on-course');
  });

  it('C18a: as the very first one is where the course begins', () => {
    const state = fold(...better, enteredPulse(41, 20, 7));
    expect(valuesOf(state)).toEqual([20, 88, 90, 92]);
    expect([state.rupture?.state ?? null, alertsOf(state)]).toEqual([null, []]);
  });

  it('C18a: that is the latest word of the client is told once it is entered, at that time', () => {
    const state = fold(pulse(1, 88), pulse(7, 90), pulse(14, 92), enteredPulse(30, 40, 21));
    expect(state.series[0]?.ratings.at(-1)).toMatchObject({ at: day(21) });
    expect(alertsOf(state)).toMatchObject([{ rule: 'strain-open', raisedAt: day(30), cause: 'late-21' }]);
    expect(state.rupture).toMatchObject({ onset: day(21) });
  });

  it('C18a: takes its date from whoever filled it in, not from a clock that runs ahead', () => {
    expect(fold(enteredPulse(5, 80, 9)).series[0]?.ratings[0]?.at).toBe(day(5));
    expect(factTime(enteredPulse(5, 80, 9))).toBe(day(5));
    expect(factTime(enteredPulse(9, 80, 5))).toBe(day(5));
    expect(fold(enteredPulse(5, 80, 5 - 1 / 86_400)).series[0]?.ratings[0]?.at).toBe(day(5));
  });

  it('was not missing when it was due', () => {
    const due = [requested(1, 5, 'late-3'), timer({ at: day(5), reason: 'feedback-overdue' })];
    expect(fold(...due).unanswered).toBe(1);
    expect(fold(...due, enteredPulse(9, 80, 3))).toMatchObject({
      unanswered: 0,
      awaited: [],
    });
  });

  it('that names no time of its own stands where it was sent, whatever appointment it names', () => {
    const data = {
      form: 'x',
      instrument: PULSE,
      respondent: 'client',
      items: pulseItems(80),
      appointment: 'a7',
    };
    const state = fold(booked(1, 7), attended(7), on(9, 'feedback.submitted', data));
    expect(state.series[0]?.ratings[0]?.at).toBe(day(9));
  });

  it('keeps its date when it is amended, and takes another when that is what was amended', () => {
    const amended = (administeredAt: string | undefined): ClinicEvent => {
      const data = {
        form: 'late-7',
        instrument: PULSE,
        respondent: 'client',
        items: pulseItems(70),
      };
      return on(45, 'feedback.amended', {
        ...data,
        ...(administeredAt ? { administeredAt } : {}),
      });
    };
    const placeOf = (event: ClinicEvent) => fold(enteredPulse(41, 20, 7), event).series[0]?.ratings;
    expect(placeOf(amended(undefined))).toMatchObject([{ at: day(7) }]);
    expect(placeOf(amended(iso(9)))).toMatchObject([{ at: day(9) }]);
  });
});

describe('a safety answer on a form that is entered late', () => {
  it('C18a: is told once, when it is entered, with the day of the answer, to whoever has the client now', () => {
    const state = fold(phq(2, 0), handover(20), phq(28, 0), enteredPhq(41, 3, 7));
    expect(alertsOf(state)).toMatchObject([
      {
        rule: 'safety-answer',
        raisedAt: day(41),
        clinician: 'k2',
        status: 'open',
        historical: false,
        facts: { level: 'immediate', answeredOn: iso(7).slice(0, 10) },
      },
    ]);
    expect(attentionOf(state, phqRules()).attention).toBe('act-today');
    const next = lookAgainAt(state, phqRules());
    expect(next?.reason).toBe('safety-unacknowledged');
    expect(next?.at).toBeGreaterThan(day(41));
  });

  it('is known from when it was entered, and says on which day it was answered', () => {
    expect(fold(enteredPhq(41, 1, 7)).safety).toMatchObject([{ at: day(41), answeredOn: iso(7).slice(0, 10) }]);
  });

  it('is told of a form that was only begun, too, and of an episode that was opened in between', () => {
    const begun = {
      form: 'q',
      instrument: PHQ9,
      respondent: 'client',
      items: phqItems(1, 2),
      answered: 9,
      total: 9,
    };
    const event = on(9, 'feedback.partially_submitted', {
      ...begun,
      administeredAt: iso(-3),
    });
    expect(alertsOf(fold(event))).toMatchObject([{ raisedAt: day(9), clinician: 'k1' }]);
  });

  it('D8: with history stands at its own date, tells nobody and asks for nothing today', () => {
    const state = fold(phq(2, 0), pulse(3, 90), pulse(10, 91), fromHistory(enteredPhq(41, 3, 7)));
    expect(alertsOf(state).map(({ rule, historical, raisedAt }) => [rule, historical, raisedAt])).toEqual([
      ['safety-answer', true, day(7)],
    ]);
    expect(attentionOf(state, phqRules())).toMatchObject({
      attention: 'keep-an-eye',
      because: { code: 'outcome-worse', facts: { before: 8, now: 11 } },
    });
  });
});

describe('what came with history', () => {
  it('D8: is no reason to act, and the same answer given now is', () => {
    const history = [fromHistory(phq(1, 3)), pulse(3, 90), pulse(10, 91)];
    expect(attentionOf(fold(...history), phqRules()).attention).toBe('on-course');
    expect(attentionOf(fold(...history, phq(12, 1)), phqRules()).attention).toBe('act-today');
  });

  it('D8: is told after all when the same form comes again by itself with the same answer', () => {
    const again = named('again', { ...phq(1, 3), occurredAt: day(5) });
    expect(alertsOf(fold(fromHistory(phq(1, 3)), again)).map(({ historical }) => historical)).toEqual([true, false]);
  });

  it('D8: leaves an old strain to be seen, and is no reason to talk soon', () => {
    const old = [pulse(1, 88), pulse(7, 90), pulse(14, 92), pulse(21, 60)].map(fromHistory);
    const { attention, because } = attentionOf(fold(...old));
    expect([attention, because.code]).toEqual(['keep-an-eye', 'strained']);
  });
});

describe('marks in a note that are made late', () => {
  const marks = (at: number, about: number): ClinicEvent =>
    on(at, 'note.alliance_markers_recorded', {
      note: `n${about}`,
      source: 'supervisor',
      serviceDate: iso(about),
      markers: [{ code: 'rupture.confrontation', significance: 4 }],
    });

  it('C18a: stand at their hour, and begin nothing that has been calm since', () => {
    const state = fold(pulse(1, 90), pulse(14, 88), pulse(21, 90), marks(41, 7));
    expect(state.hours).toMatchObject([{ at: day(7) }]);
    expect([state.rupture, alertsOf(state)]).toEqual([null, []]);
  });

  it.each<[string, ClinicEvent[]]>([
    ['nothing has been heard since', [pulse(1, 90)]],
    ['one form alone has come since', [pulse(1, 90), pulse(14, 88)]],
    ['the calm forms are those before the hour', [pulse(1, 90), pulse(3, 88), pulse(5, 90)]],
  ])('begin a strain when %s', (_, forms) => {
    const state = fold(...forms, marks(41, 7));
    expect(state.rupture).toMatchObject({ state: 'open', onset: day(7) });
    expect(alertsOf(state)).toMatchObject([{ rule: 'strain-open', raisedAt: day(41) }]);
  });
});

it('gives the same state in whatever order it comes, and on from any state', () => {
  const late = fc.oneof(
    fc
      .tuple(fc.integer({ min: 5, max: 120 }), fc.integer({ min: 20, max: 100 }), fc.integer({ min: 0, max: 60 }))
      .map(([at, level, before]) => enteredPulse(at, level, at - before)),
    fc
      .tuple(fc.integer({ min: 5, max: 120 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 60 }))
      .map(([at, ninth, before]) => enteredPhq(at, ninth, at - before)),
  );
  const history = fc
    .tuple(anyHistory, fc.uniqueArray(late, { maxLength: 6, selector: ({ id }) => id }))
    .map(([events, entered]) => [...events, ...entered]);
  const shuffled = history.chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }), fc.nat(40)),
  );
  fc.assert(
    fc.property(shuffled, ([events, again, cut]) => {
      const whole = JSON.stringify(foldEpisode(events, phqRules()));
      expect(JSON.stringify(foldEpisode(again, phqRules()))).toBe(whole);
      const next = continueEpisode(foldEpisode(again.slice(0, cut), phqRules()), again.slice(cut), phqRules());
      if (next !== 'refold') expect(JSON.stringify(next)).toBe(whole);
    }),
  );
});
