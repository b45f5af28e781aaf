import type { AlertsInWords } from '../words.js';
import { lowStart } from './low-start.js';
import { missedDuringStrain } from './missed-during-strain.js';
import { outcomeWorse } from './outcome-worse.js';
import { safetyAnswer } from './safety-answer.js';
import { stoppedComing } from './stopped-coming.js';
import { stoppingChance } from './stopping-chance.js';
import { smallSigns } from './small-signs.js';
import { strainOpen } from './strain-open.js';

export const alerts: AlertsInWords = {
  'strain-open': strainOpen,
  'low-start': lowStart,
  'missed-during-strain': missedDuringStrain,
  'safety-answer': safetyAnswer,
  'stopped-coming': stoppedComing,
  'stopping-chance': stoppingChance,
  'outcome-worse': outcomeWorse,
  felt: { yes: 'yes', 'a little': 'a little' },
  smallSigns,
  together: (parts) => (parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts.join('')),
  also: '. Also: ',
};
