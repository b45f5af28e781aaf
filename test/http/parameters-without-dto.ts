/** What people send and nothing checks: parameters of route methods whose type is no class of class-validator. */
import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { Caller } from '../../apps/api/src/request/auth.js';
import { Asked } from '../../apps/api/src/request/reader-language.js';
import { Visiting } from '../../apps/api/src/request/visitor.js';

interface Argument {
  readonly index: number;
  readonly data?: unknown;
  readonly factory?: unknown;
}
/** The kinds that Nest tells apart, as it numbers them. */
const KIND = { request: '0', response: '1', query: '4', path: '5' } as const;
const ARGUMENTS = '__routeArguments__';

/** These read the raw request: an event has the schema of its type, and a signature is made over its bytes. */
const OWN_SCHEMA = ['EventsController.append', 'EventsController.validate'];

const argumentsOf = (owner: object, method: string): [string, Argument][] =>
  Object.entries((Reflect.getMetadata(ARGUMENTS, owner, method) ?? {}) as Record<string, Argument>);

const factoryOf = (decorator: () => ParameterDecorator): unknown => {
  class Sample {
    read(given: unknown): unknown {
      return given;
    }
  }
  decorator()(Sample.prototype, 'read', 0);
  return argumentsOf(Sample, 'read')[0]?.[1].factory;
};
/** Who asks, with what kind of browser and in which language: worked out by decorators of their own, with specs of their own. */
const WORKED_OUT: readonly unknown[] = [factoryOf(Caller), factoryOf(Asked), factoryOf(Visiting)];

const checkedMembers = (type: unknown): string[] =>
  typeof type === 'function'
    ? getMetadataStorage()
        .getTargetValidationMetadatas(type, '', false, false)
        .map(({ propertyName }) => propertyName)
    : [];

export function parametersWithoutDto(controllers: readonly Type[]): string[] {
  return controllers.flatMap((owner) =>
    Object.getOwnPropertyNames(owner.prototype)
      .filter((method) => pathsOf(owner, method) !== undefined)
      .flatMap((method) => faultsOf(owner, method)),
  );
}

const pathsOf = (owner: Type, method: string): string | undefined =>
  Reflect.getMetadata('path', (owner.prototype as Record<string, object>)[method] as object) as string | undefined;

function faultsOf(owner: Type, method: string): string[] {
  const name = `${owner.name}.${method}`;
  const types = (Reflect.getMetadata('design:paramtypes', owner.prototype as object, method) ?? []) as unknown[];
  const given = argumentsOf(owner, method).map(([key, argument]) => ({ kind: key.split(':')[0], ...argument }));
  const unchecked = given
    .filter(({ kind, factory }) => kind !== KIND.response && !WORKED_OUT.includes(factory ?? kind))
    .filter(({ kind }) => !(kind === KIND.request && OWN_SCHEMA.includes(name)))
    .filter(({ data, index }) => data !== undefined || checkedMembers(types[index]).length === 0)
    .map(({ index }) => `${name}, parameter ${index + 1}: ${ADVICE}`);
  const path = given.find(({ kind }) => kind === KIND.path);
  const checked = path ? checkedMembers(types[path.index]) : [];
  const unnamed = namesInPath(owner, method)
    .filter((part) => !checked.includes(part))
    .map((part) => `${name}, :${part} in its address: write @Param(PathParameters) with a class that checks ${part}`);
  return [...unchecked, ...unnamed];
}

const ADVICE =
  'write @Query(QueryParameters), @Param(PathParameters) or @JsonBody() without a name, and give it a class whose members carry class-validator decorators';

const namesInPath = (owner: Type, method: string): string[] => {
  const own = (Reflect.getMetadata('path', owner) as string | undefined) ?? '';
  return [...`${own}/${pathsOf(owner, method)}`.matchAll(/\/:(\w+)/g)].map(([, part]) => part as string);
};
