import type { AlertsInWords } from '../words.js';
import { missedDuringStrain } from './missed-during-strain.js';
import { safetyAnswer } from './safety-answer.js';
import { stoppingChance } from './stopping-chance.js';
import { smallSigns } from './small-signs.js';
import { strainOpen } from './strain-open.js';

export const alerts: AlertsInWords = {
  'strain-open': strainOpen,
  'missed-during-strain': missedDuringStrain,
  'safety-answer': safetyAnswer,
  'stopping-chance': stoppingChance,
  felt: { yes: 'ja', 'a little': 'ein wenig' },
  smallSigns,
  together: (parts) => (parts.length > 1 ? `${parts.slice(0, -1).join(', ')} und ${parts.at(-1)}` : parts.join('')),
  also: '. Außerdem: ',
};
