/** A strain that one form began, and what another form of the same client may say about it. */
import type { ClinicEvent } from '#lib/events';
import { pulseWith } from '../../spec/forms.js';
import { day, marked, on, opened, reviewForm, srsForm } from '../../spec/history.js';
import { attentionOf } from '../episode/attention.js';
import { foldEpisode } from '../episode/episode.js';
import type { Rupture } from '../state/rupture.js';
import type { Rated } from '../state/series.js';
import { isBackBeside } from './back-beside.js';

describe('a form beside the one that a strain is followed in', () => {
  const rated = (at: number, value: number, verdict: Rated['verdict'] = null): Rated => ({
    ...{ at: day(at), event: `e ${at}`, form: `f${at}`, value, prorated: false, scales: [], parts: [], probe: null },
    ...{ verdict, rules: [], shadow: [] },
  });
  const onset = { onset: day(20) } as Rupture;
  const isBack = (...values: Rated[]) => isBackBeside(onset, values, { tier: null, findings: [], shadow: [] });

  it.each<[string, Rated[], boolean]>([
    ['fell since and is back', [rated(15, 90), rated(22, 50, 'probable'), rated(29, 80)], true],
    ['fell up to three days before', [rated(10, 90), rated(17, 50, 'suspected'), rated(29, 80)], true],
    ['fell longer before', [rated(10, 90), rated(16.9, 50, 'probable'), rated(29, 80)], false],
    ['is three quarters back', [rated(15, 90), rated(22, 50, 'probable'), rated(29, 79)], false],
    ['never fell', [rated(15, 90), rated(22, 90, 'prompt'), rated(29, 90)], false],
    ['fell with its first form', [rated(22, 50, 'probable'), rated(29, 90)], false],
    ['fell in a part outside of its total', [rated(15, 90), rated(22, 90, 'probable'), rated(29, 85)], true],
    [
      'fell further meanwhile',
      [rated(15, 90), rated(22, 70, 'probable'), rated(24, 50, 'suspected'), rated(29, 79)],
      false,
    ],
    [
      'fell further meanwhile and is back from there',
      [rated(15, 90), rated(22, 70, 'probable'), rated(24, 50, 'suspected'), rated(29, 80)],
      true,
    ],
    ['spoke for nothing but itself, when it came', [rated(15, 90), rated(22, 90, 'probable')], false],
  ])('%s', (_, values, back) => expect(isBack(...values)).toBe(back));

  it('is not back while a rule speaks', () =>
    expect(
      isBackBeside(onset, [rated(15, 90), rated(22, 50, 'probable'), rated(29, 90)], {
        ...{ tier: 'suspected', findings: [], shadow: [] },
      }),
    ).toBe(false));
});

const LOW = { p1: 6, p2: 6, p3: 6, p4: 6, p5: 6, p6: 6 };
/** Three monthly forms of which the third shows less boundaries, and a Pulse of nines each week. */
const begun = (): ClinicEvent[] => [
  opened(),
  ...[0, 7, 14, 21, 28, 35, 42, 49, 56].map((at) => pulseWith(at + 1)),
  ...[2, 30].map((at) => reviewForm(at, 9)),
  reviewForm(58, 9, { b1: 1, b2: 2 }),
];
const standing = (...more: readonly ClinicEvent[]): readonly (string | undefined)[] => {
  const state = foldEpisode([...begun(), ...more]);
  return [state.rupture?.state, ...state.alerts.map(({ status }) => status)];
};

describe('a strain that the Review began', () => {
  it('is not ended by a Pulse that never showed it', () => {
    expect(standing()).toEqual(['open', 'open']);
    expect(standing(...[64, 71, 78, 85].map((at) => pulseWith(at)))).toEqual(['open', 'open']);
  });

  it('is half of the way back once a Pulse that fell with it is', () => {
    const fell = pulseWith(64, LOW);
    expect(standing(fell)).toEqual(['open', 'open']);
    expect(standing(fell, pulseWith(71, { ...LOW, p1: 8, p2: 8, p3: 8 }))).toEqual(['open', 'open']);
    expect(standing(fell, pulseWith(71))).toEqual(['repairing', 'open']);
    expect(standing(fell, pulseWith(71), pulseWith(78))).toEqual(['repairing', 'open']);
  });

  it('the same for a part that is outside of the total of the Pulse', () =>
    expect(standing(pulseWith(64, { p7: 0, p8: 0 }), pulseWith(71))).toEqual(['repairing', 'open']));

  it('says that it is easing, once a person has the alert', () => {
    const [alert] = foldEpisode(begun()).alerts;
    const ended = on(59, 'alert.resolved', { alert: alert?.key ?? '', by: 'k1', outcome: 'other' } as never);
    const state = foldEpisode([...begun(), ended, pulseWith(64, LOW), pulseWith(71)]);
    expect(attentionOf(state).attention).not.toBe('on-course');
  });

  it('is over with the next Review that is back', () => {
    const back = [pulseWith(64, LOW), pulseWith(71), reviewForm(86, 9)];
    expect(standing(...back)).toEqual(['repaired', 'eased']);
    expect(standing(reviewForm(86, 9))).toEqual(['repaired', 'eased']);
  });
});

describe('a strain that is known from a mark alone', () => {
  const mark = marked(10, { code: 'rupture.confrontation', significance: 4 }, { source: 'supervisor' });
  const state = (...forms: ClinicEvent[]) =>
    foldEpisode([opened(), ...[1, 3, 5].map((at) => pulseWith(at)), reviewForm(6, 9), mark, ...forms]).rupture?.state;

  it('ends after two calm forms, whichever they are', () => {
    expect(state(reviewForm(17, 9), pulseWith(24))).toBe('repaired');
    expect(state(pulseWith(17), srsForm(24, 10, 10, 10, 10))).toBe('repaired');
    expect(state(pulseWith(17), pulseWith(24))).toBe('repaired');
  });

  it('takes two forms about one hour for one', () => {
    expect(state(pulseWith(17), reviewForm(17.1, 9))).toBe('repairing');
    expect(state(pulseWith(17), reviewForm(17.1, 9), pulseWith(24))).toBe('repaired');
  });
});
