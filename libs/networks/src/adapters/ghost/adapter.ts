import type {
  AdapterError,
  AdapterIo,
  CheckResult,
  JsonObject,
  NetworkAdapter,
  PublishState,
  ReconcileResult,
  Remote,
  RemoveResult,
  Step,
  StepResult,
  VerifyResult,
} from '../../contract.js';
import { verdict } from '../../differences.js';
import { mediaError, textAt, unreadable } from '../../http/answers.js';
import { filePart, multipart } from '../../http/multipart.js';
import { sameAddress } from '../../http/same-address.js';
import { call, readSite, type Site } from './api.js';
import { isMissing, read, type Read, refusalOf } from './classify.js';
import { draftOf, renderGhostPost, validateGhostPlan } from './format.js';
import { manifest } from './manifest.js';
import { differencesOf } from './post.js';
import { type GhostState, prepare, readState, toState } from './state.js';

// An image that no post shows is seen by nobody.
const UPLOAD: Step = { id: 'upload', kind: 'upload', effect: 'harmless' };
// Found by its own slug before it is made; a second one would be a draft.
const DRAFT: Step = { id: 'draft', kind: 'create', effect: 'guarded' };
/**
 * Ghost changes a post only for who knows its last `updated_at`, and mails a newsletter only when a draft becomes a
 * post (posts-service, shouldSendEmail): whichever of two tries comes second finds the post published.
 */
const PUBLISH: Step = { id: 'publish', kind: 'finalize', effect: 'guarded' };

export const ghostAdapter: NetworkAdapter = {
  manifest,
  validate: validateGhostPlan,
  render: renderGhostPost,
  prepare,
  nextStep: (state) => stepOf(readState(state)),
  run,
  reconcile,
  verify,
  remove,
  check,
};

function stepOf({ wire, images, postId, remote }: GhostState): Step | null {
  if (remote) return null;
  if (images.length < wire.media.length) return UPLOAD;
  return postId === null ? DRAFT : PUBLISH;
}

async function run(step: Step, state: PublishState, io: AdapterIo): Promise<StepResult> {
  const site = readSite(io);
  if ('class' in site) return { kind: 'failed', error: site };
  return STEPS[step.id]!(readState(state), site, io);
}

type StepRun = (state: GhostState, site: Site, io: AdapterIo) => Promise<StepResult>;

const STEPS: Readonly<Record<string, StepRun>> = { upload, draft, publish };

async function upload(state: GhostState, site: Site, io: AdapterIo): Promise<StepResult> {
  const { mediaId } = state.wire.media[state.images.length]!;
  const { mimeTypes, image } = io.account.capabilities.media;
  const opened = await io.media.open(io.account, mediaId, { mimeTypes, ...image });
  if (opened.kind === 'failed') return { kind: 'failed', error: mediaError('ghost', opened) };
  const form = multipart([
    ['purpose', 'image'],
    ['ref', mediaId],
    ['file', filePart(opened.file)],
  ]);
  const outcome = await call(site, { method: 'POST', path: '/images/upload/', ...form }, io);
  const made = read(outcome, 'harmless', io, 'images');
  if (made.kind === 'failed') return { kind: 'failed', error: asUpload(made.error) };
  const url = textAt(made.value, 'url');
  if (!url) return { kind: 'failed', error: unreadable('ghost', 'harmless', 200) };
  return { kind: 'advanced', state: toState({ ...state, images: [...state.images, url] }) };
}

/** A file too large is often refused by a proxy, and one that cannot be worked on as a bad request. */
function asUpload(error: AdapterError): AdapterError {
  const refused = error.httpStatus === 413 || error.httpStatus === 415 || error.code === 'ghost.invalid';
  return error.class === 'permanent' && refused ? { ...error, code: 'ghost.media_refused' } : error;
}

async function draft(state: GhostState, site: Site, io: AdapterIo): Promise<StepResult> {
  const earlier = await findBySlug(state, site, io);
  if (earlier.kind === 'read') return withPost(state, earlier.value);
  if (!isMissing(earlier.error)) return earlier;
  const made = await makeDraft(state, site, io);
  if (made.kind === 'failed') return made;
  if (textAt(made.value, 'slug') === state.slug) return withPost(state, made.value);
  return adoptFirst(state, made.value, site, io);
}

function findBySlug({ slug }: Pick<GhostState, 'slug'>, site: Site, io: AdapterIo): Promise<Read<JsonObject>> {
  return readPost(`/posts/slug/${slug}/?fields=${LOOK_FIELDS}`, site, io);
}

const LOOK_FIELDS = 'id,slug,status,updated_at,url';

async function readPost(path: string, site: Site, io: AdapterIo): Promise<Read<JsonObject>> {
  return read(await call(site, { method: 'GET', path }, io), 'none', io, 'posts');
}

async function makeDraft({ wire, slug, images }: GhostState, site: Site, io: AdapterIo): Promise<Read<JsonObject>> {
  const request = { method: 'POST', path: '/posts/?source=html', ...json(draftOf(wire, slug, images)) } as const;
  return read(await call(site, request, io), 'guarded', io, 'posts');
}

function json(post: JsonObject): { headers: Readonly<Record<string, string>>; body: string } {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ posts: [post] }) };
}

function withPost(state: GhostState, post: JsonObject): StepResult {
  const postId = textAt(post, 'id');
  if (!postId) return { kind: 'failed', error: unreadable('ghost', 'guarded', 200) };
  return { kind: 'advanced', state: toState({ ...state, postId }) };
}

/** An earlier call has made our draft in the meantime, and Ghost has given this one another slug: that one goes. */
async function adoptFirst(state: GhostState, second: JsonObject, site: Site, io: AdapterIo): Promise<StepResult> {
  await call(site, { method: 'DELETE', path: postPath(textAt(second, 'id') ?? '') }, io);
  const first = await findBySlug(state, site, io);
  return first.kind === 'read' ? withPost(state, first.value) : { kind: 'failed', error: asCollision(first.error) };
}

/** Neither is there: the next try makes one. */
function asCollision(error: AdapterError): AdapterError {
  return isMissing(error) ? { ...error, class: 'retryable', code: 'ghost.collision' } : error;
}

function postPath(id: string): string {
  return `/posts/${encodeURIComponent(id)}/`;
}

async function publish(state: GhostState, site: Site, io: AdapterIo): Promise<StepResult> {
  const path = postPath(state.postId!);
  const now = await readPost(`${path}?fields=${LOOK_FIELDS}`, site, io);
  if (now.kind === 'failed') return { kind: 'failed', error: asDraftGone(now.error) };
  if (isOut(now.value)) return done(state, now.value);
  const change = { status: 'published', updated_at: textAt(now.value, 'updated_at') ?? null };
  const outcome = await call(site, { method: 'PUT', path: path + mailing(state), ...json(change) }, io);
  const published = read(outcome, 'guarded', io, 'posts');
  if (published.kind === 'read') return done(state, published.value);
  return afterRefusal(published.error, state, site, io);
}

function asDraftGone(error: AdapterError): AdapterError {
  return isMissing(error) ? { ...error, code: 'ghost.draft_gone' } : error;
}

/** `sent`: out by mail alone, as somebody must have chosen in Ghost. */
function isOut(post: JsonObject): boolean {
  return ['published', 'sent'].includes(textAt(post, 'status') ?? '');
}

/** NQL filters of the members who get it (docs.ghost.org/admin-api/posts/sending-a-post). */
const SEGMENTS: Readonly<Record<string, string>> = { all: 'all', free: 'status:free', paid: 'status:-free' };

function mailing({ wire: { newsletter, audience } }: GhostState): string {
  if (newsletter === null) return '';
  return `?${new URLSearchParams({ newsletter, email_segment: SEGMENTS[audience] ?? 'all' }).toString()}`;
}

/** Some versions refuse the newsletter after they have published the post: then it is out, without its mail. */
async function afterRefusal(error: AdapterError, state: GhostState, site: Site, io: AdapterIo): Promise<StepResult> {
  const failed: StepResult = { kind: 'failed', error };
  if (error.class !== 'permanent' || state.wire.newsletter === null) return failed;
  const now = await readPost(`${postPath(state.postId!)}?fields=${LOOK_FIELDS}`, site, io);
  return now.kind === 'read' && isOut(now.value) ? done(state, now.value) : failed;
}

function done(state: GhostState, post: JsonObject): StepResult {
  const remote = remoteOf(state.postId!, post);
  return { kind: 'done', state: toState({ ...state, remote }), remote };
}

function remoteOf(id: string, post: JsonObject): Remote {
  const url = textAt(post, 'url');
  return { id, url: url !== undefined && /^https?:\/\//.test(url) && URL.canParse(url) ? url : null };
}

/** No step needs it; a person may want to know. */
async function reconcile(stored: PublishState, io: AdapterIo): Promise<ReconcileResult> {
  const state = readState(stored);
  const site = readSite(io);
  if ('class' in site) return { kind: 'failed', error: site };
  const post = await findBySlug(state, site, io);
  if (post.kind === 'failed') return isMissing(post.error) ? { kind: 'absent', certainty: 'certain' } : post;
  const id = textAt(post.value, 'id');
  if (!id || !isOut(post.value)) return { kind: 'absent', certainty: 'certain' };
  const remote = remoteOf(id, post.value);
  return { kind: 'found', remote, state: toState({ ...state, postId: id, remote }) };
}

async function verify({ id }: Remote, stored: PublishState, io: AdapterIo): Promise<VerifyResult> {
  const site = readSite(io);
  if ('class' in site) return { kind: 'faithful' };
  const post = await readPost(`${postPath(id)}?formats=html&include=tags,email,newsletter`, site, io);
  if (post.kind === 'failed') return isMissing(post.error) ? verdict(['missing']) : { kind: 'faithful' };
  return verdict(differencesOf(post.value, readState(stored).wire));
}

async function remove(remote: Remote, io: AdapterIo): Promise<RemoveResult> {
  const site = readSite(io);
  if ('class' in site) return { kind: 'failed', error: site };
  const id = await idOf(remote, site, io);
  if (typeof id !== 'string') return id;
  const outcome = await call(site, { method: 'DELETE', path: postPath(id) }, io);
  const error = refusalOf(outcome, 'guarded', io.now);
  // 204 and no body: a page in its place is another server's.
  if (!error)
    return outcome.kind === 'answered' && outcome.body !== ''
      ? { kind: 'failed', error: unreadable('ghost', 'guarded', outcome.status) }
      : { kind: 'removed' };
  return isMissing(error) ? { kind: 'already_gone' } : { kind: 'failed', error };
}

/** The post's id, by the end of its address where a person settled it. */
async function idOf({ id, url }: Remote, site: Site, io: AdapterIo): Promise<string | Failure> {
  if (/^[0-9a-f]{24}$/i.test(id)) return id;
  const slug = URL.canParse(url ?? '') ? new URL(url!).pathname.split('/').findLast(Boolean) : undefined;
  if (slug === undefined) return { kind: 'failed', error: MESSAGE_UNKNOWN };
  const found = await findBySlug({ slug: encodeURIComponent(slug) }, site, io);
  if (found.kind === 'failed') return isMissing(found.error) ? { kind: 'failed', error: MESSAGE_UNKNOWN } : found;
  // Another site's address may end like one of ours.
  if (!sameAddress(textAt(found.value, 'url') ?? '', url ?? '')) return { kind: 'failed', error: MESSAGE_UNKNOWN };
  return textAt(found.value, 'id') ?? { kind: 'failed', error: unreadable('ghost', 'none', 200) };
}

type Failure = { kind: 'failed'; error: AdapterError };

const MESSAGE_UNKNOWN: AdapterError = {
  class: 'permanent',
  code: 'ghost.message_unknown',
  phase: 'before_send',
  detail: 'Neither the id nor an address of the post on this site is known.',
};

const OLDEST_MAJOR = 5;

/** Proves the key by looking at a post that need not exist, then names the site. */
async function check(io: AdapterIo): Promise<CheckResult> {
  const site = readSite(io);
  if ('class' in site) return { kind: 'failed', error: site };
  const refused = refusalOf(await call(site, { method: 'GET', path: '/posts/?limit=1&fields=id' }, io), 'none', io.now);
  if (refused) return { kind: 'failed', error: refused };
  const about = read(await call(site, { method: 'GET', path: '/site/' }, io), 'none', io, 'site');
  if (about.kind === 'failed') return { kind: 'failed', error: asNoGhost(about.error) };
  if (Number.parseInt(textAt(about.value, 'version') ?? '', 10) < OLDEST_MAJOR)
    return { kind: 'failed', error: TOO_OLD };
  const { url } = remoteOf('', about.value);
  return { kind: 'ok', account: textAt(about.value, 'title') || new URL(site.base).host, url };
}

const TOO_OLD: AdapterError = {
  class: 'permanent',
  code: 'ghost.version_unsupported',
  phase: 'answered',
  detail: `The site is older than Ghost ${OLDEST_MAJOR}.`,
};

function asNoGhost(error: AdapterError): AdapterError {
  return error.code === 'ghost.unreadable' ? { ...error, class: 'permanent', code: 'ghost.not_ghost' } : error;
}
