/** What an error of the store says about the store. */

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? '';
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

/** PostgreSQL refuses or is away: the caller may try again later, nothing was decided. */
export function isUnavailable(error: unknown): boolean {
  return (
    /^(?:08|53|57P|57014|25P03|25006|55P03|40001|40P01|ECONN|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)/.test(
      codeOf(error),
    ) ||
    isLost(error) ||
    /timeout exceeded when trying to connect|timeout expired|Cannot use a pool after calling end|Driver not Connected/.test(
      messageOf(error),
    )
  );
}

/** The connection is of no use any more: it broke, or its server does not answer. */
export const isLost = (error: unknown): boolean =>
  /Query read timeout|Connection terminated|Client has encountered a connection error|not queryable/.test(
    messageOf(error),
  );

/** Chosen by the server to give way to another transaction, and rolled back whole. */
export const isVictim = (error: unknown): boolean => /^(?:40P01|40001)$/.test(codeOf(error));
