import { answerLine } from '../../apps/cli/src/clinical/answer-line.js';
import { PROFILES, REPAIR, RULES, type Parameters } from '#lib/alliance';

const parameters = (all: Parameters): string =>
  Object.entries(all)
    .map(([name, value]) => `\`${name}\` ${value}`)
    .join(', ');

const EXAMPLES = [
  { op: 'detect', instrument: 'wai-sr', series: [50, 51, 49, 52, 50, 41, 43, 51], between: 7 },
  { op: 'detect', instrument: 'pulse', pulse: [{ r1: 'a little', r2: 5, r3: 2 }] },
];

/** docs/reference/rupture.md: every rule that detects rupture, with its source and its parameters. */
export function rupturePage(): string {
  const rules = RULES.map(
    (rule) => `### ${rule.title}

\`${rule.code}\`, version ${rule.version}${rule.detector ? `, ${rule.detector} of the literature` : ''}. ${rule.because}
Source: ${rule.source} Parameters: ${parameters(rule.parameters)}; raising \`${rule.strictness}\` makes it find less.
`,
  );
  const examples = EXAMPLES.map((input) => {
    const line = JSON.stringify(input);
    return `\`\`\`json\n${line}\n${answerLine(line)}\n\`\`\`\n`;
  });
  return `# Rules on strain

Each rule sees one series of one questionnaire by one person, up to the form being judged and nothing later. Forms that
a clinician fills in are shown and never compared with client norms. The strongest finding of a form counts. Two
different rules at \`suspected\` or above about one session make it \`probable\`. \`confirmed\` requires a person: the
client's plain yes, or a clinician or supervisor who marks or acts on a finding from ratings. Only \`probable\` and above
raises an alert, and a mark in the clinician's own note raises none until another sign joins it. What is low from the
first hours on is no strain: it raises the alert \`low-start\`, once.

A part of a form (a facet, or a scale beside the main one) has its own course, from 0 to 100. The approach decides which
part is named first. A form that brings no error of its own is given one, a fifth of its range, and is said to be judged
by an assumed figure.

${rules.join('\n')}
${wayBack()}
## The operation \`detect\`

Runs the same rules over a plain series; prompts, and what people do with them, play no part in it. \`at\` and
\`onset\` count ratings from 1, \`null\` is a missing rating. \`between\` is the spread between clients and \`sem\` the
standard error of one rating, in place of the questionnaire's own. \`pulse\` are the answers to the three direct
questions, \`therapist\` the clinician's ratings on the same form, \`markers\` ticks such as
\`{"at":2,"kind":"confrontation","significance":3}\`, \`repairWithin\` the number of forms within which a rating may
return. D8, six full marks in a row, is reported as a prompt and never raises an alert: it only says that direct questions
would reveal more.

${examples.join('\n')}`;
}

const AGAIN = `A prompt that nobody has ended yet stands for what follows, however long. One thing is new all the same: after
\`calmForms\` rated forms in a row on which nothing felt off and no rule found a fall, a form that is clearly worse than
those raises a new alert, and the older one has eased. So does a clear fall or a plain word after an alert that rested on
one small sign alone, or on nothing but what was missing, which only clinics get that ask for more such alerts.`;

function wayBack(): string {
  const profiles = PROFILES.map(
    ({ approach, weights: { bond, task, goal }, because }) =>
      `| ${approach} | ${bond} | ${task} | ${goal} | ${because} |`,
  );
  return `## Repair

With the rating R before the fall and the lowest rating N since, a rating x has returned by f = (x - N) / (R - N). The
strain is \`open\` below .50, \`repairing\` from .50 and \`repaired\` from .75. Version ${REPAIR.version}. Parameters, under
the name \`${REPAIR.code}\`: ${parameters(REPAIR.parameters)}. Without a return within \`forms\` rated forms it is
\`unrepaired\`, and can still be repaired later. Missing forms do not count. Psychodynamic work is given five forms.

## What a person says of an alert

What somebody does with the alert on a strain counts for the strain:

| what was done | the strain | why |
|---|---|---|
| override: \`wrong\` | \`withdrawn\` | It was none. The caseload no longer says so, and an alert on an appointment missed during it is closed. |
| override: \`already-knew\` | \`confirmed\`, its state stays | Somebody who was there says that it is so. |
| resolve: \`talked-it-through\`, \`changed-the-plan\` | \`confirmed\` and \`repairing\` | Work on it has begun; later forms have to show that it is over. |
| override: \`not-relevant\`, \`bad-moment\`; resolve: \`nothing-needed\`, \`cannot-reach\` | stays as it is | The forms still show it. Only the alert ends. |
| acknowledge, snooze | stays as it is | Nobody has said anything of it yet. |

After an end only what is new raises an alert, a new one that names the one before it: a fall of at least \`probable\` from the
last rating that was known then, a direct word, or a mark of a later hour. Ratings from before that one are no reference
any more. Going on at the same level is not new, nor is the same form sent again. An act that is taken back within ten
minutes leaves everything as if it had not been.

${AGAIN}

## What an approach shows

Weights of the displayed composite. They affect no rule and no dropout risk; all are choices of this project.

| approach | bond | task | goal | because |
|---|---|---|---|---|
${profiles.join('\n')}
`;
}
