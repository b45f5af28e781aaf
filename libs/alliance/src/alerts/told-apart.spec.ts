/** A version of a form that was told by itself, and a graver one that was dated before it. */
import { actBy, alertOf, stateWith } from '../../spec/alerts.js';
import { day } from '../../spec/history.js';
import type { Alert } from '../state/alert.js';
import type { SafetyNote, SafetyVersion, WaitingAct } from '../state/episode-state.js';
import { dueActs } from './acts.js';
import { linkGraver, standApart, versionMeant } from './told-apart.js';

const version: SafetyVersion = {
  ...{ at: day(8), answeredOn: '2026-03-09', level: 'same-day', event: 's late', cause: 'late' },
};
const note: SafetyNote = {
  ...{ at: day(7), answeredOn: null, form: 'q', instrument: 'phq-9', level: 'immediate', event: 's q', cause: 'q' },
  ...{ historical: false, follows: null, later: null, versions: [version] },
};
const answer = (more: Partial<Alert> = {}): Alert =>
  alertOf('safety-answer', 'q', {
    ...{ tier: 'act-today', evidence: ['s q', 's late', 's more'], seenAgain: 2 },
    ...{ facts: { level: 'immediate', answeredOn: '2026-03-01' } },
    ...more,
  });
const byCover = (more: Partial<Alert> = {}): Alert =>
  answer({ key: 'safety-answer.cover:1:q', clinician: 'k8', facts: { level: 'immediate', told: 'cover' }, ...more });
const about = (alert: string): WaitingAct => ({
  alert,
  act: actBy('resolved', 'nothing-needed'),
  until: null,
  knew: null,
});
const LATE = about('safety-answer:1:late');
const state = (alerts: readonly Alert[], safety: readonly SafetyNote[] = [note]) => stateWith(alerts, { safety });

describe('the version that an act is about', () => {
  it('is one of an answer that was told under another name, to whomever', () => {
    expect(versionMeant(state([answer()]), LATE)).toEqual({ note, version });
    expect(versionMeant(state([answer()]), about('safety-answer.cover:1:late'))).toEqual({ note, version });
    const other = { ...note, cause: 'o', versions: [] };
    expect(versionMeant(state([answer()], [other, note]), LATE)?.note).toBe(note);
  });

  it.each<[string, readonly Alert[], string]>([
    ['where it has an alert of its own', [answer(), alertOf('safety-answer', 'late')], 'safety-answer:1:late'],
    ['where its answer was told to nobody', [], 'safety-answer:1:late'],
    ['of another form', [answer()], 'safety-answer:1:other'],
    ['of something else than a safety answer', [answer()], 'strain-open:1:late'],
  ])('is none %s', (_, alerts, key) => {
    const given = state(alerts);
    expect(versionMeant(given, about(key))).toBeUndefined();
    expect(standApart(given, about(key))).toBe(given);
  });

  it('makes an act due that waits for it', () => {
    const waiting = { ...state([answer()]), waitingActs: [LATE, about('safety-answer:1:other')] };
    expect(dueActs(waiting)).toMatchObject({ due: [LATE], state: { waitingActs: [about('safety-answer:1:other')] } });
  });

  it('may have a cause with colons in it', () => {
    const named = { ...version, cause: 'a:b' };
    const given = state([answer()], [{ ...note, versions: [named] }]);
    expect(versionMeant(given, about('safety-answer:1:a:b'))?.version).toBe(named);
  });
});

describe('a version that is as grave as its answer', () => {
  const same = { ...note, level: 'same-day' } as const;
  const other = alertOf('safety-answer', 'o');

  it('gives its name to what was told', () => {
    const strain = alertOf('strain-open', 'q');
    const renamed = standApart(state([answer(), byCover(), other, strain], [same, { ...note, cause: 'o' }]), LATE);
    expect(renamed.alerts).toEqual([
      answer({
        ...{ key: 'safety-answer:1:late', cause: 'late', raisedAt: day(8), evidence: ['s late', 's q', 's more'] },
        facts: { level: 'same-day', answeredOn: '2026-03-09' },
      }),
      byCover({
        ...{
          key: 'safety-answer.cover:1:late',
          cause: 'late',
          raisedAt: day(8),
          evidence: ['s late', 's q', 's more'],
        },
        facts: { level: 'same-day', told: 'cover', answeredOn: '2026-03-09' },
      }),
      other,
      strain,
    ]);
    expect(renamed.safety).toEqual([
      { ...same, cause: 'late' },
      { ...note, cause: 'o' },
    ]);
  });

  it('says no day where it was entered on the day, and is raised no earlier than it was', () => {
    const undated = { ...version, answeredOn: null, at: day(6) };
    const [alert] = standApart(state([answer()], [{ ...same, versions: [undated] }]), LATE).alerts;
    expect(alert).toMatchObject({ raisedAt: day(7) });
    expect(alert?.facts).toEqual({ level: 'same-day' });
  });
});

describe('a version of an answer that is graver', () => {
  const split = (...alerts: readonly Alert[]) => standApart(state(alerts), LATE);

  it('stands beside it again, untouched, and the graver is news after it', () => {
    const touched = answer({
      status: 'resolved',
      act: actBy('resolved'),
      snoozedUntil: 3,
      cameBackAt: 2,
      follows: 'x',
    });
    const { alerts, safety } = split(touched);
    expect(alerts).toEqual([
      touched,
      answer({
        ...{ key: 'safety-answer:1:late', cause: 'late', raisedAt: day(8), evidence: ['s late'], seenAgain: 0 },
        facts: { level: 'same-day', answeredOn: '2026-03-09' },
      }),
    ]);
    expect(safety).toEqual([{ ...note, follows: 'late' }]);
  });

  it.each([
    ['open', 'open'],
    ['acknowledged', 'open'],
    ['snoozed', 'open'],
    ['overridden', 'open'],
    ['resolved', 'open'],
    ['withdrawn', 'withdrawn'],
  ] as const)('is open unless it ended by itself: %s is %s', (status, then) =>
    expect(split(answer({ status })).alerts.at(-1)?.status).toBe(then),
  );

  it('is what those had heard of who heard since: the graver was not there', () => {
    const keys = (later: Partial<Alert>) => split(answer(), byCover(later)).alerts.map(({ key }) => key);
    const apart = 'safety-answer:1:late';
    expect(keys({ raisedAt: day(8) })).toEqual(['safety-answer:1:q', 'safety-answer.cover:1:late', apart]);
    expect(keys({ raisedAt: day(8) - 1 })).toEqual(['safety-answer:1:q', 'safety-answer.cover:1:q', apart]);
    expect(split(answer({ raisedAt: day(9) })).alerts[0]?.key).toBe('safety-answer:1:q');
  });

  it('stands with the first who heard, or with whoever did where nobody was the first', () => {
    expect(split(byCover(), answer()).alerts.at(-1)?.key).toBe('safety-answer:1:late');
    expect(split(byCover()).alerts.at(-1)?.key).toBe('safety-answer.cover:1:late');
  });
});

describe('a graver answer that was dated before one that a person ended', () => {
  const graver = { ...note, follows: 'late' };
  const ended = alertOf('safety-answer', 'late', { status: 'resolved', act: LATE.act });
  const linked = (...alerts: readonly Alert[]) =>
    linkGraver(state(alerts, [graver]), LATE).alerts.map(({ follows }) => follows);

  it('comes after it, for the same person', () => {
    expect(linked(ended, answer())).toEqual([null, ended.key]);
    expect(linked(ended, byCover())).toEqual([null, null]);
  });

  it.each<[string, readonly Alert[]]>([
    ['that was told later', [ended, answer({ raisedAt: day(7) + 1 })]],
    ['that is about another form', [ended, answer({ cause: 'x' })]],
    ['that is no safety answer', [ended, alertOf('strain-open', 'q')]],
    ['beside one that goes on', [{ ...ended, status: 'acknowledged' }, answer()]],
    ['beside what another act ended', [{ ...ended, act: actBy('overridden') }, answer()]],
    ['beside another alert of the same act', [{ ...ended, rule: 'strain-open' }, answer()]],
  ])('and nothing %s', (_, alerts) => expect(linked(...alerts)).toEqual([null, null]));

  it('follows what it followed before', () =>
    expect(linked(ended, answer({ follows: 'earlier' }))).toEqual([null, 'earlier']));
});
