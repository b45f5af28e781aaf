/** A JSON body for the few routes that take one: strict JSON first, then class-validator, every fault at once. */
import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { parseJson, type Fault } from '#lib/kernel';
import { RapportError } from '#lib/platform';

const STRICT = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, stopAtFirstError: false };

@Injectable()
export class JsonBody implements PipeTransform<unknown, object> {
  transform(value: unknown, { metatype }: ArgumentMetadata): object {
    const bytes = Buffer.isBuffer(value) ? value : Buffer.alloc(0);
    const parsed = parseJson(bytes.length === 0 ? '{}' : bytes.toString('utf8'));
    if (!parsed.ok) throw new RapportError(parsed.error.syntax ? 'invalid_json' : 'invalid_query', undefined, { faults: parsed.error.faults });
    return checked(parsed.value, metatype as new () => object, '');
  }
}

/** Query parameters, each given at most once. */
@Injectable()
export class QueryParameters implements PipeTransform<unknown, object> {
  transform(value: unknown, { metatype }: ArgumentMetadata): object {
    return checked(value, metatype as new () => object, '');
  }
}

function checked(value: unknown, kind: new () => object, pointer: string): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusal([{ pointer, code: 'not_an_object', detail: 'an object is due' }]);
  const instance = plainToInstance(kind, { ...value }, { enableImplicitConversion: false });
  const errors = validateSync(instance, STRICT);
  if (errors.length > 0) throw refusal(errors.flatMap(faultsOf));
  return instance;
}

const refusal = (faults: Fault[]): RapportError => new RapportError('invalid_query', undefined, { faults });

function faultsOf({ property, constraints }: ValidationError): Fault[] {
  return Object.entries(constraints ?? {}).map(([rule, detail]) => ({
    pointer: `/${property}`,
    code: rule === 'whitelistValidation' ? 'unknown_property' : 'invalid_type',
    detail: rule === 'whitelistValidation' ? 'is not a parameter of this route' : detail,
  }));
}
