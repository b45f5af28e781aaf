import { OPERATOR, operatorOf, type AccessChange, type PersonEntry } from '#lib/identity';
import { ChangeAccess, InvitePerson, ListPeople, type InvitationFault } from '#lib/pipeline';
import { CliFailure, misuse } from '../line/failure.js';
import { columns, visible } from '../line/output.js';
import { readReady } from '../instance/instance.js';
import { needTenant, withClinic, withUseCases } from '../instance/store.js';
import { PROGRAM, type ExitCode, type Host, type Run } from '../line/verb.js';
import type { peopleInvite, peopleList, peopleSuspend } from './people.verb.js';

const WHY_NOT: Readonly<Record<InvitationFault, readonly [string, string]>> = {
  'not-a-login-name': [
    'this is no name to sign in with',
    'use 2 to 100 of a-z, 0-9 and . _ - @, beginning with a letter',
  ],
  'name-taken': [
    'somebody has this name already',
    `see who:  ${PROGRAM} people list   or invite them again:  ${PROGRAM} people reset`,
  ],
  'clinician-needed': ['a clinician needs a reference', 'give --clinician as the events write it, or another --role'],
  'clinician-left-over': ['only the role clinician has a reference', 'leave --clinician out'],
  'not-a-reference': [
    'the clinician is no reference',
    'give --clinician as the events write it: letters, digits and . _ : ~ -',
  ],
  unknown: ['nothing has been heard of this clinician', 'give --ahead when the first event is still to come'],
};

/** Where the installation is reached: as it is configured, or where it runs now. */
function linkOf(host: Host, path: string): string {
  const { RAPPORT_PUBLIC_URL, RAPPORT_HOST, RAPPORT_PORT } = host.config();
  const base = RAPPORT_PUBLIC_URL || readReady(host)?.url || `http://${RAPPORT_HOST}:${RAPPORT_PORT}`;
  return `${base.replace(/\/+$/, '')}${path}`;
}

const KEEP = 'hand the link over in private: it works once, for seven days, and is not shown again';

export const runPeopleInvite: Run<typeof peopleInvite> = ({ words: [name = ''], flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ commands, operator }) => {
    const { role, clinician, ahead } = flags;
    const invited = await commands.execute(new InvitePerson(operator, { name, role, clinician, ahead }));
    if ('fault' in invited) throw misuse(...WHY_NOT[invited.fault]);
    const invitation = linkOf(host, invited.path);
    out.show({ name: invited.name, role, clinician: clinician ?? null, invitation }, () => invitation);
    out.say(KEEP);
    return 0;
  });

export const runPeopleList: Run<typeof peopleList> = ({ flags, out, host }) =>
  withUseCases(host, async (buses) => {
    const reader = flags.tenant === undefined ? OPERATOR : operatorOf(await needTenant(buses, flags.tenant, host));
    const people = await buses.queries.execute(new ListPeople(reader));
    if (out.json) for (const person of people) out.data(JSON.stringify(person));
    else if (people.length > 0) out.data(columns(people.map((person) => rowOf(person, host.now()))));
    if (people.length === 0) out.say(`none yet; invite somebody:  ${PROGRAM} people invite --help`);
    return 0;
  });

const clock = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function rowOf({ name, clinic, role, clinician, state, ...rest }: PersonEntry, now: number): string[] {
  const { lastSeen, recoveryCodes, invitedUntil } = rest;
  const invited =
    invitedUntil && invitedUntil.getTime() > now ? `until ${clock(invitedUntil)}` : 'and the link has expired';
  return [
    visible(name),
    clinic,
    role,
    clinician === null ? '-' : visible(clinician),
    state === 'invited' ? `invited ${invited}` : state,
    lastSeen ? `last there ${clock(lastSeen)}` : 'never there',
    `${recoveryCodes} recovery codes`,
  ];
}

const DONE: Readonly<Record<AccessChange, string>> = {
  suspend: 'suspended',
  'end-sessions': 'signed out',
  reset: 'reset',
};

/** The verbs that end something: `suspend`, `end-sessions` and `reset`. */
export const changing =
  (change: AccessChange): Run<typeof peopleSuspend> =>
  ({ words: [name = ''], flags, out, host }): Promise<ExitCode> =>
    withClinic(host, flags.tenant, async ({ commands, operator }) => {
      const changed = await commands.execute(new ChangeAccess(operator, name, change));
      if (!changed) throw new CliFailure('nobody has this name here', `see who:  ${PROGRAM} people list`);
      const { person, ended, path } = changed;
      const invitation = path === undefined ? {} : { invitation: linkOf(host, path) };
      out.show({ name: person.name, [change]: true, sessionsEnded: ended, ...invitation }, () =>
        [`${visible(person.name)}  ${DONE[change]}, sessions ended: ${ended}`, ...Object.values(invitation)].join('\n'),
      );
      if (path !== undefined) out.say(KEEP);
      return 0;
    });
