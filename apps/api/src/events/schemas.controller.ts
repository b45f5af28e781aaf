import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CATALOGUE, EFFECTS, EVENT_TYPES, typeOfWireName, wireName } from '#lib/events';
import { INSTRUMENT_SCHEMA } from '#lib/instruments';
import { PACK_SCHEMA } from '#lib/presentation';
import { RapportError } from '#lib/platform';
import { Open } from '../request/auth.js';
import { PathParameters } from '../request/pipes.js';
import { EVENT_SCHEMA, EVENT_TYPE_LIST } from '../openapi/answer-examples.js';
import { answers, openProblems } from '../openapi/answers.js';
import { SchemaPath } from '../request/paths.js';

/** Files that a clinic writes itself. */
const FILES: ReadonlyMap<string, object> = new Map([
  ['instrument', INSTRUMENT_SCHEMA],
  ['suggestions', PACK_SCHEMA],
]);

@ApiTags('schemas')
@Controller('schemas')
@Open()
export class SchemasController {
  @Get()
  @answers(EVENT_TYPE_LIST, { description: 'The list' })
  @openProblems()
  @ApiOperation({ summary: 'Every event type and where its schema is' })
  list(): { types: { type: string; schema: string }[] } {
    return { types: EVENT_TYPES.map(wireName).map((type) => ({ type, schema: `/schemas/${type}.json` })) };
  }

  @Get(':file')
  @answers(EVENT_SCHEMA, { description: 'The schema' })
  @openProblems(404)
  @ApiOperation({
    summary: 'JSON Schema 2020-12 of the data of one event type, or of a file that a clinic writes',
    description:
      'For example /schemas/rapport.appointment.missed.v1.json; /schemas/instrument.json; /schemas/suggestions.json',
  })
  one(@Param(PathParameters) { file }: SchemaPath): object {
    const name = file.replace(/\.json$/, '');
    const written = FILES.get(name);
    if (written) return written;
    const type = typeOfWireName(name);
    if (!type) throw new RapportError('not_found');
    return {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `/schemas/${name}.json`,
      title: name,
      description: EFFECTS[type],
      ...CATALOGUE[type].schema,
    };
  }
}
