/** Every verb, one line each, in the order in which help lists them. */
import type { Verb } from '../verb.js';
import { backtestVerb } from './backtest.js';
import { benchmarkVerb } from './benchmark.js';
import { channelsList, channelsSet } from './channels.js';
import { clinicHistory, clinicSet, clinicShow } from './clinic.js';
import { clinicalVerb } from './clinical.js';
import { configVerb } from './config.js';
import { demoVerb } from './demo.js';
import { doctorVerb } from './doctor.js';
import { helpVerb } from './help.js';
import {
  instrumentsActivate,
  instrumentsAdd,
  instrumentsCheck,
  instrumentsList,
  instrumentsRetire,
  instrumentsSchema,
  instrumentsShow,
} from './instruments.js';
import { keysCreate, keysList, keysRevoke } from './keys.js';
import { migrateVerb } from './migrate.js';
import { rebuildVerb } from './rebuild.js';
import { sendVerb } from './send.js';
import { shadowVerb } from './shadow.js';
import { stoppingApprove, stoppingPropose, stoppingShow, stoppingSwitch } from './stopping-model.js';
import { suggestionsCheck, suggestionsSchema, suggestionsShow } from './suggestions.js';
import { tailVerb } from './tail.js';
import { tenantsCreate, tenantsList } from './tenants.js';
import { traceVerb } from './trace.js';
import { verifySignatureVerb } from './verify-signature.js';
import { verifyVerb } from './verify.js';

export const VERBS: readonly Verb[] = [
  demoVerb,
  doctorVerb,
  sendVerb,
  tailVerb,
  traceVerb,
  verifySignatureVerb,
  clinicalVerb,
  benchmarkVerb,
  tenantsCreate,
  tenantsList,
  keysCreate,
  keysList,
  keysRevoke,
  channelsSet,
  channelsList,
  clinicShow,
  clinicSet,
  clinicHistory,
  instrumentsList,
  instrumentsShow,
  instrumentsCheck,
  instrumentsAdd,
  instrumentsActivate,
  instrumentsRetire,
  instrumentsSchema,
  suggestionsShow,
  suggestionsCheck,
  suggestionsSchema,
  backtestVerb,
  shadowVerb,
  migrateVerb,
  rebuildVerb,
  verifyVerb,
  stoppingPropose,
  stoppingShow,
  stoppingApprove,
  stoppingSwitch,
  configVerb,
  helpVerb(() => VERBS),
];
