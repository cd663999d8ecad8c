import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../src/contract.js';
import { type AgreeableNetwork, REGISTERED_ADDRESS, SimulatedAuthorization } from './authorization.js';
import type { SimAnswer, SimRequest, SimThing } from './network.js';

export interface SimulatedYouTubeOptions {
  channelId: string;
  clientId: string;
  clientSecret: string;
  /** The client's callback. */
  redirectUri?: string;
  /** What videos and comments are dated with. */
  now: () => Date;
}

interface Session {
  resource: JsonObject;
  total: number;
  received: number;
  videoId: string | null;
}

interface Video {
  id: string;
  snippet: JsonObject;
  status: JsonObject;
  size: number;
  at: Date;
  looks: number;
}

interface Comment {
  id: string;
  videoId: string;
  text: string;
  at: Date;
}

/** What the length of every chunk but the last is a multiple of. */
const SCOPES = ['https://www.googleapis.com/auth/youtube.upload', 'https://www.googleapis.com/auth/youtube.force-ssl'];
const QUANTUM = 256 * 1024;

/**
 * The part of the YouTube Data API that publishing needs, after developers.google.com/youtube/v3: resumable sessions,
 * private videos that are processed for a while, comments, quotas, and apps that Google has not audited.
 * People agree as developers.google.com/identity/protocols/oauth2/web-server has it: a refresh token comes only to who
 * asks for `access_type=offline`, and after the first time only with `prompt=consent`; no ID token without `openid`.
 */
export class SimulatedYouTube implements AgreeableNetwork {
  readonly id = 'youtube';
  readonly authorization: SimulatedAuthorization;
  accessToken = secret('access');
  refreshToken = secret('refresh');
  /** How often a video says that it is not processed yet. */
  processingLooks = 1;
  /** What becomes of a video. */
  uploadStatus: 'processed' | 'failed' | 'rejected' = 'processed';
  longUploads: 'allowed' | 'eligible' | 'disallowed' = 'allowed';
  /** Whether Google lets this app's videos be public. */
  audited = true;
  /** A chunk of which only the first half arrives, once. */
  losesHalf = false;
  private isRevoked = false;
  private hasChannel = true;
  private readonly sessions = new Map<string, Session>();
  private readonly videos: Video[] = [];
  private readonly comments: Comment[] = [];
  private serial = 0;
  private refusal: SimAnswer | null = null;

  /** When the access token dies; the first one does not by itself. */
  private accessUntil = Infinity;
  private hasAgreed = false;

  constructor(private readonly options: SimulatedYouTubeOptions) {
    const { now, clientId, clientSecret, redirectUri = REGISTERED_ADDRESS } = options;
    const extras = { scope: SCOPES.join(' '), authuser: '0', prompt: 'consent' };
    const rules = { now, scopes: SCOPES, pkce: false, authentication: 'post', extras } as const;
    this.authorization = new SimulatedAuthorization(rules);
    this.authorization.register({ clientId, clientSecret, redirectUri });
  }

  get secrets(): readonly string[] {
    return this.authorization.secrets;
  }

  killToken(): void {
    this.accessToken = secret('access');
  }

  revoke(): void {
    this.killToken();
    this.isRevoked = true;
  }

  /** Sessions are forgotten, as after a week. */
  endSessions(): void {
    this.sessions.clear();
  }

  closeChannel(): void {
    this.hasChannel = false;
  }

  refuse(answer: SimAnswer | null): void {
    this.refusal = answer;
  }

  /** Somebody uploads from elsewhere. */
  uploadElsewhere(title: string, description: string, size: number, at: Date): string {
    return this.put({ snippet: { title, description }, status: { privacyStatus: 'private' } }, size, at);
  }

  privacyOf(id: string): string | undefined {
    return this.videos.find((video) => video.id === id)?.status['privacyStatus'] as string | undefined;
  }

  /** Private videos too: one that should not be there is one too many. */
  things(): readonly SimThing[] {
    const videos = this.videos.map(({ id, snippet }): SimThing => {
      return { id, text: String(snippet['description']), parentId: null, media: 1 };
    });
    const comments = this.comments.map(({ id, videoId, text }): SimThing => ({
      id,
      text,
      parentId: videoId,
      media: 0,
    }));
    return [...videos, ...comments];
  }

  answer(request: SimRequest): SimAnswer {
    if (request.path === '/token') return this.token(request);
    if (request.path === '/o/oauth2/v2/auth') return this.authorization.authorize(request);
    const isOver = this.options.now().getTime() >= this.accessUntil;
    if (isOver || request.headers['authorization'] !== `Bearer ${this.accessToken}`)
      return refusal(401, 'authError', 'Invalid Credentials');
    if (this.refusal) return this.refusal;
    const { method, path } = request;
    if (path === '/upload/youtube/v3/videos') return method === 'POST' ? this.begin(request) : this.receive(request);
    if (path === '/youtube/v3/channels') return this.channels(request.query);
    if (path === '/youtube/v3/playlistItems') return this.uploads(request.query);
    if (path === '/youtube/v3/videos') return this.video(request);
    if (path === '/youtube/v3/commentThreads')
      return method === 'POST' ? this.comment(request) : this.threads(request.query);
    if (path === '/youtube/v3/comments') return this.oneComment(request);
    return refusal(404, 'notFound', 'Not Found');
  }

  private token(request: SimRequest): SimAnswer {
    if (!this.authorization.clientOf(request))
      return { status: 401, body: { error: 'invalid_client', error_description: 'The OAuth client was not found.' } };
    const form = request.form();
    if (form.get('grant_type') !== 'refresh_token') return this.redeemed(this.authorization.redeem(request));
    // No new refresh token: the old one stays good.
    const isGood = form.get('refresh_token') === this.refreshToken && !this.isRevoked;
    return isGood ? { status: 200, body: this.newAccess() } : refusedGrant('Token has been expired or revoked.');
  }

  private redeemed(agreed: URLSearchParams | null): SimAnswer {
    if (!agreed) return refusedGrant('Bad Request');
    const isFirst = !this.hasAgreed;
    this.hasAgreed = true;
    this.isRevoked = false;
    const isOffline = agreed.get('access_type') === 'offline' && (isFirst || agreed.get('prompt') === 'consent');
    if (!isOffline) return { status: 200, body: this.newAccess() };
    this.refreshToken = this.authorization.mint('yt-refresh');
    return { status: 200, body: { ...this.newAccess(), refresh_token: this.refreshToken } };
  }

  private newAccess(): JsonObject {
    this.accessToken = this.authorization.mint('yt-access');
    this.accessUntil = this.options.now().getTime() + 3_599_000;
    return { access_token: this.accessToken, expires_in: 3_599, token_type: 'Bearer', scope: SCOPES.join(' ') };
  }

  private begin(request: SimRequest): SimAnswer {
    const { query, headers, origin } = request;
    const resource = jsonOf(request);
    const total = Number(headers['x-upload-content-length']);
    if (query.get('uploadType') !== 'resumable' || query.get('part') !== 'snippet,status')
      return refusal(400, 'badRequest', 'part');
    if (!Number.isInteger(total) || total <= 0 || !headers['x-upload-content-type']?.startsWith('video/'))
      return refusal(400, 'mediaBodyRequired', 'X-Upload-Content-Length');
    const wrong = resourceFault(resource);
    if (wrong !== null) return refusal(400, wrong, 'The request metadata specifies an invalid value.');
    if (!this.hasChannel) return refusal(401, 'youtubeSignupRequired', 'Unauthorized');
    const key = secret('upload');
    this.sessions.set(key, { resource, total, received: 0, videoId: null });
    return {
      status: 200,
      headers: { location: `${origin}/upload/youtube/v3/videos?uploadType=resumable&upload_id=${key}` },
    };
  }

  private receive({ query, headers, body }: SimRequest): SimAnswer {
    const session = this.sessions.get(query.get('upload_id') ?? '');
    if (!session) return refusal(404, 'notFound', 'Not Found');
    const [, start, last, total] = /^bytes (?:\*|(\d+)-(\d+))\/(\d+)$/.exec(headers['content-range'] ?? '') ?? [];
    if (Number(total) !== session.total) return refusal(400, 'badRequest', 'Content-Range');
    if (start === undefined)
      return body.length === 0 ? this.progress(session) : refusal(400, 'badRequest', 'Content-Length');
    if (session.videoId !== null || Number(start) !== session.received)
      return refusal(400, 'badRequest', 'Content-Range');
    const isLast = Number(last) + 1 === session.total;
    const length = Number(last) - Number(start) + 1;
    if (body.length !== length || (!isLast && length % QUANTUM !== 0))
      return refusal(400, 'badRequest', 'Content-Length');
    session.received += this.losesHalf ? Math.floor(length / 2 / QUANTUM) * QUANTUM : length;
    this.losesHalf = false;
    if (session.received === session.total)
      session.videoId = this.put(session.resource, session.total, this.options.now());
    return this.progress(session);
  }

  private progress({ received, videoId }: Session): SimAnswer {
    const video = this.videos.find(({ id }) => id === videoId);
    if (videoId !== null) return { status: video ? 201 : 404, body: video ? viewOf(video) : {} };
    return { status: 308, headers: received === 0 ? {} : { range: `bytes=0-${received - 1}` } };
  }

  private put({ snippet, status }: JsonObject, size: number, at: Date): string {
    const id = `vid${String(++this.serial).padStart(8, '0')}`;
    const given = { uploadStatus: 'uploaded', ...(status as JsonObject) };
    this.videos.push({ id, snippet: snippet as JsonObject, status: given, size, at, looks: 0 });
    return id;
  }

  private video(request: SimRequest): SimAnswer {
    const { method, query } = request;
    if (method === 'PUT') return this.update(request);
    const ids = (query.get('id') ?? '').split(',');
    const found = this.videos.filter(({ id }) => ids.includes(id));
    if (method === 'GET')
      return page(
        'video',
        found.map((video) => this.looked(video)),
      );
    if (found.length === 0) return refusal(404, 'videoNotFound', 'The video cannot be found.');
    this.videos.splice(this.videos.indexOf(found[0]!), 1);
    return { status: 204 };
  }

  private looked(video: Video): JsonObject {
    if (video.status['uploadStatus'] === 'uploaded' && video.looks++ >= this.processingLooks) {
      const reasons = { processed: {}, failed: { failureReason: 'codec' }, rejected: { rejectionReason: 'duplicate' } };
      video.status = { ...video.status, uploadStatus: this.uploadStatus, ...reasons[this.uploadStatus] };
    }
    return viewOf(video);
  }

  private update(request: SimRequest): SimAnswer {
    const { id, status } = jsonOf(request);
    const video = this.videos.find((one) => one.id === id);
    if (!video) return refusal(404, 'videoNotFound', 'The video cannot be found.');
    if (request.query.get('part') !== 'status' || typeof status !== 'object') return refusal(400, 'badRequest', 'part');
    const { privacyStatus, publishAt } = status as JsonObject;
    if (publishAt !== undefined && privacyStatus !== 'private') return refusal(400, 'invalidPublishAt', 'publishAt');
    const { uploadStatus } = video.status;
    const locked: JsonObject = this.audited ? {} : { privacyStatus: 'private' };
    // A part that is sent replaces the whole of it.
    video.status = { uploadStatus: uploadStatus ?? 'uploaded', ...(status as JsonObject), ...locked };
    return { status: 200, body: viewOf(video) };
  }

  private channels(query: URLSearchParams): SimAnswer {
    const { channelId } = this.options;
    const isAsked = this.hasChannel && (query.get('mine') === 'true' || query.get('id') === channelId);
    const channel = {
      id: channelId,
      snippet: { title: 'Le Fournil' },
      status: { privacyStatus: 'public', longUploadsStatus: this.longUploads },
      contentDetails: { relatedPlaylists: { uploads: `UU${channelId.slice(2)}` } },
    };
    // Without a channel the list has no `items` at all.
    return isAsked
      ? page('channel', [channel])
      : { status: 200, body: { kind: 'youtube#channelListResponse', pageInfo: {} } };
  }

  private uploads(query: URLSearchParams): SimAnswer {
    if (query.get('playlistId') !== `UU${this.options.channelId.slice(2)}`)
      return refusal(404, 'playlistNotFound', 'Not Found');
    const items = [...this.videos].reverse().slice(0, Number(query.get('maxResults') ?? 5));
    return page(
      'playlistItem',
      items.map(({ id, at }) => ({
        snippet: { publishedAt: at.toISOString(), resourceId: { kind: 'youtube#video', videoId: id } },
      })),
    );
  }

  private comment(request: SimRequest): SimAnswer {
    const snippet = jsonOf(request)['snippet'] as {
      videoId?: string;
      topLevelComment?: { snippet: { textOriginal?: string } };
    };
    const video = this.videos.find(({ id }) => id === snippet.videoId);
    const text = snippet.topLevelComment?.snippet.textOriginal;
    if (!video) return refusal(404, 'videoNotFound', 'The video cannot be found.');
    if (!text) return refusal(400, 'commentTextRequired', 'The comment is empty.');
    if (video.status['privacyStatus'] === 'private') return refusal(403, 'forbidden', 'Forbidden');
    if (video.status['selfDeclaredMadeForKids'] === true) return refusal(403, 'commentsDisabled', 'Comments are off.');
    const comment = {
      id: `Ugz${String(++this.serial).padStart(23, '0')}`,
      videoId: video.id,
      text,
      at: this.options.now(),
    };
    this.comments.push(comment);
    return { status: 200, body: this.threadOf(comment) };
  }

  private threadOf(comment: Comment): JsonObject {
    return {
      kind: 'youtube#commentThread',
      id: comment.id,
      snippet: { videoId: comment.videoId, topLevelComment: this.viewOfComment(comment) },
    };
  }

  private viewOfComment({ id, text, at }: Comment): JsonObject {
    const authorChannelId = { value: this.options.channelId };
    return { id, snippet: { textOriginal: text, textDisplay: text, authorChannelId, publishedAt: at.toISOString() } };
  }

  private threads(query: URLSearchParams): SimAnswer {
    const found = this.comments.filter(({ videoId }) => videoId === query.get('videoId'));
    return page(
      'commentThread',
      found.reverse().map((comment) => this.threadOf(comment)),
    );
  }

  private oneComment({ method, query }: SimRequest): SimAnswer {
    const index = this.comments.findIndex(({ id }) => id === query.get('id'));
    const comment = this.comments[index];
    if (method === 'GET') return page('comment', comment ? [this.viewOfComment(comment)] : []);
    if (!comment) return refusal(404, 'commentNotFound', 'The comment cannot be found.');
    this.comments.splice(index, 1);
    return { status: 204 };
  }
}

function viewOf({ id, snippet, status, size, at }: Video): JsonObject {
  const { title = '', description = '', ...rest } = snippet;
  const shown = { ...rest, title, description, publishedAt: at.toISOString() };
  return { kind: 'youtube#video', id, snippet: shown, status, fileDetails: { fileSize: String(size) } };
}

function page(kind: string, items: JsonObject[]): SimAnswer {
  return {
    status: 200,
    body: { kind: `youtube#${kind}ListResponse`, items, pageInfo: { totalResults: items.length } },
  };
}

/** The reason for which a video's resource is refused; null when it is good. */
function resourceFault({ snippet, status }: JsonObject): string | null {
  const { title, description, tags } = (snippet ?? {}) as { title?: string; description?: string; tags?: string[] };
  const { privacyStatus } = (status ?? {}) as JsonObject;
  if (!title || title.length > 100 || /[<>]/.test(title)) return 'invalidTitle';
  if (Buffer.byteLength(description ?? '') > 5_000 || /[<>]/.test(description ?? '')) return 'invalidDescription';
  if ((tags ?? []).join(',').length > 500) return 'invalidTags';
  return ['public', 'unlisted', 'private'].includes(String(privacyStatus)) ? null : 'invalidVideoMetadata';
}

function jsonOf(request: SimRequest): JsonObject {
  return request.headers['content-type']?.startsWith('application/json') ? request.json() : {};
}

function refusal(code: number, reason: string, message: string): SimAnswer {
  return { status: code, body: { error: { code, message, errors: [{ message, domain: 'youtube.api', reason }] } } };
}

function refusedGrant(error_description: string): SimAnswer {
  return { status: 400, body: { error: 'invalid_grant', error_description } };
}

function secret(kind: string): string {
  return `yt-${kind}-${randomUUID()}`;
}
