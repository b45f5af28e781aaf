import { arm5 } from './arm-5.instrument.js';
import { core10 } from './core-10.instrument.js';
import { cors } from './cors.instrument.js';
import { csrs } from './csrs.instrument.js';
import { gad7 } from './gad-7.instrument.js';
import { goals } from './goals.instrument.js';
import { gsrs } from './gsrs.instrument.js';
import { haqIi } from './haq-ii.instrument.js';
import { homework } from './homework.instrument.js';
import type { Instrument } from './instrument.js';
import { oq45 } from './oq-45.instrument.js';
import { ors } from './ors.instrument.js';
import { pcl5 } from './pcl-5.instrument.js';
import { phq9 } from './phq-9.instrument.js';
import { rapportPulse } from './pulse.instrument.js';
import { rapportReview } from './review.instrument.js';
import { seq } from './seq.instrument.js';
import { srs } from './srs.instrument.js';
import { waiST } from './wai-s-t.instrument.js';
import { waiS } from './wai-s.instrument.js';
import { waiSr } from './wai-sr.instrument.js';

/** Everything that can be scored. */
export const LIBRARY: readonly Instrument[] = [
  phq9,
  rapportPulse,
  rapportReview,
  arm5,
  core10,
  cors,
  csrs,
  gad7,
  goals,
  gsrs,
  haqIi,
  homework,
  oq45,
  ors,
  pcl5,
  seq,
  srs,
  waiS,
  waiST,
  waiSr,
];

/** A recalled key has to be held against a licensed copy first, and a safety question needs somebody who reads it. */
const needsNobody = ({ safety, basis }: Instrument): boolean => safety === undefined && basis.key !== 'recalled';

/** Forms that are taken in, folded and judged where a clinic has chosen nothing else. */
export const INSTRUMENTS: readonly Instrument[] = LIBRARY.filter(needsNobody);

/** What a clinic takes in, and what it knows beside that: forms of the latter are kept and count once it is active. */
export interface KnownInstruments {
  /** Forms that are taken in: ours that are active, and the clinic's own, which come first. */
  readonly instruments: readonly Instrument[];
  /** Known and not taken in. */
  readonly inactive: readonly Instrument[];
}

export const DEFAULT_INSTRUMENTS: KnownInstruments = {
  instruments: INSTRUMENTS,
  inactive: LIBRARY.filter((instrument) => !INSTRUMENTS.includes(instrument)),
};

interface EditionName {
  readonly code: string;
  readonly version: string;
}

const nameOf = ({ code, version }: EditionName): string => `${code}@${version}`;

/** `1`, `1.0` and `01.0.0` are one version to whoever reads them. */
export const plainVersion = (version: string): string =>
  version
    .split('.')
    .map(Number)
    .join('.')
    .replace(/(?:\.0)+$/, '');
const plainNameOf = ({ code, version }: EditionName): string => `${code}@${plainVersion(version)}`;

/** The first of several with one name counts: a clinic's own come before ours. */
function byEdition(instruments: readonly Instrument[]): ReadonlyMap<string, Instrument> {
  const last = instruments.toReversed();
  return new Map([plainNameOf, nameOf].flatMap((name) => last.map((instrument) => [name(instrument), instrument])));
}

const ROSTERS = new WeakMap<readonly Instrument[], ReadonlyMap<string, Instrument>>();

/** A roster never changes once it is made, so its index is kept beside it. */
function indexOf(instruments: readonly Instrument[]): ReadonlyMap<string, Instrument> {
  const known = ROSTERS.get(instruments) ?? byEdition(instruments);
  ROSTERS.set(instruments, known);
  return known;
}

/**
 * The instrument that a form names, among those a clinic takes in; undefined when it is not among them. Version `1`,
 * `1.0` and `1.0.0` are the same edition, unless a clinic has two that are named apart by nothing else.
 */
export function instrumentOf(
  edition: EditionName,
  instruments: readonly Instrument[] = INSTRUMENTS,
): Instrument | undefined {
  const known = indexOf(instruments);
  return known.get(nameOf(edition)) ?? known.get(plainNameOf(edition));
}
