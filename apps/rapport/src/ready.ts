/** What a newcomer needs to know once everything runs, for eyes and for scripts. */
import fs from 'node:fs';
import path from 'node:path';
import { FolderTaken } from '#lib/embedded';
import type { Demo } from './demo/demo.js';
import type { Store } from './store.js';

export interface ReadyFacts {
  readonly url: string;
  readonly folder: string;
  readonly store: Store;
  readonly queue: string;
}

/** `.rapport/ready.json`: url, apiKey, signingSecret, tenant, pid, and the demo's ways out. Readable by its owner only. */
export function writeReady({ url, folder }: ReadyFacts, demo: Demo | undefined): void {
  const keys = demo ? { ...demo.credentials, tenant: demo.tenant, ways: demo.ways } : {};
  const file = path.join(folder, 'ready.json');
  fs.writeFileSync(`${file}.part`, JSON.stringify({ url, ...keys, pid: process.pid }, undefined, 2), { mode: 0o600 });
  fs.renameSync(`${file}.part`, file);
}

export function removeReady(folder: string): void {
  fs.rmSync(path.join(folder, 'ready.json'), { force: true });
}

/** In words: somebody else has this data folder. */
export function inUse(error: unknown): unknown {
  if (!(error instanceof FolderTaken)) return error;
  const { owner } = error;
  const what = owner?.url
    ? `Rapport already runs at ${owner.url} (process ${owner.pid}) with this data folder.`
    : `This data folder is in use: ${owner ? `${owner.what} is at work on it (process ${owner.pid})` : 'another process has it'}.`;
  return new Error(
    `${what}\nStop it, or start a second copy beside it:  RAPPORT_PORT=0 RAPPORT_DATA=.rapport-2 npm start`,
  );
}

/** Usually the data folder holds everything; a root that runs in a private folder keeps its database elsewhere. */
function placesOf({ folder, store }: ReadyFacts): string {
  const outside = store.folder && !store.folder.startsWith(folder) ? [path.dirname(store.folder)] : [];
  return [folder, ...outside].map((place) => `'${place}'`).join(' ');
}

export function readyBlock(
  facts: ReadyFacts,
  demo: { readonly demo: Demo; readonly command: string } | undefined,
): string {
  const { url, folder, store, queue } = facts;
  const line = '─'.repeat(78);
  const clinic = demo
    ? `
  Synthetic clinic    tenant "${demo.demo.tenant}"; its alerts appear below within a minute
    API key           ${demo.demo.credentials.apiKey}
    signing secret    ${demo.demo.credentials.signingSecret}
    mails it got      ${url}/demo/mail
    webhooks it got   ${url}/demo/webhooks

  Send your first event (copy all lines; run it twice to see a duplicate):

${demo.command}

  Read the inbox:

curl -sS ${url}/v1/alerts -H 'authorization: Bearer ${demo.demo.credentials.apiKey}'
`
    : '';
  return `
${line}
  Rapport is ready    ${url}
    reference         ${url}/docs
    queues (expert)   ${url}/ops/queues   any user name, the API key as password
    store             ${store.words}
    queue backend     ${queue}
    for scripts       ${path.join(folder, 'ready.json')}
${clinic}
  Stop: Ctrl-C (data stays)      Wipe: stop, then  rm -rf ${placesOf(facts)}
  Not a crisis service and not a diagnosis; what Rapport says is a prompt for a conversation.
${line}
`;
}
