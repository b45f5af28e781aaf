import { SITES, USUAL_SITE, type DropoutSettings } from '#lib/hazard';

/** Where a clinic starts that has the chance of stopping early off. */
export const UNCALIBRATED: DropoutSettings = { model: 'stopping-early-1', site: SITES[USUAL_SITE] };
