import { ApiProperty } from '@nestjs/swagger';
import type { DeletionView } from '#planning';

/** What a deletion would do. */
export class DeletionResponse implements DeletionView {
  @ApiProperty({ description: 'Publications that are cancelled.' })
  publications: number;

  @ApiProperty({ description: 'Posts that are cancelled with it.' })
  postsCancelled: number;

  @ApiProperty({ description: 'Posts that are drafts again.' })
  postsToDraft: number;

  @ApiProperty({ description: 'Slots that are archived, or go on without the channel.' })
  slots: number;

  @ApiProperty({ description: 'Dates that no longer take place.' })
  occurrences: number;

  @ApiProperty()
  channels: number;

  @ApiProperty()
  media: number;

  @ApiProperty({ description: 'Pauses that end.' })
  pauses: number;

  @ApiProperty({ description: 'API keys that were for nothing else, and are revoked.' })
  keys: number;
}
