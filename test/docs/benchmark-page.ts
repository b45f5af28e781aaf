import fs from 'node:fs';
import path from 'node:path';
import type { RuptureFigures } from '#lib/evaluation';
import {
  judgedVersions,
  type BenchmarkFigures,
  type ClinicFigures,
  type CurvePoint,
  type JudgedFigures,
  type JudgedVersions,
  type StoppingFigures,
} from '../../apps/cli/src/benchmark/figures.js';
import {
  AUC_AIM,
  CURVE_HEAD,
  curveRow,
  FALSE_AIM,
  RECALL_AIM,
  SECTIONS,
  shown,
  SLOPE_AIM,
  type Line,
} from '../../apps/cli/src/benchmark/figures-text.js';
import { ROOT } from './house-root.js';

export type Recorded = BenchmarkFigures & { readonly madeOn: string };

/** What `benchmark --json` wrote, as it was recorded. */
export const recorded = (): Recorded =>
  JSON.parse(fs.readFileSync(path.join(ROOT, 'docs', 'explanation', 'benchmark.json'), 'utf8')) as Recorded;

export const COMMAND = 'npm run -s rapport -- benchmark';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const reached = ({ reached: isReached }: Line, all: ClinicFigures): string => {
  if (!isReached) return '';
  return isReached(all) ? 'reached' : '**missed**';
};

function sectionOf(title: string, lines: readonly Line[], { clinics, together }: Recorded): string {
  const head = ['', ...clinics.map(({ seed }) => `seed ${seed}`), 'together', 'aim', ''];
  const rows = lines.map((line) => [
    line.name,
    ...clinics.map(line.of),
    line.of(together),
    line.aim,
    reached(line, together),
  ]);
  return `### ${title}\n\n${table(head, rows)}\n`;
}

const namesOf = ({ rules, model }: JudgedVersions): string[] => [
  ...Object.entries(rules).map(([code, version]) => `\`${code}\` ${version}`),
  `\`${model}\``,
];

/** A record may be older than the rules: the nightly run makes it anew, and until then the page says so. */
export function ageOf(then: JudgedVersions, now = judgedVersions()): string {
  const [old, current] = [namesOf(then), namesOf(now)];
  const gone = old.filter((name) => !current.includes(name));
  const come = current.filter((name) => !old.includes(name));
  if (gone.length + come.length === 0) return '';
  const list = (names: readonly string[]): string => names.join(', ') || 'none of them';
  return `\n\n**These figures are older than the rules.** Recorded with ${list(gone)}; now there is ${list(come)}. The nightly run records them anew.`;
}

/** docs/explanation/benchmark.md: how it is measured, what came out, and why what is missed is missed. */
export function benchmarkPage(figures: Recorded = recorded(), now = judgedVersions()): string {
  const { together, clinics, madeOn } = figures;
  return `# The benchmark on clinics that never existed

\`\`\`sh
${COMMAND}                                   # the figures below, as a table
${COMMAND} --json --picture benchmark.svg    # every figure, and the drawing
\`\`\`

Made on ${madeOn}: seeds ${clinics.map(({ seed }) => seed).join(', ')}, ${figures.clients} clients and ${figures.months} months each, together ${together.clients} clients, ${together.clinicians} clinicians, ${together.events} events, ${together.hours} attended hours. The command always gives the same figures for the same version; all of them are in [benchmark.json](benchmark.json). Nothing here was measured on people.${ageOf(figures.versions, now)}

![Recall against false prompts, and foretold against observed stops](benchmark.svg)

## How it is measured

The generator (\`libs/synthetic\`) makes up clinics with a hidden bond between each client and clinician, ruptures in it, repairs, and people who stop. Its rates come from the literature or are marked as assumed (\`libs/synthetic/src/rates.ts\`). It shares the event vocabulary with the rules and no code; its rates were not changed for them, and the rules run with the thresholds of the house, which were taken from the literature and not fitted to these seeds.

**Strain.** A prompt is an alert that a strain opened: what a clinician is told. A prompt and a true strain belong together when they are of one episode and the prompt came from the hour at which the strain began until two days after the hour of its repair, or until the end of the data. One to one, in the order of the prompts: each takes, of the strains still free, the one that began last. A prompt without a strain is false, also where it repeats one that was told before. Strains of the last two weeks are not counted. A clinician-week is an ISO week with at least one attended hour; these clinicians see few clients, so false prompts are given for a hundred hours as well. A repair is seen when the rules say so at or after the true one.

**Stopping early.** Definition D-B. The model is placed, recalibrated and judged as \`stopping-model propose\` does it: fitted on clients of the first seven tenths, judged on those who began later, a day after each hour; the step of the recalibration ladder follows from the number of stops (here ${[...new Set(together.stopping?.steps)].join(', ')}). The same model is then judged on the same clients after one usual gap without an hour. *The chances that were drawn* are the generator's own: what its dice were thrown against. *What could be known of them* is the same formula with the traits that leave no trace (circumstances nobody recorded, the clinician's own rate) and commitment at their mean, and the bond known exactly. Intervals draw whole clients ${figures.rounds} times.

## What came out

${SECTIONS.map(([title, lines]) => sectionOf(title, lines, figures)).join('\n')}
### Strain, by a factor on the thresholds of the rules on falls

${table(CURVE_HEAD, together.curve.map(curveRow))}

${whyOf(figures)}`;
}

const whyOf = ({ together: { strain, curve, stopping } }: Recorded): string =>
  [
    '## Why some aims are missed',
    whyRecall(strain, curve),
    ...(stopping ? [whyAuc(stopping), whySlope(stopping.dayAfter), againstPlain(stopping)] : []),
    '',
  ]
    .join('\n\n')
    .trimEnd() + '\n';

function whyRecall(strain: RuptureFigures, curve: readonly CurvePoint[]): string {
  const best = Math.max(...curve.map(({ recall }) => Number(recall)));
  const known = Math.max(...curve.map(({ recall, standing }) => Number(recall) + Number(standing)));
  const rate = Number(strain.falsePerClinicianWeek);
  return `**Recall of ${shown(RECALL_AIM)} at ${shown(FALSE_AIM)} false prompts.** It is ${shown(strain.recall)}, at ${shown(rate, 3)}. Of all true strains, ${shown(1 - Number(strain.readable))} passed without a single form or mark: they were repaired or ended the work before anybody answered. Of the others ${shown(strain.recallOfReadable)} are found. What is missed there are mostly small falls (the generator begins at 13 points of 100) that the client did not speak of: two forms of the same person differ by nearly as much without any strain, and a fall inside the form's error is not told. Speaking sooner does not help: the curve never passes ${shown(best)}, because a false strain that stands open takes the place of a true one that begins meanwhile. Counting those as known, it reaches ${shown(known)}. More answers, and asking directly, would help more than another threshold. False prompts are at ${shown((100 * rate) / FALSE_AIM, 0)} % of what was allowed.`;
}

const whyAuc = ({ dayAfter, cadence }: StoppingFigures): string =>
  `**An AUC within ${shown(AUC_AIM)} of the generator's.** A day after the hour it is ${shown(dayAfter.auc, 3)} against ${shown(dayAfter.generatorAuc, 3)}. The generator knows what no event says: circumstances, the clinician's own rate, commitment, and the bond itself. With the first three at their mean and the bond still known exactly, its own chances reach ${shown(dayAfter.knowableAuc, 3)}. The rest is the noise of the answers, and few stops: the interval of the model's figure is wide. One usual gap later the model is at ${shown(cadence.auc, 3)} against ${shown(cadence.generatorAuc, 3)}: the dice were thrown at the hour, and silence since then has begun to show what they said. It is judged with the numbers fitted a day after the hour, where silence cannot vary, and so its slope there is not 1.`;

const whySlope = ({ calibration }: JudgedFigures): string =>
  `**A slope from ${SLOPE_AIM.join(' to ')}.** ${shown(calibration?.slope)} on all clinics together, a day after the hour. A single clinic has some thirty stops to judge by, too few for its own slope to say much.`;

function againstPlain({ dayAfter, cadence }: StoppingFigures): string {
  const isAbove = [dayAfter, cadence].every(({ auc, baselines }) =>
    baselines.every((b) => Number(b.auc) < Number(auc)),
  );
  return isAbove
    ? 'The model is above each of the three plain rules, on both looks. The share of notices that were right is low, as it is for any rare event.'
    : '**The model is not above each of the three plain rules on both looks.** Where that is so in a clinic, the chance had better stay off.';
}
