/** The relationship of an episode in words: its facts stand beside them, and the words follow their order. */
import { DEFAULT_RULES, type ClinicRules, type Relationship } from '#lib/alliance';
import { instrumentOf, textIn, type Facet } from '#lib/instruments';
import { markWords } from './mark-words.js';
import { DEFAULT_WORDING, type Wording } from './wording.js';
import type { Words } from './words.js';

export interface RelationshipInWords {
  /** Names of the parts that a view or the profile names, by their codes. */
  readonly parts: Readonly<Partial<Record<Facet, string>>>;
  /** For each mark what it says. */
  readonly marks: readonly string[];
  /** What is agreed and clear, and what is not, as far as anybody has said. */
  readonly plan: readonly string[];
  /** For each view, what its form marked as helpful, and as getting in the way. */
  readonly feedback: readonly ViewInWords[];
}

export interface ViewInWords {
  readonly respondent: string;
  readonly helped: readonly string[];
  readonly hindered: readonly string[];
}

export function describeRelationship(
  { profile, views, marks, plan }: Relationship,
  rules: ClinicRules = DEFAULT_RULES,
  { words }: Wording = DEFAULT_WORDING,
): RelationshipInWords {
  const named = new Set([...profile.first, ...views.flatMap(({ values }) => Object.keys(values) as Facet[])]);
  return {
    parts: Object.fromEntries([...named].map((facet) => [facet, words.parts[facet]])),
    marks: marks.map(({ code, word }) => markWords(code, word, words)),
    plan: planWords(plan, words),
    feedback: views.map((view) => feedbackOf(view, rules, words)),
  };
}

function planWords({ goalsAgreed, expectationsClear }: Relationship['plan'], { plan }: Words): readonly string[] {
  return [
    ...(goalsAgreed === null ? [] : [goalsAgreed ? plan.goalsAgreed : plan.goalsOpen]),
    ...(expectationsClear === null ? [] : [expectationsClear ? plan.expectationsClear : plan.expectationsOpen]),
  ];
}

function feedbackOf(
  { instrument: code, version, respondent, helped, hindered }: Relationship['views'][number],
  { instruments }: ClinicRules,
  { language }: Words,
): ViewInWords {
  const instrument = instrumentOf({ code, version }, instruments);
  const name = (item: string): string => (instrument ? textIn(instrument, item, language) : item);
  return { respondent, helped: helped.map(name), hindered: hindered.map(name) };
}
