export {
  chooseChannel,
  disableChannel,
  findChannel,
  listChannels,
  recipientsFor,
  type NewChannelSetting,
  type Recipient,
} from './channel-settings.js';
export { IDENTITY_ENTITIES, SCOPES, type ChannelSetting, type Scope, type Tenant } from './entities.js';
export {
  Keys,
  addSigningSecret,
  createKey,
  listKeys,
  revokeKey,
  revokeSigningSecret,
  type KeyEntry,
  type Principal,
} from './keys.js';
export { ClinicRules1764000004000 } from './migrations/1764000004000-clinic-rules.js';
export { StoppingProposals1764000007000 } from './migrations/1764000007000-stopping-proposals.js';
export { Identity1764000000500 } from './migrations/1764000000500-identity.js';
export { may } from './policy.js';
export {
  addRevision,
  lastRevision,
  listRevisions,
  lockRevisions,
  newestRevisions,
  readRevision,
  type StoredRevision,
} from './rule-revisions.js';
export { addProposal, approveProposal, readProposal, type StoredProposal } from './stopping-proposals.js';
export { ensureTenant, findTenant, listTenants } from './tenants.js';
