import type { Text } from '../text.js';
import type { AdvisingRuleInWords } from '../words.js';

/** A middle of several forms is no figure of any of them. */
const earlier: Text = {
  by: 'since',
  when: { usual: 'about {before} on the forms before.' },
  otherwise: '{before} before.',
};
const across: Text = [
  '{respondent} {form}: {now} now,',
  earlier,
  'The cutoff is {line}, and on this form {better} is better.',
];
const WEEK = 'Ask how the week was, and what the form leaves out.';
/** The whole form, by more than an error that has been measured, and on the side that asks for care. */
function whereClear(clear: string, other: string): Text {
  const bySide: Text = { by: 'side', when: { within: other }, otherwise: clear };
  const also: Text = { by: 'basis', when: { published: bySide }, otherwise: other };
  return { by: 'sure', when: { published: bySide, also }, otherwise: other };
}

/** About the form: which one, whose, and its figures, with the direction that is better on it. */
export const outcomeWorse: AdvisingRuleInWords = {
  title: {
    by: 'shape',
    when: {
      start: '{form}: clearly {way} than at the start',
      usual: '{form}: clearly {way} than lately',
      best: '{form}: clearly {way} than at its best',
      'line-higher': '{form}: risen to or above its cutoff',
      'line-lower': '{form}: fallen below its cutoff',
      part: '{form}: {part} clearly {way}',
    },
    otherwise: 'An outcome form has changed clearly',
  },
  whatChanged: {
    by: 'shape',
    when: {
      start:
        '{respondent} {form}: {now} now, {before} at the start. That is {by} {way}, and on this form {better} is better.',
      usual:
        '{respondent} {form}: {now} now, about {before} on the forms before. That is about {by} {way}, and on this form {better} is better.',
      best: '{respondent} {form}: {now} now, {before} at its best. That is {by} {way}, and on this form {better} is better.',
      'line-higher': across,
      'line-lower': across,
      part: ['{respondent} {form}: {now} for {part} now,', earlier, 'On this form {better} is better.'],
    },
    otherwise: 'A form about how things are has changed clearly.',
  },
  comparedWith: {
    by: 'against',
    when: {
      line: 'With this person’s own earlier forms. The cutoff of {line} has been crossed.',
      part: 'With this person’s own earlier forms. What moved most is {most}.',
      both: 'With this person’s own earlier forms. The cutoff of {line} has been crossed; what moved most is {most}.',
    },
    otherwise: 'With this person’s own earlier forms, not with other people.',
  },
  howSure: {
    by: 'sure',
    when: {
      also: 'Good. {also} has changed clearly as well.',
      published: 'Good. The step is at least this form’s own error of {error} points.',
      part: 'Moderate. One part swings more than a whole form; an error of {error} points is assumed for it.',
      line: 'Low. The step is within this form’s own error of {error} points.',
      assumed:
        'Moderate. The step is at least {error} points, an assumed error: none has been published for this form.',
    },
    otherwise: 'Moderate. Single forms often swing back.',
  },
  otherReadings:
    'A hard week, an illness or something from outside can look the same. So can a step into a hard topic, for a while.',
  tryNext: [
    whereClear('Look at how safe the client is now, and ask about it directly.', WEEK),
    whereClear(
      'Take it to a review or to supervision now, without waiting for the next form.',
      'Go through the answers together, and look again at the plan.',
    ),
    whereClear(WEEK, 'If the next form looks the same, take it to supervision.'),
  ],
  wordsToOpenWith: 'Your form looks different from earlier ones. How have things been, and what would help most now?',
};
