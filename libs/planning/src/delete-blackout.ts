import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import type { PostChangeRequest } from '#posts';
import { BlackoutService } from '#slots';
import { type ChangedBlackoutView, followBlackouts } from './follow-blackouts.js';

@Injectable()
export class DeleteBlackout {
  constructor(private readonly blackouts: BlackoutService) {}

  /** Dates that it skipped or shifted go back, unless somebody touched them; posts that it held go on. */
  async run(tx: Tx, id: string, request: PostChangeRequest): Promise<ChangedBlackoutView> {
    return followBlackouts(tx, await this.blackouts.archive(tx, id, request), request);
  }
}
