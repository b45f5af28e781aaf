/** Names in addresses. What could never name anything is not found, before any store is asked. */
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { REF_PATTERN } from '#lib/kernel';

export class AlertPath {
  @ApiProperty({ description: 'Id of an alert', pattern: REF_PATTERN })
  @Matches(REF_PATTERN)
  alert!: string;
}
export class EpisodePath {
  @ApiProperty({ description: "The practice's reference of an episode of care", pattern: REF_PATTERN })
  @Matches(REF_PATTERN)
  episode!: string;
}
export class EventPath {
  @ApiProperty({ description: "Position in the clinic's log", pattern: '^[0-9]{1,15}$' })
  @Matches(/^[0-9]{1,15}$/)
  position!: string;
}
export class SchemaPath {
  @ApiProperty({ description: 'Name of an event type or of a file, with or without .json' })
  @Matches(/^[a-zA-Z0-9._-]{1,200}$/)
  file!: string;
}
