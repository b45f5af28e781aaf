/** All that the page of an alert says beside the words of the alert itself. `{n}` and `{ref}` are filled in by its script. */
import type { AlertStatus } from '#lib/alliance';
import type { Language } from '#lib/kernel';

export interface AlertPageWords {
  readonly heading: string;
  readonly signIn: string;
  readonly account: string;
  readonly signOut: string;
  readonly key: string;
  readonly open: string;
  readonly client: string;
  readonly status: Readonly<Record<AlertStatus | 'superseded', string>>;
  readonly seenAgain: string;
  /** Of one that is open once more. */
  readonly cameBack: string;
  readonly movedFrom: string;
  readonly whatChanged: string;
  readonly comparedWith: string;
  readonly howSure: string;
  readonly otherReadings: string;
  readonly tryNext: string;
  readonly wordsToOpenWith: string;
  readonly claim: string;
  readonly claimed: string;
  /** The key is not taken, or sees another clinician's alerts; somebody was first; anything else. */
  readonly notTaken: string;
  /** Of somebody who signed in: the session has ended; the role sees no alerts. */
  readonly signedOut: string;
  readonly notYours: string;
  readonly notThere: string;
  readonly changed: string;
  readonly away: string;
}

export const ALERT_PAGE_WORDS: Readonly<Record<Language, AlertPageWords>> = {
  en: {
    heading: 'Something to look at',
    signIn: 'Sign in',
    account: 'Where you are signed in',
    signOut: 'Sign out',
    key: 'Or open it with a key',
    open: 'Open',
    client: 'Client {ref}',
    status: {
      open: 'open',
      acknowledged: 'somebody has it',
      snoozed: 'put off',
      overridden: 'dismissed',
      resolved: 'done',
      eased: 'eased',
      closed: 'closed',
      withdrawn: 'withdrawn',
      superseded: 'no longer applies',
    },
    seenAgain: 'seen again: {n}',
    cameBack: 'put off before, back by itself',
    movedFrom: 'in the place of {ref}',
    whatChanged: 'What changed',
    comparedWith: 'Compared with',
    howSure: 'How sure',
    otherReadings: 'Other readings',
    tryNext: 'You might try',
    wordsToOpenWith: 'Words to open with',
    claim: 'Got it',
    claimed: 'Claimed.',
    notTaken: 'This key is not accepted here.',
    signedOut: 'You are signed out. Please sign in again.',
    notYours: 'Your account sees no clients.',
    notThere: 'There is nothing here for you under that name.',
    changed: 'Somebody else did this in the meantime. You changed nothing.',
    away: 'That did not work just now. Please try again in a moment.',
  },
  de: {
    heading: 'Etwas zum Ansehen',
    signIn: 'Anmelden',
    account: 'Wo Sie angemeldet sind',
    signOut: 'Abmelden',
    key: 'Oder mit einem Schlüssel öffnen',
    open: 'Öffnen',
    client: 'Person {ref}',
    status: {
      open: 'offen',
      acknowledged: 'jemand hat es übernommen',
      snoozed: 'auf später gelegt',
      overridden: 'beiseitegelegt',
      resolved: 'erledigt',
      eased: 'hat sich gelöst',
      closed: 'abgeschlossen',
      withdrawn: 'zurückgezogen',
      superseded: 'trifft nicht mehr zu',
    },
    seenAgain: 'erneut gesehen: {n}',
    cameBack: 'war auf später gelegt, von selbst wieder da',
    movedFrom: 'in Vertretung für {ref}',
    whatChanged: 'Was sich geändert hat',
    comparedWith: 'Verglichen womit',
    howSure: 'Wie sicher',
    otherReadings: 'Andere Lesarten',
    tryNext: 'Das könnten Sie versuchen',
    wordsToOpenWith: 'Worte für den Anfang',
    claim: 'Ich übernehme',
    claimed: 'Übernommen.',
    notTaken: 'Dieser Schlüssel gilt hier nicht.',
    signedOut: 'Sie sind abgemeldet. Bitte melden Sie sich noch einmal an.',
    notYours: 'Ihr Zugang zeigt keine Personen.',
    notThere: 'Unter diesem Namen ist hier nichts für Sie.',
    changed: 'Das hat inzwischen jemand getan. Durch Sie wurde nichts geändert.',
    away: 'Das hat gerade nicht geklappt. Bitte versuchen Sie es gleich noch einmal.',
  },
};
