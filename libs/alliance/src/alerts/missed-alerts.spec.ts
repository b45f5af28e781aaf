/** Appointments that are missed while a strain is open: told once, with count and dates, until the client comes. */
import {
  attended,
  booked,
  cancelled,
  closed,
  contact,
  day,
  iso,
  missed,
  named,
  on,
  opened,
  pulse,
  withRupture,
} from '../../spec/history.js';
import { alertsOf, foldEpisode } from '../episode/episode.js';
import type { ClinicEvent } from '#lib/events';
import type { Alert } from '../state/alert.js';
import { DEFAULT_WORDINGS, wordsFor } from '#lib/presentation';

const alerts = (...events: ClinicEvent[]): readonly Alert[] => alertsOf(foldEpisode(events));
const rules = (...events: ClinicEvent[]): string[] => alerts(...events).map(({ rule, status }) => `${rule} ${status}`);

describe('missed during rupture', () => {
  it('words: says that the next one is booked once it is, and tells nobody again for that', () => {
    const gone = [...withRupture(), missed(28)];
    const booking = (...events: ClinicEvent[]) =>
      alerts(...gone, ...events).map(({ facts, seenAgain }) => [facts['booked'], seenAgain])[1];
    expect(booking()).toEqual(['no', 0]);
    expect(booking(booked(28.1, 35))).toEqual(['yes', 0]);
    expect(booking(booked(28.1, 35), cancelled(29, 'a35', { cancelledBy: 'clinician' }))).toEqual(['no', 0]);
    const [, alert] = alerts(...gone, booked(28.1, 35)) as [Alert, Alert];
    expect(wordsFor(alert).whatChanged).toBe('The appointment on 30 March 2026 was missed. The next one is booked.');
  });

  it('is told for the appointment, once, however often it is missed', () => {
    expect(rules(...withRupture(), missed(28))).toEqual(['strain-open open', 'missed-during-strain open']);
    expect(alerts(...withRupture(), missed(28), missed(35))[1]).toMatchObject({
      cause: 'a28',
      seenAgain: 1,
      facts: { missed: 2, booked: 'no' },
      evidence: ['urn:practice appointment.missed-28', 'urn:practice appointment.missed-35'],
    });
    const third = alerts(...withRupture(), missed(28), missed(35), booked(40, 49), missed(42));
    expect(third[1]).toMatchObject({ seenAgain: 2, facts: { missed: 3, booked: 'yes' } });
    expect(third[0]).toMatchObject({ rule: 'strain-open', seenAgain: 0 });
  });

  it('is told once of an hour that two events say was missed', () => {
    const again = named('told-again', { ...missed(28), occurredAt: day(29) });
    expect(alerts(...withRupture(), missed(28), again)[1]).toMatchObject({ seenAgain: 0, facts: { missed: 1 } });
  });

  it('is not told again of an hour that was kept and then missed after all', () =>
    expect(rules(...withRupture(), missed(28), attended(29, 'a28'), missed(30, 'client', 'a28'))).toEqual([
      'strain-open open',
      'missed-during-strain eased',
    ]));

  it('is not told after the end of the work', () =>
    expect(rules(...withRupture(), closed(25), missed(28))).toEqual(['strain-open closed']));

  it('is silent when the client did not miss it, or nobody knows', () => {
    for (const by of ['clinician', 'both', 'unknown'] as const)
      expect(rules(...withRupture(), missed(28, by))).toEqual(['strain-open open']);
  });

  it('is silent without a rupture, before it is probable, after its repair, and in a pause', () => {
    expect(rules(opened(), missed(7))).toEqual([]);
    expect(rules(opened(), pulse(0.5, 72), pulse(1, 68), pulse(7, 66), missed(8))).toEqual([]);
    expect(rules(...withRupture(), pulse(28, 90), missed(35))).toEqual(['strain-open eased']);
    expect(rules(...withRupture(), on(25, 'episode.paused', {}), missed(28))).toEqual(['strain-open open']);
  });

  it('eases when the appointment turns out to have been kept', () => {
    expect(rules(...withRupture(), missed(28), attended(29, 'a28'))).toEqual([
      'strain-open open',
      'missed-during-strain eased',
    ]);
  });

  it('eases once the client comes, and what is missed after that is told anew', () => {
    const came = [...withRupture(), missed(28), missed(35), booked(36, 42), attended(42)];
    expect(rules(...came)).toEqual(['strain-open open', 'missed-during-strain eased']);
    const again = alerts(...came, missed(49)).slice(1);
    expect(again.map(({ cause, status, facts }) => [cause, status, facts['missed']])).toEqual([
      ['a28', 'eased', 2],
      ['a49', 'open', 1],
    ]);
    const ticked = attended(44, 'a51');
    expect(rules(...withRupture(), booked(27, 51), missed(28), ticked)).toContain('missed-during-strain open');
    expect(rules(...withRupture(), booked(27, 51), missed(28), ticked, contact(52))).toContain(
      'missed-during-strain eased',
    );
  });

  it('stays where an earlier appointment is told late', () => {
    const told = on(30, 'appointment.attended', { appointment: 'a27', actualStart: iso(27) });
    expect(rules(...withRupture(), missed(28), told)).toContain('missed-during-strain open');
  });

  it('stays away where consent is given again after the client has come', () => {
    const consent = (at: number, granted: boolean) =>
      on(at, 'client.consent_changed', { scope: 'alerts', granted } as never);
    const gone = [...withRupture(), missed(28), consent(29, false)];
    expect(rules(...gone, consent(40, true))).toContain('missed-during-strain open');
    expect(rules(...gone, attended(35), consent(40, true))).toContain('missed-during-strain withdrawn');
  });

  it.each([
    [
      DEFAULT_WORDINGS.in.en,
      'Missed 3 appointments since 30 March 2026 while a strain is open',
      '3 appointments were missed, the first on 30 March 2026 and the latest on 13 April 2026.',
    ],
    [
      DEFAULT_WORDINGS.in.de,
      'Seit dem 30. März 2026 fielen 3 Termine aus; eine Spannung ist offen',
      '3 Termine wurden nicht wahrgenommen, der erste am 30. März 2026, der letzte am 13. April 2026.',
    ],
  ])('words: count and dates, alike in title and text', (wording, title, text) => {
    const alert = alerts(...withRupture(), missed(28), missed(35), missed(42))[1] as Alert;
    expect(alert.facts).toMatchObject({ missed: 3, missedFrom: '2026-03-30', missedOn: '2026-04-13' });
    const words = wordsFor(alert, wording);
    expect([words.title, words.whatChanged]).toEqual([title, expect.stringContaining(text)]);
    const first = wordsFor(alerts(...withRupture(), missed(28))[1] as Alert, wording);
    const day = wording.words.day('2026-03-30');
    expect([first.title.includes(day), first.whatChanged.includes(day)]).toEqual([true, true]);
    const earlier = wordsFor({ rule: 'missed-during-strain', facts: { missed: 2, booked: 'no' } }, wording);
    expect(`${earlier.title} ${earlier.whatChanged}`).not.toMatch(/\b(am|on|since|seit dem)\b/i);
  });
});
