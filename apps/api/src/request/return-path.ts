/** Where somebody goes after signing in: a page of ours, whatever a link says. */
export const ACCOUNT_PATH = '/account';
const OURS = /^\/alerts\/[A-Za-z0-9._:~-]{1,200}$/;

export const returnPathOf = (asked: string | undefined): string =>
  asked !== undefined && OURS.test(asked) ? asked : ACCOUNT_PATH;

/** The sign-in page that comes back there. */
export const signInPathTo = (path: string): string => `/sign-in?return=${encodeURIComponent(path)}`;
