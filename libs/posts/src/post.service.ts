import { Inject, Injectable } from '@nestjs/common';
import { type BrandFacts, requireBrand } from '#brands';
import { channelsOf } from '#channels';
import { APP_CONFIG, type AppConfig } from '#config';
import { type BrandScope, newId } from '#kernel';
import type { Page, PageRequest, Tx } from '#persistence';
import { markOccurrence } from '#slots';
import { archivePosts } from './archive-posts.js';
import { movePost, type PostRequest, rewritePost, type Rewritten, tellMove } from './change-post.js';
import type { ChannelVariant, Variants } from './content.js';
import { releaseOccurrence, standingChannels, takeOccurrence } from './occupy-occurrence.js';
import { clearApproved, refuseBlocked } from './review/charter-gate.js';
import { judgePosts } from './review/judge-posts.js';
import { reviewHistoryOf } from './review/review-history.js';
import { listWaivers } from './review/waivers.js';
import { hashesOf } from './post-hashes.js';
import { type PostHistoryView, toTransitionView, toVersionView } from './post-history.js';
import { adopt, applyInput, blankFields, type PostInput } from './post-input.js';
import type { PostFields, PostRecord } from './post-record.js';
import type { PostSnapshot } from './post-snapshot.js';
import type { PostState } from './post-state.js';
import { type PostVerb, refuseUnlessLegal } from './post-states.js';
import { type PostView, toPostView } from './post-view.js';
import {
  appendTransition,
  appendVersion,
  findPost,
  historyOf,
  insertPost,
  listPosts,
  lockPost,
  type PostFilter,
  updatePost,
} from './post.repository.js';
import { PUBLICATIONS_OF_POSTS, type PublicationsOfPosts, type PublicationSummary } from './publication-state.js';
import { takeSnapshot } from './take-snapshot.js';

/** Where the verbs of review lead. */
const REVIEW = { submit: 'in_review', approve: 'approved', 'request-changes': 'changes_requested' } as const;
export type ReviewVerb = keyof typeof REVIEW;

const NONE: ReadonlyMap<string, PublicationSummary[]> = new Map();

/** Posts as such. What touches publications besides, such as scheduling, is a verb of the lib of planning. */
@Injectable()
export class PostService {
  constructor(
    @Inject(PUBLICATIONS_OF_POSTS) private readonly publications: PublicationsOfPosts,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * A new draft, which may be incomplete; with `occurrenceId` it fills that occurrence and takes over from its slot
   * what it leaves open.
   * @throws DomainError `brand.not_found`, `channel.other_brand`, `media.not_found`, `occurrence.…`, `post.…`
   */
  async create(tx: Tx, brandId: string, input: PostInput, request: PostRequest): Promise<PostView> {
    const brand = await requireBrand(tx, request.scope, brandId);
    const applied = applyInput(blankFields(brand.languages[0] ?? null), input);
    const fields = await this.occupied(tx, brand.id, applied, request);
    await channelsOf(tx, request.scope, brand.id, fields.channelIds);
    return this.insert(tx, brand, fields, { verb: 'create', reason: null }, request);
  }

  async get(tx: Tx, scope: BrandScope, id: string): Promise<PostView> {
    return this.view(tx, scope, await findPost(tx, scope, id));
  }

  /** Newest first. */
  async list(tx: Tx, scope: BrandScope, filter: PostFilter, page: PageRequest): Promise<Page<PostView>> {
    const { data, nextCursor } = await listPosts(tx, scope, filter, page);
    return { data: await this.views(tx, scope, data), nextCursor };
  }

  /** The same for one brand. @throws DomainError `brand.not_found` */
  async listOfBrand(
    tx: Tx,
    scope: BrandScope,
    brandId: string,
    filter: Omit<PostFilter, 'brandIds'>,
    page: PageRequest,
  ): Promise<Page<PostView>> {
    await requireBrand(tx, scope, brandId);
    return this.list(tx, scope, { ...filter, brandIds: [brandId] }, page);
  }

  async history(tx: Tx, scope: BrandScope, id: string, now: Date): Promise<PostHistoryView> {
    const { versions, transitions } = await historyOf(tx, await findPost(tx, scope, id));
    return {
      versions: versions.map(toVersionView),
      transitions: transitions.map(toTransitionView),
      waivers: await listWaivers(tx, scope, id, now),
      ...(await reviewHistoryOf(tx, scope, id)),
    };
  }

  /** A draft that says the same, without time, occurrence and external id: it goes through everything anew. */
  async duplicate(tx: Tx, id: string, request: PostRequest): Promise<PostView> {
    const source = await findPost(tx, request.scope, id);
    const brand = await requireBrand(tx, request.scope, source.brandId);
    const { objective, stage, pillar, audience, title, content, format, language, sponsored, labels } = source;
    const channelIds = await standingChannels(tx, source.channelIds);
    const fields = {
      ...{ objective, stage, pillar, audience, title, content, channelIds, format, language, sponsored, labels },
      variants: withoutTimes(onChannels(source.variants, channelIds)),
      externalId: null,
      occurrenceId: null,
      scheduledAt: null,
    };
    return this.insert(tx, brand, fields, { verb: 'duplicate', reason: source.id }, request);
  }

  /**
   * What the charter refuses is neither handed in nor approved; whoever approves lets pass what needs an approver.
   * @throws DomainError `post.not_found`, `post.illegal_transition`, `post.charter_blocked`
   */
  async review(tx: Tx, id: string, verb: ReviewVerb, request: PostRequest): Promise<PostView> {
    const post = await lockPost(tx, request.scope, id);
    refuseUnlessLegal(post.state, verb, REVIEW[verb]);
    if (verb !== 'request-changes') {
      const judged = (await judgePosts(tx, [id], request.now)).get(id);
      refuseBlocked(judged);
      if (verb === 'approve') await clearApproved(tx, judged, request);
    }
    return this.move(tx, post, verb, REVIEW[verb], request);
  }

  /** Moves a locked post, whose publications already stand as they should, and tells the world. */
  async move(
    tx: Tx,
    post: PostRecord,
    verb: PostVerb,
    to: PostState,
    request: PostRequest,
    reason: string | null = null,
  ): Promise<PostView> {
    const moved = await movePost(tx, post, verb, to, request, reason);
    const view = await this.view(tx, request.scope, moved);
    await tellMove(tx, post.state, verb, moved, view, request);
    return view;
  }

  /**
   * Writes what `patch` says into a locked post and lets its occurrences follow. Whether the post may be edited, and
   * what becomes of its state and its publications, is the caller's part.
   */
  async rewrite(tx: Tx, post: PostRecord, patch: PostInput, request: PostRequest): Promise<Rewritten> {
    const applied = applyInput(post, patch, post.dueAt);
    const moves = applied.occurrenceId !== post.occurrenceId;
    const fields = moves ? await this.occupied(tx, post.brandId, applied, request) : applied;
    if (patch.channelIds || moves) await channelsOf(tx, request.scope, post.brandId, fields.channelIds);
    const snapshot = await this.snapshot(tx, post.brandId, fields, request.scope);
    const rewritten = await this.judged(tx, await rewritePost(tx, post, fields, snapshot, request), request);
    if (moves) await releaseOccurrence(tx, post, 'post_detached', request.now);
    return rewritten;
  }

  /** What the next send of a post would say, its media as they now stand; nothing is written. @throws `post.not_found` */
  async foresee(tx: Tx, scope: BrandScope, id: string): Promise<{ brandId: string; snapshot: PostSnapshot }> {
    const post = await findPost(tx, scope, id);
    const { brandId } = post;
    return { brandId, snapshot: await this.snapshot(tx, brandId, applyInput(post, {}), scope) };
  }

  /** The same of a post that is yet to be made. @throws `brand.not_found`, `media.not_found`, `post.…` */
  async foreseeNew(tx: Tx, scope: BrandScope, brandId: string, input: PostInput): Promise<PostSnapshot> {
    const brand = await requireBrand(tx, scope, brandId);
    return this.snapshot(tx, brand.id, applyInput(blankFields(brand.languages[0] ?? null), input), scope);
  }

  /** Takes the media of a locked post into its version as they now stand: an alt text may have changed since. */
  async refresh(tx: Tx, post: PostRecord, request: PostRequest): Promise<Rewritten> {
    const fields = applyInput(post, {});
    return rewritePost(tx, post, fields, await this.snapshot(tx, post.brandId, fields, request.scope), request);
  }

  /** Ends a locked post whose publications are withdrawn: nobody finds it any more, its occurrence is free. */
  async archive(tx: Tx, post: PostRecord, request: PostRequest): Promise<void> {
    await this.end(tx, post, 'delete', request);
    const cancelled = { ...post, version: post.version + 1 };
    await updatePost(tx, request.scope, cancelled, { archivedAt: request.now }, request.now);
  }

  /** Ends all posts of a brand, which are locked and whose publications are withdrawn. Answers how many of each. */
  archiveAll(tx: Tx, brandId: string, request: PostRequest): Promise<{ cancelled: number; archived: number }> {
    return archivePosts(tx, this.publications, brandId, request);
  }

  /** Cancels a locked post whose publications are withdrawn. */
  async end(tx: Tx, post: PostRecord, verb: 'cancel' | 'delete', request: PostRequest): Promise<PostView> {
    const view = await this.move(tx, post, verb, 'cancelled', request);
    if (post.state !== 'cancelled') await releaseOccurrence(tx, post, `post_${verb}`, request.now);
    return view;
  }

  async view(tx: Tx, scope: BrandScope, post: PostRecord): Promise<PostView> {
    const [view] = await this.views(tx, scope, [post]);
    return view!;
  }

  /** Two queries for any number of posts. */
  async views(tx: Tx, scope: BrandScope, posts: readonly PostRecord[]): Promise<PostView[]> {
    const ids = posts.map(({ id }) => id);
    const publications = ids.length > 0 ? await this.publications.summariesOf(tx, scope, ids) : NONE;
    return posts.map((post) => toPostView(post, publications.get(post.id) ?? []));
  }

  /** The fields with what the occurrence they name has to say, which is now filled; as they are when they name none. */
  private async occupied(
    tx: Tx,
    brandId: string,
    fields: PostFields,
    { scope, now }: PostRequest,
  ): Promise<PostFields> {
    if (fields.occurrenceId === null) return fields;
    const { occurrence, slot } = await takeOccurrence(tx, scope, brandId, fields.occurrenceId, now);
    await markOccurrence(tx, occurrence.id, 'filled', null, now);
    return { ...adopt(fields, slot), occurrenceId: occurrence.id };
  }

  /** With what the charter says of it: it informs, and refuses nothing that is merely written. */
  private async judged(tx: Tx, rewritten: Rewritten, { now }: PostRequest): Promise<Rewritten> {
    if (!rewritten.versioned) return rewritten;
    const { post } = rewritten;
    const review = (await judgePosts(tx, [post.id], now)).get(post.id)?.stored ?? null;
    return { ...rewritten, post: { ...post, review } };
  }

  private snapshot(tx: Tx, brandId: string, fields: PostFields, scope: BrandScope): Promise<PostSnapshot> {
    return takeSnapshot(tx, fields, { scope, brandId, publicUrl: this.config.publicUrl });
  }

  private async insert(
    tx: Tx,
    brand: BrandFacts,
    fields: PostFields,
    made: { verb: string; reason: string | null },
    { scope, actor, now }: PostRequest,
  ): Promise<PostView> {
    const snapshot = await this.snapshot(tx, brand.id, fields, scope);
    const post = newPost(brand, fields, snapshot, { scope, actor, now });
    await insertPost(tx, post);
    const { currentVersionId: id, contentHash } = post;
    await appendVersion(tx, post, { id, snapshot, contentHash }, actor, now);
    await appendTransition(tx, post, { fromState: null, toState: post.state, ...made, actor }, now);
    await judgePosts(tx, [post.id], now);
    return this.get(tx, scope, post.id);
  }
}

function newPost(
  brand: BrandFacts,
  fields: PostFields,
  snapshot: PostSnapshot,
  { actor, now }: PostRequest,
): PostRecord {
  return {
    ...fields,
    id: newId(),
    agencyId: brand.agencyId,
    brandId: brand.id,
    slotId: null,
    dueAt: fields.scheduledAt,
    timezone: brand.timezone,
    state: 'draft',
    heldReason: null,
    attention: [],
    ...hashesOf(snapshot),
    review: null,
    currentVersionId: newId(),
    version: 1,
    createdBy: actor,
    createdAt: now,
    updatedAt: now,
  };
}

function onChannels(variants: Variants, channelIds: readonly string[]): Variants {
  return Object.fromEntries(Object.entries(variants).filter(([id]) => channelIds.includes(id)));
}

function withoutTimes(variants: Variants): Variants {
  const timeless = ({ scheduledAt: _, ...variant }: ChannelVariant): ChannelVariant => variant;
  return Object.fromEntries(Object.entries(variants).map(([id, variant]) => [id, timeless(variant)]));
}
