/** Every question is a look at clients, or stands here with the reason why it is none. */
import fs from 'node:fs';
import path from 'node:path';

/** Answers that name no client and say nothing of one, whoever asks. */
const NO_LOOKS: Readonly<Record<string, string>> = {
  FollowInbound: 'what came to the door, by the ids of the sender; which episode it is about, its trace says',
  GetClinicChoice: 'what the clinic chose',
  GetHouseHealth: 'counts; the worker asks it every few seconds',
  GetNotice: 'how urgent an alert is and whose, which the terminal prints by itself',
  GetProposal: 'a model, with counts',
  GetSafetyCoverage: 'who is named to take safety answers, with counts',
  ListChannels: 'how clinicians are reached',
  ListInbound: 'as FollowInbound',
  ListKeys: 'keys',
  ListPeople: 'who has an account',
  ListQueues: 'queues, with counts',
  ListRevisions: 'what the clinic chose, and when',
  ListTenants: 'clinics',
  OwnChanges: 'ids that a live stream goes on with, whose opening is on record',
  PlanReading: 'counts by type and source',
  ProposeThreshold: 'numbers',
  TryWaysOut: 'how clinicians are reached',
  VerifyAudit: 'numbers of entries',
};
const DECLARED = /^export class (\w+) extends (\w+)</gm;

const declared = (): { readonly name: string; readonly base: string }[] =>
  fs
    .readdirSync(path.join(__dirname, '..'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) => [...fs.readFileSync(path.join(__dirname, '..', file), 'utf8').matchAll(DECLARED)])
    .map(([, name = '', base = '']) => ({ name, base }));

const extending = (base: string): string[] =>
  declared()
    .filter((one) => one.base === base)
    .map(({ name }) => name)
    .sort();

describe('every question', () => {
  it('is on record, or on the reviewed list; extend Look or Glance, or write the reason', () =>
    expect(extending('Query')).toEqual(Object.keys(NO_LOOKS)));

  it('about clients is a look, and so is what a person does with an alert', () => {
    expect(extending('Look')).toEqual([
      'GetAlert',
      'GetCaseload',
      'GetEpisode',
      'GetLooks',
      'GetTimeline',
      'ListAlerts',
      'OpenStream',
      'ReadAudit',
      'TraceEvent',
    ]);
    expect(extending('Act')).toEqual(['ActOnAlert', 'UndoAct']);
  });

  it('about the system is on record where it names somebody', () =>
    expect(extending('Glance')).toEqual([
      'Backtest',
      'FindAnything',
      'GetHealth',
      'GetRepair',
      'GetShadowReport',
      'ListFailed',
      'ListOperations',
      'ListRepairs',
      'ListSetAside',
      'ReadLog',
      'Verify',
    ]));
});
