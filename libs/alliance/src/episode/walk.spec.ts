import fc from 'fast-check';
import { isOwnType, refOf, type ClinicEvent } from '#lib/events';
import { DAY } from '#lib/kernel';
import { anyHistory } from '../../spec/any-history.js';
import { contact, day, iso, on, opened, phq, phqRules, timer, withRupture } from '../../spec/history.js';
import { alertsOf, foldEpisode } from './episode.js';
import { lookAgainAt } from './timers.js';
import { walkEpisode } from './walk.js';

/** The same event, of another client. */
const ofAnother = (event: ClinicEvent): ClinicEvent =>
  ({ ...event, id: `other-${event.id}`, data: { ...event.data, client: 'c9' } }) as ClinicEvent;

it('says of each event whether it is set aside, and shows the latest of them (C34)', () => {
  const others = Array.from({ length: 70 }, (_, i) => ofAnother(contact(1 + i / 100)));
  const history = [opened(), ...others, contact(9)];
  const aside = [...walkEpisode(history)].filter(({ isForeign }) => isForeign);
  expect(aside.map(({ step }) => refOf(step.original))).toEqual(others.map(refOf));
  expect(foldEpisode(history).foreign).toEqual(others.slice(-60).map(refOf));
});

describe('a walk', () => {
  const last = (events: readonly ClinicEvent[]) => [...walkEpisode(events, phqRules())].at(-1)?.after;
  const left = (at: number, clinician: string): ClinicEvent =>
    ({ ...on(at, 'client.updated', {}), type: 'clinician.deactivated', data: { clinician } }) as unknown as ClinicEvent;

  it('ends where the fold does', () =>
    fc.assert(
      fc.property(anyHistory, (events) =>
        expect(JSON.stringify(last(events))).toBe(JSON.stringify(foldEpisode(events, phqRules()))),
      ),
    ));

  it('leaves out the people of another client, for whose the episode was taken before it was opened', () => {
    const history = [ofAnother(contact(1)), left(2, 'k7'), left(3, 'k1'), opened(4)];
    expect(foldEpisode(history, phqRules()).left).toEqual(['k1']);
    expect(last(history)).toEqual(foldEpisode(history, phqRules()));
  });
});

describe('an event that names another client (C34)', () => {
  const provisional = on(28, 'appointment.missed', { appointment: 'a', by: 'client', reversibleUntil: iso(29) });
  const rules = (events: readonly ClinicEvent[]) => alertsOf(foldEpisode(events)).map(({ rule }) => rule);

  it('does not swallow a miss that has become final by then: it is told with what comes next', () => {
    const history = [...withRupture(), provisional, ofAnother(contact(29.5))];
    expect(rules(history)).toEqual(['strain-open']);
    expect(rules([...history, contact(30)])).toEqual(['strain-open', 'missed-during-strain']);
  });

  it('leaves what has fallen due by then to its timer', () => {
    const history = [...withRupture(), provisional, ofAnother(contact(29.5))];
    const next = lookAgainAt(foldEpisode(history));
    expect(next).toEqual({ at: day(29), reason: 'appointment-started' });
    const told = foldEpisode([...history, ...(next ? [timer(next)] : [])]);
    expect(told.alerts.at(-1)).toMatchObject({
      rule: 'missed-during-strain',
      evidence: [expect.stringMatching('timer')],
    });
  });

  it('takes no prompt of the old pair past a handover', () => {
    const away = on(20, 'episode.clinician_changed', { to: 'k2', kind: 'handover', effectiveAt: iso(30) });
    const history = [...withRupture(), away, ofAnother(contact(31)), contact(32)];
    expect(foldEpisode(history)).toMatchObject({
      clinician: 'k2',
      alerts: [{ rule: 'strain-open', status: 'closed' }],
    });
  });

  it('changes nothing but the note that it came', () => {
    const moments = fc.uniqueArray(fc.nat(39), { maxLength: 8 });
    fc.assert(
      fc.property(anyHistory, moments, (events, which) => {
        const own = events.filter(({ type }, i) => which.includes(i) && !isOwnType(type));
        const others = own.map((event) => ({ ...ofAnother(event), occurredAt: event.occurredAt + DAY / 4 }));
        const end = phq(400, 0);
        const alone = foldEpisode([opened(-1), ...events, end], phqRules());
        const among = foldEpisode([opened(-1), ...events, ...others, end], phqRules());
        expect(among.foreign).toEqual(expect.arrayContaining(others.map(refOf)));
        expect(JSON.stringify({ ...among, foreign: alone.foreign, named: alone.named })).toBe(JSON.stringify(alone));
      }),
    );
  });
});
