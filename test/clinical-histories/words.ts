/** What a clinician reads of a history in one language, and what is wrong with it. */
import { alertsOf } from '#lib/alliance';
import type { Language } from '#lib/kernel';
import { DEFAULT_WORDINGS, lintWording, narrate, summarise, wordsFor } from '#lib/presentation';
import { RULES } from './clinic.js';
import { titleOf } from './forms.js';
import type { History, Sayings } from './history.js';
import type { Lived, Telling } from './live.js';

interface Read {
  readonly text: string;
  readonly surface: 'title' | 'text';
}

/** Everything that was told, as it was told and as it stands now, and the line of the caseload. */
export function readIn(language: Language, { tellings, state }: Lived): readonly Read[] {
  const wording = DEFAULT_WORDINGS.in[language];
  const now = alertsOf(state).filter(({ key }) => tellings.some(({ alert }) => alert.key === key));
  const told = [...tellings.map(({ alert }) => alert), ...now].flatMap((alert): readonly Read[] => {
    const { title, ...texts } = wordsFor(alert, wording);
    return [
      { text: title, surface: 'title' },
      ...Object.values(texts)
        .flat()
        .map((text) => ({ text, surface: 'text' }) as const),
    ];
  });
  return [...told, { text: summarise(state, RULES, wording).reason, surface: 'title' }];
}

export function wordFaults(history: History, lived: Lived, language: Language): readonly string[] {
  const read = readIn(language, lived);
  const all = read.map(({ text }) => text).join('\n');
  return [
    ...wanting(history.says, language, all).map((pattern) => `says nothing like ${pattern}`),
    ...[...unwanted(history.neverSays, language, all), ...NEVER[language].filter((pattern) => pattern.test(all))].map(
      (pattern) => `says ${pattern}`,
    ),
    ...unsaid(lived, language, all),
    ...unnamed(lived, language),
    ...shownFaults(history, lived, language),
    ...timelineFaults(history, lived, language),
    ...read.flatMap(({ text, surface }) =>
      lintWording(text, { language, surface }).map(({ detail }) => `"${text}" ${detail}`),
    ),
  ];
}

const wanting = (sayings: Sayings | undefined, language: Language, text: string): readonly RegExp[] =>
  (sayings?.[language] ?? []).filter((pattern) => !pattern.test(text));

const unwanted = (sayings: Sayings | undefined, language: Language, text: string): readonly RegExp[] =>
  (sayings?.[language] ?? []).filter((pattern) => pattern.test(text));

const PART_CODES =
  /\b(trust|openness|empathy|listening|acceptance|respect|support|expectations|consistency|boundaries|genuineness|helpfulness|engagement|responsibility|coping-goals|carrying-over)\b/;

/** No gaps, no slip of the finger, nothing archaic, no code of a part where its name belongs. */
const NEVER: Readonly<Record<Language, readonly RegExp[]>> = {
  en: [
    /[{}]|undefined|\bNaN\b|\bnull\b/,
    /slip of the finger/i,
    /\bwhoever\b/i,
    /\btold of\b/i,
    /coping-goals|carrying-over|collaboration-/,
  ],
  de: [/[{}]|undefined|\bNaN\b|\bnull\b/, /\bVersehen\b/i, PART_CODES],
};

const SAID_SO: Readonly<Record<Language, RegExp>> = {
  en: /client said|own word|said so directly|client wrote/i,
  de: /direkt gesagt|wurde gesagt|eigenen Wort|auf dem Bogen steht, dass/i,
};
const UNTESTED: Readonly<Record<Language, RegExp>> = {
  en: /not been tested|not tested|untested/i,
  de: /nicht geprüft|ungeprüft|nicht erprobt/i,
};

/** "The client said so" only where the client did; "not tested yet" only of the form of our own. */
function unsaid({ events }: Lived, language: Language, all: string): readonly string[] {
  const forms = events.flatMap((event) => (event.type === 'feedback.submitted' ? [event.data] : []));
  const isSaid = forms.some(
    ({ respondent, items = [] }) =>
      respondent !== 'clinician' && items.some(({ item, value }) => item === 'r1' && (value ?? 0) > 0),
  );
  const isOurs = forms.some(({ instrument }) => OURS.test(instrument.code));
  return [
    ...(!isSaid && SAID_SO[language].test(all) ? ['says that the client said so, who did not'] : []),
    ...(!isOurs && UNTESTED[language].test(all) ? ['calls a form untested that is none of ours'] : []),
  ];
}

/** The short form and the longer one, and those of the clinic itself. */
const OURS = /^(pulse|review|open-hour|week-well|hard-week)/;

/** What is told because of a form names the form; a fall is not told with a later figure above the first. */
function unnamed({ tellings, events }: Lived, language: Language): readonly string[] {
  return tellings.flatMap(({ alert, about }) => {
    const codes = codesBehind(alert.evidence, events);
    if (codes.length === 0 || about === 'safety') return [];
    const said = Object.values(wordsFor(alert, DEFAULT_WORDINGS.in[language])).flat().join('\n');
    const { before, now } = alert.facts;
    const rose = about === 'strain' && typeof before === 'number' && typeof now === 'number' && now >= before;
    return [
      ...(codes.some((code) => said.includes(shortTitle(code, language)) || said.includes(code))
        ? []
        : [`does not name ${codes.join(' or ')}`]),
      ...(rose ? [`tells a fall from ${before} to ${now}`] : []),
    ];
  });
}

function codesBehind(evidence: Telling['alert']['evidence'], events: Lived['events']): readonly string[] {
  const behind = events.filter(({ source, id }) => evidence.includes(`${source} ${id}`));
  return [
    ...new Set(behind.flatMap((event) => (event.type === 'feedback.submitted' ? [event.data.instrument.code] : []))),
  ];
}

/** Without the name of the product, which some of our titles begin with. */
const shortTitle = (code: string, language: Language): string =>
  DEFAULT_WORDINGS.in[language].words.instruments[code] ?? titleOf(code, language).replace(/^Rapport[ -]/, '');

const timelineOf = ({ events }: Lived, language: Language): readonly string[] =>
  narrate(events, RULES, DEFAULT_WORDINGS.in[language]).map(({ words }) => words);

function shownFaults({ shows }: History, lived: Lived, language: Language): readonly string[] {
  if (!shows) return [];
  const { reason } = summarise(lived.state, RULES, DEFAULT_WORDINGS.in[language]);
  const shown = [reason, ...timelineOf(lived, language)].join('\n');
  return wanting(shows, language, shown).map((pattern) => `shows nothing like ${pattern}`);
}

function timelineFaults({ timelineNever }: History, lived: Lived, language: Language): readonly string[] {
  const patterns = timelineNever?.[language] ?? [];
  if (patterns.length === 0) return [];
  const lines = timelineOf(lived, language);
  return patterns
    .filter((pattern) => lines.some((line) => pattern.test(line)))
    .map((pattern) => `timeline says ${pattern}`);
}
