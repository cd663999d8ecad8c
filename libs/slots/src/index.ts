import { AlertEntity } from './alerts/alert.entity.js';
import { BlackoutEntity } from './blackouts/blackout.entity.js';
import { OccurrenceEntity } from './occurrence.entity.js';
import { SlotChannelEntity } from './slot-channel.entity.js';
import { SlotRevisionEntity } from './slot-revision.entity.js';
import { SlotEntity } from './slot.entity.js';

export { type AlertReport, alertUnfilled } from './alerts/alert-unfilled.js';
export type { UnfilledEvent } from './alerts/unfilled-event.js';
export { archiveBlackouts } from './blackouts/archive-blackouts.js';
export { archiveSlots } from './archive-slots.js';
export {
  type Blackout,
  BLACKOUT_ACTIONS,
  type BlackoutAction,
  type BlackoutShift,
  HOLIDAY_TYPES,
  type HolidayCalendar,
  type HolidayType,
} from './blackouts/blackout.js';
export { type BlackoutInput, type BlackoutPatch, checkPlace } from './blackouts/blackout-input.js';
export type { BlackoutView } from './blackouts/blackout-view.js';
export {
  type ClosureBook,
  lockBlackouts,
  MAX_SHIFT_DAYS,
  readClosures,
  spanOf,
} from './blackouts/blackout.repository.js';
export { BlackoutService, type ChangedBlackout } from './blackouts/blackout.service.js';
export { type Holiday, holidaysOfYear, listRegions, type NamedCode } from './blackouts/holiday-calendar.js';
export { judgeTimes, type PlannedTime, type TimeVerdict } from './blackouts/judge-times.js';
export { type AffectedCalendar, replaceDates, type ReplacedDate } from './blackouts/replace-dates.js';
export type { OccurrenceBlackout } from './blackouts/occurrence-blackout.js';
export { type Closures, closedBy, concerning, openAgainAt, resolveClosures } from './blackouts/closures.js';
export { type Decisive, type PlacedDate, placedBetween, startingBetween } from './blackouts/place-dates.js';
export { markOccurrence, setOccurrenceTime } from './change-occurrence.js';
export { closePastOccurrences, type ClosingReport } from './close-past-occurrences.js';
export { dropChannelOfSlots } from './drop-channel.js';
export { extendHorizon, type HorizonReport } from './extend-horizon.js';
export { markOccurrences, type OccurrenceMark } from './mark-occurrences.js';
export { matchDates } from './match-dates.js';
export { formatOccurrenceId, type OccurrenceKey, parseOccurrenceId } from './occurrence-id.js';
export { OCCURRENCE_STATES, type OccurrenceState, occurrenceStates } from './occurrence-states.js';
export type { OccurrenceSlot, OccurrenceView } from './occurrence-view.js';
export { filledAhead, type OccurrenceFilter } from './occurrence.repository.js';
export { type OccurrencePatch, type OccurrenceRequest, OccurrenceService } from './occurrence.service.js';
export { POSTS_BY_OCCURRENCE, type PostsByOccurrence } from './posts-by-occurrence.js';
export { type Format, FORMATS, OBJECTIVES, type Stage, STAGES } from './purpose.js';
export type { SlotCalendar } from './slot-calendar.js';
export { type SlotFacts, slotFacts } from './slot-facts.js';
export {
  MAX_LEAD_TIMES,
  MEDIA_KINDS,
  type MediaKind,
  type SlotInput,
  type SlotPatch,
  type SlotRequirements,
} from './slot-input.js';
export type {
  EditConflictView,
  EditedSlotView,
  EditPlanView,
  NextOccurrenceView,
  SlotView,
  SlotWarning,
} from './slot-view.js';
export { type SlotFilter, slotIdByExternalId } from './slot.repository.js';
export { type SlotChangeRequest, type SlotRequest, SlotService } from './slot.service.js';
export { SlotsModule } from './slots.module.js';
export { fillable, type FillableOccurrence, materialise } from './touch-occurrence.js';

export const slotsEntities = [
  SlotEntity,
  SlotChannelEntity,
  SlotRevisionEntity,
  OccurrenceEntity,
  AlertEntity,
  BlackoutEntity,
];
