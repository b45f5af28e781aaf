import fc from 'fast-check';
import {
  day,
  fromHistory,
  iso,
  named,
  on,
  opened,
  partialPhq,
  phq,
  phqItems,
  phqRules,
  timer,
} from '../../spec/history.js';
import { alertsOf, continueEpisode, foldEpisode } from './episode.js';
import { lookAgainAt } from './timers.js';
import type { ClinicEvent, EventData } from '#lib/events';
import type { Alert } from '../state/alert.js';

const instrument = { code: 'phq-9', version: '1' };
const MINUTE = 1 / 1440;
const amended = (at: number, ninth: number | null): ClinicEvent =>
  on(at, 'feedback.amended', {
    form: 'q3',
    instrument,
    respondent: 'client',
    items: phqItems(1, ninth),
  });
const voided = (at: number, cause: EventData<'feedback.voided'>['cause'] = 'entered-in-error'): ClinicEvent =>
  on(at, 'feedback.voided', { form: 'q3', instrument, cause });
const again = (at: number, ninth: number | null): ClinicEvent =>
  named(`again-${at}`, { ...phq(3, ninth), occurredAt: day(at) });
const told = (...events: ClinicEvent[]): readonly Alert[] => alertsOf(foldEpisode([opened(), ...events], phqRules()));
const first = told(phq(3, 3))[0]?.key ?? '';

describe('a safety answer that was told', () => {
  it.each<[string, ClinicEvent[], string]>([
    ['M1: amended to not at all', [amended(3.1, 0)], 'amended'],
    ['M1: amended so that the question is left open', [amended(3.1, null)], 'amended'],
    ['M1: amended within the minute', [amended(3 + MINUTE / 20, 0)], 'amended'],
    ['M1: taken back', [voided(3.1)], 'voided'],
    ['M1: taken back as a duplicate', [voided(3.1, 'duplicate')], 'voided'],
    ['M1: taken back as somebody else’s', [voided(3.1, 'wrong-person')], 'wrong-person'],
    ['M1: amended, and then taken back', [amended(3.1, 0), voided(3.2)], 'voided'],
    ['M1: sent again with another answer', [again(3.1, 0)], 'sent-again'],
  ])('stays open, with what came later beside it, when it is %s', (_, versions, later) => {
    expect(told(phq(3, 3), ...versions)).toMatchObject([
      {
        key: first,
        status: 'open',
        seenAgain: versions.length,
        facts: { level: 'immediate', later },
        evidence: ['urn:practice phq-3', ...versions.map(({ source, id }) => `${source} ${id}`)],
      },
    ]);
  });

  it('M1: goes on to the cover although the form was amended or taken back', () => {
    for (const version of [amended(3.001, 0), voided(3.001)]) {
      const events = [opened(), phq(3, 3), version];
      const next = lookAgainAt(foldEpisode(events, phqRules()), phqRules());
      expect(next?.reason).toBe('safety-unacknowledged');
      const after = foldEpisode([...events, timer(next as NonNullable<typeof next>)], phqRules());
      expect(alertsOf(after).map(({ clinician }) => clinician)).toEqual(['k1', 'k8']);
    }
  });

  it('M1: ends by the person who ends it, and a later version opens nothing', () => {
    const done = on(3.05, 'alert.resolved', {
      alert: first,
      by: 'k1',
      outcome: 'talked-it-through',
    });
    expect(told(phq(3, 3), done, amended(3.1, 0))).toMatchObject([{ status: 'resolved', seenAgain: 0 }]);
    expect(told(phq(3, 3), done, voided(3.1))).toMatchObject([{ status: 'resolved' }]);
  });

  it.each<[string, ClinicEvent]>([
    ['amended', amended(3.1, 3)],
    ['sent again', again(3.1, 3)],
    ['entered late', { ...again(5, 3), data: { ...again(5, 3).data, administeredAt: iso(4) } } as ClinicEvent],
  ])('M1: that is graver than one that a person ended links to it: %s', (_, graver) => {
    const key = told(phq(3, 1))[0]?.key ?? '';
    const done = on(3.05, 'alert.resolved', { alert: key, by: 'k1', outcome: 'talked-it-through' });
    expect(told(phq(3, 1), done, graver)).toMatchObject([
      { key, status: 'resolved', follows: null },
      { status: 'open', follows: key, facts: { level: 'immediate' } },
    ]);
    expect(told(phq(3, 1), done, phq(6, 3))).toMatchObject([{ key }, { status: 'open', follows: null }]);
  });

  it('M1: that is graver is told although it is dated before the first was ended, and came after it', () => {
    const key = told(phq(3, 1))[0]?.key ?? '';
    const done = on(3.05, 'alert.resolved', { alert: key, by: 'k1', outcome: 'talked-it-through' });
    const late = { ...again(3.1, 3), data: { ...again(3.1, 3).data, administeredAt: iso(3.02) } } as ClinicEvent;
    expect(told(phq(3, 1), done, late)).toMatchObject([
      { key, status: 'resolved', facts: { level: 'same-day' } },
      { status: 'open', follows: key, raisedAt: day(3.1), facts: { level: 'immediate' } },
    ]);
  });

  it('M1: is the gravest that any version gave, in whatever order they came', () => {
    expect(told(phq(3, 1), amended(3.1, 3), amended(3.2, 0))).toMatchObject([
      { facts: { level: 'immediate', later: 'amended' } },
    ]);
    const state = foldEpisode([opened(), amended(3.1, 0), phq(3, 3)], phqRules());
    expect(alertsOf(state)).toEqual(told(phq(3, 3), amended(3.1, 0)));
  });

  it('M1: was given by the amended version alone', () => {
    expect(told(phq(3, 0), amended(3.1, 2))).toMatchObject([{ raisedAt: day(3.1), facts: { level: 'immediate' } }]);
  });

  it('M1: on a form that was begun stays when the finished form answers otherwise', () => {
    expect(told(partialPhq(3, 2), again(3.1, 0))).toMatchObject([
      { status: 'open', facts: { level: 'immediate', later: 'sent-again' } },
    ]);
    expect(told(partialPhq(3, 2), again(3.1, null))).toMatchObject([{ facts: { later: 'sent-again' } }]);
  });

  it('C19: on a second form of the same reference is heard, and the first one counts', () => {
    const state = foldEpisode([opened(), phq(3, 0), again(4, 3)], phqRules());
    expect(state.series[0]?.ratings).toMatchObject([{ value: 8, event: 'urn:practice phq-3' }]);
    expect(alertsOf(state)).toMatchObject([{ raisedAt: day(4), facts: { level: 'immediate' } }]);
  });

  it('M1: of an instrument that is not active here is not unsaid either', () => {
    const alerts = alertsOf(foldEpisode([opened(), phq(3, 3), amended(3.1, 0), voided(3.2)]));
    expect(alerts).toMatchObject([{ status: 'open', facts: { later: 'voided' } }]);
  });

  it('M1: that came with history stays in sight there, and is not told by its correction', () => {
    expect(told(fromHistory(phq(3, 3)), amended(3.1, 0))).toMatchObject([{ historical: true }]);
  });
});

describe('a question that was left open', () => {
  it('is answered by a later version that answers it', () => {
    const open = (...events: ClinicEvent[]) => foldEpisode([opened(), ...events], phqRules()).safety;
    expect(open(phq(3, null))).toHaveLength(1);
    expect(open(phq(3, null), amended(3.1, 0))).toEqual([]);
    expect(open(phq(3, null), again(3.1, 0))).toEqual([]);
    expect(open(phq(3, null), voided(3.1))).toEqual([]);
  });
});

it('M1: no history of versions unsays an answer, and their order of arrival changes nothing', () => {
  const version = fc
    .tuple(fc.integer({ min: 30, max: 90 }), fc.option(fc.integer({ min: 0, max: 3 })), fc.nat(3))
    .map(([tenth, ninth, kind]): ClinicEvent => {
      const at = tenth / 10;
      if (kind === 0) return voided(at);
      if (kind === 1) return amended(at, ninth);
      const entered = { ...again(at, ninth), id: `entered-${tenth}` };
      return kind === 2
        ? again(at, ninth)
        : ({
            ...entered,
            data: { ...entered.data, administeredAt: iso(at - 2) },
          } as ClinicEvent);
    });
  const versions = fc.uniqueArray(version, {
    minLength: 1,
    maxLength: 6,
    selector: ({ id }) => id,
  });
  fc.assert(
    fc.property(versions, fc.nat(6), (events, cut) => {
      const gave = events.some(({ data }) => ('items' in data ? (data.items?.[8]?.value ?? 0) : 0) > 0);
      const all = [opened(), ...events];
      const state = foldEpisode(all, phqRules());
      expect(alertsOf(state).some(({ status }) => status === 'open')).toBe(gave);
      expect(foldEpisode(all.toReversed(), phqRules())).toEqual(state);
      const next = continueEpisode(foldEpisode(all.slice(0, cut), phqRules()), all.slice(cut), phqRules());
      if (next !== 'refold') expect(next).toEqual(state);
    }),
  );
});
