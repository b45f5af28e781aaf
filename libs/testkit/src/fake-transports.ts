/** Ways out of the house that lead into lists, and that can be told to misbehave. */
import type { Transports } from '#lib/channels';

export type OutletRequest = Parameters<Transports['http']['request']>[0];
export type OutletMail = Parameters<Transports['mail']['send']>[0];
type HttpAnswer = Awaited<ReturnType<Transports['http']['request']>>;
type MailAnswer = Awaited<ReturnType<Transports['mail']['send']>>;

export class FakeTransports implements Transports {
  readonly requests: OutletRequest[] = [];
  readonly mails: OutletMail[] = [];
  /** What the next calls answer; the last one stays. */
  httpAnswers: HttpAnswer[] = [
    { kind: 'reply', status: 200, headers: {}, body: { text: '', truncated: false } } as HttpAnswer,
  ];
  mailAnswers: MailAnswer[] = [{ kind: 'answered', status: 250 }];

  constructor(readonly clock: () => number) {}

  readonly http: Transports['http'] = {
    checkUrl: (url) => ({ ok: true, value: new URL(url) }),
    request: (request) => {
      this.requests.push(request);
      return Promise.resolve(next(this.httpAnswers));
    },
  };
  readonly mail: Transports['mail'] = {
    send: (mail) => {
      this.mails.push(mail);
      return Promise.resolve(next(this.mailAnswers));
    },
  };
}

function next<T>(answers: T[]): T {
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  if (answer === undefined) throw new Error('the fake outlet was given no answer');
  return answer;
}
