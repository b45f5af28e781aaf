/** Every verb, one line each, in the order in which help lists them. What a verb does is loaded when it runs. */
import { verb, type Verb } from '../line/verb.js';
import {
  alertsAcknowledge,
  alertsList,
  alertsOverride,
  alertsResolve,
  alertsSnooze,
  alertsUndo,
} from './alerts.verb.js';
import { auditExport, auditList, auditVerify } from './audit.verb.js';
import { backupVerb, restoreVerb } from './backup.verb.js';
import { backtestVerb } from './backtest.verb.js';
import { benchmarkVerb } from './benchmark.verb.js';
import { channelsSet, channelsList } from './channels.verb.js';
import { clinicShow, clinicSet, clinicHistory } from './clinic.verb.js';
import { clinicalVerb } from './clinical.verb.js';
import { completionVerb } from './completion.verb.js';
import { configVerb } from './config.verb.js';
import { demoVerb } from './demo.verb.js';
import { doctorVerb } from './doctor.verb.js';
import {
  deliveriesDiscard,
  deliveriesList,
  deliveriesRetry,
  episodesDiscard,
  episodesList,
  episodesRetry,
  eventsDiscard,
  eventsList,
  eventsRetry,
  jobsDiscard,
  jobsList,
  jobsRetry,
} from './failed.verb.js';
import { findVerb } from './find.verb.js';
import {
  instrumentsList,
  instrumentsShow,
  instrumentsCheck,
  instrumentsAdd,
  instrumentsActivate,
  instrumentsRetire,
  instrumentsSchema,
} from './instruments.verb.js';
import { keysCreate, keysList, keysRevoke, keysRotate } from './keys.verb.js';
import { migrateVerb } from './migrate.verb.js';
import { peopleEndSessions, peopleInvite, peopleList, peopleReset, peopleSuspend } from './people.verb.js';
import { queuesList, queuesPause, queuesResume } from './queues.verb.js';
import { rebuildVerb } from './rebuild.verb.js';
import { operationsVerb, repairsCancel, repairsList, repairsShow, repairsStart } from './repairs.verb.js';
import { rereadVerb } from './reread.verb.js';
import { sendVerb } from './send.verb.js';
import { setAsideVerb } from './set-aside.verb.js';
import { shadowVerb } from './shadow.verb.js';
import { strainPropose, strainApprove } from './strain-score.verb.js';
import { statusVerb } from './status.verb.js';
import { stoppingPropose, stoppingShow, stoppingApprove, stoppingSwitch } from './stopping-model.verb.js';
import { suggestionsShow, suggestionsCheck, suggestionsSchema } from './suggestions.verb.js';
import { tailVerb } from './tail.verb.js';
import { tenantsCreate, tenantsList } from './tenants.verb.js';
import { traceVerb } from './trace.verb.js';
import { verifyVerb } from './verify.verb.js';
import { verifySignatureVerb } from './verify-signature.verb.js';
import { helpVerb } from './help.verb.js';

export const VERBS: readonly Verb[] = [
  verb(demoVerb, async () => (await import('./demo.js')).runDemo),
  verb(statusVerb, async () => (await import('./status.js')).runStatus),
  verb(doctorVerb, async () => (await import('./doctor.js')).runDoctor),
  verb(sendVerb, async () => (await import('./send.js')).runSend),
  verb(tailVerb, async () => (await import('./tail.js')).runTail),
  verb(traceVerb, async () => (await import('./trace.js')).runTrace),
  verb(findVerb, async () => (await import('./find.js')).runFind),
  verb(setAsideVerb, async () => (await import('./set-aside.js')).runSetAside),
  verb(deliveriesList, async () => (await import('./failed.js')).listing('deliveries')),
  verb(deliveriesRetry, async () => (await import('./failed.js')).acting('deliveries', 'retry')),
  verb(deliveriesDiscard, async () => (await import('./failed.js')).acting('deliveries', 'discard')),
  verb(eventsList, async () => (await import('./failed.js')).listing('events')),
  verb(eventsRetry, async () => (await import('./failed.js')).acting('events', 'retry')),
  verb(eventsDiscard, async () => (await import('./failed.js')).acting('events', 'discard')),
  verb(episodesList, async () => (await import('./failed.js')).listing('episodes')),
  verb(episodesRetry, async () => (await import('./failed.js')).acting('episodes', 'retry')),
  verb(episodesDiscard, async () => (await import('./failed.js')).acting('episodes', 'discard')),
  verb(jobsList, async () => (await import('./failed.js')).listing('jobs')),
  verb(jobsRetry, async () => (await import('./failed.js')).acting('jobs', 'retry')),
  verb(jobsDiscard, async () => (await import('./failed.js')).acting('jobs', 'discard')),
  verb(repairsList, async () => (await import('./repairs.js')).runRepairsList),
  verb(repairsShow, async () => (await import('./repairs.js')).runRepairsShow),
  verb(repairsStart, async () => (await import('./repairs.js')).runRepairsStart),
  verb(repairsCancel, async () => (await import('./repairs.js')).runRepairsCancel),
  verb(operationsVerb, async () => (await import('./repairs.js')).runOperations),
  verb(queuesList, async () => (await import('./queues.js')).runQueuesList),
  verb(queuesPause, async () => (await import('./queues.js')).runQueuesPause),
  verb(queuesResume, async () => (await import('./queues.js')).runQueuesResume),
  verb(alertsList, async () => (await import('./alerts.js')).runAlertsList),
  verb(alertsAcknowledge, async () => (await import('./alerts.js')).runAlertsAcknowledge),
  verb(alertsSnooze, async () => (await import('./alerts.js')).runAlertsSnooze),
  verb(alertsOverride, async () => (await import('./alerts.js')).runAlertsOverride),
  verb(alertsResolve, async () => (await import('./alerts.js')).runAlertsResolve),
  verb(alertsUndo, async () => (await import('./alerts.js')).runAlertsUndo),
  verb(verifySignatureVerb, async () => (await import('./verify-signature.js')).runVerifySignature),
  verb(clinicalVerb, async () => (await import('./clinical.js')).runClinical),
  verb(benchmarkVerb, async () => (await import('./benchmark.js')).runBenchmark),
  verb(tenantsCreate, async () => (await import('./tenants.js')).runTenantsCreate),
  verb(tenantsList, async () => (await import('./tenants.js')).runTenantsList),
  verb(keysCreate, async () => (await import('./keys.js')).runKeysCreate),
  verb(keysList, async () => (await import('./keys.js')).runKeysList),
  verb(keysRotate, async () => (await import('./keys.js')).runKeysRotate),
  verb(keysRevoke, async () => (await import('./keys.js')).runKeysRevoke),
  verb(peopleInvite, async () => (await import('./people.js')).runPeopleInvite),
  verb(peopleList, async () => (await import('./people.js')).runPeopleList),
  verb(peopleSuspend, async () => (await import('./people.js')).changing('suspend')),
  verb(peopleEndSessions, async () => (await import('./people.js')).changing('end-sessions')),
  verb(peopleReset, async () => (await import('./people.js')).changing('reset')),
  verb(channelsSet, async () => (await import('./channels.js')).runChannelsSet),
  verb(channelsList, async () => (await import('./channels.js')).runChannelsList),
  verb(clinicShow, async () => (await import('./clinic.js')).runClinicShow),
  verb(clinicSet, async () => (await import('./clinic.js')).runClinicSet),
  verb(clinicHistory, async () => (await import('./clinic.js')).runClinicHistory),
  verb(instrumentsList, async () => (await import('./instruments.js')).runInstrumentsList),
  verb(instrumentsShow, async () => (await import('./instruments.js')).runInstrumentsShow),
  verb(instrumentsCheck, async () => (await import('./instruments.js')).runInstrumentsCheck),
  verb(instrumentsAdd, async () => (await import('./instruments.js')).runInstrumentsAdd),
  verb(instrumentsActivate, async () => (await import('./instruments.js')).runInstrumentsActivate),
  verb(instrumentsRetire, async () => (await import('./instruments.js')).runInstrumentsRetire),
  verb(instrumentsSchema, async () => (await import('./instruments.js')).runInstrumentsSchema),
  verb(suggestionsShow, async () => (await import('./suggestions.js')).runSuggestionsShow),
  verb(suggestionsCheck, async () => (await import('./suggestions.js')).runSuggestionsCheck),
  verb(suggestionsSchema, async () => (await import('./suggestions.js')).runSuggestionsSchema),
  verb(backtestVerb, async () => (await import('./backtest.js')).runBacktest),
  verb(shadowVerb, async () => (await import('./shadow.js')).runShadow),
  verb(migrateVerb, async () => (await import('./migrate.js')).runMigrate),
  verb(auditList, async () => (await import('./audit.js')).runAuditList),
  verb(auditExport, async () => (await import('./audit.js')).runAuditExport),
  verb(auditVerify, async () => (await import('./audit.js')).runAuditVerify),
  verb(rebuildVerb, async () => (await import('./rebuild.js')).runRebuild),
  verb(rereadVerb, async () => (await import('./reread.js')).runReread),
  verb(verifyVerb, async () => (await import('./verify.js')).runVerify),
  verb(strainPropose, async () => (await import('./strain-score.js')).runStrainPropose),
  verb(strainApprove, async () => (await import('./strain-score.js')).runStrainApprove),
  verb(backupVerb, async () => (await import('./backup.js')).runBackup),
  verb(restoreVerb, async () => (await import('./restore.js')).runRestore),
  verb(stoppingPropose, async () => (await import('./stopping-model.js')).runStoppingPropose),
  verb(stoppingShow, async () => (await import('./stopping-model.js')).runStoppingShow),
  verb(stoppingApprove, async () => (await import('./stopping-model.js')).runStoppingApprove),
  verb(stoppingSwitch, async () => (await import('./stopping-model.js')).runStoppingSwitch),
  verb(configVerb, async () => (await import('./config.js')).runConfig),
  verb(completionVerb, async () => (await import('./completion.js')).runCompletion),
  verb(helpVerb, async () => (await import('./help.js')).runHelp),
];
