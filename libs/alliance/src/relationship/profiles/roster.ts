import type { Approach } from '../../rules/clinic-rules.js';
import { cbt } from './cbt.profile.js';
import { coupleFamily } from './couple-family.profile.js';
import { dbt } from './dbt.profile.js';
import { emdr } from './emdr.profile.js';
import { general } from './general.profile.js';
import { group } from './group.profile.js';
import { personCentred } from './person-centred.profile.js';
import type { Profile } from './profile.js';
import { psychodynamic } from './psychodynamic.profile.js';

export const PROFILES: readonly Profile[] = [
  cbt,
  dbt,
  personCentred,
  psychodynamic,
  emdr,
  coupleFamily,
  group,
  general,
];

export const profileOf = (approach: Approach | null): Profile =>
  PROFILES.find((profile) => profile.approach === approach) ?? general;
