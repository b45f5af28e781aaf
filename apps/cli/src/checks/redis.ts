/** The few words of RESP that a look at a Redis server takes. Jobs go through the queues' own client, never through this. */
import net from 'node:net';
import tls from 'node:tls';

const PATIENCE_MS = 2_000;

/** The bulk replies to some commands, in order. Rejects with the server's own refusal, or when it is silent. */
export function askRedis(url: string, commands: readonly (readonly string[])[]): Promise<string[]> {
  const { socket, login } = open(url);
  const all = [...login, ...commands];
  return new Promise<string[]>((resolve, reject) => {
    let received = '';
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)));
    socket.once('error', (error: NodeJS.ErrnoException) => reject(new Error(error.code ?? error.message)));
    socket.once('close', () => reject(new Error('the connection was closed')));
    socket.on('data', (part: Buffer) => {
      received += part.toString('latin1');
      const replies = readReplies(received);
      const refused = replies.find((reply) => reply instanceof Error);
      if (refused instanceof Error) reject(refused);
      else if (replies.length === all.length) resolve((replies as string[]).slice(login.length));
    });
    socket.write(all.map(encode).join(''));
  }).finally(() => socket.destroy());
}

function open(text: string): { socket: net.Socket; login: string[][] } {
  if (/^(?:unix|redis\+unix):\/\//.test(text))
    return { socket: net.connect(text.replace(/^[a-z+]+:\/\//, '')), login: [] };
  const { hostname: host, port, protocol, username, password } = new URL(text);
  const address = { host: host.replace(/^\[|\]$/g, ''), port: Number(port || 6379) };
  const socket = protocol === 'rediss:' ? tls.connect({ ...address, servername: address.host }) : net.connect(address);
  const secret = decodeURIComponent(password);
  const login = username ? [['AUTH', decodeURIComponent(username), secret]] : [['AUTH', secret]];
  return { socket, login: secret ? login : [] };
}

const encode = (words: readonly string[]): string =>
  `*${words.length}\r\n${words.map((w) => `$${Buffer.byteLength(w)}\r\n${w}\r\n`).join('')}`;

/** Complete replies only: the rest comes with the next packet. */
export function readReplies(text: string): (string | Error)[] {
  const replies: (string | Error)[] = [];
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\r\n', at);
    if (end < 0) break;
    const head = text.slice(at + 1, end);
    const isBulk = text[at] === '$';
    // a bulk of length -1 is "nothing", and has no body
    const after = isBulk && head !== '-1' ? end + 4 + Number(head) : end + 2;
    if (after > text.length) break;
    if (text[at] === '-') replies.push(new Error(head));
    else replies.push(isBulk ? text.slice(end + 2, after - 2) : head);
    at = after;
  }
  return replies;
}

export const infoValue = (info: string, name: string): string | undefined =>
  new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
