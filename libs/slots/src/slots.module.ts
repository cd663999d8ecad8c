import { Module } from '@nestjs/common';
import { OccurrenceService } from './occurrence.service.js';
import { SlotService } from './slot.service.js';

/** Expects `POSTS_BY_OCCURRENCE` from a global module. */
@Module({ providers: [SlotService, OccurrenceService], exports: [SlotService, OccurrenceService] })
export class SlotsModule {}
