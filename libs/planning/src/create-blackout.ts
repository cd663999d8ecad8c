import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import type { PostRequest } from '#posts';
import { type BlackoutInput, BlackoutService } from '#slots';
import { type ChangedBlackoutView, followBlackouts } from './follow-blackouts.js';

@Injectable()
export class CreateBlackout {
  constructor(private readonly blackouts: BlackoutService) {}

  /** Roll back to see the plan only. @throws DomainError what `BlackoutService.create` throws */
  async run(tx: Tx, brandId: string | null, input: BlackoutInput, request: PostRequest): Promise<ChangedBlackoutView> {
    return followBlackouts(tx, await this.blackouts.create(tx, brandId, input, request), request);
  }
}
