import { Module } from '@nestjs/common';
import { PostsModule } from '#posts';
import { SlotsModule } from '#slots';
import { Calendar } from './calendar.js';
import { CalendarSummary } from './calendar-summary.js';
import { CancelPost } from './cancel-post.js';
import { DeletePost } from './delete-post.js';
import { DeleteSlot } from './delete-slot.js';
import { EditPost } from './edit-post.js';
import { EditSlot } from './edit-slot.js';
import { FillOccurrence } from './fill-occurrence.js';
import { MoveOccurrence } from './move-occurrence.js';
import { MovePosts } from './move-posts.js';
import { PlanSending } from './plan-sending.js';
import { PublishNow } from './publish-now.js';
import { SchedulePost } from './schedule-post.js';
import { UnschedulePost } from './unschedule-post.js';
import { UpsertPost } from './upsert-post.js';

const verbs = [
  CancelPost,
  DeletePost,
  DeleteSlot,
  EditPost,
  EditSlot,
  FillOccurrence,
  MoveOccurrence,
  PublishNow,
  SchedulePost,
  UnschedulePost,
  UpsertPost,
];

/** Expects the global module of publishing. */
@Module({
  imports: [PostsModule, SlotsModule],
  providers: [...verbs, Calendar, CalendarSummary, MovePosts, PlanSending],
  exports: [...verbs, Calendar, CalendarSummary],
})
export class PlanningModule {}
