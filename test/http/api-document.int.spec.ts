/** The OpenAPI document: valid, complete, and good enough to make a client from. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Controller, Get, Param, Query, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { createKey } from '#lib/identity';
import { ruptureStory } from '#lib/synthetic';
import { cloudEvent, send } from '#lib/testkit';
import { ROOT } from '../docs/house-root.js';
import { openApi, listen, type ApiHouse } from './api-system.js';
import { parametersWithoutDto } from './parameters-without-dto.js';
import { DocumentSchemas, operationsIn, type Content, type Operation } from './promised-answers.js';

let api: ApiHouse;
let document: OpenAPIObject;
let folder: string;
beforeAll(async () => {
  api = await openApi();
  document = (await api.fastify.inject('/openapi.json')).json<OpenAPIObject>();
  fs.mkdirSync(path.join(ROOT, '.rapport'), { recursive: true });
  folder = fs.mkdtempSync(path.join(ROOT, '.rapport', 'client-'));
  fs.writeFileSync(path.join(folder, 'openapi.json'), JSON.stringify(document));
});
afterAll(async () => {
  await api.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('what people send', () => {
  it('is checked by a class in every route of the running program', () => {
    const controllers = [...api.app.get(ModulesContainer).values()]
      .flatMap((module) => [...module.controllers.values()])
      .map(({ metatype }) => metatype as Type);
    expect(controllers.length).toBeGreaterThan(5);
    expect(parametersWithoutDto(controllers)).toEqual([]);
  });

  it('would be named where nothing checks it', () => {
    class Careless {
      one(id: string, odd: object): unknown {
        return { id, odd };
      }
    }
    Param('id')(Careless.prototype, 'one', 0);
    Query()(Careless.prototype, 'one', 1);
    Reflect.defineMetadata('design:paramtypes', [String, Object], Careless.prototype, 'one');
    Get(':id')(Careless.prototype, 'one', Object.getOwnPropertyDescriptor(Careless.prototype, 'one') as never);
    Controller('careless')(Careless);
    expect(parametersWithoutDto([Careless])).toEqual([
      expect.stringMatching(/^Careless\.one, parameter 1: write @Query\(QueryParameters\)/),
      expect.stringMatching(/^Careless\.one, parameter 2: /),
      expect.stringMatching(/^Careless\.one, :id in its address: write @Param\(PathParameters\)/),
    ]);
  });
});

interface Answer {
  readonly where: string;
  readonly status: string;
  readonly content: Content;
}
const answersOf = (from: OpenAPIObject): Answer[] =>
  [...operationsIn(from)].flatMap(([route, { operationId, responses }]: [string, Operation]) =>
    Object.entries(responses).map(([status, { content = {} }]) => ({
      where: `${route} (${operationId}) ${status}`,
      status,
      content,
    })),
  );

/** Operations whose answers a client would have to guess, each with what to do. */
function untyped(from: OpenAPIObject): string[] {
  const answers = answersOf(from);
  const silent = [...operationsIn(from)]
    .filter(([, { responses }]) => !Object.keys(responses).some((status) => status.startsWith('2')))
    .map(([route]) => `${route}: add @answers(EXAMPLE, { description }) to its method`);
  const empty = answers.flatMap(({ where, content }) =>
    Object.values(content).length === 0 ||
    Object.values(content).some(
      ({ schema, example }) => example === undefined || Object.keys(schema ?? {}).length === 0,
    )
      ? [
          `${where}: add @answers(EXAMPLE, { description }) or @problems, give the method a return type, and run npm run docs`,
        ]
      : [],
  );
  return [...silent, ...empty];
}

describe('the OpenAPI document', () => {
  it('has a typed answer with an example for every status of every operation', () => {
    expect(operationsIn(document).size).toBeGreaterThan(20);
    expect(untyped(document)).toEqual([]);
  });

  it('would be refused with an answer that has no type', () => {
    const poorer = structuredClone(document);
    const { responses } = operationsIn(poorer).get('get /v1/caseload') as { responses: Record<string, object> };
    responses['200'] = { description: 'As asked' };
    expect(untyped(poorer)).toEqual([
      expect.stringMatching(/^get \/v1\/caseload \(ClinicController_caseload\) 200: add/),
    ]);
  });

  it('has examples that are what their schemas say', () => {
    const schemas = new DocumentSchemas(document);
    const wrong = answersOf(document).flatMap(({ where, content }) =>
      Object.values(content).flatMap(({ schema = {}, example }) =>
        [...schemas.faults(schema, example), ...streamed(schemas, schema, example)].map(
          (fault) => `${where}: ${fault}`,
        ),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('is valid OpenAPI 3.1', () => {
    const program = `import { Validator } from '@seriousme/openapi-schema-validator';
      import fs from 'node:fs';
      const result = await new Validator().validate(JSON.parse(fs.readFileSync(process.argv[1], 'utf8')));
      process.stdout.write(JSON.stringify(result));`;
    const args = ['--input-type=module', '-e', program, path.join(folder, 'openapi.json')];
    const result = JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })) as object;
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(result).toMatchObject({ valid: true });
  });
});

/** A stream is text; each message in it holds what the schema of the messages says. */
function streamed(schemas: DocumentSchemas, schema: object, example: unknown): string[] {
  if (!('contentSchema' in schema)) return [];
  const [, type, data] = /^event: (.*)\ndata: (.*)\n\n$/.exec(String(example)) ?? [];
  return schemas.faults(schema.contentSchema as object, { type, data: JSON.parse(data ?? 'null') as unknown });
}

/** Compiles only if the answers are typed: each member that is read here is in the document. */
const CLIENT = `import createClient from 'openapi-fetch';
import type { paths } from './api.js';

const [baseUrl, key] = process.argv.slice(2) as [string, string];
const api = createClient<paths>({ baseUrl, headers: { authorization: \`Bearer \${key}\` } });

const caseload = await api.GET('/v1/caseload', { params: { query: { limit: 10, attention: 'talk-soon' } } });
if (!caseload.data) throw new Error(caseload.error.hint);
const reasons: string[] = caseload.data.items.map((entry) => entry.reason);

const inbox = await api.GET('/v1/alerts', { params: { query: { show: 'live' } } });
const id: string = inbox.data?.items[0]?.id ?? '';
const alert = await api.GET('/v1/alerts/{alert}', { params: { path: { alert: id } } });
const title: string | undefined = alert.data?.words.title;

const done = await api.POST('/v1/alerts/{alert}/acknowledge', { params: { path: { alert: id } }, body: { by: 'dr-1' } });
const changed: boolean | undefined = done.data?.changed;

const nobody = await api.GET('/v1/alerts/{alert}', { params: { path: { alert: 'al_none' } } });
const refused: 'not_found' | undefined = nobody.response.status === 404 ? (nobody.error as { code: 'not_found' }).code : undefined;
// @ts-expect-error there is no such member: were answers untyped, this line would not be an error
caseload.data.items[0]?.nothingOfTheKind;
// @ts-expect-error a number is due
await api.GET('/v1/caseload', { params: { query: { limit: 'many' } } }).catch(() => undefined);

process.stdout.write(JSON.stringify({ reasons, title, changed, refused }));
`;

describe('a client that is made from the document', () => {
  const OPTIONS = [
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--strict',
    '--skipLibCheck',
    '--ignoreConfig',
    '--types',
    'node',
  ];

  it('compiles, and reads the caseload and an alert and acknowledges it', async () => {
    const { system } = api;
    const story = ruptureStory({ endsAt: system.clock.now(), episode: 'ep-1', client: 'cl-1', clinician: 'dr-1' });
    await send(
      system,
      story.map(({ event }) => cloudEvent({ ...event, at: event.occurredAt } as never)),
    );
    await system.followAll();
    const key = await createKey(system.parts.db, {
      tenant: system.tenant,
      label: 'client',
      scopes: ['clinic:read', 'alerts:write'],
    });
    const run = (program: string, ...args: string[]): string => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect({ program, status, stdout: status === 0 ? '' : stdout + stderr }).toEqual({
        program,
        status: 0,
        stdout: '',
      });
      return stdout;
    };
    fs.writeFileSync(path.join(folder, 'client.mts'), CLIENT);
    run(path.join(ROOT, 'node_modules/openapi-typescript/bin/cli.js'), 'openapi.json', '-o', 'api.d.ts');
    run(path.join(ROOT, 'node_modules/typescript7/bin/tsc'), 'client.mts', ...OPTIONS);
    const port = await listen(api);
    const said = await promisify(execFile)(process.execPath, [
      path.join(folder, 'client.mjs'),
      `http://127.0.0.1:${port}`,
      key,
    ]);
    expect(JSON.parse(said.stdout)).toEqual({
      reasons: [expect.any(String)],
      title: expect.any(String),
      changed: true,
      refused: 'not_found',
    });
  }, 120_000);
});
