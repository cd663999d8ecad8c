import { Module } from '@nestjs/common';
import { AgenciesModule } from '#agencies';
import { BrandsModule } from '#brands';
import { PostsModule } from '#posts';
import { SlotsModule } from '#slots';
import { Calendar } from './calendar.js';
import { CalendarSummary } from './calendar-summary.js';
import { ActivateCharter } from './charter/activate-charter.js';
import { CancelPost } from './cancel-post.js';
import { DeleteBrand } from './delete-brand.js';
import { DeleteChannel } from './delete-channel.js';
import { CreateBlackout } from './create-blackout.js';
import { DeleteBlackout } from './delete-blackout.js';
import { DeletePost } from './delete-post.js';
import { DeleteSlot } from './delete-slot.js';
import { EditBlackout } from './edit-blackout.js';
import { EditPost } from './edit-post.js';
import { EditSlot } from './edit-slot.js';
import { FillOccurrence } from './fill-occurrence.js';
import { MoveOccurrence } from './move-occurrence.js';
import { MovePosts } from './move-posts.js';
import { PlanSending } from './plan-sending.js';
import { PreflightPost } from './preflight/preflight-post.js';
import { PublishNow } from './publish-now.js';
import { ResendPublication } from './resend-publication.js';
import { RevokeWaiver } from './revoke-waiver.js';
import { SchedulePost } from './schedule-post.js';
import { TriageBatch } from './triage-batch.js';
import { TriagePublication } from './triage-publication.js';
import { SimulateCalendar } from './simulate/simulate-calendar.js';
import { UnschedulePost } from './unschedule-post.js';
import { UpsertPost } from './upsert-post.js';

const verbs = [
  ActivateCharter,
  CancelPost,
  DeleteBrand,
  DeleteChannel,
  CreateBlackout,
  DeleteBlackout,
  DeletePost,
  DeleteSlot,
  EditBlackout,
  EditPost,
  EditSlot,
  FillOccurrence,
  MoveOccurrence,
  PreflightPost,
  PublishNow,
  ResendPublication,
  RevokeWaiver,
  SchedulePost,
  TriageBatch,
  SimulateCalendar,
  UnschedulePost,
  UpsertPost,
];

/** Expects the global modules of channels and publishing. */
@Module({
  imports: [AgenciesModule, BrandsModule, PostsModule, SlotsModule],
  providers: [...verbs, Calendar, CalendarSummary, MovePosts, PlanSending, TriagePublication],
  exports: [...verbs, Calendar, CalendarSummary],
})
export class PlanningModule {}
