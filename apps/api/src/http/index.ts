export { answerDeletion, ApiDeletion } from './answer-deletion.js';
export { ActorResponse } from './actor.response.js';
export type { ApiReply, ApiRequest } from './api-request.js';
export { DigestBody } from './body-digest.js';
export { AsksNetwork } from './idempotency/network-turns.js';
export { DryRun } from './dry-run.decorator.js';
export { DryRunPipe } from './dry-run.pipe.js';
export { EntityIdPipe } from './entity-id.pipe.js';
export { ExternalIdPipe } from './external-id.pipe.js';
export { IfMatch } from './if-match.decorator.js';
export { preferredLanguage } from './language.js';
export { PageQuery } from './page.query.js';
export { PageResponse } from './page.response.js';
export type { Problem } from './problem.js';
export { ProblemWriter } from './problem-writer.js';
export { unsupportedMediaType } from './explain-error.js';
export { Refusal } from './refusal.js';
export { RequestPipe } from './request.pipe.js';
export { Unlimited } from './rate-limit.js';
export {
  IsDuration,
  IsEntityId,
  IsExternalId,
  IsInstant,
  IsLocalTime,
  IsRepeatable,
  IsSlug,
  IsTimeZone,
} from './validators.js';
export { TakesYaml } from './yaml-body.js';
