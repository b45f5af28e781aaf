import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { couldBeEvent } from '#lib/intake';

const MODES = ['atomic', 'partial'] as const;

export class AppendParameters {
  @ApiPropertyOptional({ enum: MODES, default: 'atomic' })
  @IsOptional()
  @IsIn(MODES, { message: 'must be atomic or partial', context: { code: 'unknown_code' } })
  mode: (typeof MODES)[number] = 'atomic';
}

export class FindParameters {
  @ApiProperty({ description: 'The CloudEvents source' })
  @IsString({ message: 'source and id are both needed, once' })
  source!: string;

  @ApiProperty({ description: 'The CloudEvents id' })
  @IsString({ message: 'source and id are both needed, once' })
  id!: string;
}

/** Whether an event could have this source and id at all. */
export const couldExist = ({ source, id }: FindParameters): boolean => couldBeEvent(source, id);

export class HandshakeHeaders {
  @Matches(/^[A-Za-z0-9.:-]{1,255}$/)
  'webhook-request-origin': string;
}
