import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Actor } from '#kernel';

const KINDS = ['key', 'member', 'guest', 'system'] as const;

/** Who did it. */
export class ActorResponse implements Actor {
  @ApiProperty({ enum: KINDS })
  kind: Actor['kind'];

  @ApiProperty({ type: String, nullable: true })
  id: string | null;

  @ApiProperty()
  label: string;

  @ApiPropertyOptional()
  onBehalfOf?: string;
}
