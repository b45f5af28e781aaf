import {
  closed,
  clinicianPulse,
  contact,
  day,
  emptyPulse,
  fromHistory,
  iso,
  named,
  on,
  opened,
  partialPhq,
  phq,
  phqItems,
  phqRules,
  pulse,
  pulseItems,
  requested,
  timer,
} from '../../spec/history.js';
import { alertsOf, foldEpisode } from './episode.js';
import type { ClinicEvent, EventData } from '#lib/events';
import type { EpisodeState } from '../state/episode-state.js';

const state = (...events: ClinicEvent[]): EpisodeState => foldEpisode([opened(), ...events]);
const withPhq = (...events: ClinicEvent[]): EpisodeState => foldEpisode([opened(), ...events], phqRules());
const due = (n: number): ClinicEvent => timer({ at: day(n), reason: 'feedback-overdue' });
type Edition = EventData<'feedback.submitted'>['instrument'];
const PULSE: Edition = { code: 'pulse', version: '1' };
const PHQ9: Edition = { code: 'phq-9', version: '1' };

interface Asking {
  readonly form?: string;
  readonly respondent?: string;
  readonly instrument?: Edition;
  readonly dueAt?: string;
}
const asked = (at: number, { form = 'r1', respondent = 'client', instrument = PULSE, ...rest }: Asking): ClinicEvent =>
  on(at, 'feedback.requested', { form, instrument, respondent, ...rest });
const expired = (at: number, form: string, instrument = PULSE): ClinicEvent =>
  on(at, 'feedback.expired', { form, instrument });
const GAP = {
  value: null,
  prorated: false,
  scales: [],
  parts: [],
  probe: null,
  verdict: null,
  rules: [],
  shadow: [],
};

describe('a form that was asked for', () => {
  it('is waited for until it is due, under the name that the roster gives it', () => {
    const instrument = { code: 'pulse', version: '1.0' };
    expect(state(asked(1, { instrument, dueAt: iso(5) }))).toMatchObject({
      asked: true,
      awaited: [{ form: 'r1', instrument: 'pulse', version: '1', dueAt: day(5) }],
    });
  });

  it.each<[string, ClinicEvent[]]>([
    ['it has no time by which it is due', [asked(1, {})]],
    ['somebody else was asked', [asked(1, { respondent: 'clinician', dueAt: iso(5) })]],
    ['the episode has ended', [closed(1), asked(2, { dueAt: iso(5) })]],
    ['it came before it was asked for', [pulse(1, 80), asked(2, { form: 'f1-client', dueAt: iso(5) })]],
    ['it came among others', [pulse(1, 80), pulse(1.5, 80), asked(2, { form: 'f1-client', dueAt: iso(5) })]],
    ['it is known not to have come', [expired(1, 'r1'), asked(2, { dueAt: iso(5) })]],
  ])('is not waited for when %s', (_, events) => expect(state(...events).awaited).toEqual([]));

  it('is asked for once, with the latest time by which it is due', () => {
    const twice = [requested(1, 5, 'r1'), requested(2, 9, 'r2'), requested(3, 8, 'r1')];
    expect(state(...twice).awaited.map(({ form, dueAt }) => [form, dueAt])).toEqual([
      ['r2', day(9)],
      ['r1', day(8)],
    ]);
  });

  it('that was due before it was asked for is due just after', () => {
    expect(state(requested(5, 2, 'r1')).awaited).toMatchObject([{ dueAt: day(5) + 1 }]);
    expect(state(requested(5, 5, 'r1')).awaited).toMatchObject([{ dueAt: day(5) + 1 }]);
  });

  it('is waited for among the last sixty', () => {
    const many = Array.from({ length: 61 }, (_, i) => requested(i + 1, 100, `r${i}`));
    const forms = state(...many).awaited.map(({ form }) => form);
    expect([forms.length, forms[0], forms.at(-1)]).toEqual([60, 'r1', 'r60']);
  });

  it('is still waited for when another one comes', () => {
    expect(state(requested(1, 9, 'r1'), pulse(2, 80), partialPhq(3, 0)).awaited).toHaveLength(1);
  });
});

describe('a form that has not come', () => {
  it('is told from the others that are waited for', () => {
    const others = [asked(1, { form: 'q1', instrument: PHQ9, dueAt: iso(9) }), asked(2, { dueAt: iso(9) })];
    const { series, awaited } = withPhq(...others, expired(6, 'r1'));
    expect([series[0]?.instrument, awaited.map(({ form }) => form)]).toEqual(['pulse', ['q1']]);
  });

  it('leaves a gap in the series that it was asked for, at the time when it was missed', () => {
    const { series, unanswered, awaited } = withPhq(asked(1, { dueAt: iso(5) }), expired(6, 'r1', PHQ9));
    expect([unanswered, awaited]).toEqual([1, []]);
    expect(series).toEqual([
      {
        instrument: 'pulse',
        version: '1',
        respondent: 'client',
        ratings: [{ ...GAP, at: day(6), event: 'urn:practice feedback.expired-6', form: 'r1' }],
      },
    ]);
  });

  it('leaves it in the series that it is said to be of when nobody was seen to ask', () => {
    const { series, asked: wasAsked, unanswered } = state(expired(6, 'r1', { code: 'pulse', version: '1.0' }));
    expect(series).toMatchObject([{ instrument: 'pulse', version: '1', ratings: [{ form: 'r1' }] }]);
    expect([wasAsked, unanswered]).toEqual([true, 1]);
  });

  it.each([
    [0, 'before it is due', 4.9],
    [1, 'from when it is due', 5],
  ])('counts %i times %s', (n, _, now) =>
    expect(state(requested(1, 5, 'r1'), requested(1, 6, 'r2'), due(now)).unanswered).toBe(n),
  );

  it('counts nothing once it has come', () => {
    expect(state(pulse(3, 80), expired(6, 'f3-client'))).toMatchObject({ unanswered: 0, series: [{ ratings: [{}] }] });
  });

  it('counts nothing before the episode is open and after it has ended', () => {
    expect(foldEpisode([expired(6, 'r1')])).toMatchObject({ unanswered: 0, series: [] });
    expect(state(closed(5), expired(6, 'r1'))).toMatchObject({ unanswered: 0, series: [] });
  });
});

describe('the count of forms in a row that did not come', () => {
  const missing = [requested(1, 3, 'r1'), requested(2, 4, 'r2'), due(3), due(4)];

  it.each<[number, string, ClinicEvent]>([
    [0, 'the client answers', pulse(9, 80)],
    [0, 'the client answers with too little for a score', emptyPulse(9)],
    [2, 'the clinician answers', clinicianPulse(9, 80)],
    [2, 'a form is only begun', partialPhq(9, 0)],
    [2, 'there is another contact', contact(9)],
  ])('is %i when %s', (n, _, event) => expect(withPhq(...missing, event).unanswered).toBe(n));
});

describe('a form that was begun and not finished', () => {
  it('is counted, no longer waited for and never scored', () => {
    const begun = withPhq(
      asked(1, { form: 'q3', instrument: PHQ9, dueAt: iso(9) }),
      partialPhq(3, 0),
      partialPhq(4, 0),
    );
    expect(begun).toMatchObject({ unfinished: 2, awaited: [], series: [], safety: [] });
  });
});

describe('a form of an instrument that is not active here', () => {
  it('changes nothing', () => {
    const other = { form: 'x1', instrument: PHQ9, respondent: 'client' };
    const events = [
      asked(1, { ...other, dueAt: iso(5) }),
      on(2, 'feedback.submitted', { ...other, items: phqItems(1, 0) }),
      expired(6, 'x2', PHQ9),
      on(7, 'feedback.submitted', { ...other, instrument: { code: 'no-such-form', version: '1' } }),
    ];
    expect(state(...events)).toMatchObject({ awaited: [], asked: false, series: [], unanswered: 0, safety: [] });
  });

  it('is heard all the same when it has an answer that a person has to read', () => {
    expect(state(phq(3, 2))).toMatchObject({ series: [], safety: [{ form: 'q3', level: 'immediate' }] });
    expect(state(partialPhq(3, 1))).toMatchObject({ unfinished: 0, safety: [{ form: 'q3', level: 'same-day' }] });
  });

  it('leaves the question open when it was sent off without an answer to it, not when it was only begun', () => {
    expect(state(phq(3, null)).safety).toMatchObject([{ form: 'q3', level: 'not-answered' }]);
    expect(state(partialPhq(3, null)).safety).toEqual([]);
  });
});

describe('an answer that a person has to read', () => {
  const again = (at: number, form: string, ninth: number | null): ClinicEvent =>
    named(
      `again-${at}`,
      on(at, 'feedback.submitted', { form, instrument: PHQ9, respondent: 'client', items: phqItems(1, ninth) }),
    );

  it('is noted with its form, its time and the event that brought it', () => {
    expect(withPhq(phq(3, 2)).safety).toEqual([
      {
        at: day(3),
        answeredOn: null,
        form: 'q3',
        level: 'immediate',
        event: 'urn:practice phq-3',
        cause: 'phq-3',
        historical: false,
        later: null,
        follows: null,
        instrument: 'phq-9',
        versions: [],
      },
    ]);
    expect(withPhq(fromHistory(phq(3, 1))).safety).toMatchObject([{ level: 'same-day', historical: true }]);
    expect(withPhq(phq(3, 0)).safety).toEqual([]);
  });

  it('counts also on a form that is only begun, where a question left open means nothing yet', () => {
    expect(withPhq(partialPhq(3, 2)).safety).toMatchObject([{ level: 'immediate' }]);
    expect(withPhq(partialPhq(3, null)).safety).toEqual([]);
  });

  it.each([
    ['immediate', 2, null],
    ['immediate', 2, 1],
    ['same-day', 1, null],
    ['immediate', null, 2],
    ['same-day', null, 1],
    ['immediate', 1, 3],
  ])('is %s when the form first says %p and then %p', (level, first, second) => {
    const { safety } = withPhq(phq(3, first), again(4, 'q3', second));
    expect(safety).toMatchObject([{ at: day(3), level, event: 'urn:practice again-4' }]);
  });

  it('is not unsaid by a later version of the form', () => {
    expect(withPhq(phq(3, 1), again(4, 'q3', 0)).safety).toMatchObject([{ level: 'same-day', cause: 'phq-3' }]);
  });

  it('is told once as long as nobody has taken it, even when it grows graver', () => {
    const state = withPhq(phq(3, 1), again(4, 'q3', 2));
    expect(state.safety).toMatchObject([{ cause: 'phq-3' }]);
    expect(alertsOf(state).map(({ cause }) => cause)).toEqual(['phq-3']);
  });

  it('is told anew when it grows graver after somebody has taken it, and only then', () => {
    const key = alertsOf(withPhq(phq(3, 1)))[0]?.key ?? '';
    const taken = [phq(3, 1), on(3.5, 'alert.acknowledged', { alert: key, by: 'k1' })];
    expect(withPhq(...taken, again(4, 'q3', 2)).safety).toMatchObject([{ cause: 'again-4' }]);
    expect(withPhq(...taken, again(4, 'q3', 1)).safety).toMatchObject([{ cause: 'phq-3' }]);
  });

  it('is news after the question was left open', () => {
    expect(withPhq(phq(3, null), again(4, 'q3', 1)).safety).toMatchObject([{ cause: 'again-4' }]);
  });

  it('is noted for each form, the last sixty', () => {
    const many = Array.from({ length: 61 }, (_, i) => phq(i + 1, 1));
    const forms = withPhq(...many).safety.map(({ form }) => form);
    expect([forms.length, forms[0], forms.at(-1)]).toEqual([60, 'q2', 'q61']);
  });
});

describe('a form that arrives', () => {
  it('is kept with its answers where it asks about parts of the relationship, whoever filled it in', () => {
    const { latestForms } = withPhq(clinicianPulse(2, 40), phq(3, 0));
    expect(latestForms).toEqual([
      {
        instrument: 'pulse',
        version: '1',
        respondent: 'clinician',
        at: day(2),
        event: 'urn:practice pulse-2-clinician',
        answers: pulseItems(40, [2, 9, 1]),
      },
    ]);
  });

  it('without answers is kept as one that says nothing', () => {
    const bare = on(2, 'feedback.submitted', { form: 'f2', instrument: PULSE, respondent: 'client' });
    expect(state(bare).latestForms).toMatchObject([{ answers: [] }]);
  });

  it('with totals only is scored by what its sender added up, scale by scale', () => {
    const told = { form: 'f2', instrument: PULSE, respondent: 'client' };
    const totals = [
      { scale: 'bond', value: 70 },
      { scale: 'alliance', value: 80 },
      { scale: 'of-their-own', value: 3 },
    ];
    const scored = (data: object): unknown =>
      state(on(2, 'feedback.submitted', { ...told, ...data })).series[0]?.ratings[0];
    expect(scored({ totals })).toMatchObject({ value: 80, scales: [80, 70, null, null] });
    expect(scored({ totals: [] })).toMatchObject({ value: null, scales: [null, null, null, null] });
    expect(scored({})).toMatchObject({ value: null, scales: [null, null, null, null] });
    expect(scored({ totals, items: pulseItems(50) })).toMatchObject({ value: 50 });
  });

  it('late takes the place of its own gap, and of nothing else', () => {
    const late = [pulse(1, 90), pulse(2, 80), expired(3, 'f7-client'), expired(4, 'r1'), pulse(7, 85)];
    expect(state(...late).series[0]?.ratings.map(({ form, value }) => [form, value && Math.round(value)])).toEqual([
      ['f1-client', 90],
      ['f2-client', 80],
      ['r1', null],
      ['f7-client', 85],
    ]);
  });

  it('is one of the last sixty of its series', () => {
    const forms = Array.from({ length: 61 }, (_, i) => pulse(i + 1, 85));
    const kept = (n: number) => state(...forms.slice(0, n)).series[0]?.ratings.map(({ at }) => at) ?? [];
    expect([kept(60).length, kept(60)[0], kept(61).length, kept(61)[0]]).toEqual([60, day(1), 60, day(2)]);
  });

  it('of which nothing is to be judged is kept with its score', () => {
    expect(withPhq(phq(3, 0)).series).toEqual([
      {
        instrument: 'phq-9',
        version: '1',
        respondent: 'client',
        ratings: [{ ...GAP, at: day(3), event: 'urn:practice phq-3', form: 'q3', value: 8, scales: [8] }],
      },
    ]);
  });

  it('counts as it came first, also when that was too little for a score', () => {
    const second = { ...pulse(2, 40), id: 'second', occurredAt: day(3) };
    expect(state(pulse(2, 80), second).series[0]?.ratings).toMatchObject([{ value: 80 }]);
    expect(state(emptyPulse(2), { ...second, id: 'third' }).series[0]?.ratings).toMatchObject([{ value: null }]);
  });
});
