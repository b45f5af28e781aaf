/** What the few routes that take a JSON body or parameters accept: strict JSON, then class-validator, every fault at once. */
import {
  Injectable,
  createParamDecorator,
  type ArgumentMetadata,
  type ExecutionContext,
  type PipeTransform,
} from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError, type ValidatorOptions } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { isJsonType, mediaTypeOf } from '#lib/intake';
import { escapePointer, parseJson, type Violation } from '#lib/kernel';
import { RapportError } from '#lib/platform';
import { textOf } from './raw-body.js';

const STRICT = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, stopAtFirstError: false };
const LENIENT = { whitelist: true, forbidUnknownValues: true };

/** Members and parameters of one request; no route knows as many. */
const MOST_MEMBERS = 100;
const MOST_FAULTS = 200;
const UNKNOWN = 'is not a parameter of this route';

const JsonText = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const text = textOf(request);
  if (text === '') return '{}';
  if (!isJsonType(mediaTypeOf(request.headers['content-type'] ?? '')))
    throw new RapportError('unsupported_media_type', 'send application/json');
  return text;
});

@Injectable()
class ValidJson implements PipeTransform<string, object> {
  transform(text: string, { metatype }: ArgumentMetadata): object {
    const parsed = parseJson(text);
    if (parsed.ok) return checked(parsed.value, metatype as new () => object, '');
    const { syntax, faults } = parsed.error;
    throw new RapportError(syntax ?? 'invalid_query', undefined, { faults });
  }
}

/** The body as an instance of the parameter's class; no body at all is an empty object. */
export const JsonBody = (): ParameterDecorator => JsonText(ValidJson);

/** The names in the address. What could never name anything is not found, before any store is asked. */
@Injectable()
export class PathParameters implements PipeTransform<unknown, object> {
  transform(value: unknown, { metatype }: ArgumentMetadata): object {
    const { instance, faults } = judged(value as object, metatype as new () => object, STRICT);
    if (faults.length > 0) throw new RapportError('not_found');
    return instance;
  }
}

/** Query parameters, each given at most once; another one is a fault. */
@Injectable()
export class QueryParameters implements PipeTransform<unknown, object> {
  transform(value: unknown, { metatype }: ArgumentMetadata): object {
    return checked(value, metatype as new () => object, '');
  }
}

/** Of the route that practice systems send to: what else they write into the address is theirs. */
@Injectable()
export class KnownQueryParameters implements PipeTransform<unknown, object> {
  /** Nearly every event comes without any: that is judged once. */
  private readonly withoutAny = new Map<unknown, object>();

  transform(value: unknown, { metatype }: ArgumentMetadata): object {
    const judge = (): object => passing(judged(value as object, metatype as new () => object, LENIENT));
    if (Object.keys(value as object).length > 0) return judge();
    const known = this.withoutAny.get(metatype) ?? Object.freeze(judge());
    this.withoutAny.set(metatype, known);
    return known;
  }
}

const AllHeaders = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().headers,
);

/** Headers without which an address has nothing to offer. */
@Injectable()
class ValidHeaders implements PipeTransform<unknown, object> {
  transform(value: unknown, { metatype }: ArgumentMetadata): object {
    const { instance, faults } = judged(value as object, metatype as new () => object, LENIENT);
    if (faults.length > 0) throw new RapportError('method_not_allowed');
    return instance;
  }
}

export const NeededHeaders = (): ParameterDecorator => AllHeaders(ValidHeaders);

function checked(value: unknown, kind: new () => object, pointer: string): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refusal([{ pointer, code: 'not_an_object', detail: 'must be an object' }]);
  if (Object.keys(value).length > MOST_MEMBERS)
    throw refusal([{ pointer, code: 'unknown_property', detail: `has more than ${MOST_MEMBERS} members` }]);
  const { instance, faults } = judged(value, kind, STRICT);
  return passing({ instance, faults: [...namesOfEveryObject(value), ...faults] });
}

interface Judged {
  readonly instance: object;
  readonly faults: Violation[];
}

function judged(value: object, kind: new () => object, how: ValidatorOptions): Judged {
  const instance = plainToInstance(kind, { ...value }, { enableImplicitConversion: false });
  return { instance, faults: validateSync(instance, how).flatMap(faultsOf) };
}

function passing({ instance, faults }: Judged): object {
  if (faults.length > 0) throw refusal(faults);
  return instance;
}

/** class-transformer leaves members out that are named like a method of every object: nobody would hear of them. */
const namesOfEveryObject = (value: object): Violation[] =>
  Object.keys(value)
    .filter((name) => name in Object.prototype)
    .map((name) => ({ pointer: `/${escapePointer(name)}`, code: 'unknown_property', detail: UNKNOWN }));

const refusal = (faults: Violation[]): RapportError =>
  new RapportError('invalid_query', undefined, { faults: faults.slice(0, MOST_FAULTS) });

function faultsOf({ property, constraints, contexts }: ValidationError): Violation[] {
  return Object.entries(constraints ?? {}).map(([rule, detail]) => ({
    pointer: `/${escapePointer(property)}`,
    code:
      rule === 'whitelistValidation'
        ? 'unknown_property'
        : ((contexts?.[rule] as { code?: string } | undefined)?.code ?? 'invalid_type'),
    detail: rule === 'whitelistValidation' ? UNKNOWN : detail,
  }));
}
