import type { Text } from '../text.js';
import type { AdvisingRuleInWords } from '../words.js';

/** A middle of several forms is no figure of any of them. */
const earlier: Text = { by: 'since', when: { usual: 'zuletzt etwa {before}.' }, otherwise: 'zuvor {before}.' };
const across: Text = [
  '{form}, {respondent}: jetzt {now},',
  earlier,
  'Der Grenzwert ist {line}, und auf diesem Bogen sind {better}e Werte besser.',
];
const WEEK = 'Fragen Sie, wie die Woche war und was der Bogen nicht zeigt.';
/** The whole form, by more than an error that has been measured, and on the side that asks for care. */
function whereClear(clear: string, other: string): Text {
  const bySide: Text = { by: 'side', when: { within: other }, otherwise: clear };
  const also: Text = { by: 'basis', when: { published: bySide }, otherwise: other };
  return { by: 'sure', when: { published: bySide, also }, otherwise: other };
}

export const outcomeWorse: AdvisingRuleInWords = {
  title: {
    by: 'shape',
    when: {
      start: '{form}: deutlich {way} als zu Beginn',
      usual: '{form}: deutlich {way} als zuletzt',
      best: '{form}: deutlich {way} als in der besten Zeit',
      'line-higher': '{form}: bis an oder über den Grenzwert gestiegen',
      'line-lower': '{form}: unter den Grenzwert gesunken',
      part: '{form}: {part} deutlich {way}',
    },
    otherwise: 'Ein Bogen zum Befinden hat sich deutlich verändert',
  },
  whatChanged: {
    by: 'shape',
    when: {
      start:
        '{form}, {respondent}: jetzt {now}, zu Beginn {before}. Das ist um {by} {way}, und auf diesem Bogen sind {better}e Werte besser.',
      usual:
        '{form}, {respondent}: jetzt {now}, zuletzt etwa {before}. Das ist etwa um {by} {way}, und auf diesem Bogen sind {better}e Werte besser.',
      best: '{form}, {respondent}: jetzt {now}, in der besten Zeit {before}. Das ist um {by} {way}, und auf diesem Bogen sind {better}e Werte besser.',
      'line-higher': across,
      'line-lower': across,
      part: ['{form}, {respondent}: {part} jetzt {now},', earlier, 'Auf diesem Bogen sind {better}e Werte besser.'],
    },
    otherwise: 'Ein Bogen zum Befinden hat sich deutlich verändert.',
  },
  comparedWith: {
    by: 'against',
    when: {
      line: {
        by: 'way',
        when: { higher: 'Mit den eigenen früheren Bögen. Der Grenzwert von {line} ist erreicht oder überschritten.' },
        otherwise: 'Mit den eigenen früheren Bögen. Der Grenzwert von {line} ist unterschritten.',
      },
      part: 'Mit den eigenen früheren Bögen. Am meisten hat sich verändert: {most}.',
      both: 'Mit den eigenen früheren Bögen und dem Grenzwert von {line}. Am meisten hat sich verändert: {most}.',
    },
    otherwise: 'Mit den eigenen früheren Bögen, nicht mit anderen Menschen.',
  },
  howSure: {
    by: 'sure',
    when: {
      also: 'Gut. Auch {also} hat sich deutlich verändert.',
      published: 'Gut. Der Schritt ist mindestens so groß wie die Messungenauigkeit dieses Bogens, {error} Punkte.',
      part: 'Mittel. Ein Teil schwankt mehr als der ganze Bogen; angenommen ist eine Messungenauigkeit von {error} Punkten.',
      line: 'Gering. Der Schritt liegt innerhalb der Messungenauigkeit dieses Bogens, {error} Punkte.',
      assumed: 'Mittel. Für diesen Bogen ist keine Messungenauigkeit veröffentlicht; angenommen sind {error} Punkte.',
    },
    otherwise: 'Mittel. Einzelne Bögen pendeln sich oft wieder ein.',
  },
  otherReadings:
    'Eine schwere Woche, eine Krankheit oder etwas von außen kann gleich aussehen. Ein Schritt in ein schweres Thema auch, für eine Weile.',
  tryNext: [
    whereClear('Sehen Sie jetzt danach, wie sicher die Lage ist, und fragen Sie direkt danach.', WEEK),
    whereClear(
      'Nehmen Sie es jetzt in eine Fallbesprechung oder die Supervision mit, ohne auf den nächsten Bogen zu warten.',
      'Gehen Sie die Antworten gemeinsam durch und sehen Sie den Plan noch einmal an.',
    ),
    whereClear(WEEK, 'Sieht der nächste Bogen genauso aus, nehmen Sie es in die Supervision mit.'),
  ],
  wordsToOpenWith: 'Ihr Bogen sieht anders aus als frühere. Wie ging es Ihnen, und was würde jetzt am meisten helfen?',
};
