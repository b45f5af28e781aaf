/** What a person is told when something does not work: what it was, and what to do next. Never a stack. */

export const USAGE = 2;
export const CONFIGURATION = 78;

export class CliFailure extends Error {
  constructor(
    message: string,
    readonly next: string,
    readonly exit: 1 | typeof USAGE | typeof CONFIGURATION = 1,
  ) {
    super(message);
  }
}

/** The command line itself is wrong. */
export const misuse = (message: string, next: string): CliFailure => new CliFailure(message, next, USAGE);
