// a partial registry mirror (or npm's own optional-dependency bug) can leave platform packages out of the lock;
// `npm ci` then refuses. Add the missing ones by name; they need version+os+cpu, integrity may stay empty.
import fs from 'node:fs';
const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
const pk = lock.packages;
let added = 0;
const OS = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'win32',
  windows: 'win32',
  android: 'android',
  freebsd: 'freebsd',
  openharmony: 'openharmony',
  openbsd: 'openbsd',
  netbsd: 'netbsd',
  sunos: 'sunos',
  aix: 'aix',
};
const CPU = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'];
for (const [k, v] of Object.entries(pk))
  for (const [name, range] of Object.entries(v.optionalDependencies ?? {})) {
    let base = k,
      found = false;
    for (;;) {
      const c = (base ? base + '/' : '') + 'node_modules/' + name;
      if (pk[c]) {
        found = true;
        break;
      }
      const i = base.lastIndexOf('/node_modules/');
      if (i < 0) {
        if (!base) break;
        base = '';
      } else base = base.slice(0, i);
    }
    if (found) continue;
    const tail = name.split('/').pop();
    const os = Object.keys(OS).find((o) => new RegExp(`(^|-)${o}(-|$)`).test(tail));
    const cpu = CPU.find((c) => new RegExp(`(^|-)${c}(?![0-9])`).test(tail));
    if (!os && !cpu) {
      console.error('not a platform package, left out:', name);
      continue;
    }
    pk['node_modules/' + name] = {
      version: String(range).replace(/^[\^~=]/, ''),
      ...(cpu ? { cpu: [cpu === 'wasm32' ? 'wasm32' : cpu] } : {}),
      ...(v.dev ? { dev: true } : {}),
      optional: true,
      ...(os ? { os: [OS[os]] } : {}),
    };
    added++;
  }
lock.packages = Object.fromEntries(Object.entries(pk).sort(([a], [b]) => (a < b ? -1 : 1)));
fs.writeFileSync(file, JSON.stringify(lock, null, 2) + '\n');
console.log('added', added);
