/** What the rules made of one episode, rupture by rupture: when it was told, and when it was seen to be repaired. */
import {
  RUPTURE_OPEN,
  DEFAULT_RULES,
  type ClinicRules,
  isUnsettled,
  type Rupture,
  type RuptureKind,
  walkEpisode,
  type EpisodeState,
} from '#lib/alliance';
import { refOf, type ClinicEvent } from '#lib/events';

/** All times are clinical times in milliseconds. */
export interface SeenRupture {
  readonly episode: string;
  readonly client: string;
  /** Whoever was told, or would have been. */
  readonly clinician: string;
  /** Names it within the episode: the event of the first sign. */
  readonly cause: string;
  readonly onset: number;
  readonly kind: RuptureKind;
  readonly rules: readonly string[];
  /** When somebody was told; null while it was only suspected. */
  readonly toldAt: number | null;
  /** Everything that the prompt rested on was written by the very person who got it. */
  readonly echo?: true;
  /** When it was first seen to be repaired; null where it was not. */
  readonly repairedAt: number | null;
  /** When it first was neither open nor on its way back, by repair or by the end of the work; null while it is. */
  readonly settledAt: number | null;
}

/** Oldest first. Corrections count from the start, as in every fold. */
export function rupturesIn(
  history: readonly ClinicEvent[],
  rules: ClinicRules = DEFAULT_RULES,
): readonly SeenRupture[] {
  const seen = new Map<string, SeenRupture>();
  const writers = writersIn(history);
  for (const { after } of walkEpisode(history, rules)) {
    const { rupture } = after;
    if (rupture) seen.set(rupture.cause, seenIn({ state: after, rupture, writers }, seen.get(rupture.cause)));
  }
  return [...seen.values()];
}

/** Whoever works with the client, where a note does not name its author. */
const THE_CLINICIAN = '';
const SOMEBODY_ELSE = ' ';

/** Who of the clinic wrote what, by the reference of the event: what a client said or did has no entry. */
function writersIn(history: readonly ClinicEvent[]): ReadonlyMap<string, string> {
  return new Map(
    history.flatMap((event) => {
      const writer = writerOf(event);
      return writer === undefined ? [] : [[refOf(event), writer] as const];
    }),
  );
}

function writerOf({ type, data }: ClinicEvent): string | undefined {
  if (type === 'note.alliance_markers_recorded')
    return data.author ?? (data.source === 'clinician' ? THE_CLINICIAN : undefined);
  return type === 'feedback.submitted' && data.respondent === 'clinician' ? THE_CLINICIAN : undefined;
}

interface RuptureNow {
  readonly state: EpisodeState;
  readonly rupture: Rupture;
  readonly writers: ReadonlyMap<string, string>;
}

function seenIn({ state, rupture, writers }: RuptureNow, before: SeenRupture | undefined): SeenRupture {
  const { cause, onset, kind, rules } = rupture;
  return {
    episode: state.episode,
    client: state.client,
    cause,
    onset,
    kind,
    rules,
    ...toldOf(state, cause),
    ...(before?.echo === true || isEcho({ state, rupture, writers }, before) ? { echo: true } : {}),
    ...endOf(rupture, before),
  };
}

function toldOf({ alerts, clinician }: EpisodeState, rupture: string): Pick<SeenRupture, 'toldAt' | 'clinician'> {
  const told = alerts.find(({ rule, cause }) => rule === RUPTURE_OPEN.code && cause === rupture);
  return { toldAt: told?.raisedAt ?? null, clinician: told?.clinician ?? clinician ?? '' };
}

/** What comes later makes no news of a prompt that was none, and none the less of one that was. */
function isEcho({ state, rupture, writers }: RuptureNow, before: SeenRupture | undefined): boolean {
  if (before && before.toldAt !== null) return false;
  const told = state.alerts.find(({ rule, cause }) => rule === RUPTURE_OPEN.code && cause === rupture.cause);
  return (
    told?.evidence.every((ref) => [THE_CLINICIAN, told.clinician].includes(writers.get(ref) ?? SOMEBODY_ELSE)) ?? false
  );
}

/** The first time counts. */
function endOf(rupture: Rupture, before: SeenRupture | undefined): Pick<SeenRupture, 'repairedAt' | 'settledAt'> {
  const { state, changedAt } = rupture;
  const settledAt = isUnsettled(rupture) ? null : changedAt;
  return {
    repairedAt: before?.repairedAt ?? (state === 'repaired' ? changedAt : null),
    settledAt: before?.settledAt ?? settledAt,
  };
}
