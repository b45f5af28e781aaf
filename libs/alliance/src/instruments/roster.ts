import type { Instrument } from './instrument.js';
import { phq9 } from './phq-9.instrument.js';
import { rapportPulse } from './pulse.instrument.js';

export const INSTRUMENTS: readonly Instrument[] = [phq9, rapportPulse];

const known = new Map(INSTRUMENTS.map((instrument) => [`${instrument.code}@${instrument.version}`, instrument]));

/** Version `1`, `1.0` and `1.0.0` are the same edition. */
export const instrumentOf = (named: { readonly code: string; readonly version: string }): Instrument | undefined =>
  known.get(`${named.code}@${named.version}`) ?? known.get(`${named.code}@${named.version.replace(/(?:\.0+)+$/, '')}`);
