import { AttemptEntity } from './attempt.entity.js';
import { BlackoutOverrideEntity } from './blackouts/blackout-override.entity.js';
import { PauseEntity } from './pauses/pause.entity.js';
import { PublicationUnitEntity } from './publication-unit.entity.js';
import { PublicationEntity } from './publication.entity.js';

export { BEGUN, holdForCharter, type RefusedPost } from './charter/hold-for-charter.js';
export {
  type BlackoutMove,
  type Holdable,
  holdablesOf,
  isHeldByBlackout,
  lockPostsDue,
  moveForBlackouts,
} from './blackouts/hold-for-blackout.js';
export {
  type BlackoutOverride,
  postStandings,
  type PostStanding,
  recordOverrides,
} from './blackouts/post-standings.js';
export { type DispatchReport, dispatchDue } from './ledger/dispatch-due.js';
export { markMissed } from './ledger/mark-missed.js';
export { openLedger } from './ledger/open-ledger.js';
export { type Engine, publishPublication } from './ledger/publish-publication.js';
export { reconcilePublication } from './ledger/reconcile-publication.js';
export { releaseHeld } from './ledger/release-held.js';
export { releaseStale, reviveQueued, type StaleReport, unlockDeadWorkers } from './ledger/release-stale.js';
export { type PublicationJob, PUBLISH_TASK, RECONCILE_TASK } from './ledger/jobs.js';
export { type OperationContext, PublicationOperations, type Resolution } from './operations/publication-operations.js';
export { anyInFlight, cancelOfBrand, cancelOfChannel } from './operations/end-publications.js';
export { LEDGER_STATES, refuseForeignChannel } from './operations/refusals.js';
export {
  triageActionsFor,
  dropStopped,
  refusePaused,
  refuseUndecidable,
  rescheduleStopped,
  TRIAGE_ACTIONS,
  TRIAGE_STATES,
  type TriageAction,
} from './operations/triage-operations.js';
export { endPauses } from './pauses/end-pauses.js';
export { PAUSE_STANDS } from './pauses/pause-scope.js';
export { PauseService } from './pauses/pause.service.js';
export type { PauseScope, PauseView } from './pauses/pause-view.js';
export type { PausePreview } from './pauses/preview-pause.js';
export { settlePauses } from './pauses/settle-pauses.js';
export { PublicationSchedule, type Target } from './publication-schedule.js';
export { type AttemptView, type PublicationView } from './publication-view.js';
export { type PublicationFilter, PublicationRepository } from './publication.repository.js';
export { PUBLISH_SETTINGS, publishSettings, type PublishSettings } from './publish-settings.js';
export { PublishingModule } from './publishing.module.js';
export { keepWorkers, type Workers } from './worker/keep-workers.js';

export const publishingEntities = [
  PublicationEntity,
  PublicationUnitEntity,
  AttemptEntity,
  PauseEntity,
  BlackoutOverrideEntity,
];
