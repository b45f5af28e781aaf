export { generateClinic, splitAt } from './clinic.js';
export type { ClinicKind } from './kinds.js';
export { intervalsOf, truthUpTo } from './intervals.js';
export type { EpisodeTruth, SyntheticClinic, SyntheticEvent } from './plan.js';
export { endOfStory, ruptureStories, ruptureStory } from './rupture-story.js';
