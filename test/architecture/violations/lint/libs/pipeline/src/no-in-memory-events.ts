import { EventBus } from '@nestjs/cqrs';
export const bus = EventBus;
