/** What the pages say on which people accept an invitation, sign in and out, and see where they are signed in. */
import type { Language } from '#lib/kernel';

export interface PeopleWords {
  readonly signIn: string;
  readonly name: string;
  readonly password: string;
  readonly codeOrRecovery: string;
  readonly wrong: string;
  /** `{n}` is filled in: seconds. */
  readonly wait: string;
  readonly welcome: string;
  readonly invitedAs: string;
  readonly choosePassword: string;
  readonly passwordRule: string;
  readonly addAuthenticator: string;
  readonly openAuthenticator: string;
  readonly typeSecret: string;
  readonly confirmCode: string;
  readonly finish: string;
  readonly short: string;
  readonly wrongCode: string;
  readonly over: string;
  readonly overNext: string;
  readonly recoveryCodes: string;
  readonly keepThem: string;
  readonly nextCode: string;
  readonly account: string;
  readonly thisDevice: string;
  readonly unknownDevice: string;
  /** `{since}` and `{last}` are filled in: times. */
  readonly used: string;
  readonly endOne: string;
  readonly endAll: string;
  readonly signOut: string;
}

export const PEOPLE_WORDS: Readonly<Record<Language, PeopleWords>> = {
  en: {
    signIn: 'Sign in',
    name: 'Sign-in name',
    password: 'Password',
    codeOrRecovery: 'Code from your authenticator, or a recovery code',
    wrong: 'That does not fit. Check the name and the password, and wait for the next code. A code works once.',
    wait: 'There were too many tries. Please try again in {n} seconds.',
    welcome: 'Welcome',
    invitedAs: 'Your name for signing in is',
    choosePassword: 'Choose a password',
    passwordRule: 'At least 12 characters. A sentence is easy to remember.',
    addAuthenticator: 'Add Rapport to your authenticator',
    openAuthenticator: 'Open the authenticator on this device',
    typeSecret: 'Or type this into it:',
    confirmCode: 'The code that it shows now',
    finish: 'Finish',
    short: 'The password needs at least 12 characters.',
    wrongCode: 'The code does not fit. Type the one that the authenticator shows now.',
    over: 'This invitation is over',
    overNext: 'It was used, or it is older than seven days. Please ask for a new one.',
    recoveryCodes: 'Your recovery codes',
    keepThem: 'Each of them works once in place of a code. They are shown only now: keep them in a safe place.',
    nextCode: 'Now sign in with the next code of your authenticator.',
    account: 'Where you are signed in',
    thisDevice: 'this device',
    unknownDevice: 'a device that says nothing about itself',
    used: 'since {since}, last used {last}',
    endOne: 'Sign out there',
    endAll: 'Sign out everywhere',
    signOut: 'Sign out',
  },
  de: {
    signIn: 'Anmelden',
    name: 'Anmeldename',
    password: 'Passwort',
    codeOrRecovery: 'Code aus Ihrem Authenticator oder ein Ersatzcode',
    wrong:
      'Das passt nicht. Prüfen Sie Name und Passwort und warten Sie auf den nächsten Code. Ein Code gilt nur einmal.',
    wait: 'Das waren zu viele Versuche. Bitte versuchen Sie es in {n} Sekunden noch einmal.',
    welcome: 'Willkommen',
    invitedAs: 'Ihr Name für die Anmeldung ist',
    choosePassword: 'Wählen Sie ein Passwort',
    passwordRule: 'Mindestens 12 Zeichen. Ein Satz lässt sich leicht merken.',
    addAuthenticator: 'Fügen Sie Rapport zu Ihrem Authenticator hinzu',
    openAuthenticator: 'Authenticator auf diesem Gerät öffnen',
    typeSecret: 'Oder geben Sie dort ein:',
    confirmCode: 'Der Code, den er jetzt zeigt',
    finish: 'Fertig',
    short: 'Das Passwort braucht mindestens 12 Zeichen.',
    wrongCode: 'Der Code passt nicht. Geben Sie den ein, den der Authenticator jetzt zeigt.',
    over: 'Diese Einladung gilt nicht mehr',
    overNext: 'Sie wurde benutzt oder ist älter als sieben Tage. Bitte lassen Sie sich eine neue geben.',
    recoveryCodes: 'Ihre Ersatzcodes',
    keepThem:
      'Jeder gilt einmal anstelle eines Codes. Sie werden nur jetzt gezeigt: Bewahren Sie sie an einem sicheren Ort auf.',
    nextCode: 'Melden Sie sich jetzt mit dem nächsten Code Ihres Authenticators an.',
    account: 'Wo Sie angemeldet sind',
    thisDevice: 'dieses Gerät',
    unknownDevice: 'ein Gerät, das nichts über sich sagt',
    used: 'seit {since}, zuletzt benutzt {last}',
    endOne: 'Dort abmelden',
    endAll: 'Überall abmelden',
    signOut: 'Abmelden',
  },
};
