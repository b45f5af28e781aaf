/**
 * Questionnaires that exist and are not scored here, because which item belongs where, or which is reversed, could
 * not be read in a source. A guess would give wrong numbers that look right. A clinic that holds a licensed copy
 * describes it in its own instrument file.
 */
export interface WithoutKey {
  readonly code: string;
  readonly title: string;
  readonly unknown: string;
}

export const WITHOUT_KEY: readonly WithoutKey[] = [
  { code: 'br-wai', title: 'BR-WAI', unknown: 'which 8 of its 16 items are the bond, and which are reversed' },
  { code: 'wai-sr-t', title: 'WAI-SR, clinician form', unknown: 'its items and scales' },
  { code: 'arm-12', title: 'ARM-12', unknown: 'its item map and reversed items' },
  { code: 'arm-28', title: 'ARM-28', unknown: 'its item map and reversed items' },
  { code: 'calpas-p', title: 'CALPAS-P', unknown: 'its item map and reversed items' },
  { code: 'taq-r', title: 'TAQ-R', unknown: 'its items and scoring' },
  { code: 'taq-s', title: 'TAQ-S', unknown: 'its items and scoring' },
];
