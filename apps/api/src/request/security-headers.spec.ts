/** What a browser is told, seen on the wire. */
import helmet from '@fastify/helmet';
import fastify from 'fastify';
import { securityHeaders } from './security-headers.js';

async function headersAt(publicUrl: string): Promise<Record<string, unknown>> {
  const app = fastify();
  await app.register(helmet, securityHeaders(publicUrl));
  app.get('/', () => 'here');
  const { headers } = await app.inject('/');
  await app.close();
  return headers;
}

describe('an answer', () => {
  it('asks for TLS for a year where the public address has it', async () => {
    expect((await headersAt('https://rapport.clinic.example'))['strict-transport-security']).toBe('max-age=31536000');
  });

  it.each(['http://127.0.0.1:8080', 'http://https.example', ''])('asks for none at "%s"', async (publicUrl) => {
    expect(await headersAt(publicUrl)).not.toHaveProperty('strict-transport-security');
  });

  it('may be framed nowhere and loads nothing from elsewhere, with TLS and without', async () => {
    for (const url of ['https://rapport.clinic.example', 'http://127.0.0.1:8080'])
      expect((await headersAt(url))['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  });
});
