/** What the simulated clinic chose: it has an instrument active that asks about safety, so answers go from one to the next. */
import { DEFAULT_CHOICE, rulesOf, type ClinicChoice } from '#lib/clinic-settings';

export const REVISION = 1;

export const CHOICE: ClinicChoice = {
  ...DEFAULT_CHOICE,
  active: [...DEFAULT_CHOICE.active, 'phq-9'],
  safety: { cover: 'dr-2', dutyLead: 'dr-3', minutes: { immediate: 60, sameDay: 600 } },
};

export const RULES = rulesOf(REVISION, CHOICE);
