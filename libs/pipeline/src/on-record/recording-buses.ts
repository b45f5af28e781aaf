/** The two buses, which put on record what asks for it. They take the place of those that come with the framework. */
import type { DynamicModule, Provider } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CommandBus, CqrsModule, QueryBus, type Command, type Query } from '@nestjs/cqrs';
import { isOnRecord } from './look.js';
import type { Recording } from './recording.js';

class RecordingQueryBus extends QueryBus {
  constructor(
    ref: ModuleRef,
    private readonly recording: Recording,
  ) {
    super(ref);
  }

  // `never` fits each of the results that the overloads promise
  override execute(query: object): Promise<never> {
    const work = (): Promise<never> => super.execute(query as Query<never>);
    return isOnRecord(query) ? (this.recording.watch(query, work) as Promise<never>) : work();
  }
}

class RecordingCommandBus extends CommandBus {
  constructor(
    ref: ModuleRef,
    private readonly recording: Recording,
  ) {
    super(ref);
  }

  override execute(command: object): Promise<never> {
    const work = (): Promise<never> => super.execute(command as Command<never>);
    return isOnRecord(command) ? (this.recording.watch(command, work) as Promise<never>) : work();
  }
}

/** The module of the framework, with these buses. */
export function recordedBuses(recording: Recording): DynamicModule {
  const cqrs = CqrsModule.forRoot();
  const buses: Provider[] = [
    { provide: QueryBus, inject: [ModuleRef], useFactory: (ref: ModuleRef) => new RecordingQueryBus(ref, recording) },
    {
      provide: CommandBus,
      inject: [ModuleRef],
      useFactory: (ref: ModuleRef) => new RecordingCommandBus(ref, recording),
    },
  ];
  return { ...cqrs, providers: [...(cqrs.providers ?? []), ...buses] };
}
