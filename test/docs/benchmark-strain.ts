/** What the benchmark page says of strain beyond the tables: the harder kinds of clinic, and why targets are missed. */
import { USUAL_BUDGET } from '#lib/courses';
import type { MissedRuptures, RuptureFigures } from '#lib/evaluation';
import type { BenchmarkFigures, ClinicFigures, FrontierPoint } from '../../apps/cli/src/benchmark/figures.js';
import {
  bestOf,
  FALSE_AIM,
  FRONTIER_HEAD,
  frontierRow,
  LOUD_AIM,
  RECALL_AIM,
  shown,
  UNASKED_AIM,
} from '../../apps/cli/src/benchmark/figures-text.js';
import { counted, table } from './page-parts.js';

/** A paragraph for each target on strain that is missed, from what was measured. */
export function whyStrain({ strain, frontier, unasked }: ClinicFigures): readonly string[] {
  // a record of before strains without a prompt were told apart gives no reasons
  const missed = strain.missed as MissedRuptures | undefined;
  if (!missed || frontier.length === 0) return [];
  const usual = Number(strain.recall) < RECALL_AIM || Number(strain.falsePerClinicianWeek) > FALSE_AIM;
  const loud = bestOf(frontier, LOUD_AIM.false);
  const silent = bestOf(unasked.frontier, UNASKED_AIM.false);
  return [
    ...(usual ? [whyRecall(strain, missed, frontier)] : []),
    ...(Number(loud) < LOUD_AIM.recall ? [whyLoud(loud, frontier)] : []),
    ...(Number(silent) < UNASKED_AIM.recall ? [whyUnasked(silent, unasked.strain)] : []),
  ];
}

const percent = (part: number, whole: number): string => `${shown((100 * part) / whole, 1)} %`;

function whyRecall(strain: RuptureFigures, missed: MissedRuptures, frontier: readonly FrontierPoint[]): string {
  const { strains, found } = strain;
  const of = (count: number): string => percent(count, strains);
  const ceiling = 1 - missed.unreadable / strains;
  return `**Recall of ${shown(RECALL_AIM)} at ${shown(FALSE_AIM)} false prompts.** It is ${shown(strain.recall)}, at ${shown(strain.falsePerClinicianWeek, 3)}; at up to ${shown(FALSE_AIM)} the curve reaches ${shown(bestOf(frontier, FALSE_AIM))}. Of ${counted(strains)} strains, ${counted(strains - found)} had no prompt:

${table(
  ['why there was none', 'share of all strains'],
  [
    ['neither a form nor a mark came while it lasted', of(missed.unreadable)],
    ['the client gives full marks whatever happens, and said nothing', of(missed.fullMarks)],
    ['it began in the first sessions: there was no earlier form to compare with', of(missed.firstForm)],
    ['an earlier prompt was still open, and the forms had not been quiet since', of(missed.standing)],
    ['the forms stayed within what this client’s forms differ by anyway', of(missed.withinError)],
    ['only the clinician marked it, and is not told what they wrote', of(missed.ownMark)],
  ],
)}

In the weeks of the first row an answer was missing, or an appointment was missed or called off, which a clinic gets as an absence and not as a strain. As long as it does, no threshold can find more than ${shown(ceiling)} of all strains. In ${shown(strain.otherwiseTold)} of them there was no prompt, but an alert on an absence or a low start while the strain lasted. ${ofMore(frontier)}`;
}

/** What a clinic gets that asks for more, from the usual budget to the next but one. */
function ofMore(frontier: readonly FrontierPoint[]): string {
  const from = frontier.find(({ perWeek }) => perWeek === USUAL_BUDGET);
  const to = frontier.find(({ perWeek }) => perWeek > ASKS_MORE);
  if (!from || !to) return '';
  return `A clinic that asks for ${to.perWeek} prompts of the score a week gets single signs and absences as well: recall rises from ${shown(from.recall)} to ${shown(to.recall)}, and false prompts from ${shown(from.falsePerClinicianWeek, 3)} to ${shown(to.falsePerClinicianWeek, 3)}.`;
}
const ASKS_MORE = 0.1;

function whyLoud(best: number | null, frontier: readonly FrontierPoint[]): string {
  const known = frontier.map(({ recall, standing }) => Number(recall) + Number(standing));
  return `**Recall of ${shown(LOUD_AIM.recall)} at ${shown(LOUD_AIM.false, 1)} false prompts.** It is ${shown(best)}. A clinic that asks for this many prompts also gets single signs and what is only missing, and finds more; but an open false prompt then takes the place of a true one that begins in the meantime. If those count as known, the curve reaches ${shown(Math.max(...known))}.`;
}

function whyUnasked(best: number | null, { missed, strains, recall }: RuptureFigures): string {
  const of = (count: number): string => percent(count, strains);
  return `**Recall of ${shown(UNASKED_AIM.recall)} at ${shown(UNASKED_AIM.false, 1)} false prompts, where the forms ask nothing directly.** It is ${shown(best)} (${shown(recall)} at a budget of that size). Without the questions, clients who give full marks whatever happens show nothing (${of(missed.fullMarks)} of all strains), strains in the first sessions have nothing to be compared with (${of(missed.firstForm)}), and falls within the form's error have no word beside them (${of(missed.withinError)}). This is what the three questions are for.`;
}

const INTRO: Readonly<Record<string, string>> = {
  guarded: 'At most half of the true strains are said on a form, and one calm session in twenty sounds like a strain.',
  sparse: 'Few forms, sessions booked one by one, long breaks.',
};

/** The curves of the harder kinds; nothing where none was recorded. */
export const kindsOf = (others: readonly BenchmarkFigures[]): string =>
  others.map((one) => `${kindOf(one)}\n\n`).join('');

function kindOf({ kind, clients, clinics, together: { strain, frontier, unasked } }: BenchmarkFigures): string {
  const seeds = clinics.map(({ seed }) => seed).join(', ');
  return `### Strain in a clinic of the kind \`${kind}\`

${INTRO[kind] ?? ''} Seeds ${seeds}, ${counted(clients)} clients each, ${counted(strain.strains)} strains; ${shown(strain.readable)} of them had any form or marker. Recall ${shown(strain.recall)} at ${shown(strain.falsePerClinicianWeek, 3)} false prompts per clinician-week; median ${shown(strain.daysToPrompt, 1)} days to the prompt; no target is set here.

${table(FRONTIER_HEAD, frontier.map(frontierRow))}

Where the forms ask nothing directly:

${table(FRONTIER_HEAD, unasked.frontier.map(frontierRow))}`;
}
