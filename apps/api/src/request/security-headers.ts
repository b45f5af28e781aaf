/** Headers of every answer that tell a browser what it may do with it. */
const YEAR_SECONDS = 31_536_000;

/**
 * What stands before the API ends TLS; the public address says whether it does. Where it begins with https, a browser is
 * told to keep to it for a year. The header reaches people through whatever forwards answers as they are.
 */
export const securityHeaders = (publicUrl: string): object => ({
  contentSecurityPolicy: {
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      upgradeInsecureRequests: null,
    },
  },
  strictTransportSecurity: publicUrl.startsWith('https://')
    ? { maxAge: YEAR_SECONDS, includeSubDomains: false, preload: false }
    : false,
});
