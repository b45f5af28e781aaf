/** What a person, or a helper on probation, ticked about one hour: markers of rupture and of repair. */
import { factTime, PART_MARKERS, refOf, STRAIN_MARKERS, type ClinicEvent, type EventData } from '#lib/events';
import type { RuptureKind } from './rupture.js';

type Recorded = Extract<ClinicEvent, { type: 'note.alliance_markers_recorded' }>;

export interface Marker {
  readonly code: EventData<'note.alliance_markers_recorded'>['markers'][number]['code'];
  /** The name of the marker or of the strategy, in kebab-case; null when only the group was ticked. */
  readonly marker: string | null;
  /** 1 to 5; null when it was not rated. */
  readonly significance: number | null;
}

export interface CodedSession {
  /** When the hour was, which may be long before it was marked. */
  readonly at: number;
  readonly event: string;
  readonly note: string;
  /** Who wrote the note, where it says so. */
  readonly by: string | null;
  readonly source: EventData<'note.alliance_markers_recorded'>['source'];
  readonly markers: readonly Marker[];
}

export function codedSession(event: Recorded): CodedSession {
  const { note, source, markers, author = null } = event.data;
  return {
    at: factTime(event),
    event: refOf(event),
    note,
    by: author,
    source,
    markers: markers.map(({ code, marker = null, significance = null }) => ({ code, marker, significance })),
  };
}

/** A suggestion to tick something is no tick: it is kept, shown to whoever may tick, and is never evidence. */
export const isEvidence = ({ source }: CodedSession): boolean => source !== 'assisted';

export type RuptureMarkers = 'withdrawal' | 'confrontation';

/** Rupture markers of a kind that were rated at least so significant. */
export const markersOf = (hour: CodedSession, kind: RuptureMarkers, least: number): number =>
  ruptureMarkers(hour, kind, least).length;

const ruptureMarkers = ({ markers }: CodedSession, kind: RuptureMarkers, least: number): readonly Marker[] =>
  markers.filter(({ code, significance }) => code === `rupture.${kind}` && (significance ?? 0) >= least);

const UNDERSTOOD: ReadonlySet<string> = new Set<string>([...STRAIN_MARKERS, ...PART_MARKERS]);

/** What the latest of these markers was about; undefined where none of them carries a word that is understood. */
export const closestWord = (hours: readonly CodedSession[], kind: RuptureMarkers, least: number): string | undefined =>
  hours
    .flatMap((hour) => ruptureMarkers(hour, kind, least).flatMap(({ marker }) => marker ?? []))
    .findLast((word) => UNDERSTOOD.has(word));

/** What the ticked hours together say about the kind; `known` is what was known before. */
export function kindOf(hours: readonly CodedSession[], known: RuptureKind = 'unknown'): RuptureKind {
  const ticked = (kind: RuptureMarkers): boolean =>
    hours.some((hour) => isEvidence(hour) && hour.markers.some(({ code }) => code === `rupture.${kind}`));
  const kinds = RUPTURE_KINDS.filter((kind) => known === kind || known === 'mixed' || ticked(kind));
  return kinds.length > 1 ? 'mixed' : (kinds[0] ?? 'unknown');
}

const RUPTURE_KINDS: readonly RuptureMarkers[] = ['withdrawal', 'confrontation'];
