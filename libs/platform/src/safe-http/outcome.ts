export interface SafeRequest {
  readonly url: string;
  /** Default GET. */
  readonly method?: 'GET' | 'POST' | 'PUT';
  /** Names of framing and routing (host, content-length, connection, ...) are refused. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export type SafeFailure =
  'refused-url' | 'refused-address' | 'refused-header' | 'redirect' | 'timeout' | 'network' | 'too-large';

export type SafeOutcome =
  | {
      readonly kind: 'reply';
      /** 200 to 299, or 400 and above. */
      readonly status: number;
      /** Lower-case names, without cookies. */
      readonly headers: Readonly<Record<string, string>>;
      /** UTF-8, cut at the size or time limit. Written by a stranger: never shown or logged unread. */
      readonly body: { readonly text: string; readonly truncated: boolean };
    }
  | {
      readonly kind: 'failed';
      readonly failure: SafeFailure;
      /** Names the rule or the network code, never the URL: safe to log. */
      readonly detail: string;
    };
