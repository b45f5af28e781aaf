import type { SuggestionStep, SuggestionPack } from './suggestion-pack.js';

const CONSENSUS = ['consensus-2018'];

const adjust: SuggestionStep = {
  stage: 'adjust',
  text: 'Sehen Sie gemeinsam nach, welche Antwort sich am meisten bewegt hat.',
  byPart: {
    bond: 'Sprechen Sie behutsam an, was Sie zwischen Ihnen beiden wahrnehmen.',
    task: 'Gestalten Sie das Vorgehen gemeinsam um, oder lassen Sie es vorerst ruhen.',
    goal: 'Sehen Sie gemeinsam noch einmal an, wofür die Arbeit gut sein soll.',
    collaboration: 'Fragen Sie, ob Ziele und Arbeitsweise noch passen.',
    engagement: 'Fragen Sie, welches Tempo und welcher nächste Schritt passen würden.',
    respect: 'Fragen Sie, was helfen würde, sich hier ernst genommen zu fühlen.',
    support: 'Fragen Sie, was diese Stunden sicherer machen würde.',
    expectations: 'Sagen Sie noch einmal, was beide voneinander erwarten können, und fragen Sie, was unklar ist.',
    consistency: 'Sagen Sie, was von Stunde zu Stunde gleich bleibt, und früh, was sich ändert.',
    boundaries:
      'Gehen Sie durch, was zwischen Ihnen gilt: Zeit, Honorar, Kontakt, Nähe, und dass ein Halt in Ordnung ist.',
    genuineness: 'Lassen Sie Raum für das eigene Tempo, und sagen Sie ehrlich, wie Sie die Stunde sehen.',
    helpfulness: 'Fragen Sie, was bisher geholfen hat und was nicht, und ändern Sie eine Sache.',
    responsibility: 'Wählen Sie gemeinsam einen kleinen Schritt, der in der Hand Ihres Gegenübers liegt.',
    'carrying-over': 'Wählen Sie gemeinsam etwas aus, das bis zum nächsten Mal ausprobiert wird.',
  },
  sources: [...CONSENSUS, 'house'],
};

const later: SuggestionStep = {
  stage: 'later',
  text: 'Heben Sie sich den Blick auf Muster für eine Stunde auf, in der Sie wieder Seite an Seite arbeiten.',
  sources: CONSENSUS,
};

export const defaultPackDe: SuggestionPack = {
  language: 'de',
  version: '2',
  title: 'Schritte bei einer offenen Spannung',
  sources: [
    {
      id: 'consensus-2018',
      text: 'Eubanks, Burckell und Goldfried (2018), PMC5966286: was 134 Fachleute zuerst tun würden, und was später.',
    },
    {
      id: 'house',
      text: 'Welche Worte zu welchem Teil der Beziehung gehören, haben wir gewählt; geprüft ist es nicht.',
    },
  ],
  entries: {
    withdrawal: {
      steps: [
        {
          stage: 'acknowledge',
          text: 'Werden Sie langsamer, und erwähnen Sie, dass Tempo oder Thema vielleicht nicht gepasst haben.',
          sources: CONSENSUS,
        },
        {
          stage: 'invite',
          text: 'Nehmen Sie sich fünf Minuten für die Frage, wie die letzte Stunde ankam, und hören Sie zuerst zu.',
          sources: CONSENSUS,
        },
        {
          stage: 'validate',
          text: 'Sagen Sie, dass es guten Sinn haben kann, sich zurückzuhalten.',
          sources: CONSENSUS,
        },
        { stage: 'own-part', text: 'Wenn es passt, sagen Sie, was Sie anders machen könnten.', sources: CONSENSUS },
        adjust,
        later,
      ],
      wordsToOpenWith: 'Vielleicht bin ich letztes Mal zu schnell weitergegangen. Was würde Ihnen heute helfen?',
    },
    confrontation: {
      steps: [
        {
          stage: 'acknowledge',
          text: 'Beginnen Sie mit dem, was an dem Gesagten zutrifft.',
          sources: CONSENSUS,
        },
        {
          stage: 'invite',
          text: 'Fragen Sie, was daran schwer war, und hören Sie zu, bevor Sie etwas erklären.',
          sources: CONSENSUS,
        },
        {
          stage: 'validate',
          text: 'Sagen Sie, dass es hilft, das zu hören, und dass es ein Zeichen von Vertrauen sein kann.',
          sources: CONSENSUS,
        },
        {
          stage: 'own-part',
          text: 'Benennen Sie Ihren eigenen Anteil schlicht, ohne dafür Trost zu suchen.',
          sources: CONSENSUS,
        },
        adjust,
        later,
      ],
      wordsToOpenWith: 'Was Sie gesagt haben, beschäftigt mich. Helfen Sie mir, es so zu sehen wie Sie?',
    },
    unspecified: {
      steps: [
        {
          stage: 'acknowledge',
          text: 'Erwähnen Sie behutsam, dass die letzte Stunde vielleicht nicht leicht war.',
          sources: CONSENSUS,
        },
        {
          stage: 'invite',
          text: 'Nehmen Sie sich fünf Minuten für die Frage, wie die letzte Stunde ankam, und hören Sie zuerst zu.',
          sources: CONSENSUS,
        },
        {
          stage: 'validate',
          text: 'Lassen Sie gelten, was kommt, bevor Sie nach Gründen suchen.',
          sources: CONSENSUS,
        },
        { stage: 'own-part', text: 'Wenn es passt, sagen Sie, was Sie anders machen könnten.', sources: CONSENSUS },
        adjust,
        later,
      ],
      wordsToOpenWith: 'Ich möchte gern wissen, wie die letzte Stunde für Sie war, auch wenn etwas nicht gepasst hat.',
    },
  },
};
