/** What a machine of somebody's own has and that of a test has not: an administrator, a domain with its certificate. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../house-root.js';

export const DOMAIN = 'rapport.my-clinic.example';

/** `as postgres` means by the socket; what a set-up of this checkout has done before is not done again. */
const PROGRAMS = ({ socket, port }: { readonly socket: string; readonly port: number }) => ({
  // an administrator's
  sudo: `if [ "$1" = -u ]; then shift 2; export PGHOST='${socket}' PGPORT=${port} PGUSER=postgres; fi\nexec "$@"`,
  'apt-get': 'exit 0',
  useradd: 'exit 0',
  install: `args=; while [ $# -gt 0 ]; do case "$1" in -o|-g) shift 2 ;; *) args="$args $1"; shift ;; esac; done
exec /usr/bin/install $args`,
  // what a set-up of this checkout has done before
  node: `[ "$*" = .config/setup.cjs ] || exec '${process.execPath}' "$@"`,
  npm: `case "$*" in
  ci) exit 0 ;;
  "run -s rapport -- "*) shift 4; exec '${process.execPath}' '${path.join(ROOT, 'dist/apps/cli/src/main.js')}' "$@" ;;
esac
exit 64`,
});

/** Whoever asks for the domain is led to loopback. */
const TO_LOOPBACK = `const tls = require('node:tls');
const { connect } = tls;
tls.connect = (options, ...rest) =>
  connect(options?.host === '${DOMAIN}' ? { ...options, host: '127.0.0.1', port: Number(process.env.TLS_PORT) } : options, ...rest);
`;

export interface Place {
  readonly root: string;
  readonly socket: string;
  readonly postgres: number;
  readonly tls: number;
}

export function standIn({ root, socket, postgres, tls }: Place): Record<string, string> {
  const bin = path.join(root, 'bin');
  fs.mkdirSync(bin, { recursive: true });
  for (const [name, text] of Object.entries(PROGRAMS({ socket, port: postgres })))
    fs.writeFileSync(path.join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  const certificates = path.join(root, 'etc/ssl/rapport');
  fs.mkdirSync(certificates, { recursive: true });
  const [key, certificate] = ['privkey.pem', 'fullchain.pem'].map((name) => path.join(certificates, name));
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', `/CN=${DOMAIN}`, '-addext', `subjectAltName=DNS:${DOMAIN}`];
  execFileSync('openssl', [...request, '-keyout', key!, '-out', certificate!, ...names], { stdio: 'ignore' });
  const preload = path.join(root, 'to-loopback.cjs');
  fs.writeFileSync(preload, TO_LOOPBACK);
  fs.writeFileSync(
    path.join(root, '.curlrc'),
    `connect-to = "${DOMAIN}:443:127.0.0.1:${tls}"\ncacert = "${certificate}"\n`,
  );
  return {
    PATH: `${bin}:${process.env['PATH'] ?? ''}:/usr/sbin`,
    HOME: root,
    NO_COLOR: '1',
    NODE_OPTIONS: `--require ${preload}`,
    NODE_EXTRA_CA_CERTS: certificate!,
    TLS_PORT: String(tls),
  };
}
