/** What is asked of what failed, and what is said when it is put right. */
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { LONGEST_PAUSE_MINUTES, type AskedFilter } from '#lib/pipeline';
import { QUEUES, REPAIR_ACTS, REPAIR_KINDS, type QueueName, type RepairAct, type RepairKindName } from '#lib/repairs';
import { PageParameters } from '../request/pages.js';

const LONGEST = 1_024;
const MOST_IDS = 200;

/** In an address several ids stand with commas between them. */
const listOfIds = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value));

/** Kinds are found by different things: what a kind is not found by is refused by name. */
class Filters {
  @ApiPropertyOptional({ type: [String], description: 'Up to 200 ids, in an address with commas between them' })
  @IsOptional()
  @listOfIds
  @IsArray()
  @ArrayMaxSize(MOST_IDS)
  @IsString({ each: true })
  @MaxLength(LONGEST, { each: true })
  ids?: string[];

  @ApiPropertyOptional({ description: 'failed unless told; discarded; of deliveries also retrying' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  state?: string;

  @ApiPropertyOptional({ description: 'Of a delivery: the kind of its channel' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  channel?: string;

  @ApiPropertyOptional({ description: 'Of a delivery: whom it is for' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  person?: string;

  @ApiPropertyOptional({ description: 'Of a delivery: its alert' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  alert?: string;

  @ApiPropertyOptional({ description: 'Part of why it failed' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  reason?: string;

  @ApiPropertyOptional({ description: 'Of an event: its type' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  type?: string;

  @ApiPropertyOptional({ description: 'Of an event: its CloudEvents source' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  source?: string;

  @ApiPropertyOptional({ description: 'Of a job: follow-shard or deliver' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  queue?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Waiting since then, or later' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  since?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Waiting since before then' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  until?: string;
}

/** A list comes page by page. */
export class FailedParameters extends IntersectionType(PageParameters, Filters) {}

export const filterIn = ({ limit: _limit, cursor: _cursor, ...filter }: FailedParameters): AskedFilter => filter;

export class RepairBody extends Filters {
  @ApiProperty({ enum: REPAIR_KINDS })
  @IsIn(REPAIR_KINDS, { context: { code: 'unknown_code' } })
  kind!: RepairKindName;

  @ApiProperty({ enum: REPAIR_ACTS })
  @IsIn(REPAIR_ACTS, { context: { code: 'unknown_code' } })
  act!: RepairAct;
}

export class WordBody {
  @ApiProperty({ description: 'Who does it: a person, or the program that does', maxLength: 100 })
  @IsString({ message: 'say who does it' })
  by!: string;

  @ApiProperty({ description: 'Why, in one line, and nothing about a client', maxLength: 500 })
  @IsString({ message: 'say why' })
  reason!: string;
}

export class StartBody extends WordBody {
  @ApiPropertyOptional({ default: false, description: 'Discard also what asks for a second word' })
  @IsOptional()
  @IsBoolean()
  although: boolean = false;
}

export class PauseBody extends WordBody {
  @ApiProperty({ minimum: 1, maximum: LONGEST_PAUSE_MINUTES, description: 'Until it goes on by itself' })
  @IsInt()
  @Min(1)
  @Max(LONGEST_PAUSE_MINUTES)
  minutes!: number;
}

export class FindQuery {
  @ApiProperty({
    description: 'An id of an event, a position, an episode, an alert, a delivery, a trace, a job or a repair',
    maxLength: LONGEST,
  })
  @IsString({ message: 'say what is to be found' })
  @MaxLength(LONGEST)
  q!: string;
}

export class KindPath {
  @ApiProperty({ enum: REPAIR_KINDS })
  @IsIn(REPAIR_KINDS)
  kind!: RepairKindName;
}
export class RepairPath {
  @ApiProperty({ description: 'Id of a repair', pattern: '^rp_[0-9a-f]{18}$' })
  @Matches(/^rp_[0-9a-f]{18}$/)
  repair!: string;
}
export class QueuePath {
  @ApiProperty({ enum: QUEUES })
  @IsIn(QUEUES)
  queue!: QueueName;
}
