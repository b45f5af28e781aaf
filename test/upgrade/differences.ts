/**
 * Where today's code may differ from the code that wrote a recording, each with its reason. Both lists are empty as a
 * rule: a line here says that readers of the API see something else, or that an upgrade rewrites what was stored.
 */
import { isJudgedAnew, withoutNoticing } from './noticing.js';
import { HEALTH_DIFFERENCE } from './operations.js';
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

export const NAMED_DIFFERENCES: readonly NamedDifference[] = [
  HEALTH_DIFFERENCE,
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
const GAINED: ReadonlySet<string> = new Set([
  'form',
  'aboutAt',
  'enteredAt',
  'lastAllianceProrated',
  'details',
  'act',
  'follows',
  'snoozedUntil',
  'movedFrom',
  'cameBackAt',
  'plan',
  'tasks',
  'unsignedNotes',
  'replyMinutes',
  'eventsSetAside',
  // which version of a note it was
  'note',
  // an hour is dated by its start and no longer by when somebody told of it
  'lastAttended',
  // what the longer form, marks in notes and goals say, and weeks without an hour where the approach counts them
  'helped',
  'hindered',
  'marks',
  'endedEarly',
  'endingsTold',
  'context',
  'missedWeeks',
  'goalsAgreed',
  // what is not in order and what to do about it, alerts that reached nobody, and the workers that are there
  'problems',
  'unreached',
  'workers',
  'apiVersions',
]);

/** What is said of an event since its fields have an effect: who filled a form in, how it came, what a note became. */
const SAID_SINCE: readonly (readonly [RegExp, string])[] = [
  [/^(Form (?:received|amended|begun, not finished)) from (?:the clinician|a member|an observer)/, '$1'],
  [/^(Bogen (?:eingegangen|geändert|begonnen, nicht beendet)) von (?:Behandlungs|beobachtender )seite/i, '$1'],
  [/^(Bogen (?:eingegangen|geändert|begonnen, nicht beendet)) von einem Mitglied/, '$1'],
  [/, (?:typed in by the (?:practice|clinician)|von der Praxis eingegeben|von Behandlungsseite eingegeben)/, ''],
  [/^(Form begun, not finished|Bogen begonnen, nicht beendet): \d+(?: (?:of|von) \d+)? (?:answered|beantwortet)/, '$1'],
  [/^((?:Form received|Form amended|Bogen eingegangen|Bogen geändert): [^;]*);.*$/, '$1'],
  [/^Marked in a note: .*$/, 'Note marked for strain or repair'],
  [/^In einer Notiz vermerkt: .*$/, 'In einer Notiz sind Spannung oder Klärung vermerkt'],
  [/^(Note recorded: .*), (?:draft|preliminary)/, '$1'],
  [/^(Notiz angelegt: .*), (?:Entwurf|vorläufig)/, '$1'],
  [/^(Note amended): [a-z]+/, '$1'],
  [/^(Appointment confirmed) by [a-z ]+/, '$1'],
  [/^(Termin bestätigt) von [A-Za-zä ]+/, '$1'],
  [/^(Left: \w+), after \d+ min/, '$1'],
  [/^(.*(?:verlassen|gegangen).*), nach \d+ min/i, '$1'],
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

/** Episodes whose story is another one today; of their timelines only that there is one is compared. */
const RETOLD: ReadonlyMap<string, string> = new Map([
  ['ep-busy', 'both halves of a move are one move, and a cover announced ahead begins at its time'],
  ['ep-claimed-at-once', 'an act stands after what it answers'],
  ['ep-done', 'what was talked through is being repaired'],
  ['ep-0155', 'facts of one instant are ordered by their meaning'],
  ['ep-0064', 'facts of one instant are ordered by their meaning'],
]);
const isRetold = ({ path }: Answered): boolean =>
  RETOLD.has(/^\/v1\/episodes\/([^/]+)\/timeline$/.exec(path)?.[1] ?? '');

/** A row of the caseload without the place that rules give it: tenant, stream, client, clinician, status, next hour. */
export const placeSaid = (row: string): string => row.replace(/ (open|paused|closed|unopened) \d /, ' $1 ');

/** An answer, then or today, without what it has only gained. */
export function withoutGains(answered: Answered): Answered {
  if (answered.status !== 200) return answered;
  if (isRetold(answered)) return { ...answered, body: '' };
  const untold = withoutNoticing(answered.path, answered.body);
  if (untold === '') return { ...answered, body: '' };
  const plain = JSON.stringify(JSON.parse(untold, plainMember));
  return { ...answered, body: plain };
}

/** When an event was followed is not known any more once a rebuild has read it again, and an upgrade rebuilds. */
const withoutFollow = (step: { readonly step: string }): object =>
  step.step === 'followed' ? { step: step.step } : step;

const isGained = (name: string, value: unknown): boolean =>
  name === 'form' ? typeof value === 'object' : GAINED.has(name);

function plainMember(name: string, value: unknown): unknown {
  if (name === 'steps' && Array.isArray(value)) return value.map(withoutFollow);
  if (isGained(name, value)) return undefined;
  return typeof value === 'string' ? textSaid(name, value) : value;
}

function textSaid(name: string, value: string): string {
  if (name === 'otherReadings') return READINGS.find(([then]) => then === value)?.[1] ?? value;
  return name === 'words' ? SAID_SINCE.reduce((said, [since, then]) => said.replace(since, then), value) : value;
}

interface SaidInState {
  readonly episode: string;
  readonly series: readonly unknown[];
  readonly attendance: readonly unknown[];
  readonly hours: readonly object[];
  readonly alerts: readonly object[];
}

const OF_STATE = [
  'episode',
  'client',
  'clinician',
  'cover',
  'status',
  'approach',
  'opened',
  'running',
  'hours',
] as const;
const OF_ALERT = [
  'key',
  'rule',
  'tier',
  'raisedAt',
  'clinician',
  'status',
  'historical',
  'evidence',
  'seenAgain',
] as const;
const part = (of: object | null, names: readonly string[]): unknown =>
  of && Object.fromEntries(names.map((name) => [name, (of as Record<string, unknown>)[name] ?? null]));

/**
 * What a stored state says. Format 8 has other members than format 7, and an hour in it is dated by its start: so the
 * texts differ, and what they say of people, forms, counted sessions and alerts is compared.
 */
export function saidIn(row: string): unknown {
  const at = row.indexOf('{');
  const state = JSON.parse(row.slice(at)) as SaidInState;
  const ratings = JSON.stringify(state.series, (_, value: unknown) =>
    value === true || value === false ? undefined : value,
  );
  return [
    row.slice(0, at),
    part({ ...state, hours: state.hours.map((hour) => ({ ...hour, by: undefined })) }, OF_STATE),
    ratings.length > 2,
    state.attendance[0],
    state.alerts.filter((alert) => !isJudgedAnew(alert)).map(saidOfOne),
  ];
}

/** While a cover lasts, all open alerts are with it today; then they were with whoever it was when they were raised. */
function saidOfOne(alert: object): unknown {
  const { key } = alert as { readonly key: string };
  return part(key.includes('ep-cover-') ? { ...alert, clinician: null } : alert, OF_ALERT);
}

/** The same of stored alerts. */
export const saidOfAlerts = (rows: readonly string[]): readonly unknown[] =>
  rows
    .map((row) => [row.slice(0, row.indexOf('{')), JSON.parse(row.slice(row.indexOf('{'))) as object] as const)
    .filter(([, alert]) => !isJudgedAnew(alert))
    .map(([head, alert]) => {
      const [id, key = '', clinician, ...rest] = head.split(' ');
      return [id, key, key.includes('ep-cover-') ? null : clinician, rest, saidOfOne(alert)];
    });

export function expectedToday(recorded: Answered): Answered {
  const concerning = NAMED_DIFFERENCES.filter(({ concerns }) => concerns(recorded));
  if (concerning.length === 0) return recorded;
  const body = concerning.reduce((now, { today }) => today(now), JSON.parse(recorded.body) as unknown);
  return { ...recorded, body: JSON.stringify(body) };
}
