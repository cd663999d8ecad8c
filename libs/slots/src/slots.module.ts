import { Module } from '@nestjs/common';
import { BlackoutService } from './blackouts/blackout.service.js';
import { OccurrenceService } from './occurrence.service.js';
import { SlotService } from './slot.service.js';

/** Expects `POSTS_BY_OCCURRENCE` from a global module. */
@Module({
  providers: [SlotService, OccurrenceService, BlackoutService],
  exports: [SlotService, OccurrenceService, BlackoutService],
})
export class SlotsModule {}
