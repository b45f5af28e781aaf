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
export { Identity1764000000500 } from './migrations/1764000000500-identity.js';
export { may } from './policy.js';
export { ensureTenant, findTenant, listTenants } from './tenants.js';
