import type { OwnPartInWords } from '../words.js';

export const ownPart: OwnPartInWords = {
  calledOff: (appointments) => `${appointments} appointments did not take place on the practice’s side.`,
  moved: (appointments) => `${appointments} appointments were moved by the clinician.`,
  lateStarts: (late, seen) => `${late} of the last ${seen} starts that were seen were a few minutes late.`,
  endedEarly: (early, told) => `${early} of the last ${told} appointments of which that is known ended early.`,
  meaning: 'Such changes happen in every practice. If the work feels strained, a word about them often helps.',
};
