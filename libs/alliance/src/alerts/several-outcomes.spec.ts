/** One prompt for all that got worse for one person: what it names, how grave it is, and what a person knew who ended it. */
import type { ClinicEvent } from '#lib/events';
import { day, fromHistory, iso, on, opened, pulse } from '../../spec/history.js';
import { everyForm, totalOf, weekly } from '../../spec/outcome-history.js';
import { foldEpisode } from '../episode/episode.js';
import type { Alert } from '../state/alert.js';

const rules = everyForm();
const outcomeAlerts = (...events: readonly ClinicEvent[]): readonly Alert[] =>
  foldEpisode([opened(), ...events], rules).alerts.filter(({ rule }) => rule === 'outcome-worse');
/** Such as `talk-soon open phq-9`. */
const told = (...events: readonly ClinicEvent[]): string[] =>
  outcomeAlerts(...events).map(({ tier, status, facts }) => `${tier} ${status} ${facts['form']}`);

describe('several forms that got worse', () => {
  const both = [
    ...weekly('phq-9', 8, 16),
    ...weekly('gad-7', 8, 21).map((one, i) => ({ ...one, occurredAt: day(2 + 7 * i) })),
  ];
  const seen = (...events: readonly ClinicEvent[]) =>
    outcomeAlerts(...events).map(({ seenAgain, facts }) => `${facts['form']} ${facts['also'] ?? '-'} ${seenAgain}`);

  it('are one prompt, seen again with each of them, and told of what is left', () => {
    expect(seen(...both)).toEqual(['phq-9 gad-7 1']);
    expect(seen(...both, totalOf(15, 'phq-9', 17))).toEqual(['phq-9 gad-7 2']);
    expect(seen(...both, totalOf(15, 'gad-7', 8))).toEqual(['phq-9 - 1']);
    expect(seen(...both, totalOf(15, 'phq-9', 8))).toEqual(['gad-7 - 1']);
  });

  it('of which neither asks for a talk are one prompt, too', () =>
    expect(told(...weekly('ors', 28, 24.5), totalOf(9, 'phq-9', 1), totalOf(16, 'phq-9', 8))).toEqual([
      'keep-an-eye open ors',
    ]));

  it('name one that the clinic wrote by the name that it gave it', () => {
    const own = weekly('harbour-coping', 18, 6).map((one, i) => ({ ...one, occurredAt: day(3 + 7 * i) }));
    expect(outcomeAlerts(...weekly('phq-9', 8, 16), ...own)[0]?.facts).toMatchObject({
      ...{ form: 'phq-9', also: 'harbour-coping', also_title: 'Harbour coping', also_de: 'Bewältigung im Hafen' },
    });
  });

  it('are told as the gravest of them asks for, where they are told at once', () => {
    const asked = (granted: boolean, at: number) => on(at, 'client.consent_changed', { scope: 'alerts', granted });
    const meanwhile = [asked(false, 0.5), ...weekly('ors', 28, 24.5), ...weekly('phq-9', 8, 16), asked(true, 20)];
    expect(outcomeAlerts(...meanwhile)).toMatchObject([{ tier: 'talk-soon', facts: { form: 'phq-9', also: 'ors' } }]);
  });

  it('of which one was ended are told of the other alone', () => {
    const [first] = outcomeAlerts(...weekly('phq-9', 8, 16)) as [Alert];
    const ended = on(8.5, 'alert.resolved', { alert: first.key, by: 'k1', outcome: 'talked-it-through' });
    const [, second] = outcomeAlerts(...both, ended);
    expect(second).toMatchObject({ evidence: ['urn:practice gad-7-8-client'], facts: { form: 'gad-7' } });
    expect(second?.facts).not.toHaveProperty('also');
  });

  it('of different people end one by one', () => {
    const member = [1, 8].map((at, i) => totalOf(at, 'phq-9', { value: [8, 16][i] ?? 0, respondent: 'member:a' }));
    expect(told(...weekly('phq-9', 8, 16), ...member, totalOf(15, 'phq-9', 8))).toEqual([
      'talk-soon eased phq-9',
      'talk-soon open phq-9',
    ]);
  });

  it('are history where all of them are', () => {
    const phq = weekly('phq-9', 8, 16).map(fromHistory);
    const gad = weekly('gad-7', 8, 21);
    const historical = (...events: readonly ClinicEvent[]) =>
      foldEpisode([...events, opened(20)], rules).alerts.map((one) => one.historical);
    expect(historical(...phq)).toEqual([true]);
    expect(historical(...phq, ...gad.map(fromHistory))).toEqual([true]);
    expect(historical(...phq, ...gad)).toEqual([false]);
  });
});

describe('what a person knew', () => {
  const [alert] = outcomeAlerts(...weekly('phq-9', 8, 16)) as [Alert];
  const ended = (knew: number): ClinicEvent =>
    on(10, 'alert.resolved', { alert: alert.key, by: 'k1', outcome: 'talked-it-through', knew: iso(knew) });

  it('is the latest form up to that time, of that person and that form', () => {
    expect(told(...weekly('phq-9', 8, 16), ended(8), totalOf(15, 'phq-9', 17))).toEqual(['talk-soon resolved phq-9']);
    const others = [
      pulse(0.2, 90),
      totalOf(0.3, 'phq-9', { value: 2, respondent: 'member:a' }),
      totalOf(0.4, 'ors', 30),
    ];
    const after = (value: number) =>
      told(...others, ...weekly('phq-9', 8, 16), totalOf(9, 'phq-9', value), ended(8.5)).slice(1);
    expect(after(20)).toEqual([]);
    expect(after(24)).toEqual(['talk-soon open phq-9']);
  });
});
