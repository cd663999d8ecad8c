import { createHash } from 'node:crypto';
import { canonicalJson } from '#kernel';
import type { JsonObject } from '../../src/contract.js';
import { at, isObject, textAt } from '../../src/http/answers.js';
import { blobsOf, refusedRecord } from './bluesky-lexicon.js';
import type { SimAnswer, SimRequest, SimThing, SimulatedNetwork } from './network.js';

export interface BlueskyAccount {
  did: string;
  handle: string;
  appPassword: string;
}

/** A refusal as the protocol words it. */
class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message = code,
  ) {
    super(message);
  }
}

interface Job {
  state: string;
  failureCode: string | null;
  blob: JsonObject;
  polls: number;
}

const POST = 'app.bsky.feed.post';
const EPOCH = new Date('2026-11-24T08:00:05.000Z');

/**
 * A PDS with one account, and the video service, on one host: what the adapter calls of both, as the lexicons say and as
 * `@atproto/pds` 0.4.217 answers (`pds.spec.ts` holds the two together).
 */
export class BlueskySimulator implements SimulatedNetwork {
  readonly id = 'bluesky';
  private readonly records = new Map<string, JsonObject>();
  private readonly blobs = new Map<string, JsonObject>();
  private readonly jobs = new Map<string, Job>();
  private readonly serviceTokens = new Set<string>();
  private readonly access = new Set<string>();
  private readonly refresh = new Set<string>();
  private sessions = 0;
  private passwordRevoked = false;
  private remaining = 3_000;
  private nextJob: Pick<Job, 'state' | 'failureCode'> = { state: 'JOB_STATE_COMPLETED', failureCode: null };

  constructor(
    private readonly account: BlueskyAccount,
    /** Other handles there are, with whose they are. */
    private readonly handles: Readonly<Record<string, string>> = {},
    private readonly clock: () => Date = () => EPOCH,
  ) {}

  /** Seconds since 1970. */
  private get now(): number {
    return Math.floor(this.clock().getTime() / 1000);
  }

  /** Two hours go by. */
  expireAccess(): void {
    this.access.clear();
  }

  /** Ninety days go by. */
  expireRefresh(): void {
    this.access.clear();
    this.refresh.clear();
  }

  /** The person deletes the app password. */
  revokePassword(): void {
    this.expireRefresh();
    this.passwordRevoked = true;
  }

  /** What no record names is swept. */
  sweepBlobs(): void {
    this.blobs.clear();
  }

  /** The next video that the service is handed ends so. */
  failVideo(failureCode: string): void {
    this.nextJob = { state: 'JOB_STATE_FAILED', failureCode };
  }

  /** So many more calls in this window of five minutes. */
  leave(calls: number): void {
    this.remaining = calls;
  }

  /** Somebody else writes under the key, or the server changes what is there. */
  overwrite(rkey: string, changes: JsonObject): void {
    this.records.set(rkey, { ...this.records.get(rkey), ...changes });
  }

  recordAt(rkey: string): JsonObject | undefined {
    return this.records.get(rkey);
  }

  things(): readonly SimThing[] {
    return [...this.records].map(([rkey, record]) => ({
      id: this.uri(rkey),
      text: textAt(record, 'text') ?? '',
      parentId: textAt(record, 'reply', 'parent', 'uri') ?? null,
      media: blobsOf(record).length,
      altTexts: altTexts(record),
    }));
  }

  async answer(request: SimRequest): Promise<SimAnswer> {
    const headers = this.rateHeaders();
    try {
      if (this.remaining < 0) throw new Refused(429, 'RateLimitExceeded', 'Rate Limit Exceeded');
      return { status: 200, headers, body: await this.call(request) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { status: error.status, headers, body: { error: error.code, message: error.message } };
    }
  }

  private rateHeaders(): Record<string, string> {
    this.remaining -= 1;
    return {
      'ratelimit-limit': '3000',
      'ratelimit-remaining': String(Math.max(this.remaining, 0)),
      'ratelimit-reset': String(this.now + 120),
      'ratelimit-policy': '3000;w=300',
    };
  }

  private call(request: SimRequest): object | Promise<object> {
    const method = request.path.replace('/xrpc/', '');
    const calls: Record<string, [string, () => object]> = {
      'com.atproto.server.createSession': ['POST', () => this.createSession(request)],
      'com.atproto.server.refreshSession': ['POST', () => this.refreshSession(request)],
      'com.atproto.server.getSession': ['GET', () => this.getSession(request)],
      'com.atproto.server.getServiceAuth': ['GET', () => this.getServiceAuth(request)],
      'com.atproto.identity.resolveHandle': ['GET', () => this.resolveHandle(request)],
      'com.atproto.repo.uploadBlob': ['POST', () => this.uploadBlob(request)],
      'com.atproto.repo.putRecord': ['POST', () => this.putRecord(request)],
      'com.atproto.repo.getRecord': ['GET', () => this.getRecord(request)],
      'com.atproto.repo.deleteRecord': ['POST', () => this.deleteRecord(request)],
      'app.bsky.video.uploadVideo': ['POST', () => this.uploadVideo(request)],
      'app.bsky.video.getJobStatus': ['GET', () => this.getJobStatus(request)],
    };
    const known = calls[method];
    if (!known) throw new Refused(501, 'MethodNotImplemented');
    if (known[0] !== request.method)
      throw new Refused(405, 'InvalidRequest', `Incorrect HTTP method (${request.method})`);
    return known[1]();
  }

  private createSession(request: SimRequest): object {
    const { identifier, password } = jsonOf(request);
    const known = identifier === this.account.handle || identifier === this.account.did;
    if (!known || password !== this.account.appPassword || this.passwordRevoked)
      throw new Refused(401, 'AuthenticationRequired', 'Invalid identifier or password');
    return this.newSession(request);
  }

  private refreshSession(request: SimRequest): object {
    const token = bearer(request);
    if (!token.startsWith('refresh.')) throw new Refused(400, 'InvalidToken', 'Token could not be verified');
    if (!this.refresh.has(token)) throw new Refused(400, 'ExpiredToken', 'Token has been revoked');
    return this.newSession(request);
  }

  private newSession({ origin }: SimRequest): object {
    this.sessions += 1;
    const claims = Buffer.from(JSON.stringify({ exp: this.now + 7_200 })).toString('base64url');
    const accessJwt = `access.${claims}.${this.sessions}`;
    const refreshJwt = `refresh.${claims}.${this.sessions}`;
    this.access.add(accessJwt);
    this.refresh.add(refreshJwt);
    const service = [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: origin }];
    return { ...this.whoIs(), accessJwt, refreshJwt, didDoc: { id: this.account.did, service } };
  }

  private getSession(request: SimRequest): object {
    this.mustBeSignedIn(request);
    return this.whoIs();
  }

  private whoIs(): object {
    return { did: this.account.did, handle: this.account.handle, active: true };
  }

  private mustBeSignedIn(request: SimRequest): void {
    const token = bearer(request);
    if (!token.startsWith('access.')) throw new Refused(400, 'InvalidToken', 'Token could not be verified');
    if (!this.access.has(token)) throw new Refused(400, 'ExpiredToken', 'Token has expired');
  }

  private getServiceAuth(request: SimRequest): object {
    this.mustBeSignedIn(request);
    const { query } = request;
    if (!query.get('aud')?.startsWith('did:')) throw new Refused(400, 'InvalidRequest', 'aud must be a DID');
    if (Number(query.get('exp')) - this.now > 3_600)
      throw new Refused(
        400,
        'BadExpiration',
        'cannot request a token with an expiration more than an hour in the future',
      );
    if (query.get('lxm') !== 'com.atproto.repo.uploadBlob') throw new Refused(400, 'InvalidRequest', 'lxm');
    const token = `service.${this.serviceTokens.size}`;
    this.serviceTokens.add(token);
    return { token };
  }

  private resolveHandle({ query }: SimRequest): object {
    const handle = query.get('handle') ?? '';
    const did = handle === this.account.handle ? this.account.did : this.handles[handle];
    if (did === undefined) throw new Refused(400, 'InvalidRequest', 'Unable to resolve handle');
    return { did };
  }

  private uploadBlob(request: SimRequest): object {
    this.mustBeSignedIn(request);
    return { blob: this.keepBlob(request) };
  }

  private keepBlob({ body, headers }: SimRequest): JsonObject {
    if (body.length === 0)
      throw new Refused(400, 'InvalidRequest', 'Request encoding (Content-Type) required but not provided');
    const link = cidOf(body, 'bafkrei');
    const blob: JsonObject = {
      $type: 'blob',
      ref: { $link: link },
      mimeType: headers['content-type'] ?? '*/*',
      size: body.length,
    };
    this.blobs.set(link, blob);
    return blob;
  }

  private putRecord(request: SimRequest): object {
    this.mustBeSignedIn(request);
    const { repo, collection, rkey, record, swapRecord } = jsonOf(request);
    if (repo !== this.account.did) throw new Refused(401, 'AuthenticationRequired');
    if (
      collection !== POST ||
      typeof rkey !== 'string' ||
      !/^[234567a-j][234567a-z]{12}$/.test(rkey) ||
      !isObject(record)
    )
      throw new Refused(400, 'InvalidRequest', 'Input must have repo, collection, rkey and record');
    const why = refusedRecord(record);
    if (why !== null) throw new Refused(400, 'InvalidRequest', `Invalid ${POST} record: ${why}`);
    const there = this.records.get(rkey);
    if (there && canonicalJson(there) === canonicalJson(record)) return this.written(rkey, record);
    if (there && swapRecord === null) throw new Refused(400, 'InvalidSwap', 'Record was at another CID');
    const lost = blobsOf(record).find((link) => !this.blobs.has(link));
    if (lost !== undefined) throw new Refused(400, 'BlobNotFound', `Could not find blob: ${lost}`);
    this.records.set(rkey, record);
    return this.written(rkey, record);
  }

  private written(rkey: string, record: JsonObject): object {
    return { uri: this.uri(rkey), cid: cidOf(canonicalJson(record), 'bafyrei'), validationStatus: 'valid' };
  }

  private getRecord({ query }: SimRequest): object {
    const rkey = query.get('rkey') ?? '';
    const record = this.records.get(rkey);
    const ours = query.get('repo') === this.account.did || query.get('repo') === this.account.handle;
    if (!record || !ours || query.get('collection') !== POST)
      throw new Refused(400, 'RecordNotFound', `Could not locate record: ${this.uri(rkey)}`);
    return { uri: this.uri(rkey), cid: cidOf(canonicalJson(record), 'bafyrei'), value: record };
  }

  private deleteRecord(request: SimRequest): object {
    this.mustBeSignedIn(request);
    this.records.delete(String(jsonOf(request)['rkey']));
    return {};
  }

  private uploadVideo(request: SimRequest): object {
    if (!this.serviceTokens.has(bearer(request))) throw new Refused(401, 'AuthenticationRequired');
    if (request.query.get('did') !== this.account.did || !request.query.get('name'))
      throw new Refused(400, 'InvalidRequest');
    if (request.headers['content-type'] !== 'video/mp4') throw new Refused(400, 'InvalidRequest', 'video/mp4 only');
    const jobId = `job${this.jobs.size + 1}`;
    this.jobs.set(jobId, { ...this.nextJob, blob: this.keepBlob(request), polls: 0 });
    this.nextJob = { state: 'JOB_STATE_COMPLETED', failureCode: null };
    return { jobId, did: this.account.did, state: 'JOB_STATE_CREATED' };
  }

  private getJobStatus({ query }: SimRequest): object {
    const jobId = query.get('jobId') ?? '';
    const job = this.jobs.get(jobId);
    if (!job) throw new Refused(400, 'InvalidRequest', 'job not found');
    job.polls += 1;
    const status = { jobId, did: this.account.did };
    if (job.polls < 2) return { jobStatus: { ...status, state: 'JOB_STATE_ENCODING', progress: 40 } };
    const { state, failureCode } = job;
    return { jobStatus: { ...status, state, ...(failureCode === null ? { blob: job.blob } : { failureCode }) } };
  }

  private uri(rkey: string): string {
    return `at://${this.account.did}/${POST}/${rkey}`;
  }
}

function jsonOf(request: SimRequest): JsonObject {
  if (request.headers['content-type'] !== 'application/json')
    throw new Refused(400, 'InvalidRequest', 'Wrong request encoding (Content-Type)');
  return request.json();
}

function bearer({ headers }: SimRequest): string {
  const token = /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1];
  if (token === undefined) throw new Refused(401, 'AuthMissing', 'Authentication Required');
  return token;
}

/** As unique as a CID and shaped like one. */
function cidOf(content: string | Buffer, prefix: string): string {
  return prefix + createHash('sha256').update(content).digest('hex').slice(0, 52);
}

function altTexts(record: JsonObject): (string | null)[] {
  const images = at(record, 'embed', 'images');
  if (Array.isArray(images)) return images.map((image) => textAt(image, 'alt') ?? null);
  return textAt(record, 'embed', '$type') === 'app.bsky.embed.video' ? [textAt(record, 'embed', 'alt') ?? null] : [];
}
