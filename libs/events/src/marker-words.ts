/**
 * Words that a mark in a note may carry and that are understood. Others are taken and shown as they are; they belong to no
 * part. The first list names parts of the relationship and goes with any code, the others are the markers and the
 * strategies of the rupture resolution rating system (3RS).
 */
export const PART_MARKERS = [
  'acceptance',
  'authenticity',
  'boundaries',
  'boundary-crossing',
  'boundary-setting',
  'clear-expectations',
  'consistency',
  'emotional-support',
  'empathy',
  'expectations',
  'feeling-safe',
  'feeling-valued',
  'genuineness',
  'listening',
  'openness',
  'patience',
  'reliability',
  'respect',
  'responsibility',
  'support',
  'trust',
  'unclear-expectations',
  'what-did-not-help',
  'what-helped',
] as const;

export const STRAIN_MARKERS = [
  'denial',
  'minimal-response',
  'abstract-communication',
  'avoidant-storytelling',
  'topic-shift',
  'deferential-and-appeasing',
  'content-affect-split',
  'self-criticism',
  'hopelessness',
  'complaints-about-therapist',
  'rejects-intervention',
  'complaints-about-activities',
  'complaints-about-parameters',
  'complaints-about-progress',
  'defends-self',
  'efforts-to-control',
] as const;

export const REPAIR_MARKERS = [
  'clarify-misunderstanding',
  'change-task-or-goal',
  'explain-rationale',
  'invite-thoughts-and-feelings',
  'acknowledge-own-contribution',
  'disclose-own-experience',
  'link-to-patterns-between-us',
  'link-to-other-relationships',
  'validate-the-defensive-stance',
  'redirect-or-refocus',
] as const;

export type PartMarker = (typeof PART_MARKERS)[number];
/** What somebody was seen to do. */
export type MoveMarker = (typeof STRAIN_MARKERS)[number] | (typeof REPAIR_MARKERS)[number];
