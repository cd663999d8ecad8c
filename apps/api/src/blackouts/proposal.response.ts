import { ApiProperty } from '@nestjs/swagger';
import type { BlackoutProposal } from '#posts';
import { BLACKOUT_ACTIONS, type BlackoutAction } from '#slots';

export class BlackoutProposalResponse implements BlackoutProposal {
  @ApiProperty({ format: 'uuid' })
  blackoutId: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ enum: BLACKOUT_ACTIONS })
  action: BlackoutAction;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The next free time; null where the blackout does not shift, or nothing is free near enough.',
  })
  proposedStart: string | null;
}
