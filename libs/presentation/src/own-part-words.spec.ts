import { foldEpisode, relationshipOf } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { LANGUAGES } from '#lib/kernel';
import { booked, cancelled, iso, missed, on, opened, pulse } from '../../alliance/spec/history.js';
import { summarise } from './episode-summary.js';
import { lintWording } from './lint/wording-lint.js';
import { ownPartInWords } from './own-part-words.js';
import { DEFAULT_WORDINGS } from './wording.js';

const held = (at: number, more: object): ClinicEvent =>
  on(at, 'appointment.attended', { appointment: `a${at}`, ...more });
const off = (at: number, cancelledBy: 'clinician' | 'practice'): ClinicEvent[] => [
  booked(at - 6, at),
  cancelled(at - 1, `a${at}`, { cancelledBy }),
];
const moved = (at: number, appointment: string, to: number): ClinicEvent =>
  on(at, 'appointment.rescheduled', {
    ...{ appointment, start: iso(to), end: iso(to + 0.04), initiatedBy: 'clinician' },
  } as never);
const said = (...events: ClinicEvent[]) => ownPartInWords(relationshipOf(foldEpisode([opened(), ...events])));
const MEANING = 'Such changes happen in every practice. If the work feels strained, a word about them often helps.';

describe('S16 what the practice itself changed', () => {
  it.each<[string, ClinicEvent[], string[]]>([
    ['nothing', [held(7, {}), held(14, { clinicianLateMinutes: 3, endedEarly: false })], []],
    ['one appointment', off(7, 'clinician'), []],
    [
      'appointments that it called off',
      [...off(7, 'clinician'), ...off(14, 'practice'), missed(21, 'clinician')],
      ['3 appointments did not take place on the practice’s side.', MEANING],
    ],
    [
      'two appointments that it called off',
      [...off(7, 'clinician'), ...off(14, 'practice')],
      ['2 appointments did not take place on the practice’s side.', MEANING],
    ],
    [
      'two that the clinician moved',
      [booked(0.5, 7), booked(0.5, 14), moved(5, 'a7', 8), moved(12, 'a14', 15)],
      ['2 appointments were moved by the clinician.', MEANING],
    ],
    ['one that the clinician moved', [booked(0.5, 7), moved(5, 'a7', 8)], []],
    [
      'late starts',
      [
        held(7, { clinicianLateMinutes: 12 }),
        held(14, { clinicianLateMinutes: 9 }),
        held(21, { clinicianLateMinutes: 0 }),
      ],
      ['2 of the last 3 starts that were seen were a few minutes late.', MEANING],
    ],
    [
      'early ends',
      [held(7, { endedEarly: true }), held(14, { endedEarly: true }), held(21, { endedEarly: false }), held(28, {})],
      ['2 of the last 3 appointments of which that is known ended early.', MEANING],
    ],
  ])('is said in protective words: %s', (_, events, words) => expect(said(...events)).toEqual(words));

  it('is no reason to look, and raises nothing', () => {
    const late = [7, 14, 21].map((at) => held(at, { clinicianLateMinutes: 30, endedEarly: true }));
    const state = foldEpisode([
      opened(),
      pulse(1, 85),
      pulse(7, 86),
      pulse(14, 85),
      ...late,
      ...off(28, 'clinician'),
      ...off(35, 'clinician'),
    ]);
    expect(state.alerts).toEqual([]);
    expect(summarise(state)).toMatchObject({ attention: 'on-course', reason: 'The client’s ratings are steady' });
  });

  it.each(LANGUAGES)('passes the lint in %s', (language) => {
    const { ownPart, reasons } = DEFAULT_WORDINGS.in[language].words;
    const texts = [
      ...[ownPart.calledOff(2), ownPart.moved(2), ownPart.lateStarts(2, 5), ownPart.endedEarly(2, 5), ownPart.meaning],
      ...Object.values(reasons),
    ];
    expect(texts.flatMap((text) => lintWording(text, { language, surface: 'text' }))).toEqual([]);
  });
});
