/** Forms of several instruments that came under one reference, as the forms of one sitting often do; rows of C19. */
import { day, iso, named, on, opened, phqItems, phqRules, pulse, pulseItems } from '../../spec/history.js';
import { alertsOf, foldEpisode } from './episode.js';
import type { ClinicEvent } from '#lib/events';
import type { EpisodeState } from '../state/episode-state.js';

const PULSE = { code: 'pulse', version: '1' };
const PHQ9 = { code: 'phq-9', version: '1' };
const sitting = (at: number, level = 90): ClinicEvent => {
  const { data, ...envelope } = pulse(at, level);
  return { ...envelope, data: { ...data, form: 'g' } } as ClinicEvent;
};
const phqForm = (at: number, ninth: number | null, more: object = {}): ClinicEvent =>
  named(
    `phq-${at}`,
    on(at, 'feedback.submitted', {
      form: 'g',
      instrument: PHQ9,
      respondent: 'client',
      items: phqItems(1, ninth),
      ...more,
    } as never),
  );
const after = (...events: readonly ClinicEvent[]): EpisodeState => foldEpisode([opened(), ...events], phqRules());
const values = (...events: readonly ClinicEvent[]): object =>
  Object.fromEntries(
    after(...events).series.map(({ instrument, ratings }) => [instrument, ratings.map(({ value }) => value)]),
  );
const voided = (at: number, instrument: typeof PULSE): ClinicEvent =>
  on(at, 'feedback.voided', { form: 'g', instrument, cause: 'entered-in-error' });
const asked = (at: number, instrument: typeof PULSE): ClinicEvent =>
  named(
    `asked-${instrument.code}`,
    on(at, 'feedback.requested', { form: 'g', instrument, respondent: 'client', dueAt: iso(at + 2) }),
  );

describe('C19: two instruments under one reference', () => {
  it.each([
    ['at different times', 4],
    ['at one instant', 3],
  ])('both count, %s', (_, at) => {
    expect(values(sitting(3), phqForm(at, 0))).toEqual({ pulse: [90], 'phq-9': [8] });
    expect(values(phqForm(at, 0), sitting(3))).toEqual({ pulse: [90], 'phq-9': [8] });
  });

  it('both count, where one is a total without answers', () => {
    const totals = { items: [], totals: [{ scale: 'total', value: 19 }] };
    expect(values(sitting(3), phqForm(4, 0, totals))).toEqual({ pulse: [90], 'phq-9': [19] });
  });

  it('the second of one instrument is still the same form again', () => {
    expect(values(sitting(3), phqForm(4, 0), sitting(5, 40), phqForm(6, 1))).toEqual({ pulse: [90], 'phq-9': [8] });
  });

  it('takes back the one that is named', () => {
    expect(values(sitting(3), phqForm(4, 0), voided(5, PHQ9))).toEqual({ pulse: [90] });
    expect(values(sitting(3), phqForm(4, 0), voided(5, PULSE))).toEqual({ 'phq-9': [8] });
  });

  it('amends the one that is named', () => {
    const better = { form: 'g', instrument: PULSE, respondent: 'client', items: pulseItems(40) };
    expect(values(sitting(3), phqForm(4, 0), on(5, 'feedback.amended', better))).toEqual({ pulse: [40], 'phq-9': [8] });
  });

  it('waits for the one that has not come', () => {
    const state = after(asked(1, PULSE), asked(1, PHQ9), sitting(2));
    expect(state.awaited).toMatchObject([{ instrument: 'phq-9', dueAt: day(3) }]);
    const late = { form: 'g', instrument: PHQ9 };
    expect(after(asked(1, PULSE), asked(1, PHQ9), sitting(2), on(3, 'feedback.expired', late))).toMatchObject({
      awaited: [],
      unanswered: 1,
    });
    const came = on(3, 'feedback.expired', { form: 'g', instrument: PULSE });
    expect(after(asked(1, PULSE), asked(1, PHQ9), sitting(2), came).awaited).toMatchObject([{ instrument: 'phq-9' }]);
  });

  it('leaves what the other said about safety alone', () => {
    expect(after(phqForm(3, null), sitting(4)).safety).toMatchObject([{ level: 'not-answered', instrument: 'phq-9' }]);
    expect(alertsOf(after(phqForm(3, 2), sitting(4), voided(5, PULSE)))).toMatchObject([{ seenAgain: 0 }]);
  });
});
