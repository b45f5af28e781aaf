/** Gives each answer in the document its schema, which `npm run docs` made from the controllers' return types. */
import type { OpenAPIObject } from '@nestjs/swagger';
import generated from './answers.generated.json';

type Content = Record<string, { schema?: object }>;
interface Operation {
  readonly operationId?: string;
  readonly responses: Record<string, { readonly content?: Content }>;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
const PROBLEM_TYPE = 'application/problem+json';

const operationsOf = (document: OpenAPIObject): Operation[] =>
  Object.values(document.paths).flatMap((path) =>
    METHODS.flatMap((method) => (path[method] ? [path[method] as unknown as Operation] : [])),
  );

const ANSWERS: Readonly<Record<string, object>> = generated.answers;

/** Text is a string; of a stream the schema says what each message holds. */
function schemaFor(type: string, answer: object): object {
  if (type === 'text/event-stream') return { type: 'string', contentMediaType: type, contentSchema: answer };
  return type.startsWith('text/') ? { type: 'string' } : answer;
}

/** An operation without an entry keeps an empty schema; the spec of this folder names it. */
export function typeAnswers(document: OpenAPIObject): void {
  for (const { operationId = '', responses } of operationsOf(document)) {
    const answer = ANSWERS[operationId];
    const contents = Object.values(responses).flatMap(({ content = {} }) => Object.entries(content));
    for (const [type, media] of contents) if (answer && type !== PROBLEM_TYPE) media.schema = schemaFor(type, answer);
  }
}

export const ANSWER_SCHEMAS: Readonly<Record<string, object>> = generated.schemas;
