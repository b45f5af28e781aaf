/** Flags that several verbs take. They are declared apart from what reads them, so that help loads neither. */
import type { FlagTable, Values } from './verb.js';

export const INSTANCE_FLAGS = {
  url: { kind: 'text', value: 'url', help: 'where the instance is; read from ready.json unless given' },
  key: { kind: 'text', value: 'rk_...', help: 'API key; read from ready.json unless given' },
  secret: { kind: 'text', value: 'whsec_...', help: 'signing secret of the key; read from ready.json unless given' },
} as const satisfies FlagTable;
export type InstanceFlags = Values<typeof INSTANCE_FLAGS>;

export const TENANT_FLAG = {
  tenant: { kind: 'text', value: 'slug', help: 'whose; the one of ready.json, or the only one, unless given' },
} as const satisfies FlagTable;

export const BY_FLAG = {
  by: { kind: 'text', value: 'name', help: 'who takes responsibility; required' },
} as const satisfies FlagTable;

/** Who does something to the system, and why: kept where it can be read again. */
export const WORD_FLAGS = {
  by: { kind: 'text', value: 'name', help: 'who does it; required' },
  reason: { kind: 'text', value: 'text', help: 'why, in one line and without anything about a client; required' },
} as const satisfies FlagTable;
