import { ConfigError } from './config.js';
import { startFault } from './ports.js';

const fault = (code: string): Error => Object.assign(new Error(`failed with ${code}`), { code });

describe('a start that opens a port and more (N17)', () => {
  it.each(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'EPERM'])('N17: %s is a fault of the port', (code) =>
    expect(startFault('RAPPORT_PORT', 80, fault(code))).toBeInstanceOf(ConfigError),
  );

  it.each(['ECONNREFUSED', 'ENOENT', '42P01', 'ENOTFOUND'])('N17: %s is said as it is', (code) => {
    const error = fault(code);
    expect(startFault('RAPPORT_PORT', 80, error)).toBe(error);
  });
});
