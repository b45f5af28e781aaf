/** What stays of an answer to a question about safety, version by version. */
import type { ClinicEvent, EventOf } from '#lib/events';
import { actBy, alertOf, stateWith } from '../../spec/alerts.js';
import { day, fromHistory, iso, named, on, phqItems, phqRules } from '../../spec/history.js';
import type { EpisodeState, SafetyNote, SafetyVersion } from '../state/episode-state.js';
import { hearSafety, noteOpenQuestion } from './safety-answers.js';

type Type = 'feedback.submitted' | 'feedback.partially_submitted' | 'feedback.amended';
const FORM = { form: 'q', instrument: { code: 'phq-9', version: '1' }, respondent: 'client' };
/** A version of the form, whose ninth answer asks about safety: 0 is none, 1 and more is one. */
const version = (ninth: number | null, type: Type = 'feedback.submitted', more: object = {}): ClinicEvent =>
  named('v', on(9, type, { ...FORM, items: phqItems(1, ninth), ...more } as never));
const voided = (cause: string): ClinicEvent => on(9, 'feedback.voided', { ...FORM, cause } as never);
const note = (level: SafetyNote['level'], more: Partial<SafetyNote> = {}): SafetyNote => ({
  ...{ at: day(7), answeredOn: null, form: 'q', instrument: 'phq-9', level, event: 's q', cause: 'q' },
  ...{ historical: false, follows: null, later: null, versions: [] },
  ...more,
});
const heard = (state: EpisodeState, original: ClinicEvent, part: 'both' | 'word' = 'both'): EpisodeState =>
  hearSafety(state, { original, effective: original, at: day(9), part }, phqRules());
const having = (...safety: SafetyNote[]): EpisodeState => stateWith([], { safety });
const other = note('same-day', { form: 'other' });

describe('an answer', () => {
  const news: SafetyNote = note('same-day', { at: day(9), event: 'urn:practice v', cause: 'v' });

  it('is noted with when and by what', () => {
    expect(heard(having(other), version(1)).safety).toEqual([other, news]);
    expect(heard(having(), fromHistory(version(1))).safety).toEqual([{ ...news, historical: true }]);
  });

  it('is dated only where it was entered later', () => {
    const dated = version(1, 'feedback.submitted', { administeredAt: iso(3) });
    expect(heard(having(), dated).safety[0]?.answeredOn).toBeNull();
    expect(heard(having(), dated, 'word').safety[0]?.answeredOn).toBe('2026-03-05');
    expect(heard(having(), version(1), 'word').safety[0]?.answeredOn).toBeNull();
  });

  it('is one also in an unfinished form, and in an amended one that never came', () => {
    expect(heard(having(), version(1, 'feedback.partially_submitted')).safety).toEqual([news]);
    expect(heard(having(), version(1, 'feedback.amended')).safety).toEqual([news]);
  });

  it.each<[string, ClinicEvent]>([
    ['nothing to answer', version(0)],
    ['the question left open', version(null)],
    ['an unknown instrument', version(3, 'feedback.submitted', { instrument: { code: 'x', version: '1' } })],
    ['a form taken back', voided('deleted')],
    ['another event', on(9, 'client.updated', {})],
  ])('is none: %s', (_, event) => {
    const state = having(other);
    expect(heard(state, event)).toBe(state);
  });

  it('is kept with sixty others', () => {
    const before = Array.from({ length: 60 }, (_, i) => note('same-day', { form: `f${i}` }));
    expect(heard(having(...before), version(1)).safety).toEqual([...before.slice(1), news]);
  });
});

describe('a question that was left open', () => {
  const open = note('not-answered');
  const asked = version(null) as EventOf<'feedback.submitted'>;

  it('is noted once, and takes nothing of an answer away', () => {
    expect(noteOpenQuestion(having(other), asked).safety).toEqual([
      other,
      note('not-answered', { at: day(9), event: 'urn:practice v', cause: 'v' }),
    ]);
    for (const known of [open, note('same-day')]) {
      const state = having(known);
      expect(noteOpenQuestion(state, asked)).toBe(state);
    }
  });

  it('is none any more once a version says that there is nothing', () => {
    expect(heard(having(open, other), version(0)).safety).toEqual([other]);
    const unknown = { code: 'x', version: '1' };
    const of = note('not-answered', { instrument: 'x' });
    expect(heard(having(of), version(1, 'feedback.submitted', { instrument: unknown })).safety).toEqual([]);
  });

  it('stays open where another version leaves it open, or is taken back', () => {
    const state = having(open, other);
    expect(heard(state, version(null))).toBe(state);
    expect(heard(state, voided('deleted'))).toBe(state);
  });

  it('that is answered is news', () =>
    expect(heard(having(open), version(1)).safety).toEqual([
      note('same-day', {
        ...{ at: day(7), event: 'urn:practice v', cause: 'v', follows: 'q' },
        versions: [{ at: day(9), answeredOn: null, level: 'same-day', event: 'urn:practice v', cause: 'v' }],
      }),
    ]));
});

describe('an answer of which another version comes', () => {
  const known = note('same-day');
  const latest = { event: 'urn:practice v' };

  it.each<[string, ClinicEvent, Partial<SafetyNote>]>([
    ['amended to nothing', version(0, 'feedback.amended'), { ...latest, later: 'amended' }],
    ['amended to an open question', version(null, 'feedback.amended'), { ...latest, later: 'amended' }],
    ['sent again with nothing', version(0), { ...latest, later: 'sent-again' }],
    ['sent again with an open question', version(null), { ...latest, later: 'sent-again' }],
    [
      'sent again unfinished with nothing',
      version(0, 'feedback.partially_submitted'),
      { ...latest, later: 'sent-again' },
    ],
    ['sent again unfinished, not so far', version(null, 'feedback.partially_submitted'), {}],
    ['taken back', voided('deleted'), { event: 'urn:practice feedback.voided-9', later: 'voided' }],
    [
      'taken back as another’s',
      voided('wrong-person'),
      { event: 'urn:practice feedback.voided-9', later: 'wrong-person' },
    ],
  ])('says so, and takes nothing away: %s', (_, event, more) =>
    expect(heard(having(known, other), event).safety).toEqual(
      'later' in more ? [other, { ...known, ...more }] : [known, other],
    ),
  );

  const told: SafetyVersion = { at: day(9), answeredOn: null, level: 'same-day', event: 'urn:practice v', cause: 'v' };

  it('is the same answer where that says the same', () =>
    expect(heard(having({ ...known, later: 'amended' }), version(1)).safety).toEqual([
      { ...known, ...latest, later: 'amended', versions: [told] },
    ]));

  it('keeps the gravest, and the latest twenty versions', () => {
    const before = Array.from({ length: 20 }, (_, i) => ({ ...told, cause: `v${i}` }));
    expect(heard(having(note('immediate', { versions: before })), version(1)).safety).toEqual([
      note('immediate', { ...latest, versions: [...before.slice(1), told] }),
    ]);
  });

  it.each<[boolean, boolean, boolean]>([
    [true, true, true],
    [true, false, false],
    [false, true, false],
    [false, false, false],
  ])('is of history where both are: %s and %s is %s', (before, now, historical) => {
    const event = now ? fromHistory(version(1)) : version(1);
    expect(heard(having({ ...known, historical: before }), event).safety[0]?.historical).toBe(historical);
  });

  it.each<[string, Partial<SafetyNote>, Partial<Parameters<typeof alertOf>[2]>, string | null]>([
    ['of an answer that came with history', { historical: true }, {}, 'q'],
    ['of one that somebody has', {}, { status: 'acknowledged', act: actBy('acknowledged') }, null],
    ['of one that nobody has', {}, {}, null],
  ])('is news where it is the first that anybody hears: %s', (...[, more, alert, follows]) => {
    const state = stateWith([alertOf('safety-answer', 'q', alert)], { safety: [{ ...known, ...more }] });
    expect(heard(state, version(1)).safety[0]?.follows).toBe(follows);
  });
});
