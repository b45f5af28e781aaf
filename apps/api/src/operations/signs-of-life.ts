/** Says every few seconds that this process is there, and of which version: one that an upgrade left behind is seen. */
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { SayThere } from '#lib/pipeline';
import { Clock, Loop } from '#lib/platform';

const EVERY_MS = 10_000;

@Injectable()
export class SignsOfLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: Loop;

  constructor(commands: CommandBus, clock: Clock) {
    const startedAt = clock.now();
    this.loop = new Loop({
      pauseMs: EVERY_MS,
      step: () => commands.execute(new SayThere(startedAt, false, 'api')),
      // requests and readiness say it when the database is away
      onError: () => undefined,
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}
