/**
 * Named places at which a test may end the process the hard way; inert unless one is armed. Random kills almost never
 * meet the millisecond between a commit and what follows it.
 */
export const FAILPOINTS = ['append.beforeCommit', 'append.afterCommit', 'follow.afterTx', 'deliver.afterSend'] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

let armed: string | undefined;

/** Arms one place for the rest of this process's life; called by a main file, from RAPPORT_CRASH_AT. */
export function armFailpoint(name: string | undefined): void {
  if (name && !(FAILPOINTS as readonly string[]).includes(name)) throw new Error(`no failpoint is called ${name}`);
  armed = name;
}

export function failpoint(name: Failpoint): void {
  if (armed === name) process.kill(process.pid, 'SIGKILL');
}
