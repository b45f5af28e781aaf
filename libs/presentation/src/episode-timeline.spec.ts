import {
  attended,
  booked,
  closed,
  contact,
  day,
  emptyPulse,
  handover,
  iso,
  missed,
  on,
  opened,
  phq,
  phqItems,
  phqRules,
  pulse,
  pulseItems,
  requested,
  withRupture,
  timer,
} from '../../alliance/spec/history.js';
import { steady } from '../../alliance/spec/absent.js';
import { lived } from '../../alliance/spec/lived.js';
import { alertsOf, foldEpisode } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { narrate, type TimelineEntry } from './episode-timeline.js';
import { DEFAULT_WORDINGS } from './wording.js';

const TITLE = 'Latest form is clearly lower than before';
const story = (...events: ClinicEvent[]): readonly TimelineEntry[] => narrate(events, phqRules());
const told = (...events: ClinicEvent[]): string[] => story(...events).map(({ words }) => words);
/** What the last event and all that it led to are told as. */
const last = (...events: ClinicEvent[]): readonly TimelineEntry[] => {
  const entries = story(...events);
  return entries.filter(({ eventId }) => eventId === entries.at(-1)?.eventId);
};
const ruptureAlert = (): string => alertsOf(foldEpisode(withRupture()))[0]?.key ?? '';
const PULSE = { code: 'pulse', version: '1' };
const PHQ = { code: 'phq-9', version: '1' };

describe('a form on the timeline', () => {
  it('has its score in the units of the form', () => {
    expect(last(opened(), pulse(1, 90))).toEqual([
      {
        at: day(1),
        kind: 'feedback.submitted',
        words: 'Form received: Rapport Pulse 90',
        eventId: 'urn:practice pulse-1-client',
        lane: 'forms',
        value: 90,
        form: { form: 'f1-client', respondent: 'client', counts: true },
      },
    ]);
  });

  it('has its own score, and nothing else has it', () => {
    expect(last(opened(), pulse(1, 90), phq(2, 0))).toMatchObject([
      { words: 'Form received: PHQ-9 8; mild; below the cutoff of 10', value: 8 },
    ]);
    expect(last(opened(), pulse(1, 90), attended(2))[0]).not.toHaveProperty('value');
  });

  it('says that it has too few answers for a score', () => {
    const [entry] = last(opened(), pulse(1, 90), emptyPulse(7));
    expect(entry?.words).toBe('Form received: Rapport Pulse, too few answers for a score');
    expect(entry).not.toHaveProperty('value');
  });

  it('says that its instrument is not active here', () => {
    expect(narrate([opened(), phq(1, 0)]).at(-1)?.words).toBe(
      'Form received, of an instrument that is not active here',
    );
  });

  it('says what fell due, and leaves out that the time of an appointment came', () => {
    const due = [timer({ at: day(1), reason: 'appointment-started' }), timer({ at: day(2), reason: 'pause-over' })];
    expect(narrate([opened(), ...due]).map(({ words }) => words)).toEqual([
      'Episode opened',
      'The pause was planned to end now',
    ]);
    expect(narrate([opened(), ...due], undefined, DEFAULT_WORDINGS.in.de).at(-1)?.words).toBe(
      'Bis jetzt sollte die Pause dauern',
    );
  });

  it.each<[string, readonly object[], ClinicEvent[]]>([
    [
      'did not come until it was due',
      [{ kind: 'timer.due' }, { kind: 'silence.form', words: 'A form was due and has not come', lane: 'forms' }],
      [requested(1, 3, 'x'), timer({ at: day(3), reason: 'feedback-overdue' })],
    ],
    [
      'expired',
      [
        { kind: 'feedback.expired', words: 'Form no longer open' },
        { kind: 'silence.form', words: 'A form was due and has not come', lane: 'forms' },
      ],
      [on(3, 'feedback.expired', { form: 'x', instrument: PULSE })],
    ],
    [
      'left a safety question open',
      [
        {
          kind: 'feedback.submitted',
          words: 'Form received: PHQ-9 9 (scaled up: some answers are missing); mild; below the cutoff of 10',
          form: { prorated: true },
        },
        { kind: 'safety.not-answered', words: 'A safety question was left open', lane: 'forms' },
      ],
      [phq(3, null)],
    ],
  ])('that %s says so', (_, entries, events) => expect(last(opened(), ...events)).toMatchObject(entries));

  it('that left a safety question open says so once', () => {
    expect(last(opened(), phq(3, null), attended(4))).toHaveLength(1);
  });

  it('says nothing of a safety question that was answered', () => {
    const items = phqItems(1, 0);
    const later = on(4, 'feedback.amended', { form: 'q3', instrument: PHQ, respondent: 'client', items });
    expect(last(opened(), phq(3, null), later).map(({ words }) => words)).toEqual(['Form amended']);
    expect(last(opened(), phq(3, 0))).toHaveLength(1);
    expect(last(opened(), phq(3, 2)).map(({ kind }) => kind)).toEqual(['feedback.submitted', 'alert.raised']);
  });
});

describe('the time of an event', () => {
  const filledIn = (at: number, more: object): ClinicEvent =>
    ({ ...pulse(at, 90), data: { ...pulse(at, 90).data, ...more } }) as ClinicEvent;

  it('is when it happened, and it is said where it was entered a day later or more', () => {
    const FORM = 'Form received: Rapport Pulse 90';
    const late = [filledIn(9, { administeredAt: iso(8) }), filledIn(12, { administeredAt: iso(11.01) })];
    expect(story(opened(), ...late).slice(1)).toMatchObject([
      { at: day(8), enteredAt: day(9), words: `${FORM} (entered later)` },
      { at: day(11.01), enteredAt: day(12), words: FORM },
    ]);
  });

  it('is told beside that of the hour that a form names, and of no other', () => {
    const hours = [booked(1, 7), booked(1, 14), attended(14)];
    expect(last(opened(), ...hours, filledIn(15, { appointment: 'a14' }))).toMatchObject([{ aboutAt: day(14) }]);
    expect(last(opened(), ...hours, filledIn(15, { appointment: 'a-21' }))[0]).not.toHaveProperty('aboutAt');
    expect(last(opened(), ...hours)[0]).not.toHaveProperty('aboutAt');
  });
});

it('tells nothing where nothing has happened, and nothing of somebody else', () => {
  const foreign = { ...contact(1), data: { ...contact(1).data, client: 'c2' } } as ClinicEvent;
  expect(story()).toEqual([]);
  expect(told(opened(), foreign, attended(2))).toEqual(['Episode opened', 'Appointment kept']);
});

describe('a correction on the timeline', () => {
  it.each<[string, string, ClinicEvent]>([
    [
      'Form received: Rapport Pulse 80 (corrected later)',
      'Form amended',
      on(9, 'feedback.amended', {
        form: 'f7-client',
        instrument: PULSE,
        respondent: 'client',
        items: pulseItems(80),
      }),
    ],
    [
      'Form received (taken back later)',
      'Form taken back: deleted',
      on(9, 'feedback.voided', { form: 'f7-client', instrument: PULSE, cause: 'deleted' }),
    ],
  ])('leaves “%s” and “%s”', (before, after, correction) => {
    expect(told(opened(), pulse(7, 90), correction)).toEqual(['Episode opened', before, after]);
  });

  it('of an appointment or a note is told beside what it takes back', () => {
    const voided = on(9, 'appointment.voided', { appointment: 'a7', cause: 'duplicate' });
    expect(told(opened(), missed(7), voided).slice(1)).toEqual([
      'Appointment missed by the client (taken back later)',
      'Appointment taken back: duplicate',
    ]);
    const note = on(7, 'note.signed', { note: 'n1' });
    expect(told(opened(), note, on(9, 'note.voided', { note: 'n1', cause: 'deleted' })).slice(1)).toEqual([
      'Note signed (taken back later)',
      'Note taken back: deleted',
    ]);
  });
});

describe('a strain on the timeline', () => {
  it('is told with the alert that it raised, each by its code', () => {
    expect(last(...withRupture())).toMatchObject([
      { kind: 'feedback.submitted', lane: 'forms' },
      { at: day(21), kind: 'strain.open', eventId: 'urn:practice pulse-21-client', lane: 'strain' },
      { at: day(21), kind: 'alert.raised', eventId: 'urn:practice pulse-21-client', lane: 'alerts' },
    ]);
  });

  it('is not told again while nothing changes', () => {
    expect(last(...withRupture(), attended(22)).map(({ kind }) => kind)).toEqual(['appointment.attended']);
  });

  it('that was sorted out within the hour is told as such', () => {
    const entries = last(opened(), pulse(1, 90), pulse(7, 90, [2, 8, 8]));
    expect(entries).toMatchObject([
      { kind: 'feedback.submitted' },
      { kind: 'strain.repaired', words: 'Something felt off, and was sorted out within the hour', lane: 'strain' },
    ]);
  });

  it.each<[string, string, ClinicEvent[]]>([
    ['strain.repairing', 'The strain is easing', [pulse(28, 80)]],
    ['strain.repaired', 'The strain has eased', [pulse(28, 90)]],
    ['strain.closed', 'The strain is closed with the end of this work', [closed(28)]],
  ])('that moves on is told as %s', (kind, words, events) =>
    expect(last(...withRupture(), ...events)).toContainEqual(expect.objectContaining({ kind, words, lane: 'strain' })),
  );

  it('that comes after another is told anew', () => {
    const second = [...withRupture(), pulse(28, 90), pulse(35, 60)];
    expect(last(...second).map(({ words }) => words)).toContain('A strain is open');
  });
});

describe('silence on the timeline', () => {
  const quiet = timer({ at: day(35), reason: 'quiet-since-strain' });
  const QUIET = {
    kind: 'silence.quiet',
    words: 'Two weeks without a visit or a message since the strain',
    lane: 'strain',
  };

  it('is told when it has lasted two weeks since a strain', () => {
    expect(last(...withRupture(), quiet)).toMatchObject([{ kind: 'timer.due' }, QUIET]);
  });

  it('is told when nothing is booked for longer than usual, once for each time', () => {
    const absent = {
      kind: 'silence.absent',
      words: 'Longer than usual without an appointment, and none is booked',
      lane: 'appointments',
    };
    const silent = (events: readonly ClinicEvent[]): readonly TimelineEntry[] =>
      story(...events).filter(({ kind }) => kind === 'silence.absent');
    expect(silent(lived(steady()))).toMatchObject([absent]);
    expect(silent([...lived(steady()), on(66, 'note.signed', { note: 'n1' }), contact(67)])).toMatchObject([absent]);
    expect(silent(lived([...lived(steady()), attended(70)]))).toMatchObject([absent, absent]);
    expect(silent(steady())).toEqual([]);
  });

  it('is told once, and its end is not told at all', () => {
    expect(last(...withRupture(), quiet, on(36, 'note.signed', { note: 'n1' }))).toHaveLength(1);
    expect(last(...withRupture(), quiet, attended(37))).toHaveLength(1);
  });
});

describe('an alert on the timeline', () => {
  const snoozed = on(22, 'alert.snoozed', { alert: ruptureAlert(), by: 'k1', until: iso(25) });

  it.each<[string, string, ClinicEvent[]]>([
    ['alert.open', `Back after a pause: ${TITLE}`, [snoozed, attended(26)]],
    ['alert.eased', `Eased: ${TITLE}`, [pulse(28, 90)]],
    ['alert.closed', `Closed with the end of this work: ${TITLE}`, [closed(28)]],
    ['alert.closed', `Closed with the end of this work: ${TITLE}`, [handover(28)]],
    ['alert.seen-again', 'Seen again: Clearly lower than before on 2 forms since 23 March 2026', [pulse(28, 55)]],
  ])('that changes by itself is told as %s: %s', (kind, words, events) =>
    expect(last(...withRupture(), ...events)).toContainEqual(expect.objectContaining({ kind, words, lane: 'alerts' })),
  );

  it.each<[string, ClinicEvent, english: string, german: string]>([
    [
      'consent is withdrawn',
      on(25, 'client.consent_changed', { scope: 'alerts', granted: false } as never),
      `Withdrawn, because the client has withdrawn consent: ${TITLE}`,
      'Zurückgezogen, weil die Einwilligung zurückgezogen ist: Der letzte Bogen liegt deutlich niedriger als die früheren',
    ],
    [
      'the client has died',
      on(25, 'client.deceased', {} as never),
      `Withdrawn, because the client has died: ${TITLE}`,
      'Zurückgezogen, weil die Person verstorben ist: Der letzte Bogen liegt deutlich niedriger als die früheren',
    ],
  ])('that is withdrawn says why: %s', (...[, event, english, german]) => {
    const said = (['en', 'de'] as const).map((language) =>
      narrate([...withRupture(), event], phqRules(), DEFAULT_WORDINGS.in[language]).at(-1),
    );
    expect(said).toMatchObject([
      { kind: 'alert.withdrawn', words: english },
      { kind: 'alert.withdrawn', words: german },
    ]);
  });

  it('that is about no strain closes with the end of the work as well', () =>
    expect(told(opened(), missed(7), missed(14), closed(20)).at(-1)).toBe(
      'Closed with the end of this work: Has not come to the last 2 appointments; none is booked',
    ));

  it('that stays as it is is not told beside another', () => {
    expect(last(...withRupture(), missed(28)).map(({ kind }) => kind)).toEqual(['appointment.missed', 'alert.raised']);
  });

  it.each<[string, ClinicEvent]>([
    ['Put off until later', snoozed],
    ['Seen by somebody', on(22, 'alert.acknowledged', { alert: ruptureAlert(), by: 'k1' })],
    ['Done: nothing needed', on(22, 'alert.resolved', { alert: ruptureAlert(), by: 'k1', outcome: 'nothing-needed' })],
    ['Marked: already known', on(22, 'alert.overridden', { alert: ruptureAlert(), by: 'k1', reason: 'already-knew' })],
  ])('that a person did something about is told once: %s', (words, event) =>
    expect(last(...withRupture(), event).map((entry) => entry.words)).toEqual([words]),
  );

  it('that a person ended says what becomes of the strain, and what was taken back is marked so [D12]', () => {
    const talked = on(22, 'alert.resolved', { alert: ruptureAlert(), by: 'k1', outcome: 'talked-it-through' });
    const wrong = on(29, 'alert.overridden', { alert: ruptureAlert(), by: 'k1', reason: 'wrong' });
    const undone = on(29.001, 'alert.act_undone', { alert: ruptureAlert(), by: 'k1', act: wrong.id });
    const words = (...events: ClinicEvent[]) => last(...withRupture(), ...events).map((entry) => entry.words);
    expect(words(talked)).toEqual(['Done: talked it through', 'The strain is easing']);
    expect(words(missed(28), wrong)).toEqual([
      'Marked: not right',
      'A person said that this was no strain',
      expect.stringMatching(/^No longer applies: Missed/),
    ]);
    expect(words(wrong, undone)).toEqual(['Taken back within minutes: what was done with an alert']);
  });
});
