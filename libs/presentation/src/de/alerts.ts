import type { AlertsInWords } from '../words.js';
import { lowStart } from './low-start.js';
import { missedDuringStrain } from './missed-during-strain.js';
import { safetyAnswer } from './safety-answer.js';
import { stoppingChance } from './stopping-chance.js';
import { strainOpen } from './strain-open.js';

export const alerts: AlertsInWords = {
  'strain-open': strainOpen,
  'low-start': lowStart,
  'missed-during-strain': missedDuringStrain,
  'safety-answer': safetyAnswer,
  'stopping-chance': stoppingChance,
  felt: { yes: 'ja', 'a little': 'ein wenig' },
};
