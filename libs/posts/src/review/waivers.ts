import { type BrandScope, DomainError, newId } from '#kernel';
import { appendEvent, type EventType } from '#outbox';
import type { Tx } from '#persistence';
import type { PostRequest } from '../change-post.js';
import { findPost, lockPost } from '../post.repository.js';
import { authorsOf, isSameActor } from './clearances.js';
import { type JudgedPost, judgePosts } from './judge-posts.js';
import { textsOf } from './post-texts.js';
import type { ReviewFinding } from './review.js';
import { mayBeWaived } from './review-post.js';
import { toWaiverView, type WaiverView } from './waiver-view.js';
import type { WaiverEntity } from './waiver.entity.js';
import { findWaiver, insertWaiver, updateWaiver, waiversOf } from './waiver.repository.js';

/** A decision to let a finding pass, as it is sent. */
export interface WaiverInput {
  articleId: string;
  /** May be left out where the article has but one finding. */
  fingerprint?: string;
  reason: string;
  /** In 30 days when absent, in 90 at most. */
  expiresAt?: Date;
}

const DAY = 86_400_000;
const DEFAULT_DAYS = 30;
const MAX_DAYS = 90;

/** What became of a post, with the waiver that changed it. */
export interface ChangedWaiver {
  view: WaiverView;
  /** Absent without a charter. */
  judged: JudgedPost | undefined;
}

/** Of a post, oldest first, with what each is still good for. */
export async function listWaivers(tx: Tx, scope: BrandScope, postId: string, now: Date): Promise<WaiverView[]> {
  const { review } = await findPost(tx, scope, postId);
  const waivers = await waiversOf(tx, scope, postId);
  return waivers.map((waiver) => toWaiverView(waiver, review?.findings ?? [], now));
}

/**
 * Lets one finding of a post pass, for a while. Whether the caller may approve is for the api to know.
 * @throws DomainError `post.not_found`, `waiver.own_post`, `.finding_not_found`, `.finding_ambiguous`, `.not_waivable`,
 *   `.expiry_invalid`, `.exists`
 */
export async function waiveFinding(
  tx: Tx,
  postId: string,
  input: WaiverInput,
  request: PostRequest,
): Promise<ChangedWaiver> {
  const { actor, now, scope } = request;
  const post = await lockPost(tx, scope, postId);
  const authors = await authorsOf(tx, post.id);
  if (authors.some((author) => isSameActor(author, actor))) throw new DomainError('waiver.own_post');
  const judged = (await judgePosts(tx, [post.id], now)).get(post.id);
  const finding = findingOf(judged?.review.findings ?? [], input);
  const { articleId, ruleId, fingerprint } = finding;
  if (!mayBeWaived(finding)) throw DomainError.at('/articleId', 'waiver.not_waivable', { articleId });
  const { id: _, agencyId, brandId } = post;
  const waiver: WaiverEntity = {
    ...{ id: newId(), agencyId, brandId, postId: post.id, articleId, fingerprint, ruleId },
    ...{ evidence: evidenceOf(finding, judged!), reason: input.reason, createdBy: actor, createdAt: now },
    ...{ expiresAt: expiryOf(input, now), revokedAt: null, revokedBy: null, replacedBy: null },
  };
  await insertWaiver(tx, scope, waiver);
  return changed(tx, waiver, 'waiver.created', request);
}

/** Takes a waiver back: what it let pass stands again. @throws DomainError `waiver.not_found` */
export async function revokeWaiver(tx: Tx, id: string, request: PostRequest): Promise<ChangedWaiver> {
  const { scope, actor, now } = request;
  const { postId } = await findWaiver(tx, scope, id);
  await lockPost(tx, scope, postId);
  // Until the post was locked, somebody else could take it back.
  const waiver = await findWaiver(tx, scope, id);
  const revoked = { revokedAt: now, revokedBy: actor };
  await updateWaiver(tx, scope, waiver, revoked);
  return changed(tx, { ...waiver, ...revoked }, 'waiver.revoked', request);
}

async function changed(
  tx: Tx,
  waiver: WaiverEntity,
  type: Extract<EventType, `waiver.${string}`>,
  { actor, now }: PostRequest,
): Promise<ChangedWaiver> {
  const { postId, agencyId, brandId } = waiver;
  const judged = (await judgePosts(tx, [postId], now)).get(postId);
  const view = toWaiverView(waiver, judged?.review.findings ?? [], now);
  await appendEvent(tx, { type, agencyId, brandId, subjectId: postId, actor, data: view, at: now });
  return { view, judged };
}

/** The same thing at several places has one fingerprint: it is one finding. */
function findingOf(findings: readonly ReviewFinding[], { articleId, fingerprint }: WaiverInput): ReviewFinding {
  const open = findings.filter((finding) => finding.articleId === articleId);
  const named = open.filter((finding) => fingerprint === undefined || finding.fingerprint === fingerprint);
  const fingerprints = [...new Set(named.map((finding) => finding.fingerprint))];
  const pointer = fingerprint === undefined ? '/articleId' : '/fingerprint';
  if (fingerprints.length === 0) throw DomainError.at(pointer, 'waiver.finding_not_found');
  if (fingerprints.length > 1) throw DomainError.at('/fingerprint', 'waiver.finding_ambiguous', { fingerprints });
  return named[0]!;
}

function evidenceOf({ field, evidence, channelIds }: ReviewFinding, { post: { snapshot } }: JudgedPost): string {
  const texts = textsOf(snapshot, channelIds[0] ?? '');
  const text = texts.find((known) => known.field === field)?.text ?? '';
  return evidence.map(({ start, end }) => text.slice(start, end)).join(' … ');
}

function expiryOf({ expiresAt }: WaiverInput, now: Date): Date {
  const inDays = (days: number): Date => new Date(now.getTime() + days * DAY);
  if (!expiresAt) return inDays(DEFAULT_DAYS);
  if (expiresAt <= now || expiresAt > inDays(MAX_DAYS))
    throw DomainError.at('/expiresAt', 'waiver.expiry_invalid', { maxDays: MAX_DAYS });
  return expiresAt;
}
