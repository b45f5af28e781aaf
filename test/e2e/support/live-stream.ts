/** A screen that listens: server-sent events, read from the wire. */
import { eventually } from '../../../libs/testkit/src/eventually.js';
import type { Account } from './practice.js';

export interface LiveEvent {
  readonly type: string;
  readonly data: string;
}
export interface LiveStream {
  readonly events: readonly LiveEvent[];
  close(): void;
}

/** Opens the stream; resolved when the server has answered. */
export async function openStream({ url, apiKey }: Account): Promise<LiveStream> {
  const events: LiveEvent[] = [];
  const ending = new AbortController();
  const headers = { authorization: `Bearer ${apiKey}`, accept: 'text/event-stream' };
  let answered = 0;
  fetch(`${url}/v1/stream`, { headers, signal: ending.signal })
    .then(async (response) => {
      answered = response.status;
      let text = '';
      const decoder = new TextDecoder();
      for await (const part of response.body as AsyncIterable<Uint8Array>) {
        text += decoder.decode(part, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        events.push(...blocks.flatMap(eventOf));
      }
    })
    .catch(() => undefined);
  await eventually('the stream to answer', () => answered || undefined);
  if (answered !== 200) throw new Error(`the stream answered ${answered}`);
  return { events, close: () => ending.abort() };
}

function eventOf(block: string): LiveEvent[] {
  const field = (name: string): string | undefined => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
  const data = field('data');
  return data === undefined ? [] : [{ type: field('event') ?? 'message', data }];
}
