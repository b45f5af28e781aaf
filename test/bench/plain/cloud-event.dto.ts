import { Type } from 'class-transformer';
import {
  Equals,
  IsIn,
  IsISO8601,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { WIRE_NAMES } from '#lib/events';

/** Only what every event has is checked; what an event says is taken as it comes. */
export class EventDataDto {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  episode!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  client!: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  clinician?: string;
}

export class CloudEventDto {
  @Equals('1.0')
  specversion!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  id!: string;

  @IsString()
  @MaxLength(200)
  source!: string;

  @IsIn(WIRE_NAMES)
  type!: string;

  @IsISO8601()
  time!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => EventDataDto)
  data!: EventDataDto;
}
