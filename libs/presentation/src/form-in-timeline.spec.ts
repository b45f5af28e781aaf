import {
  booked,
  day,
  fromHistory,
  iso,
  named,
  on,
  opened,
  phq,
  phqItems,
  phqRules,
  pulse,
  pulseItems,
} from '../../alliance/spec/history.js';
import { foldEpisode } from '#lib/alliance';
import type { ClinicEvent, EventData } from '#lib/events';
import { summarise } from './episode-summary.js';
import { narrate, type TimelineEntry } from './episode-timeline.js';
import { wordsFor } from './alert-words.js';
import { DEFAULT_WORDINGS } from './wording.js';

const PHQ9 = { code: 'phq-9', version: '1' };
const german = DEFAULT_WORDINGS.in.de;
const data = { form: 'q3', instrument: PHQ9, respondent: 'client' };
const form = (more: object): ClinicEvent =>
  on(3, 'feedback.submitted', {
    ...data,
    items: phqItems(1, 0),
    ...more,
  } as never);
const told = (...events: ClinicEvent[]): readonly TimelineEntry[] =>
  narrate([opened(), ...events], phqRules()).slice(1);
const words = (...events: ClinicEvent[]): string[] => told(...events).map((entry) => entry.words);
const inGerman = (...events: ClinicEvent[]): string[] =>
  narrate([opened(), ...events], phqRules(), german)
    .slice(1)
    .map((entry) => entry.words);

describe('a score on the timeline', () => {
  it('C17b: says that it was made up from fewer answers', () => {
    const seven = form({ items: phqItems(3, null).slice(1) });
    expect(told(seven)[0]).toMatchObject({
      words: 'Form received: PHQ-9 27 (scaled up: some answers are missing); severe; at or above the cutoff of 10',
      value: 27,
      form: { prorated: true, counts: true },
    });
    expect(inGerman(seven)[0]).toBe(
      'Bogen eingegangen: PHQ-9 27 (hochgerechnet: Antworten fehlen); schwer; am Grenzwert von 10 oder darüber',
    );
  });

  it('C17j: is the total that was sent where there are no answers', () => {
    const entry = told(form({ items: [], totals: [{ scale: 'total', value: 19 }] }))[0];
    expect(entry).toMatchObject({
      words: 'Form received: PHQ-9 19 (total as it was sent); moderately severe; at or above the cutoff of 10',
      value: 19,
      form: { totalAsSent: true },
    });
  });

  it.each([
    [8, 'Form received: PHQ-9 8 (the total sent with it says otherwise); mild; below the cutoff of 10', {}],
    [
      19,
      'Form received: PHQ-9 19 (total as it was sent) (the answers sent with it give another); moderately severe; at or above the cutoff of 10',
      { scorer: 'source' },
    ],
  ])('is %d and says that answers and total differ', (value, said, scorer) =>
    expect(told(form({ totals: [{ scale: 'total', value: 19 }], ...scorer }))[0]).toMatchObject({
      words: said,
      value,
      form: { contradicted: ['total'], ...scorer },
    }),
  );

  it('C17b: is marked in the summary, too', () => {
    const five = {
      ...pulse(2, 80),
      data: { ...pulse(2, 80).data, items: pulseItems(80).slice(1) },
    } as ClinicEvent;
    const summed = (...events: ClinicEvent[]) => summarise(foldEpisode([opened(), ...events])).lastAllianceProrated;
    expect(summed(pulse(1, 90), five)).toEqual([false, true]);
    expect(summed(pulse(1, 90), pulse(2, 80))).toBeUndefined();
  });
});

describe('a second form of the same reference', () => {
  it('C19: is shown, with which one counts', () => {
    const second = named('again', { ...phq(3, 3), occurredAt: day(4) });
    expect(told(phq(3, 0), second)).toMatchObject([
      { words: 'Form received: PHQ-9 8; mild; below the cutoff of 10', form: { counts: true } },
      {
        words: 'Form received, sent again: the first one counts',
        form: { counts: false },
      },
      { kind: 'alert.raised' },
    ]);
    expect(inGerman(phq(3, 0), second)[1]).toBe('Bogen eingegangen, noch einmal gesandt: Es zählt der erste');
  });
});

it('C19: a form of another instrument under the same reference has its score, and was not sent again', () => {
  const first = pulse(3, 80);
  const shared = { ...first, data: { ...first.data, form: 'q3' } } as ClinicEvent;
  expect(told(shared, phq(4, 0)).map(({ form: shown }) => shown?.counts)).toEqual([true, true]);
  expect(words(shared, { ...form({}), id: 'second' })).toEqual([
    expect.stringContaining('Form received: '),
    'Form received: PHQ-9 8; mild; below the cutoff of 10',
  ]);
});

describe('C14b: a form that comes without consent to scoring', () => {
  const consent = (at: number, scope: 'scoring' | 'alerts' | 'all', granted: boolean): ClinicEvent =>
    on(at, 'client.consent_changed', { scope, granted } as EventData<'client.consent_changed'>);
  const last = (...events: ClinicEvent[]) => told(...events).findLast(({ kind }) => kind === 'feedback.submitted');
  const unscored = 'Form received, not scored: the client had withdrawn consent to scoring';

  it.each<[string, string, ClinicEvent[]]>([
    ['says so, and not that it was sent again', unscored, [consent(2, 'scoring', false)]],
    ['says so after consent to everything was withdrawn', unscored, [consent(2, 'all', false)]],
    ['says so while only alerts are allowed again', unscored, [consent(1, 'all', false), consent(2, 'alerts', true)]],
    [
      'has its score while only alerts are not allowed',
      'Form received: PHQ-9 8; mild; below the cutoff of 10',
      [consent(2, 'alerts', false)],
    ],
    [
      'has its score once consent is given again',
      'Form received: PHQ-9 8; mild; below the cutoff of 10',
      [consent(1, 'all', false), consent(2, 'all', true)],
    ],
  ])('%s', (_, words, before) => {
    expect(last(...before, phq(3, 0))).toMatchObject({ words, form: { counts: words !== unscored } });
  });
});

describe('a form that was entered late', () => {
  const late = (ninth: number): ClinicEvent =>
    on(41, 'feedback.submitted', {
      ...data,
      items: phqItems(1, ninth),
      administeredAt: iso(3),
    });

  it('C18a: stands at its date, and says when it was entered', () => {
    const entries = told(phq(20, 0), late(0));
    expect(entries.map(({ at, enteredAt }) => [at, enteredAt])).toEqual([
      [day(3), day(41)],
      [day(20), undefined],
    ]);
    expect(entries[0]?.words).toBe('Form received: PHQ-9 8; mild; below the cutoff of 10 (entered later)');
    expect(inGerman(late(0))[0]).toBe(
      'Bogen eingegangen: PHQ-9 8; leicht; unter dem Grenzwert von 10 (später eingetragen)',
    );
  });

  it('C18a: has its alert at the time of the entry, and the alert names the day of the answer', () => {
    const entries = told(late(3), phq(20, 0));
    expect(entries.map(({ kind, at }) => [kind, at])).toEqual([
      ['feedback.submitted', day(3)],
      ['feedback.submitted', day(20)],
      ['alert.raised', day(41)],
    ]);
    const [alert] = foldEpisode([opened(), late(3)], phqRules()).alerts;
    expect(alert && wordsFor(alert).comparedWith).toContain('filled in on 5 March 2026 and entered later');
    expect(alert && wordsFor(alert, german).comparedWith).toContain('am 5. März 2026 ausgefüllt');
  });

  it('D8: of history stands at its date', () => {
    expect(told(fromHistory(late(3)))).toMatchObject([{ at: day(3) }, { kind: 'alert.raised', at: day(3) }]);
  });

  it('names the hour that it is about', () => {
    const about = on(9, 'feedback.submitted', {
      ...data,
      items: phqItems(1, 0),
      appointment: 'a7',
    });
    expect(told(booked(1, 7), about)[1]).toMatchObject({
      at: day(9),
      aboutAt: day(7),
    });
    expect(told(about)[0]).not.toHaveProperty('aboutAt');
  });
});

describe('how a form came', () => {
  it.each<[object, string, string]>([
    [{ enteredBy: 'practice' }, ', typed in by the practice', ', von der Praxis eingegeben'],
    [{ enteredBy: 'clinician' }, ', typed in by the clinician', ', von Behandlungsseite eingegeben'],
    [{ enteredBy: 'proxy' }, ', filled in for the client by somebody else', ', stellvertretend ausgefüllt'],
    [{ enteredBy: 'self', mode: 'kiosk' }, '', ''],
    [
      { mode: 'paper', enteredBy: 'practice' },
      ', on paper, typed in by the practice',
      ', auf Papier, von der Praxis eingegeben',
    ],
    [{ mode: 'interview' }, ', asked in person', ', im Gespräch erfragt'],
    [{ mode: 'imported' }, ', imported', ', importiert'],
  ])('is told where it matters, and kept: %p', (how, en, de) => {
    expect(told(form(how))[0]).toMatchObject({
      words: `Form received${en}: PHQ-9 8; mild; below the cutoff of 10`,
      form: how,
    });
    expect(inGerman(form(how))[0]).toBe(`Bogen eingegangen${de}: PHQ-9 8; leicht; unter dem Grenzwert von 10`);
    expect(
      words(
        on(3, 'feedback.amended', {
          ...data,
          items: phqItems(1, 0),
          ...how,
        } as never),
      )[0],
    ).toContain(en);
  });

  it.each([
    ['clinician', ' from the clinician', ' von Behandlungsseite'],
    ['member:m1', ' from a member', ' von einem Mitglied'],
    ['observer', ' from an observer', ' von beobachtender Seite'],
  ])('says whose it is: %s', (respondent, en, de) => {
    expect(words(form({ respondent }))[0]).toContain(`Form received${en}`);
    expect(inGerman(form({ respondent }))[0]).toContain(`Bogen eingegangen${de}`);
  });

  it('keeps the language and the licence of the form, and who scored it', () => {
    const instrument = { ...PHQ9, language: 'tr', licence: 'lic-7' };
    expect(told(form({ instrument, scorer: 'us' }))[0]?.form).toMatchObject({
      language: 'tr',
      licence: 'lic-7',
      scorer: 'us',
    });
  });

  it('says how far a form came that was not finished', () => {
    const begun = (more: object): ClinicEvent =>
      on(3, 'feedback.partially_submitted', {
        ...data,
        items: phqItems(1, 0).slice(0, 4),
        ...more,
      });
    expect(words(begun({ answered: 4, total: 9 }))).toEqual(['Form begun, not finished: 4 of 9 answered']);
    expect(inGerman(begun({ answered: 4, total: 9 }))).toEqual(['Bogen begonnen, nicht beendet: 4 von 9 beantwortet']);
    expect(words(begun({}))).toEqual(['Form begun, not finished']);
  });
});

describe('a later version of a form with a safety answer', () => {
  const amended = on(4, 'feedback.amended', { ...data, items: phqItems(1, 0) });
  const voided = on(4, 'feedback.voided', {
    form: 'q3',
    instrument: PHQ9,
    cause: 'wrong-person',
  });

  it('M1: is shown beside the answer, which stays', () => {
    expect(told(phq(3, 3), amended).map(({ kind }) => kind)).toEqual([
      'feedback.submitted',
      'alert.raised',
      'feedback.amended',
      'safety.amended',
      'alert.seen-again',
    ]);
    expect(words(phq(3, 3), voided)).toContain(
      'The form has been taken back as belonging to somebody else; its answer to the safety question still needs reading',
    );
  });

  it('M1: is said in the alert, in both languages, without a guess at why', () => {
    const alertOf = (...events: ClinicEvent[]) => foldEpisode([opened(), ...events], phqRules()).alerts[0];
    const said = [amended, voided].flatMap((later) => {
      const alert = alertOf(phq(3, 3), later);
      return alert ? [wordsFor(alert).otherReadings, wordsFor(alert, german).otherReadings] : [];
    });
    expect(said).toEqual([
      'A later version of the form answers otherwise. Both versions are there to read; asking tells.',
      'Eine spätere Fassung des Bogens antwortet anders. Beide sind zu lesen; Nachfragen klärt es.',
      'The form has been taken back since, as belonging to somebody else. Somebody gave this answer: find out who.',
      expect.stringContaining('Finden Sie heraus, wer.'),
    ]);
    const alone = alertOf(phq(3, 3));
    expect(alone && wordsFor(alone).otherReadings).not.toMatch(/slip|finger/);
    expect(alone && wordsFor(alone, german).otherReadings).not.toMatch(/verrutscht|Antippen/);
  });
});

describe('a note', () => {
  const note = { note: 'n1', serviceDate: iso(2) };
  it.each<[ClinicEvent, string, string]>([
    [
      on(3, 'note.recorded', {
        ...note,
        noteType: 'progress',
        status: 'draft',
      }),
      'Note recorded: progress, draft',
      'Notiz angelegt: Verlauf, Entwurf',
    ],
    [
      on(3, 'note.recorded', { ...note, noteType: 'closing', status: 'final' }),
      'Note recorded: closing',
      'Notiz angelegt: Abschluss',
    ],
    [on(3, 'note.amended', { ...note, kind: 'addendum' }), 'Note amended: addendum', 'Notiz geändert: Nachtrag'],
    [on(3, 'note.amended', { ...note, kind: 'unlock' }), 'Note amended: unlocked', 'Notiz geändert: wieder geöffnet'],
    [on(3, 'note.cosigned', note), 'Note co-signed', 'Notiz mitgezeichnet'],
  ])('is told with what became of it, and the hour that it is about: %#', (event, en, de) => {
    expect(told(event)).toMatchObject([{ at: day(3), aboutAt: day(2), words: en }]);
    expect(inGerman(event)).toEqual([de]);
  });
});
