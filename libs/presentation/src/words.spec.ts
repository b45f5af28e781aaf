import fc from 'fast-check';
import { anyHistory } from '../../alliance/spec/any-history.js';
import {
  attended,
  booked,
  calm,
  closed,
  day,
  emptyPulse,
  handover,
  missed,
  on,
  opened,
  phq,
  phqRules,
  pulse,
  requested,
  withRupture,
  timer,
} from '../../alliance/spec/history.js';
import { alertsOf, foldEpisode } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { wordsFor } from './alert-words.js';
import { summarise, type EpisodeSummary } from './episode-summary.js';
import { narrate } from './episode-timeline.js';

const summary = (...events: ClinicEvent[]): EpisodeSummary => summarise(foldEpisode(events, phqRules()), phqRules());

describe('the words of an alert', () => {
  it('say what changed, against what', () => {
    const [alert] = alertsOf(foldEpisode(withRupture()));
    expect(alert && wordsFor(alert)).toMatchObject({
      title: 'Latest form is clearly lower than before',
      whatChanged: 'Rapport Pulse: 60 of 100 now; 92 before.',
    });
  });
});

describe('the caseload line', () => {
  it.each<[string, string, ClinicEvent[]]>([
    ['not-enough-yet', 'Not opened yet', [pulse(1, 90)]],
    ['not-enough-yet', 'No forms yet', [opened()]],
    ['not-enough-yet', 'One form so far', [opened(), pulse(1, 90)]],
    ['on-course', 'The client’s ratings are steady', calm()],
    [
      'on-course',
      'Full marks every time: no room to see change',
      [opened(), ...[1, 2, 3, 4, 5, 6].map((n) => pulse(n, 100))],
    ],
    ['keep-an-eye', 'Latest form is below the level that asks for a look', [opened(), pulse(1, 75), pulse(7, 69)]],
    ['keep-an-eye', 'Possible strain, still open', [opened(), pulse(1, 71), pulse(7, 69), pulse(8, 68)]],
    [
      'keep-an-eye',
      'Latest form is below the level that asks for a look',
      [opened(), pulse(1, 69), pulse(7, 68), pulse(8, 68)],
    ],
    ['talk-soon', 'Latest form is clearly lower than before', withRupture()],
    ['talk-soon', 'Missed the appointment on 30 March 2026 while a strain is open', [...withRupture(), missed(28)]],
    [
      'talk-soon',
      'A strain is open, and it has been quiet since 23 March 2026',
      [...withRupture(), timer({ at: day(35), reason: 'quiet-since-strain' })],
    ],
    ['act-today', 'An answer on a form needs reading now', [...withRupture(), phq(22, 2), missed(28)]],
    ['on-course', 'An earlier strain has eased', [...withRupture(), pulse(28, 90)]],
    ['on-course', 'This episode has ended', [...withRupture(), closed(30)]],
    [
      'keep-an-eye',
      'No form yet for 2 requests in a row',
      [opened(), requested(1, 2, 'x'), requested(2, 3, 'y'), timer({ at: day(3), reason: 'feedback-overdue' })],
    ],
    ['keep-an-eye', 'A safety question was left open', [opened(), phq(1, null)]],
  ])('is %s: %s', (attention, reason, events) => expect(summary(...events)).toMatchObject({ attention, reason }));

  it('shows the last six ratings with holes where a form is missing', () => {
    const late = [requested(8, 9, 'x'), timer({ at: day(9), reason: 'feedback-overdue' })];
    expect(summary(opened(), pulse(1, 80), pulse(7, 90), ...late, emptyPulse(10), pulse(14, 85)).lastAlliance).toEqual([
      80,
      90,
      null,
      null,
      85,
    ]);
  });

  it('counts and dates', () => {
    expect(summary(opened(), attended(7), missed(14), booked(15, 21), pulse(15, 80))).toEqual({
      client: 'c1',
      clinician: 'k1',
      status: 'open',
      opened: day(0),
      attention: 'not-enough-yet',
      reason: 'One form so far',
      rupture: null,
      lastAlliance: [80],
      nextAppointment: day(21),
      lastAttended: day(7),
      attended: 1,
      missedByClient: 1,
      openAlerts: 0,
      asOf: day(15),
    });
  });

  it('describes the strain, and says which rules speak for it and why', () => {
    expect(summary(...withRupture()).rupture).toEqual({
      state: 'open',
      kind: 'unknown',
      facet: 'bond',
      onset: day(21),
      tier: 'probable',
      noticed: [
        {
          rule: 'reliable-drop',
          title: 'Lower than before by more than the form’s own error',
          because: 'A fall larger than the questionnaire’s measurement error is unlikely to be noise.',
        },
        {
          rule: 'dual-spread',
          title: 'Lower than before by more than ratings usually vary',
          because: 'A fall stands out when it is larger than this client’s own ups and downs and than clients differ.',
        },
      ],
    });
  });

  it('begins again with a new clinician', () => {
    expect(summary(...withRupture(), handover(25))).toMatchObject({
      attention: 'not-enough-yet',
      clinician: 'k2',
      lastAlliance: [],
      openAlerts: 0,
    });
  });
});

describe('the timeline', () => {
  it('tells each event and what it led to', () => {
    expect(narrate([...withRupture(), pulse(28, 90)]).map(({ lane, words }) => `${lane}: ${words}`)).toEqual([
      'other: Episode opened',
      'forms: Form received: Rapport Pulse 88.3',
      'forms: Form received: Rapport Pulse 90',
      'forms: Form received: Rapport Pulse 91.7',
      'forms: Form received: Rapport Pulse 60',
      'strain: A strain is open',
      'alerts: Something to look at: Latest form is clearly lower than before',
      'forms: Form received: Rapport Pulse 90',
      'strain: The strain has eased',
      'alerts: Eased: Latest form is clearly lower than before',
    ]);
  });

  it('shows what was corrected, and the correction', () => {
    const correction = on(30, 'appointment.attendance_corrected', {
      appointment: 'a28',
      from: 'missed',
      to: 'attended',
    });
    expect(narrate([opened(), missed(28), correction]).map(({ words }) => words)).toEqual([
      'Episode opened',
      'Appointment missed by the client (corrected later)',
      'Attendance corrected to attended',
    ]);
  });

  it('stands in order of clinical time', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const times = narrate(events).map(({ at }) => at);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
      { numRuns: 30 },
    );
  });
});
