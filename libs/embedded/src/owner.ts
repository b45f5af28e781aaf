/**
 * Who has a data folder. The owner alone starts and stops its server; others may use the server while it runs. The lock is
 * a listening socket, so that it ends with its process however that ends, and tells who asks whose it is. Its name comes
 * from the folder itself and not from its path: a link to the folder is the folder.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pause } from '#lib/platform';

export interface Owner {
  readonly pid: number;
  /** `npm start`, or the command that has the folder. */
  readonly what: string;
  /** Where it can be reached, once it can. */
  readonly url?: string;
}
export interface Ownership {
  /** What whoever asks is told from now on. */
  announce(url: string): void;
  release(): void;
}

export class FolderTaken extends Error {
  constructor(
    readonly folder: string,
    readonly owner: Owner | undefined,
  ) {
    super(`${folder} is in use by ${owner ? `${owner.what} (process ${owner.pid})` : 'another process'}`);
  }
}

const ASK_MS = 1_000;
const AGAIN_MS = 100;

/** @throws FolderTaken when somebody else has it and still has it after `patienceMs`. */
export async function ownFolder(folder: string, what: string, patienceMs = 0): Promise<Ownership> {
  const name = lockName(folder);
  for (const deadline = Date.now() + patienceMs; ; await pause(AGAIN_MS)) {
    const taken = await listenAt(name, { pid: process.pid, what });
    if (taken) return taken;
    const owner = await askOwner(name);
    if (owner === 'gone') fs.rmSync(name, { force: true });
    else if (Date.now() >= deadline) throw new FolderTaken(folder, owner);
  }
}

/** Linux and Windows have names that no file stands for; elsewhere a file stays when its process is killed. */
function lockName(folder: string): string {
  const { dev, ino } = fs.statSync(folder, { bigint: true });
  const tag = `rapport-${createHash('sha256').update(`${dev} ${ino}`).digest('hex').slice(0, 20)}`;
  if (process.platform === 'linux') return `\0${tag}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${tag}` : path.join(os.tmpdir(), `${tag}.sock`);
}

function listenAt(name: string, self: Owner): Promise<Ownership | undefined> {
  let told = self;
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(JSON.stringify(told));
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(name, () =>
      resolve({ announce: (url) => void (told = { ...self, url }), release: () => void server.close() }),
    );
  });
}

/** `gone`: a file without a process behind it. Undefined: somebody who does not say who. */
function askOwner(name: string): Promise<Owner | 'gone' | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect(name);
    let text = '';
    socket.setTimeout(ASK_MS, () => socket.destroy());
    socket.on('data', (part: Buffer) => (text += part.toString()));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' && !name.startsWith('\0') ? 'gone' : undefined),
    );
    socket.once('close', () => resolve(readOwner(text)));
  });
}

function readOwner(text: string): Owner | undefined {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return undefined;
  }
}
