/**
 * The composite of NHS Talking Therapies over depression (PHQ-9) and anxiety (GAD-7). The thresholds are published;
 * how they are combined is recalled, and may be replaced.
 */
import { isClinical } from '../cutoff.js';
import { gad7 } from '../gad-7.instrument.js';
import type { Instrument } from '../instrument.js';
import { phq9 } from '../phq-9.instrument.js';
import { cutoffOf } from '../score-form.js';
import { changeOn } from './instrument-change.js';

export interface SymptomPair {
  readonly pre: number;
  readonly post: number;
}

export interface Composite {
  /** On the clinical side of either measure. */
  readonly caseAtStart: boolean;
  readonly caseAtEnd: boolean;
  /** Either measure reliably better, and neither reliably worse. */
  readonly reliableImprovement: boolean;
  /** Either measure reliably worse, and neither reliably better. */
  readonly reliableDeterioration: boolean;
  /** Began as a case and ended as none. */
  readonly recovery: boolean;
  readonly reliableRecovery: boolean;
}

export function talkingTherapies({ phq, gad }: { readonly phq: SymptomPair; readonly gad: SymptomPair }): Composite {
  const classes = [changeOn(phq9, phq)?.class, changeOn(gad7, gad)?.class];
  const better = classes.some((c) => c === 'improved' || c === 'recovered');
  const worse = classes.includes('deteriorated');
  const caseAtStart = isCase(phq9, phq.pre) || isCase(gad7, gad.pre);
  const caseAtEnd = isCase(phq9, phq.post) || isCase(gad7, gad.post);
  return compose({ better, worse, caseAtStart, caseAtEnd });
}

interface Signs {
  readonly better: boolean;
  readonly worse: boolean;
  readonly caseAtStart: boolean;
  readonly caseAtEnd: boolean;
}

function compose({ better, worse, caseAtStart, caseAtEnd }: Signs): Composite {
  const reliableImprovement = better && !worse;
  const reliableDeterioration = worse && !better;
  const recovery = caseAtStart && !caseAtEnd;
  const reliableRecovery = recovery && reliableImprovement;
  return { caseAtStart, caseAtEnd, reliableImprovement, reliableDeterioration, recovery, reliableRecovery };
}

function isCase(instrument: Instrument, total: number): boolean {
  const caseness = cutoffOf(instrument);
  return caseness !== undefined && isClinical(caseness, total);
}
