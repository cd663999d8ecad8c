import { PostChannelEntity } from './post-channel.entity.js';
import { PostTransitionEntity } from './post-transition.entity.js';
import { PostVersionEntity } from './post-version.entity.js';
import { PostEntity } from './post.entity.js';
import { PostReviewEntryEntity } from './review/post-review-entry.entity.js';
import { PostReviewEntity } from './review/post-review.entity.js';
import { ReviewClearanceEntity } from './review/review-clearance.entity.js';
import { WaiverEntity } from './review/waiver.entity.js';

export { applyLedger, type LedgerReport } from './apply-ledger.js';
export { applyLedgerMany, type LedgerBatch } from './apply-ledger-many.js';
export { lockPostsOfBrand } from './archive-posts.js';
export { type PostChangeRequest, type PostRequest, type Rewritten } from './change-post.js';
export {
  type ChannelVariant,
  LIMITS,
  type PostContent,
  type PostPoll,
  type ResolvedContent,
  resolveContent,
  type ThreadPart,
  type Variants,
} from './content.js';
export { dropChannelOfPosts, lockPostsOfChannel } from './drop-channel.js';
export { hashesOf, type PostHashes } from './post-hashes.js';
export type { PostHistoryView, PostTransitionView, PostVersionView } from './post-history.js';
export type { ContentInput, PostInput, VariantInput } from './post-input.js';
export type { PostFields, PostRecord } from './post-record.js';
export { planFor, type PostSnapshot, type Purpose, type SnapshotMedia } from './post-snapshot.js';
export {
  type Attention,
  ATTENTIONS,
  POST_STATES,
  type PostStanding,
  type PostState,
  postStateOf,
} from './post-state.js';
export { allowedVerbs, postStates, type PostVerb, refuseUnlessLegal } from './post-states.js';
export type { PostView } from './post-view.js';
export {
  findByExternalId,
  findPost,
  isMediaUsed,
  lockPost,
  type PostFilter,
  postIdsByOccurrence,
  postsById,
  snapshotOf,
} from './post.repository.js';
export { PostService, type ReviewVerb } from './post.service.js';
export { PostsModule } from './posts.module.js';
export {
  type BlackoutProposal,
  PUBLICATION_STATES,
  PUBLICATIONS_OF_POSTS,
  type PublicationsOfPosts,
  type PublicationState,
  type PublicationSummary,
} from './publication-state.js';
export { type NewReview, passesOf, reviewsOf, storeReviews } from './review/review.repository.js';
export { calendarsOf, needsCalendar, type Reviewable, readReviewables } from './review/reviewable.js';
export { mayBeWaived, type ReviewContext, reviewPost, type StandingWaiver } from './review/review-post.js';
export type { Review, ReviewFinding } from './review/review.js';
export { clearApproved, type GatedVerb, passCharter, refuseBlocked } from './review/charter-gate.js';
export { type JudgedPost, judgePosts } from './review/judge-posts.js';
export { type PostReviewView, STORED_REVIEW, type StoredReview } from './review/stored-review.js';
export { invitationOf, type ReviewChannel } from './review/subjects-of.js';
export { WAIVER_STATES, type WaiverState, type WaiverView } from './review/waiver-view.js';
export { listWaivers, revokeWaiver, waiveFinding, type WaiverInput } from './review/waivers.js';
export type { ClearanceView, ReviewEntryView } from './review/review-history.js';
export { isObjective, VOCABULARY, type VocabularyTerm } from './purpose.js';

export const postsEntities = [
  PostEntity,
  PostChannelEntity,
  PostVersionEntity,
  PostTransitionEntity,
  PostReviewEntity,
  PostReviewEntryEntity,
  ReviewClearanceEntity,
  WaiverEntity,
];
