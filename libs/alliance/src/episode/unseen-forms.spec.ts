/** What a person could not have seen when they ended a prompt, and what they did see. */
import fc from 'fast-check';
import { day, iso, on, opened, pulse } from '../../spec/history.js';
import type { ClinicEvent, EventData } from '#lib/events';
import type { Alert } from '../state/alert.js';
import type { EpisodeState } from '../state/episode-state.js';
import { stateWith } from '../../spec/alerts.js';
import { fallen } from '../../spec/judged.js';
import { form, seriesOf, weekly } from '../../spec/series.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import type { AnsweredPrompt } from '../state/episode-state.js';
import type { Series } from '../state/series.js';
import { continueEpisode, foldEpisode } from './episode.js';
import { judgeUnseen } from './unseen-forms.js';

const FIRST = 'strain-open:1:pulse-14-client';
const course = [opened(), pulse(1, 92), pulse(7, 91), pulse(14, 68)];
const own = (event: ClinicEvent): ClinicEvent => ({ ...event, source: 'urn:rapport' });
/** Made on day 16 by a person who knew the forms up to day 14, unless said. */
const wrong = (knew: number | null = 14, at = 16): ClinicEvent =>
  ended('alert.overridden', { reason: 'wrong' }, { at, knew });
const resolved = (outcome: EventData<'alert.resolved'>['outcome']): ClinicEvent =>
  ended('alert.resolved', { outcome }, { at: 16, knew: 14 });
function ended(type: 'alert.overridden' | 'alert.resolved', why: object, when: { at: number; knew: number | null }) {
  const knew = when.knew === null ? {} : { knew: iso(when.knew) };
  return own(on(when.at, type, { alert: FIRST, by: 'k1', ...why, ...knew } as never));
}
const fold = (...events: ClinicEvent[]): EpisodeState => foldEpisode(events);
const alerts = (...events: ClinicEvent[]): readonly Alert[] => fold(...events).alerts;
const ENDS = [wrong(), resolved('talked-it-through'), resolved('nothing-needed')];

describe('a form that is dated before an act and came after it', () => {
  it.each(ENDS)('is a new prompt where it is a new fall, raised when the act was heard: %# [M3, D12]', (end) => {
    expect(alerts(...course, end, pulse(15, 45))).toMatchObject([
      { key: FIRST, status: end.type.slice('alert.'.length) },
      {
        key: 'strain-open:1:pulse-15-client',
        status: 'open',
        follows: FIRST,
        raisedAt: day(16),
        facts: { before: 68, now: 45 },
      },
    ]);
  });

  it.each(ENDS)('is a new prompt where it is a new word: %# [M3, D12]', (end) =>
    expect(alerts(...course, end, pulse(15, 69, [2, 8, 1]))[1]).toMatchObject({
      status: 'open',
      follows: FIRST,
      facts: { felt: 'yes' },
    }),
  );

  it.each(ENDS)('is none where it goes on as it was, or is better: %# [M3, D12]', (end) => {
    expect(alerts(...course, end, pulse(15, 67))).toHaveLength(1);
    expect(alerts(...course, end, pulse(15, 75))).toHaveLength(1);
    expect(alerts(...course, end, pulse(15, 68, [0]))).toHaveLength(1);
  });

  it('leaves the strain withdrawn that a person called wrong, when it says nothing new [D12]', () => {
    expect(fold(...course, wrong(), pulse(15, 67)).rupture?.state).toBe('withdrawn');
    expect(fold(...course, wrong(), pulse(15, 45)).rupture).toMatchObject({ state: 'open', cause: 'pulse-15-client' });
  });

  it('is followed by what came after it, and ends with it [M3]', () => {
    const told = alerts(...course, wrong(), pulse(15, 45), pulse(15.5, 42), pulse(21, 40, [2, 8, 1]));
    expect(told).toMatchObject([{ status: 'overridden' }, { status: 'open', seenAgain: 1 }]);
    expect(alerts(...course, wrong(), pulse(15, 45), pulse(21, 92))[1]).toMatchObject({ status: 'eased' });
  });

  it('is silent where it belongs before the latest form that the person knew: that is history [D12]', () => {
    const known = [...course, pulse(15, 66)];
    expect(alerts(...known, wrong(15), pulse(14.5, 45)).map(({ status }) => status)).toEqual(['overridden']);
    expect(fold(...known, wrong(15), pulse(14.5, 45)).rupture?.state).toBe('withdrawn');
  });

  it('was on the page where it had come by then, and where an older act does not say what had come [D12]', () => {
    expect(alerts(...course, pulse(15, 45), wrong(15))).toHaveLength(1);
    expect(alerts(...course, pulse(15, 45), wrong(null))).toHaveLength(1);
  });

  it('is told only once where the act is taken back, or repeated [M3]', () => {
    const act = wrong();
    const undone = own(on(16.001, 'alert.act_undone', { alert: FIRST, by: 'k1', act: act.id }));
    expect(alerts(...course, act, undone, pulse(15, 45))).toMatchObject([{ key: FIRST, status: 'open', seenAgain: 1 }]);
  });

  it('is told where the act had to wait for its alert [M3, D1]', () => {
    const early = wrong(13, 13.5);
    expect(alerts(...course, early).map(({ status }) => status)).toEqual(['overridden']);
    expect(alerts(...course, early, pulse(21, 45))[1]).toMatchObject({ status: 'open', follows: FIRST });
  });

  it('gives the same in every order of arrival, in one go or in two [D1, D12]', () => {
    const late = fc.record({ at: fc.integer({ min: 29, max: 40 }), level: fc.integer({ min: 20, max: 95 }) });
    const histories = fc
      .tuple(fc.uniqueArray(late, { maxLength: 4, selector: ({ at }) => at }), fc.constantFrom(...ENDS))
      .map(([forms, end]) => [...course, end, ...forms.map(({ at, level }) => pulse(at / 2, level))])
      .chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }), fc.nat(9)),
      );
    fc.assert(
      fc.property(histories, ([events, shuffled, cut]) => {
        const state = foldEpisode(events);
        expect(JSON.stringify(foldEpisode(shuffled))).toBe(JSON.stringify(state));
        const next = continueEpisode(foldEpisode(shuffled.slice(0, cut)), shuffled.slice(cut));
        if (next !== 'refold') expect(JSON.stringify(next)).toBe(JSON.stringify(state));
        expect(state.alerts.find(({ key }) => key === FIRST)?.status).toMatch(/overridden|resolved/);
      }),
    );
  });
});

describe('a word of which nobody says how much it mattered', () => {
  it.each(ENDS)('is heard after an ended prompt, beside a level that is low: %# [M3]', (end) => {
    expect(alerts(...course, end, pulse(21, 66, [1]))[1]).toMatchObject({
      follows: FIRST,
      facts: { felt: 'a little' },
    });
  });

  it.each([
    ['before any prompt', [...course.slice(0, 3), pulse(14, 85, [1])], 0],
    ['where it did not matter', [...course, wrong(), pulse(21, 66, [1, 2])], 1],
    ['on a form that is well', [...course, wrong(), pulse(21, 90, [1])], 1],
  ])('tells nobody %s [M3]', (_, events, told) => expect(alerts(...events)).toHaveLength(told));
});

describe('the forms of a span that are judged again', () => {
  const again = (
    series: readonly Series[],
    [from, to]: readonly [number, number],
    more: Partial<EpisodeState> = {},
  ) => {
    const state = stateWith([], { series, ...more });
    const next = judgeUnseen(state, { from: day(from), to: day(to) }, DEFAULT_RULES);
    return { next, isLeft: next === state };
  };
  const fell = weekly([90, 90, 90, 60]);

  it('are those after its beginning, up to its end', () => {
    expect(again([fell], [27, 28]).next.rupture).toMatchObject({ cause: 'f28', state: 'open', onset: day(28) });
    expect(again([fell], [28, 40]).isLeft).toBe(true);
    expect(again([fell], [0, 27.9]).isLeft).toBe(true);
  });

  it('are held against what came before each, and nothing later', () => {
    const { rupture } = again([weekly([90, 90, 90, 60, 95])], [27, 28]).next;
    expect(rupture).toMatchObject({ reference: 90, cause: 'f28' });
    expect(rupture?.evidence).not.toContain('s f35');
  });

  it('are judged in the order of their dates', () => {
    const srs = seriesOf([form(7, 38), form(14, 38), form(28, 24)], { instrument: 'srs' });
    const pulses = seriesOf([form(7, 90), form(14, 90), form(21, 60)]);
    for (const series of [
      [srs, pulses],
      [pulses, srs],
    ])
      expect(again(series, [15, 28]).next).toMatchObject({ rupture: { cause: 'f21' }, pastRuptures: 0 });
  });

  it.each<[string, Series]>([
    ['of the clinician', { ...fell, respondent: 'clinician' }],
    ['about something else', { ...fell, instrument: 'ors' }],
    ['that the clinic does not know', { ...fell, instrument: 'unknown' }],
    ['without a score or a word', weekly([90, 90, 90, null])],
  ])('are none %s', (_, series) => expect(again([series], [27, 28]).isLeft).toBe(true));

  it('leave the strain that the prompt was about as it is where they say nothing new', () => {
    const series = [weekly([90, 90, 60, 60])];
    const rupture = fallen({ cause: 'p', series: 'pulse@1/client', onset: day(21), probableAt: day(21) });
    const told = (answered: AnsweredPrompt | null) => again(series, [27, 28], { rupture, answered });
    expect(told({ at: day(27), cause: 'p' }).isLeft).toBe(true);
    expect(told({ at: day(27), cause: 'another' }).next.rupture).toMatchObject({ cause: 'p', formsAfter: 1 });
    expect(told(null).next.rupture).toMatchObject({ cause: 'p', formsAfter: 1 });
  });
});
