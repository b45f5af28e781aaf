/** Holds every answer of a running API to its own OpenAPI document: the status, the type, and what is in it. */
import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifyReply, FastifyRequest } from 'fastify';

export type Content = Readonly<Record<string, { readonly schema?: object; readonly example?: unknown }>>;
export interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** `get /v1/alerts/:alert`: as the router writes it. */
export function operationsIn(document: OpenAPIObject): Map<string, Operation> {
  const found = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, Operation>)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]) => [`${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`, operation] as const),
  );
  return new Map(found);
}

/** Judges values by schemas that point into the document's components. */
export class DocumentSchemas {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly compiled = new Map<object, ValidateFunction>();

  constructor({ components }: OpenAPIObject) {
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: 'api', components });
  }

  faults(schema: object, value: unknown): string[] {
    const validate = this.compiled.get(schema) ?? this.compile(schema);
    return validate(value) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
  }

  private compile(schema: object): ValidateFunction {
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/');
    const validate = this.ajv.compile(JSON.parse(text) as object);
    this.compiled.set(schema, validate);
    return validate;
  }
}

export class PromisedAnswers {
  private operations = new Map<string, Operation>();
  private schemas: DocumentSchemas | undefined;
  private readonly said = new Set<string>();

  readFrom(document: OpenAPIObject): void {
    this.operations = operationsIn(document);
    this.schemas = new DocumentSchemas(document);
  }

  get broken(): string[] {
    return [...this.said];
  }

  check(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
    const route = `${request.method.toLowerCase()} ${(request.routeOptions.url ?? '').replace('::', ':')}`;
    const operation = this.operations.get(route.replace(/^head /, 'get '));
    if (!operation) return;
    for (const fault of this.faultsOf(operation, reply, request.method === 'HEAD' ? undefined : payload))
      this.said.add(`${route} answered ${reply.statusCode}: ${fault}`);
  }

  private faultsOf({ responses }: Operation, reply: FastifyReply, payload: unknown): string[] {
    const promised = responses[reply.statusCode];
    if (!promised) return ['the document does not know that status; add @answers or @problems to the method'];
    return typeof payload === 'string' ? this.faultsIn(promised.content ?? {}, reply, payload) : [];
  }

  private faultsIn(content: Content, reply: FastifyReply, payload: string): string[] {
    const [type = ''] = String(reply.getHeader('content-type')).split(';');
    const schema = content[type]?.schema;
    if (!schema) return [`the document has no ${type} there`];
    return this.schemas?.faults(schema, type.endsWith('json') ? JSON.parse(payload) : payload) ?? [];
  }
}
