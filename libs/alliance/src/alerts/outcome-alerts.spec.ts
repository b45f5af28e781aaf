/** What a clinician is told of outcome forms, and is not. Right answers were decided before the run. */
import { closed, day, fromHistory, handover, iso, named, on, opened, pulse, withRupture } from '../../spec/history.js';
import { coping, everyForm, phqOf, totalOf, weekly } from '../../spec/outcome-history.js';
import type { ClinicEvent } from '#lib/events';
import { attentionOf } from '../episode/attention.js';
import { foldEpisode } from '../episode/episode.js';
import type { Alert } from '../state/alert.js';

const rules = everyForm();
const fold = (...events: readonly ClinicEvent[]) => foldEpisode([opened(), ...events], rules);
const outcomeAlerts = (...events: readonly ClinicEvent[]): readonly Alert[] =>
  fold(...events).alerts.filter(({ rule }) => rule === 'outcome-worse');
/** Such as `talk-soon open phq-9`. */
const told = (...events: readonly ClinicEvent[]): string[] =>
  outcomeAlerts(...events).map(({ tier, status, facts }) => `${tier} ${status} ${facts['form']}`);
const because = (...events: readonly ClinicEvent[]): string => attentionOf(fold(...events), rules).because.code;

describe('an outcome that got worse is told as the form’s own news', () => {
  it.each<[string, ClinicEvent[], string[]]>([
    ['M5 ORS 30, 29, 22, 15', weekly('ors', 30, 29, 22, 15), ['talk-soon open ors']],
    ['M5 PHQ-9 8 to 16', weekly('phq-9', 8, 16), ['talk-soon open phq-9']],
    ['M5 GAD-7 8 to 21', weekly('gad-7', 8, 21), ['talk-soon open gad-7']],
    ['M5 CORE-10 9 to 18', weekly('core-10', 9, 18), ['talk-soon open core-10']],
    ['M5 PCL-5 25 to 45', weekly('pcl-5', 25, 45), ['talk-soon open pcl-5']],
    ['M5 OQ-45 60 to 78', weekly('oq-45', 60, 78), ['talk-soon open oq-45']],
    ['M5 PHQ-9 8 to 9 is nothing', weekly('phq-9', 8, 9), []],
    ['M5 PHQ-9 1 to 8 stays on the good side', weekly('phq-9', 1, 8), ['keep-an-eye open phq-9']],
    ['M5 ORS 28 to 24.5, halfway across', weekly('ors', 28, 24.5), ['keep-an-eye open ors']],
    ['M5 ORS 26 to 24.5, little across', weekly('ors', 26, 24.5), []],
    ['M5 and again', weekly('ors', 26, 24.5, 24), ['keep-an-eye open ors']],
    ['S11 goals 5 to 1', weekly('goals', 5, 1), ['talk-soon open goals']],
    ['S11 goals 8, 7, 3', weekly('goals', 8, 7, 3), ['talk-soon open goals']],
    ['S11 goals 5 to 4 is nothing', weekly('goals', 5, 4), []],
    ['S13 coping 18 to 6', [coping(1, 4, 5, 4, 5), coping(8, 1, 2, 1, 2)], ['talk-soon open harbour-coping']],
    ['S14 boundaries alone', [coping(1, 4, 4, 5, 4), coping(8, 5, 4, 0, 5)], ['keep-an-eye open harbour-coping']],
    ['S12 what is better is no alert', weekly('phq-9', 16, 8, 3), []],
  ])('%s', (_, events, alerts) => expect(told(...events)).toEqual(alerts));

  it('M5 says which form, whose, with figures and direction, and is no strain', () => {
    const state = fold(...weekly('phq-9', 8, 16));
    expect(state.alerts).toMatchObject([
      {
        key: 'outcome-worse:1:phq-9-8-client',
        clinician: 'k1',
        evidence: ['urn:practice phq-9-8-client'],
        raisedAt: day(8),
        facts: {
          form: 'phq-9',
          respondent: 'client',
          way: 'higher',
          better: 'lower',
          now: 16,
          before: 8,
          by: 8,
          since: 'start',
          shape: 'start',
          error: 6,
          sure: 'published',
          against: 'line',
          line: 10,
        },
      },
    ]);
    expect([state.rupture, state.series[0]?.ratings.at(-1)?.verdict]).toEqual([null, null]);
  });

  it('M5 is said in the caseload as long as it lasts, beside an alliance that is steady', () => {
    const steady = [pulse(1, 90), pulse(8, 90), pulse(15, 90)];
    expect(because(...steady, ...weekly('ors', 30, 29, 22, 15))).toBe('alert');
    expect(attentionOf(fold(...steady, ...weekly('ors', 26, 24.5)), rules)).toMatchObject({
      attention: 'keep-an-eye',
      because: { code: 'outcome-worse', facts: { form: 'ors', now: 24.5 } },
    });
    const [alert] = outcomeAlerts(...weekly('ors', 30, 22)) as [Alert];
    const ended = on(9, 'alert.resolved', { alert: alert.key, by: 'k1', outcome: 'changed-the-plan' });
    expect(because(...steady, ...weekly('ors', 30, 22), ended)).toBe('outcome-worse');
  });
});

describe('M5 a cutoff that is crossed by less than the error', () => {
  it.each<[string, ClinicEvent[], string[]]>([
    ['after two forms on the good side is told', weekly('phq-9', 8, 9, 10), ['keep-an-eye open phq-9']],
    ['the same on the GAD-7', weekly('gad-7', 7, 7, 8), ['keep-an-eye open gad-7']],
    ['the same on the PCL-5', weekly('pcl-5', 30, 30, 33), ['keep-an-eye open pcl-5']],
    ['the same on the OQ-45', weekly('oq-45', 60, 62, 64), ['keep-an-eye open oq-45']],
    ['the same on the ORS', weekly('ors', 26, 26, 24.9), ['keep-an-eye open ors']],
    ['and ends when it is back', weekly('phq-9', 8, 9, 10, 9), ['keep-an-eye eased phq-9']],
    ['and is told once, however often', weekly('phq-9', 8, 9, 10, 9, 8, 10, 10, 9, 9, 10), ['keep-an-eye eased phq-9']],
    ['also where it went halfway', weekly('phq-9', 8, 11, 8, 8, 11), ['keep-an-eye eased phq-9']],
    [
      'and anew once it has been clearly better',
      weekly('ors', 26, 26, 24, 30, 29, 24),
      ['keep-an-eye eased ors', 'keep-an-eye open ors'],
    ],
    ['not after a little better', weekly('ors', 26, 26, 24, 29, 28, 24), ['keep-an-eye eased ors']],
    [
      'while what is reliable is told as ever',
      weekly('phq-9', 8, 9, 10, 9, 16),
      ['keep-an-eye eased phq-9', 'talk-soon open phq-9'],
    ],
    ['to and fro from the first form on is in sight alone', weekly('phq-9', 9, 10, 9, 10, 9), []],
  ])('%s', (_, events, alerts) => expect(told(...events)).toEqual(alerts));

  it('does not tell what a person reads for a safety answer on the same form', () => {
    const forms = [phqOf(1, 8, 0), phqOf(8, 8, 0), phqOf(15, 10, 3)];
    expect(told(...forms)).toEqual([]);
    expect(told(...forms, phqOf(22, 11, 0))).toEqual(['keep-an-eye open phq-9']);
  });
});

describe('once per worsening', () => {
  it('is seen again while it lasts, with the figures of the form that showed it', () => {
    const [alert] = outcomeAlerts(...weekly('ors', 30, 29, 22, 15, 25)) as [Alert];
    expect(alert).toMatchObject({ seenAgain: 1, facts: { now: 15, by: 15 }, status: 'open' });
    expect(alert.evidence).toEqual(['urn:practice ors-15-client', 'urn:practice ors-22-client']);
  });

  it('eases when it comes back, and is told anew when it gets worse again', () => {
    expect(told(...weekly('phq-9', 8, 16, 9))).toEqual(['talk-soon eased phq-9']);
    expect(told(...weekly('phq-9', 8, 16, 10))).toEqual(['talk-soon open phq-9']);
    expect(told(...weekly('phq-9', 8, 16, 9, 16))).toEqual(['talk-soon eased phq-9', 'talk-soon open phq-9']);
  });

  it('is told anew when it grows, in the place of the milder one', () => {
    const alerts = outcomeAlerts(...weekly('ors', 38, 31, 22));
    expect(alerts.map(({ tier, status }) => `${tier} ${status}`)).toEqual(['keep-an-eye closed', 'talk-soon open']);
    expect(alerts.map(({ facts }) => facts['ended'])).toEqual(['grown', undefined]);
  });

  it('names a second form beside the first, whichever comes first', () => {
    const both = (later: number) => [
      totalOf(1, 'phq-9', 8),
      totalOf(1, 'gad-7', 4),
      totalOf(8, 'phq-9', 16),
      totalOf(8 + later, 'gad-7', 14),
    ];
    expect(outcomeAlerts(...both(0.01))).toMatchObject([
      { seenAgain: 1, facts: { form: 'phq-9', also: 'gad-7', sure: 'also' } },
    ]);
    expect(outcomeAlerts(...both(-0.01))).toMatchObject([{ seenAgain: 1, facts: { form: 'gad-7', also: 'phq-9' } }]);
    const eased = [...both(0.01), totalOf(15, 'phq-9', 8)];
    expect(outcomeAlerts(...eased)).toMatchObject([{ status: 'open', facts: { form: 'gad-7', now: 14 } }]);
    expect(outcomeAlerts(...eased)[0]?.facts['also']).toBeUndefined();
    expect(told(...eased, totalOf(15.1, 'gad-7', 4))).toEqual(['talk-soon eased gad-7']);
  });

  it('keeps the members of a couple apart', () => {
    const of = (member: string, ...values: number[]) =>
      values.map((value, i) => totalOf(7 * i + 1, 'ors', { value: value, respondent: `member:${member}` }));
    const alerts = outcomeAlerts(...of('a', 32, 18), ...of('b', 30, 31));
    expect(alerts).toMatchObject([{ facts: { respondent: 'member:a', now: 18, before: 32 } }]);
    expect(outcomeAlerts(...of('a', 32, 18), ...of('b', 30, 15))).toHaveLength(2);
  });

  it('a clinician’s own view of it is none', () => {
    const view = (at: number, value: number) => totalOf(at, 'goals', { value: value, respondent: 'clinician' });
    expect(told(view(1, 8), view(8, 1))).toEqual([]);
  });
});

describe('what a person did', () => {
  const [alert] = outcomeAlerts(...weekly('phq-9', 8, 16)) as [Alert];
  const ended = (at: number, knew = at): ClinicEvent =>
    on(at, 'alert.resolved', { alert: alert.key, by: 'k1', outcome: 'talked-it-through', knew: iso(knew) });
  const wrong = on(9, 'alert.overridden', { alert: alert.key, by: 'k1', reason: 'wrong' });

  it('ends it: only a further reliable step is new, and follows it', () => {
    expect(told(...weekly('phq-9', 8, 16), ended(9), totalOf(15, 'phq-9', 21))).toEqual(['talk-soon resolved phq-9']);
    const further = outcomeAlerts(...weekly('phq-9', 8, 16), ended(9), totalOf(15, 'phq-9', 22));
    expect(further).toMatchObject([{ status: 'resolved' }, { status: 'open', follows: alert.key, facts: { now: 22 } }]);
    expect(told(...weekly('phq-9', 8, 16), ended(9), totalOf(15, 'phq-9', 8), totalOf(22, 'phq-9', 16))).toEqual([
      'talk-soon resolved phq-9',
      'talk-soon open phq-9',
    ]);
  });

  it('holds a form that they did not know against what they knew', () => {
    const between = (value: number) => [...weekly('phq-9', 8, 16), totalOf(9, 'phq-9', value), ended(10, 8.5)];
    expect(told(...between(20))).toEqual(['talk-soon resolved phq-9']);
    expect(told(...between(24))).toEqual(['talk-soon resolved phq-9', 'talk-soon open phq-9']);
  });

  it('is out of sight where they said that it was none, until it is clear anew', () => {
    expect(because(...weekly('phq-9', 8, 16), ended(9))).toBe('outcome-worse');
    const forms = [phqOf(1, 8, 0), named('phq-9-8-client', phqOf(8, 16, 0))];
    expect(because(...forms, wrong)).toBe('outcome-only');
    expect(because(...forms, wrong, totalOf(15, 'phq-9', 22))).toBe('alert');
  });
});

describe('it ends', () => {
  const worse = weekly('phq-9', 8, 16);
  const consent = (at: number, granted: boolean) => on(at, 'client.consent_changed', { scope: 'alerts', granted });

  it.each<[string, ClinicEvent[], string]>([
    ['with the episode', [closed(9)], 'talk-soon closed phq-9'],
    ['with the client’s death', [on(9, 'client.deceased', {})], 'talk-soon withdrawn phq-9'],
    ['with the consent', [consent(9, false)], 'talk-soon withdrawn phq-9'],
    ['and is back with it', [consent(9, false), consent(10, true)], 'talk-soon open phq-9'],
    [
      'and is not where it came back meanwhile',
      [consent(9, false), totalOf(15, 'phq-9', 8), consent(16, true)],
      'talk-soon withdrawn phq-9',
    ],
  ])('%s', (_, events, standing) => expect(told(...worse, ...events)).toEqual([standing]));

  it('is told when the consent comes back where nobody was told before', () => {
    const without = [totalOf(1, 'phq-9', 8), consent(2, false), totalOf(8, 'phq-9', 16)];
    expect(told(...without)).toEqual([]);
    expect(told(...without, consent(9, true))).toEqual(['talk-soon open phq-9']);
  });

  it('does not end with a strain that is repaired, nor with a handover, which hands it on', () => {
    const strained = [...withRupture().slice(1), ...[1, 8].map((at, i) => totalOf(at, 'phq-9', [8, 16][i] ?? 0))];
    expect(told(...strained, pulse(28, 92), pulse(35, 92))).toEqual(['talk-soon open phq-9']);
    const taken = on(9, 'alert.acknowledged', { alert: 'outcome-worse:1:phq-9-8-client', by: 'k1' });
    expect(outcomeAlerts(...worse, taken, handover(10))).toMatchObject([{ clinician: 'k2', status: 'open' }]);
    expect(told(...worse, handover(10), totalOf(15, 'phq-9', 8))).toEqual(['talk-soon eased phq-9']);
    const back = [...worse, totalOf(15, 'phq-9', 8), handover(16)];
    expect(outcomeAlerts(...back)).toMatchObject([{ clinician: 'k1', status: 'eased' }]);
  });

  it('is counted nowhere without consent to scoring', () => {
    const scoring = on(2, 'client.consent_changed', { scope: 'scoring', granted: false });
    expect(fold(totalOf(1, 'phq-9', 8), scoring, totalOf(8, 'phq-9', 16)).outcome.courses).toMatchObject([
      { forms: 1 },
    ]);
  });
});

describe('beside a safety answer on the same form', () => {
  it('of another form is told as ever', () => {
    const forms = [phqOf(1, 8, 0), totalOf(1.5, 'gad-7', 8), phqOf(8, 8, 2), named('z', totalOf(8, 'gad-7', 21))];
    expect(told(...forms)).toEqual(['talk-soon open gad-7']);
  });

  it('waits in the list, and is told with the next form', () => {
    const forms = [phqOf(1, 8, 0), phqOf(8, 16, 2)];
    expect(told(...forms)).toEqual(['keep-an-eye open phq-9']);
    expect(fold(...forms).alerts.map(({ rule }) => rule)).toEqual(['safety-answer', 'outcome-worse']);
    expect(attentionOf(fold(...forms), rules).attention).toBe('act-today');
    expect(told(...forms, phqOf(15, 17, 0))).toEqual(['keep-an-eye closed phq-9', 'talk-soon open phq-9']);
  });

  it('an open question is no answer', () =>
    expect(told(phqOf(1, 8, 0), phqOf(8, 16, null))).toEqual(['talk-soon open phq-9']));
});

describe('time', () => {
  it('a form of last month that is entered now is judged where it belongs, and alarms nobody when newer ones are better', () => {
    const late = totalOf(40, 'phq-9', { value: 20, administeredAt: iso(5) });
    expect(told(...weekly('phq-9', 8, 7, 8), late)).toEqual([]);
    expect(fold(...weekly('phq-9', 8, 7, 8), late).outcome.courses).toMatchObject([{ forms: 4, latest: { value: 8 } }]);
  });

  it('what still holds is told when it is entered', () => {
    const late = totalOf(40, 'phq-9', { value: 20, administeredAt: iso(30) });
    expect(outcomeAlerts(...weekly('phq-9', 8, 7, 8), late)).toMatchObject([{ raisedAt: day(40), facts: { now: 20 } }]);
  });

  it('a form that is amended or voided counts as it is now', () => {
    const instrument = { code: 'phq-9', version: '1' };
    const amended = on(9, 'feedback.amended', {
      form: 'phq-9-8-client',
      instrument,
      respondent: 'client',
      items: [],
      totals: [{ scale: 'total', value: 9 }],
    } as never);
    const voided = on(9, 'feedback.voided', { form: 'phq-9-8-client', instrument, cause: 'deleted' } as never);
    expect(told(...weekly('phq-9', 8, 16), amended)).toEqual([]);
    expect(told(...weekly('phq-9', 8, 16), voided)).toEqual([]);
  });

  it('history that is brought in is in sight, and alerts nobody', () => {
    const brought = weekly('phq-9', 8, 16).map(fromHistory);
    expect(outcomeAlerts(...brought)).toMatchObject([{ historical: true }]);
    expect(attentionOf(fold(...brought), rules)).toMatchObject({ because: { code: 'outcome-worse' } });
  });

  it('M5: what history shows as worse is told by the first form that shows it still so, and not months later', () => {
    const brought = weekly('phq-9', 8, 16).map(fromHistory);
    const first = { historical: false, seenAgain: 0, raisedAt: day(15) };
    expect(outcomeAlerts(...brought, totalOf(15, 'phq-9', 17))).toMatchObject([first]);
    expect(outcomeAlerts(...brought, totalOf(15, 'phq-9', 9))).toMatchObject([{ historical: true, status: 'eased' }]);
    expect(outcomeAlerts(...brought, totalOf(60, 'phq-9', 17))).toMatchObject([{ historical: true }]);
  });

  it('a form that is sent again counts once', () =>
    expect(told(...weekly('phq-9', 8, 16), named('again', totalOf(8, 'phq-9', 16)))).toEqual(['talk-soon open phq-9']));

  it('before the episode is opened nobody is told, and then what holds', () => {
    const forms = weekly('phq-9', 8, 16);
    expect(foldEpisode([...forms], rules).alerts).toEqual([]);
    expect(foldEpisode([...forms, opened(9)], rules).alerts).toMatchObject([
      { rule: 'outcome-worse', raisedAt: day(9) },
    ]);
  });
});

describe('what is better', () => {
  it.each<[string, ClinicEvent[], string, string]>([
    ['S12 recovered', weekly('gad-7', 16, 7), 'on-course', 'outcome-recovered'],
    ['S12 improved', [phqOf(1, 22, 0), phqOf(8, 14, 0)], 'on-course', 'outcome-improved'],
    ['S13 coping 4, 8, 12, 16', weekly('harbour-coping', 4, 8, 12, 16), 'on-course', 'outcome-improved'],
    ['S13 forms without a change', weekly('harbour-coping', 8, 8, 9, 8), 'not-enough-yet', 'outcome-only'],
    ['S13 one form', weekly('harbour-coping', 8), 'not-enough-yet', 'outcome-only'],
    [
      'S12 beside a steady alliance',
      [pulse(1, 90), pulse(8, 91), ...weekly('gad-7', 16, 9)],
      'on-course',
      'outcome-improved',
    ],
    ['S12 nothing to say of it', [pulse(1, 90), pulse(8, 91), ...weekly('gad-7', 16, 15)], 'on-course', 'two-forms'],
    [
      'S12 beside an alliance of which one form is known',
      [pulse(1, 90), ...weekly('gad-7', 8, 8)],
      'not-enough-yet',
      'one-form',
    ],
  ])('%s', (...[, events, attention, code]) =>
    expect(attentionOf(fold(...events), rules)).toMatchObject({ attention, because: { code } }),
  );
});
