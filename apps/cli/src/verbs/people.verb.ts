import type { Role } from '#lib/identity';
import { TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

const ROLES = ['clinician', 'lead', 'operator'] as const satisfies readonly Role[];

export const peopleInvite = declare({
  name: 'people invite',
  summary: 'Invite a person to sign in; the link is shown once, works once, and is valid for seven days',
  usage: '<name> [flags]',
  examples: [
    ['people invite dr-adler --clinician dr-adler', 'a clinician, who sees their own caseload'],
    ['people invite m.lang --role lead', 'somebody who leads the clinic and sees all of it'],
    ['people invite night-shift --role operator', 'somebody who looks after queues and failures, and sees no client'],
  ],
  words: [1, 1],
  flags: {
    role: { kind: 'word', words: ROLES, fallback: 'clinician', help: 'what the person may do' },
    clinician: { kind: 'text', value: 'ref', help: 'with the role clinician: the reference, as the events write it' },
    ahead: { kind: 'switch', help: 'take a clinician of whom nothing has been heard yet' },
    ...TENANT_FLAG,
  },
});

export const peopleList = declare({
  name: 'people list',
  summary: 'List people with an account: role, state, when they were last there, how many recovery codes are left',
  usage: '[flags]',
  examples: [['people list', 'everybody, of every clinic']],
  words: [0, 0],
  flags: { tenant: { kind: 'text', value: 'slug', help: 'whose; of all tenants unless given' } },
});

export const peopleSuspend = declare({
  name: 'people suspend',
  summary: 'Suspend a person: signed out everywhere within seconds, and not let in again until a reset',
  usage: '<name> [flags]',
  examples: [['people suspend dr-adler', 'somebody who has left']],
  words: [1, 1],
  flags: TENANT_FLAG,
});

export const peopleEndSessions = declare({
  name: 'people end-sessions',
  summary: 'Sign a person out of every device within seconds',
  usage: '<name> [flags]',
  examples: [['people end-sessions dr-adler', 'somebody whose telephone was stolen']],
  words: [1, 1],
  flags: TENANT_FLAG,
});

export const peopleReset = declare({
  name: 'people reset',
  summary: 'Take away password, authenticator and recovery codes, sign the person out, and print a new invitation',
  usage: '<name> [flags]',
  examples: [['people reset dr-adler', 'somebody who has lost the authenticator, or the first invitation']],
  words: [1, 1],
  flags: TENANT_FLAG,
});
