import { answerLine } from '../../apps/cli/src/clinical/answer-line.js';
import { HAPPENINGS } from '#lib/evaluation';
import { LIBRARY, WITHOUT_KEY } from '#lib/instruments';
import { FEATURES } from '#lib/hazard';
import { FIGURES, type Operation } from './clinical-figures.js';

const WAI = [4, 5, 4, 3, 5, 4, 4, 3, 5, 4, 4, 5];
const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' ');

const OPERATIONS: readonly Operation[] = [
  {
    op: 'score',
    asks:
      '`instrument`, `items` in the order of the form with `null` for a question that was left open, and `options`: ' +
      '`inclusive` (a score at the cutoff counts as below it), `form` (`child`, `adolescent`), `respondent`.',
    answers:
      '`total`, `mean`, `subscales`, `band`, `clinical`, `status` (`complete`, `prorated`, `incomplete`) and `riskItem` ' +
      '(`none`, `same-day`, `immediate`, `not-answered`). A key that does not apply is absent; a score that may not be ' +
      'computed is `null`. `none` reports what was ticked and never means that there is no risk.',
    examples: [
      { op: 'score', instrument: 'wai-sr', items: WAI },
      { op: 'score', instrument: 'wai-sr', items: [4, null, ...WAI.slice(2)] },
      { op: 'score', instrument: 'srs', items: [9, 9, 9, 9], options: { inclusive: true } },
      { op: 'score', instrument: 'phq-9', items: [1, 1, 1, 1, 1, 1, 1, 1, 2] },
    ],
  },
  {
    op: 'change',
    asks:
      '`pre` and `post` with `instrument`, or with `sd`, `r` and `direction` (`higher-better`, `lower-better`); `z` is 1.96 ' +
      'unless given. For `goals`, `pre` and `post` may be the ratings goal by goal.',
    answers:
      '`sem`, `sdiff`, `rc`, `threshold`, `reliable` and `class` (`recovered`, `improved`, `unchanged`, `deteriorated`).',
    examples: [
      { op: 'change', sd: 7.5, r: 0.8, pre: 32.5, post: 47.5, direction: 'higher-better' },
      { op: 'change', instrument: 'core-10', pre: 22, post: 10 },
    ],
  },
  {
    op: 'detect',
    asks:
      '`instrument` and `series` (client ratings, `null` for a missing one); and, if known: `between` (spread ' +
      'between clients, above 0), `sem` (error of one rating), `therapist` (the ' +
      "clinician's ratings on the same form), `repairWithin` (rated forms, 3), and\n\n" +
      '- `pulse`, the answers to the direct questions, one for each rating or `null`: `r1` (whether something felt off: `no`, ' +
      '`a little`, `yes`), and from 0 to 10 `r2` (how much it mattered) and `r3` (how far it was sorted out);\n' +
      '- `markers`, what was ticked about a session: `at` (counts ratings from 1), `kind` (`withdrawal`, `confrontation`, ' +
      '`repair-attempted`, `repair-achieved`), `significance` (1 to 5), `source` (`clinician`, `supervisor`, ' +
      '`structured-field`, `assisted`).',
    answers:
      '`findings` with `at` (counts ratings from 1), `detector` (D1 to D8) and `tier`; `ruptures` with `onset`, `reference` ' +
      'and the `states` that followed, each with the `fraction` of the fall that has come back. The rules are those of ' +
      '[strain.md](strain.md).',
    examples: [
      { op: 'detect', instrument: 'wai-sr', series: [50, 51, 49, 52, 50, 41, 43, 51], between: 7 },
      { op: 'detect', instrument: 'srs', series: [38, 38, 37.5, 38, 33.5, 38], between: 6 },
      {
        op: 'detect',
        instrument: 'pulse',
        series: [80, 81, 80],
        pulse: [null, null, { r1: 'yes', r2: 7, r3: 2 }],
        markers: [{ at: 3, kind: 'withdrawal', significance: 3, source: 'clinician' }],
      },
    ],
  },
  {
    op: 'hazard',
    asks: `\`interval\` (attended appointments so far), \`site\` (shift of the log-odds, 0) and \`features\`: ${code(FEATURES)}. A feature that is left out adds nothing; a value beyond the range of its signal counts as the nearest end of the range.`,
    answers:
      '`eta`, `h` (this interval), `cumulative4` (this and the next three), `ratio` to the risk at the same point without any signal, and ' +
      '`reasons`, strongest first, each with the `factor` on the odds.',
    examples: [
      { op: 'hazard', interval: 3, features: { level: -1, openC: 1, noshow: 1, earlyns: 1, nofut: 1 }, site: 0 },
    ],
  },
  {
    op: 'label',
    asks:
      `\`cadenceDays\`, \`asOf\` and \`events\`, each a \`date\` and \`what\`: ${code([...HAPPENINGS, 'no-show'])}. \`definition\` is \`D-B\` ` +
      'unless given:\n\n' +
      '- `D-A`: the clinician said so (`left`).\n' +
      '- `D-B`: after an attended session no further one for 30 days or three times the usual interval, something missed, ' +
      'cancelled by the client or never booked, and no agreed ending.\n' +
      '- `D-C`: a stop of either kind before the sessions of the plan (`plannedVisits`) are complete.\n' +
      '- `D-D`: a stop of either kind without reliable improvement (`reliablyImproved`, `true` or `false`).\n' +
      '- `DBT`: four weeks in a row missed, of the individual session or of the skills group. It takes `individual` and ' +
      '`skills` and nothing else: one list each, week by week (`attended`, `missed`, `not-offered`).',
    answers:
      '`definition`, `state` (`not-started`, `open`, `dropout`, `excluded` with a `reason`, `completed`, or ' +
      '`unknown` where D-C or D-D miss a figure), `labelledAt` (the day on which it became true) and `interval`; for `DBT` the ' +
      '`week`, from 1, and the weeks missed in a row.',
    examples: [
      {
        op: 'label',
        cadenceDays: 7,
        events: [
          { date: '2026-03-02', what: 'attended' },
          { date: '2026-03-09', what: 'no-show' },
        ],
        asOf: '2026-04-01',
      },
      {
        op: 'label',
        definition: 'DBT',
        individual: ['attended', 'missed', 'missed', 'missed', 'missed'],
        skills: ['attended', 'attended', 'not-offered', 'missed', 'attended'],
      },
    ],
  },
  ...FIGURES,
];

const shown = (line: string): string => `\`\`\`json\n${line}\n${answerLine(line)}\n\`\`\`\n`;

const section = ({ op, asks, answers, examples }: Operation): string =>
  `## ${op}\n\nTakes ${asks}\n\nGives ${answers}\n\n${examples.map((e) => shown(JSON.stringify(e))).join('\n')}`;

/** docs/reference/clinical.md: each question and the answer that the program gives to it. */
export function clinicalPage(): string {
  const locked = WITHOUT_KEY.map(({ code: name, title }) => `\`${name}\` (${title})`).join(', ');
  return `# Clinical questions, line by line

\`npm run -s rapport -- clinical\` reads one JSON object per line and answers one per line, in order, with the same code
that judges a clinic's events. It needs no database and no configuration. In every example the first line is the
question and the second line is the answer.

Instruments: ${code(LIBRARY.map((i) => i.code))}. Known and not scored, because their keys are not public: ${locked}.
\`--instrument <file>\` adds an instrument of your own that follows \`/schemas/instrument.json\`.

${OPERATIONS.map(section).join('\n')}
## Errors

A line that cannot be answered gets an answer that says why, with a code, a JSON Pointer into the question and a hint; the
next line is processed as usual. An empty line gets one too, so answers stay in step with questions. A line may have at most
1 MiB of UTF-8, and a series at most 500 ratings.

${['{"op":"score","instrument":"wai","items":[1]}', '{"op":"score","instrument":"gad-7","items":[0,1,2,3,4,0,0]}', 'score wai-sr'].map(shown).join('\n')}`;
}
