import { REPAIR, RULES } from '#lib/alliance';
import { COEFFICIENTS_V1 } from '#lib/hazard';
import type { RuptureFigures } from '#lib/evaluation';
import type { JudgedFigures } from '../../apps/cli/src/benchmark/figures.js';
import { shown } from '../../apps/cli/src/benchmark/figures-text.js';
import { ageOf, COMMAND, recorded, type Recorded } from './benchmark-page.js';
import { counted, table } from './page-parts.js';

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

Two models of a working relationship. Both are open formulas of which every part can be read:

- **Rules on strain** (${ruleVersions()}). They read a client's own forms and a clinician's markers, and report where a fall is larger than the form's error or where somebody said that something felt off. See [strain.md](../reference/strain.md).
- **Dropout risk**, shown as the chance of stopping early (\`${COEFFICIENTS_V1.version}\`): a discrete-time hazard by definition D-B, a sum of ${COEFFICIENTS_V1.coefficients.length} signals. Off until a clinic switches it on. See [chance-of-stopping-early.md](../how-to/chance-of-stopping-early.md).

They are for a clinician who works with the client and can examine the reasons. They suggest something to talk about and decide nothing.`;

const NOT_FOR = `## Not for

- decisions about a person without a person: discharge, waiting lists, payment, access;
- comparing or paying clinicians;
- risk of self-harm: answers to such questions are handled separately, outside any model, and no answer means "no risk";
- clients, insurers, employers or courts as readers;
- children, inpatients or crisis work: the data contains none of these;
- a service that has not first examined the figures of its own history.`;

const dataOf = ({ clinics, together }: Recorded): string =>
  `## Data

Synthetic only: ${clinics.length} invented clinics, ${counted(together.clients)} clients, ${counted(together.events)} events. No data of real people was used, neither to fit nor to judge. Start values are published effects, shrunk towards zero, or provisional figures of this project. Age, sex, ethnicity, address, income, insurance, diagnosis and the clinician's identity are left out on purpose, so calibration in such groups has not been examined, and cannot be on invented people. Expect worse figures in real clinics.`;

type Row = readonly [what: string, figure: string];

const ruptureRows = ({ recall, recallInterval: within, repair, ...rupture }: RuptureFigures): readonly Row[] => [
  ['true strains found', `${shown(recall)} (${shown(within?.low)} to ${shown(within?.high)})`],
  ['of those with any form or marker', shown(rupture.recallOfReadable)],
  ['false prompts per clinician-week', shown(rupture.falsePerClinicianWeek, 3)],
  ['false prompts per 100 attended sessions', shown(rupture.falsePerHundredHours)],
  ['prompts that were right', shown(rupture.precision)],
  ['repairs seen, and of those seen the true ones', `${shown(repair.recall)}, ${shown(repair.precision)}`],
];

const stoppingRows = ({ aucInterval: within, calibration, notices, ...day }: JudgedFigures): readonly Row[] => [
  [
    'AUC of the dropout risk, a day after the session',
    `${shown(day.auc, 3)} (${shown(within?.low)} to ${shown(within?.high)}); the generator's own ${shown(day.generatorAuc, 3)}`,
  ],
  ['calibration slope and intercept', `${shown(calibration?.slope)}, ${shown(calibration?.intercept)}`],
  ['Brier and Brier skill', `${shown(day.brier, 4)}, ${shown(day.skill, 3)}`],
  ['notices per clinician-week', shown(notices.perClinicianWeek)],
  ['notices that were right in their interval', shown(notices.ppv)],
  ['dropouts with a notice in their interval', shown(notices.sensitivity)],
];

const figuresPart = ({ madeOn, versions }: Recorded, rupture: RuptureFigures, day: JudgedFigures): string => `## Figures

From [benchmark.json](benchmark.json), recorded on ${madeOn}, repeated by \`${COMMAND}\`. [benchmark.md](benchmark.md) explains how they are measured and which targets are missed.${ageOf(versions)}

${table(['', 'figure'], [...ruptureRows(rupture), ...stoppingRows(day)])}

Predicted and observed share of dropouts, by tenths of the risk, a day after the session:

${table(
  ['rows', 'predicted', 'observed'],
  day.deciles.map(({ rows, expected, observed }) => [String(rows), shown(expected, 4), shown(observed, 4)]),
)}`;

const CALIBRATION = `## Calibration

A clinic starts with the start values and the rate of its kind of service. \`stopping-model propose\` fits as much as the number of the clinic's own dropouts allows, judges the result on clients who began later, and changes nothing until a person approves it; the earlier coefficients are kept for replay. Expect the start values to be off: read the slope of the proposal.`;

const gapsOf = ({ notices }: JudgedFigures): string => `## Known gaps

- Of ten clients with a notice, about ${Math.round(10 * (1 - Number(notices.ppv)))} keep coming in that interval. It is a probability.
- Clients who answer no forms are noticed late or not at all; answers at the top of the scale say little.
- Small falls that nobody mentions lie within the form's error and raise no alert.
- Missed sessions and silence also follow from work shifts, transport, care duties and health. The words describe the calendar, never the person.
- Nobody is notified of the chance: the notices above are those that the strongest two per clinician and week would be. Once people act on what they see, dropouts depend on those actions, and later figures judge both together.
- The Rapport Pulse is not validated; its thresholds are ours.`;

const formula = (): string => `## The formula

\`logit h = logit h0(interval) + site + sum of (value * signal)\`, with signals clipped to their range, and only the stronger of the two signals of an open strain.

${coefficients()}`;

/** docs/explanation/model-card.md: what the two models are, what is known about them, and what they are not for. */
export function modelCardPage(figures: Recorded = recorded()): string {
  const { strain: rupture, stopping } = figures.together;
  if (!stopping) throw new Error('the recorded benchmark judged no model; run it on more clients');
  const { dayAfter } = stopping;
  return [
    whatItIs(),
    NOT_FOR,
    dataOf(figures),
    figuresPart(figures, rupture, dayAfter),
    CALIBRATION,
    gapsOf(dayAfter),
    `${formula()}\n`,
  ].join('\n\n');
}
