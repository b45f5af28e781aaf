import type { Alert } from '../alert.js';
import { fill, type AlertWords, type RuleWords } from './alert-words.js';
import { missedDuringStrainEn } from './missed-during-strain.en.js';
import { safetyAnswerEn } from './safety-answer.en.js';
import { stoppingChanceEn } from './stopping-chance.en.js';
import { strainOpenEn } from './strain-open.en.js';

export type { AlertWords };

export const WORDS: readonly RuleWords[] = [strainOpenEn, missedDuringStrainEn, safetyAnswerEn, stoppingChanceEn];

const byRule = new Map(WORDS.map((words) => [words.rule, words]));

/** The words of an alert. Throws for a rule without words, which the specs exclude. */
export function wordsFor({ rule, facts }: Pick<Alert, 'rule' | 'facts'>): AlertWords {
  const words = byRule.get(rule);
  if (!words) throw new Error(`alert rule ${rule} has no words`);
  return {
    title: fill(words.title, facts),
    whatChanged: fill(words.whatChanged, facts),
    comparedWith: fill(words.comparedWith, facts),
    howSure: fill(words.howSure, facts),
    otherReadings: fill(words.otherReadings, facts),
    tryNext: words.tryNext.map((text) => fill(text, facts)),
    wordsToOpenWith: fill(words.wordsToOpenWith, facts),
  };
}
