/** What is asked of the log at the door. */
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { INBOUND_VERDICTS, type InboundVerdict } from '#lib/eventlog';
import { PageParameters } from '../request/pages.js';

const LONGEST = 1_024;

export class InboundParameters extends PageParameters {
  @ApiPropertyOptional({ enum: INBOUND_VERDICTS })
  @IsOptional()
  @IsIn(INBOUND_VERDICTS)
  verdict?: InboundVerdict;

  @ApiPropertyOptional({ description: 'The CloudEvents source' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  source?: string;

  @ApiPropertyOptional({ description: 'The CloudEvents id' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  id?: string;
}
