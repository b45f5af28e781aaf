/** What a route answers, said beside it: an example that the compiler checks against the return type, and its refusals. */
import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiResponse } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { PROBLEM_TITLES, problemSchemaOf, problemExampleOf, type ProblemStatus } from './problem-schemas.js';

interface Answering {
  readonly description: string;
  /** 200 unless told. */
  readonly status?: number;
  /** application/json unless told. A text of another type is answered as it stands. */
  readonly type?: 'text/plain' | 'text/html' | 'text/javascript' | 'text/event-stream';
}

type AnswerOf<M> = M extends (...given: never[]) => infer R ? Emitted<Awaited<R>> : never;
type Emitted<R> = R extends Observable<infer A> ? A : R;
type Fits<T, M> = [T] extends [AnswerOf<M>] ? unknown : 'the example is not what this method returns';

/** An answer that is no refusal. Its schema is made from the method's return type: `npm run docs` writes it. */
export const answers =
  <T>(example: T, { description, status = 200, type }: Answering) =>
  <M>(target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<M> & Fits<T, M>): void => {
    const shown = type === 'text/event-stream' ? asStream(example) : example;
    const content = { [type ?? 'application/json']: { schema: {}, example: shown } };
    ApiResponse({ status, description, content })(target, key, descriptor);
  };

const asStream = (message: unknown): string => {
  const { type, data } = message as { readonly type: string; readonly data: unknown };
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
};

/** Of every route that needs a key: a key in the address, no key, too little of a key, too many requests, no database. */
const WITH_KEY = [400, 401, 403, 429, 503] as const satisfies readonly ProblemStatus[];

const refusals = (statuses: readonly ProblemStatus[]): MethodDecorator[] =>
  [...new Set(statuses)].map((status) =>
    ApiResponse({
      status,
      description: PROBLEM_TITLES[status],
      content: {
        'application/problem+json': { schema: problemSchemaOf(status) as never, example: problemExampleOf(status) },
      },
    }),
  );

/** The refusals of a route that needs a key, all application/problem+json; those of every such route included. */
export const problems = (...statuses: readonly ProblemStatus[]): MethodDecorator =>
  applyDecorators(ApiBearerAuth(), ...refusals([...WITH_KEY, ...statuses, 500]));

/** The refusals of a route that anybody may call. */
export const openProblems = (...statuses: readonly ProblemStatus[]): MethodDecorator =>
  applyDecorators(...refusals([...statuses, 500]));
