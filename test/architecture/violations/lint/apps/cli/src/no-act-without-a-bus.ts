import { revokeKey } from '#lib/identity';
export const revoke = revokeKey;
