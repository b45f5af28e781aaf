/** The reference: OpenAPI 3.1 at /openapi.json, and a page at /docs that needs nothing from outside. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { CATALOGUE, EVENT_TYPES, wireName } from '#lib/events';
import { describeEventBodies } from './openapi-parts.js';
import { PROBLEM_SCHEMAS } from './problem-schemas.js';
import { signInPage, withSigningSecret } from './sign-in-page.js';
import { ANSWER_SCHEMAS, typeAnswers } from './typed-answers.js';

const DESCRIPTION = `Practice systems send events; Rapport keeps an up-to-date picture of each working relationship,
notices strain, and alerts the clinician before the next appointment. It is not a crisis service and makes no diagnosis:
its findings are prompts for a conversation. Errors are problem details (RFC 9457) with a stable code and the next step:
see the [list of errors](/docs/errors). Every event type has a [JSON Schema](/schemas). To send an event from this page,
authorise with an API key and its signing secret: the page signs. \`POST /v1/events:validate\` needs no signature and stores
nothing.`;

export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setTitle('Rapport')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key: rk_test_... or rk_live_...' })
    .setOpenAPIVersion('3.1.0')
    .build();
  const document = SwaggerModule.createDocument(app, frame);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...ownSchemas() } as never,
  };
  typeAnswers(document);
  describeEventBodies(document);
  return document;
}

const CLOUD_EVENT = {
  type: 'object',
  required: ['specversion', 'id', 'source', 'type'],
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string', maxLength: 200 },
    source: { type: 'string', maxLength: 200 },
    type: { type: 'string', examples: EVENT_TYPES.map(wireName) },
    time: { type: 'string', format: 'date-time', description: 'When it happened, with offset' },
    recordedtime: {
      type: 'string',
      format: 'date-time',
      description: 'When the source wrote it down; its trace shows it',
    },
    sequence: { type: 'string', description: "The source's own order of versions, compared as text" },
    historical: { type: 'boolean', description: 'Brought in from history: folds, never notifies' },
    data: { description: 'Depends on the type; see the schema of that name' },
  },
  additionalProperties: true,
};

function ownSchemas(): Record<string, unknown> {
  const data = Object.fromEntries(EVENT_TYPES.map((type) => [wireName(type), CATALOGUE[type].schema]));
  return { CloudEvent: CLOUD_EVENT, ...ANSWER_SCHEMAS, ...PROBLEM_SCHEMAS, ...data };
}

/** What the page shows and what programs read come the same way. */
const ofPage = <TRequest>(request: TRequest, _reply: unknown, document: OpenAPIObject): OpenAPIObject =>
  (request as { readonly url: string }).url.includes('swagger-ui-init.js') ? withSigningSecret(document) : document;

export function mountDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'Rapport: API reference',
    patchDocumentOnRequest: ofPage,
    swaggerOptions: { requestInterceptor: signInPage },
  });
}
