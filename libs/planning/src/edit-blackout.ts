import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import type { PostChangeRequest } from '#posts';
import { type BlackoutPatch, BlackoutService } from '#slots';
import { type ChangedBlackoutView, followBlackouts } from './follow-blackouts.js';

@Injectable()
export class EditBlackout {
  constructor(private readonly blackouts: BlackoutService) {}

  /** What the change frees goes back; what somebody touched stays. Roll back to see the plan only. */
  async run(tx: Tx, id: string, patch: BlackoutPatch, request: PostChangeRequest): Promise<ChangedBlackoutView> {
    return followBlackouts(tx, await this.blackouts.patch(tx, id, patch, request), request);
  }
}
