/** What a later version of a form makes of an answer to a safety question stands in the timeline, once for each form. */
import { contact, on, opened, phq, phqItems, phqRules } from '../../alliance/spec/history.js';
import type { ClinicEvent } from '#lib/events';
import { narrate } from './episode-timeline.js';
import { DEFAULT_WORDINGS } from './wording.js';

const instrument = { code: 'phq-9', version: '1' };
const amended = (at: number, form: string, ninth: number | null): ClinicEvent =>
  on(at, 'feedback.amended', { form, instrument, respondent: 'client', items: phqItems(1, ninth) });
const voided = (at: number, form: string): ClinicEvent =>
  on(at, 'feedback.voided', { form, instrument, cause: 'wrong-person' });

const OTHERWISE =
  'A later version of the form answers the safety question otherwise; the first answer still needs reading';
const SOMEBODY_ELSE =
  'The form has been taken back as belonging to somebody else; its answer to the safety question still needs reading';

/** What is said of safety after each of the events. */
const said = (...events: ClinicEvent[]): (readonly [event: string | undefined, words: string])[] =>
  narrate([opened(), ...events], phqRules()).flatMap(({ kind, lane, eventId, words }) =>
    kind.startsWith('safety.') && lane === 'forms' ? [[eventId?.split(' ')[1], words] as const] : [],
  );

it.each<[string, ClinicEvent[], (readonly [string, string])[]]>([
  ['nothing more where no version followed', [phq(3, 3), contact(4)], []],
  ['that it answers otherwise', [phq(3, 3), amended(6, 'q3', 0), contact(7)], [['feedback.amended-6', OTHERWISE]]],
  [
    'so once, however often it is amended',
    [phq(3, 3), amended(6, 'q3', 0), amended(7, 'q3', 1)],
    [['feedback.amended-6', OTHERWISE]],
  ],
  [
    'so of each form',
    [phq(3, 3), amended(6, 'q3', 0), phq(7, 2), amended(8, 'q7', 0)],
    [
      ['feedback.amended-6', OTHERWISE],
      ['feedback.amended-8', OTHERWISE],
    ],
  ],
  [
    'that it was taken back as somebody else’s, after all',
    [phq(3, 3), phq(5, 2), amended(6, 'q3', 0), voided(9, 'q3')],
    [
      ['feedback.amended-6', OTHERWISE],
      ['feedback.voided-9', SOMEBODY_ELSE],
    ],
  ],
])('M1: says %s', (_, events, words) => expect(said(...events)).toEqual(words));

it('M1: says so in German as well', () =>
  expect(narrate([opened(), phq(3, 3), voided(4, 'q3')], phqRules(), DEFAULT_WORDINGS.in.de)).toContainEqual(
    expect.objectContaining({
      kind: 'safety.wrong-person',
      words:
        'Der Bogen wurde zurückgenommen, weil er zu jemand anderem gehört; seine Antwort auf die Frage zur Sicherheit ist weiterhin zu lesen',
    }),
  ));
