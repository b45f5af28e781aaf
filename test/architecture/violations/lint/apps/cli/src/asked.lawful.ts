import { choiceChanges, type ClinicChoice } from '#lib/clinic-settings';
import { operatorOf, type Tenant } from '#lib/identity';
import type { Page } from '#lib/readmodels';

export const differs = (a: ClinicChoice, b: ClinicChoice): boolean => choiceChanges(a, b).length > 0;
export const who = (tenant: Tenant) => operatorOf(tenant);
export const sizeOf = (page: Page<unknown>): number => page.items.length;
