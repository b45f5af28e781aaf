export { generateClinic, splitAt } from './clinic.js';
export { strainStories, strainStory, type StrainStories, type StrainStory } from './strain-story.js';
export { intervalsOf, truthUpTo, type Interval } from './intervals.js';
export type {
  Absence,
  Approach,
  ClinicPlan,
  EndHow,
  EndWhy,
  EpisodeTruth,
  RuptureCause,
  RuptureKind,
  RuptureTruth,
  SyntheticClient,
  SyntheticClinic,
  SyntheticClinician,
  SyntheticEvent,
} from './plan.js';
