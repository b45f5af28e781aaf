import type { DueInWords } from '../words.js';

export const due: DueInWords = {
  'feedback-overdue': 'Bis zu diesem Tag war ein Bogen erbeten',
  'quiet-since-strain': 'Nachgesehen, ob es seit der Belastung Kontakt gab',
  'safety-unacknowledged': 'Nachgesehen, ob jemand die Antwort zur Sicherheit gesehen hat',
  'hearer-away': 'Nachgesehen, wer während einer Abwesenheit die Hinweise bekommt',
  'alert-snoozed': 'Bis jetzt war ein Hinweis auf später gelegt',
  'pause-over': 'Bis jetzt sollte die Pause dauern',
  'handover-due': 'Jetzt sollte die Übergabe sein',
  'cover-due': 'Ab jetzt sollte eine Vertretung einspringen',
  'supervision-due': 'Ab jetzt sollte eine andere Supervision gelten',
  'absence-over': 'Bis jetzt sollte die Abwesenheit dauern',
  'absence-noticed': 'Nachgesehen, wie lange es keinen Termin gab',
  'signs-faded': 'Nachgesehen, ob kleine Anzeichen noch frisch sind',
};
