export {
  chooseChannel,
  disableChannel,
  findChannel,
  listChannels,
  type Recipient,
  recipientsFor,
} from './channel-settings.js';
export { type ChannelSetting, IDENTITY_ENTITIES, type Scope, SCOPES, type Tenant } from './entities.js';
export {
  addSigningSecret,
  createKey,
  type KeyEntry,
  Keys,
  listKeys,
  type Principal,
  revokeKey,
  revokeSigningSecret,
} from './keys.js';
export { MIGRATIONS } from './migrations.js';
export { isOperator, needsOperator, type Operator, OPERATOR, operatorOf } from './operator.js';
export { may, needs } from './policy.js';
export { ensureTenant, findTenant, listTenants } from './tenants.js';
