/**
 * Where today's code may differ from the code that wrote a recording, each with its reason. Both lists are empty as a
 * rule: a line here says that readers of the API see something else, or that an upgrade rewrites what was stored.
 */
import type { Answered } from './recording.js';

export interface NamedDifference {
  /** Why this is wanted, for the next reader. */
  readonly because: string;
  readonly concerns: (answered: Answered) => boolean;
  /** The recorded body, parsed, as it is expected today. */
  readonly today: (body: unknown) => unknown;
}

/** Tables whose recorded columns a newer migration rewrites, with the reason. */
export const REWRITTEN_TABLES: ReadonlyMap<string, string> = new Map();

interface WithProfile {
  readonly relationship?: { readonly profile?: Record<string, unknown> } | null;
}

/** The recorded episode whose alerts all came with history. */
const OF_HISTORY = 'ep-history';

const noneOpen = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, member: unknown) => {
    if (typeof member !== 'object' || member === null) return member;
    const { episode, summary } = member as { episode?: string; summary?: object };
    if (episode !== OF_HISTORY) return member;
    return summary ? { ...member, summary: { ...summary, openAlerts: 0 } } : zeroed(member);
  }) as unknown;

const zeroed = (row: object): object => ('openAlerts' in row ? { ...row, openAlerts: 0 } : row);

export const NAMED_DIFFERENCES: readonly NamedDifference[] = [
  {
    because: 'what came with history stands at its date, is in no live inbox, and is no open alert in the caseload',
    concerns: ({ status, body }) => status === 200 && body.includes('"openAlerts"') && body.includes(OF_HISTORY),
    today: noneOpen,
  },
  {
    because: 'extras of a profile named features that do not exist, so the member is gone',
    concerns: ({ path, status }) => status === 200 && path.endsWith('/timeline'),
    today: (body) => {
      const { relationship } = body as WithProfile;
      if (!relationship?.profile) return body;
      const { extras: _, ...profile } = relationship.profile;
      return { ...(body as object), relationship: { ...relationship, profile } };
    },
  },
];

/** Members that answers have gained since. */
const GAINED: ReadonlySet<string> = new Set(['form', 'aboutAt', 'enteredAt', 'lastAllianceProrated']);

/** What is said of an event since its fields have an effect: who filled a form in, how it came, what a note became. */
const SAID_SINCE: readonly (readonly [RegExp, string])[] = [
  [/^(Form (?:received|amended|begun, not finished)) from (?:the clinician|a member|an observer)/, '$1'],
  [/^(Bogen (?:eingegangen|geändert|begonnen, nicht beendet)) von (?:Behandlungs|beobachtender )seite/i, '$1'],
  [/^(Bogen (?:eingegangen|geändert|begonnen, nicht beendet)) von einem Mitglied/, '$1'],
  [/, (?:typed in by the (?:practice|clinician)|von der Praxis eingegeben|von Behandlungsseite eingegeben)/, ''],
  [/^(Form begun, not finished|Bogen begonnen, nicht beendet): \d+(?: (?:of|von) \d+)? (?:answered|beantwortet)/, '$1'],
  [/^(Note recorded: .*), (?:draft|preliminary)/, '$1'],
  [/^(Notiz angelegt: .*), (?:Entwurf|vorläufig)/, '$1'],
  [/^(Note amended): [a-z]+/, '$1'],
  [/^Notiz geändert: [A-Za-zä ]+/, 'Notiz ergänzt'],
  [/ \((?:total as it was sent|Gesamtwert wie übermittelt)\)/, ''],
  [/ \((?:scaled up: some answers are missing|hochgerechnet: Antworten fehlen)\)/, ''],
];

/** A guess at why somebody answered as they did has no place beside a safety answer. */
const READINGS: readonly (readonly [string, string])[] = [
  [
    'A slip of the finger, or an older worry, is possible. Reading and asking tells.',
    'It may be about an older worry. Reading and asking tells.',
  ],
  [
    'Vielleicht verrutscht beim Antippen, vielleicht eine ältere Sorge. Lesen und Fragen klären es.',
    'Vielleicht ist es eine ältere Sorge. Lesen und Fragen klären es.',
  ],
];

/** An answer, then or today, without what it has only gained. */
export function withoutGains(answered: Answered): Answered {
  if (answered.status !== 200) return answered;
  const plain = JSON.stringify(JSON.parse(answered.body, (name, value: unknown) => plainMember(name, value)));
  return { ...answered, body: plain };
}

function plainMember(name: string, value: unknown): unknown {
  if (name === 'form' ? typeof value === 'object' : GAINED.has(name)) return undefined;
  if (typeof value !== 'string') return value;
  if (name === 'otherReadings') return READINGS.find(([then]) => then === value)?.[1] ?? value;
  return name === 'words' ? SAID_SINCE.reduce((said, [since, then]) => said.replace(since, then), value) : value;
}

/** Members of a folded state that are new, so that a recorded state cannot have them. */
const NEW_IN_STATES = /"(?:knownAt|answeredOn|later)":(?:null|\d+|"[^"]*"),?|(?<="last":\{)"at":\d+,/g;
export const withoutNewMembers = (state: string): string => state.replace(NEW_IN_STATES, '').replaceAll(',}', '}');

export function expectedToday(recorded: Answered): Answered {
  const concerning = NAMED_DIFFERENCES.filter(({ concerns }) => concerns(recorded));
  if (concerning.length === 0) return recorded;
  const body = concerning.reduce((now, { today }) => today(now), JSON.parse(recorded.body) as unknown);
  return { ...recorded, body: JSON.stringify(body) };
}
