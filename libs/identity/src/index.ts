export { AuditAnchor } from './audit/anchor.js';
export { AuditTrail } from './audit/audit-trail.js';
export type { ChainFault } from './audit/chain-fault.js';
export { type AnchorFault, checkAnchors } from './audit/check-anchors.js';
export { checkChain } from './audit/check-chain.js';
export { type AuditAction, type AuditEntry, auditSubject } from './audit/entry.js';
export { readAnchorFile } from './audit/anchor.js';
export { type NumberedEntry, readChainEnds, readEntriesAbout, readEntriesAfter } from './audit/read-entries.js';
export {
  channelsInUse,
  chooseChannel,
  disableChannel,
  findChannel,
  listChannels,
  type Recipient,
  recipientsFor,
} from './channel-settings.js';
export { type ChannelSetting, IDENTITY_ENTITIES, type Scope, SCOPES, type Tenant } from './entities.js';
export { type KeyEntry, listKeys, type SecretEntry } from './key-list.js';
export { KeyUse } from './key-use.js';
export { createKey, type KeyRefusal, Keys, type Principal, revokeKey } from './keys.js';
export { MIGRATIONS } from './migrations.js';
export { isOperator, needsOperator, type Operator, OPERATOR, operatorOf } from './operator.js';
export { may, mayOperate, needs, needsMachineRoom } from './policy.js';
export { codeAt, stepAt } from './people/one-time-codes.js';
export { type Accepted, Invitations } from './people/invitations.js';
export {
  type AccessChange,
  addPerson,
  changeAccess,
  listPeople,
  type PersonEntry,
  type PersonFault,
  personFault,
} from './people/manage-people.js';
export { asLoginName, type Role } from './people/person.js';
export { type OpenSession, Sessions } from './people/sessions.js';
export { SignIn } from './people/sign-in.js';
export { addSigningSecret, revokeSigningSecret, rotateSigningSecret } from './signing-secrets.js';
export { ensureTenant, findTenant, listTenants } from './tenants.js';
