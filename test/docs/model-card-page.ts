import { COEFFICIENTS_V1, REPAIR, RULES } from '#lib/alliance';
import type { RuptureFigures } from '#lib/evaluation';
import type { JudgedFigures } from '../../apps/cli/src/benchmark/figures.js';
import { shown } from '../../apps/cli/src/benchmark/figures-text.js';
import { ageOf, COMMAND, recorded, table, type Recorded } from './benchmark-page.js';

const coefficients = (): string =>
  table(
    ['signal', 'start value', 'basis', 'what it is'],
    COEFFICIENTS_V1.coefficients.map(({ feature, beta, basis, about }) => [
      `\`${feature}\``,
      String(beta),
      basis === 'published' ? 'from published effects' : 'ours, provisional',
      about,
    ]),
  );

const ruleVersions = (): string => [...RULES, REPAIR].map(({ code, version }) => `\`${code}\` ${version}`).join(', ');

const whatItIs = (): string => `# Model card

## What it is

Two things that speak about a working relationship, both open formulas whose every part can be read:

- **Rules on strain** (${ruleVersions()}). They read a client's own forms and a clinician's marks and say where a fall is larger than the form's error, or where somebody said that something was off. See [strain.md](../reference/strain.md).
- **The chance of stopping early** (\`${COEFFICIENTS_V1.version}\`): a discrete-time hazard by definition D-B, a sum of ${COEFFICIENTS_V1.coefficients.length} signals. Off until a clinic switches it on. See [chance-of-stopping-early.md](../how-to/chance-of-stopping-early.md).

They are for a clinician who works with the client and can look at the reasons. They tell of something to talk about; they decide nothing.`;

const NOT_FOR = `## Not for

- decisions about a person without a person: discharge, waiting lists, payment, access;
- comparing or paying clinicians;
- risk of self-harm: answers to such questions go their own way, outside any model, and no answer means "no risk";
- clients, insurers, employers or courts as readers;
- children, inpatients or crisis work: nothing in the data is of that kind;
- a service that has not looked at the figures of its own history first.`;

const dataOf = ({ clinics, together }: Recorded): string =>
  `## Data

Synthetic only: ${clinics.length} made-up clinics, ${together.clients} clients, ${together.events} events. No data of people was used, neither to fit nor to judge. Start values are published effects, shrunken, or provisional figures of this project. Age, sex, ethnicity, address, income, insurance, diagnosis and the clinician's identity are left out on purpose, so calibration in such groups has not been looked at, and cannot be on made-up people. Real clinics will be worse.`;

type Row = readonly [what: string, figure: string];

const strainRows = ({ recall, recallInterval: within, repair, ...strain }: RuptureFigures): readonly Row[] => [
  ['true strains found', `${shown(recall)} (${shown(within?.low)} to ${shown(within?.high)})`],
  ['of those about which anything came', shown(strain.recallOfReadable)],
  ['false prompts per clinician-week', shown(strain.falsePerClinicianWeek, 3)],
  ['false prompts in 100 attended hours', shown(strain.falsePerHundredHours)],
  ['prompts that were right', shown(strain.precision)],
  ['repairs seen, and of those seen the true ones', `${shown(repair.recall)}, ${shown(repair.precision)}`],
];

const stoppingRows = ({ aucInterval: within, calibration, notices, ...day }: JudgedFigures): readonly Row[] => [
  [
    'AUC of the chance, a day after the hour',
    `${shown(day.auc, 3)} (${shown(within?.low)} to ${shown(within?.high)}); the generator's own ${shown(day.generatorAuc, 3)}`,
  ],
  ['calibration slope and intercept', `${shown(calibration?.slope)}, ${shown(calibration?.intercept)}`],
  ['Brier and Brier skill', `${shown(day.brier, 4)}, ${shown(day.skill, 3)}`],
  ['notices per clinician-week', shown(notices.perClinicianWeek)],
  ['notices that were right in their interval', shown(notices.ppv)],
  ['stops told of in their interval', shown(notices.sensitivity)],
];

const figuresPart = ({ madeOn, versions }: Recorded, strain: RuptureFigures, day: JudgedFigures): string => `## Figures

From [benchmark.json](benchmark.json), last check ${madeOn}, repeated by \`${COMMAND}\`; how they are measured and what is missed says [benchmark.md](benchmark.md).${ageOf(versions)}

${table(['', 'figure'], [...strainRows(strain), ...stoppingRows(day)])}

Foretold and observed share of stops, by tenths of the chance, a day after the hour:

${table(
  ['rows', 'foretold', 'observed'],
  day.deciles.map(({ rows, expected, observed }) => [String(rows), shown(expected, 4), shown(observed, 4)]),
)}`;

const CALIBRATION = `## Calibration

A clinic starts with the start values and the rate of its kind of service. \`stopping-model propose\` fits as much as the clinic's own stops can carry, judges it on clients who began later, and changes nothing until a person approves it; the earlier numbers are kept for replay. A wrong start is to be expected: read the slope of the proposal.`;

const gapsOf = ({ notices }: JudgedFigures): string => `## Known gaps

- Of ten who are told of as likely to stop, about ${Math.round(10 * (1 - Number(notices.ppv)))} go on coming in that interval. It is a chance.
- Who answers no form is seen late or not at all; answers at the top of the scale say little.
- Small falls that nobody speaks of lie within the form's error and are not told.
- Missed hours and silence follow work shifts, transport, care duties and health as well. The words name the calendar, never the person.
- Once people act on notices, stops depend on them, and later figures judge both together.
- The Rapport Pulse is not validated; its thresholds are ours.`;

const formula = (): string => `## The formula

\`logit h = logit h0(interval) + site + sum of (value * signal)\`, signals cut to their range, of an open strain only the stronger kind.

${coefficients()}`;

/** docs/explanation/model-card.md: what the two models are, what is known of them, and who they are not for. */
export function modelCardPage(figures: Recorded = recorded()): string {
  const { strain, stopping } = figures.together;
  if (!stopping) throw new Error('the recorded benchmark judged no model; run it on more clients');
  const { dayAfter } = stopping;
  return [
    whatItIs(),
    NOT_FOR,
    dataOf(figures),
    figuresPart(figures, strain, dayAfter),
    CALIBRATION,
    gapsOf(dayAfter),
    `${formula()}\n`,
  ].join('\n\n');
}
