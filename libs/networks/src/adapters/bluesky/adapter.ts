import { canonicalJson } from '#kernel';
import type {
  AdapterError,
  AdapterIo,
  Difference,
  JsonObject,
  NetworkAdapter,
  PublishState,
  Quiet,
  ReconcileResult,
  Remote,
  RemoveResult,
  Step,
  StepResult,
  VerifyResult,
} from '../../contract.js';
import { verdict } from '../../differences.js';
import { at, isObject, quietAfter, textAt, unreadable } from '../../http/answers.js';
import { renderBlueskyPost } from './format.js';
import { manifest } from './manifest.js';
import { check, type OpenSession, openSession, renew } from './session.js';
import {
  COLLECTION,
  mediaOf,
  placeOf,
  prepareState,
  readState,
  recordAddress,
  recordOf,
  unknownHandle,
  unknownRef,
  webUrl,
} from './state.js';
import { needsVideoService, pollVideo, uploadBlob, uploadVideo } from './upload.js';
import { validateBluesky } from './validate.js';
import { failed, xrpc } from './xrpc.js';

const RESOLVE: Step = { id: 'resolve', kind: 'poll', effect: 'none' };
const ANSWERED: Step = { id: 'answered', kind: 'poll', effect: 'none' };
const UPLOAD: Step = { id: 'upload', kind: 'upload', effect: 'harmless' };
const UPLOAD_VIDEO: Step = { id: 'upload_video', kind: 'upload', effect: 'harmless' };
const POLL_VIDEO: Step = { id: 'poll_video', kind: 'poll', effect: 'none' };
// Only where nothing has the key (`swapRecord: null`): the server itself keeps it single.
const PUT: Step = { id: 'put', kind: 'create', effect: 'guarded' };

export const blueskyAdapter: NetworkAdapter = {
  manifest,
  validate: validateBluesky,
  render: renderBlueskyPost,
  prepare: prepareState,
  nextStep,
  run,
  reconcile,
  verify,
  remove,
  check,
  renew,
};

function nextStep(stored: PublishState): Step | null {
  const state = readState(stored);
  if (state.remote) return null;
  if (unknownHandle(state) !== undefined) return RESOLVE;
  if (unknownRef(state) !== undefined) return ANSWERED;
  if (state.blobs.length === mediaOf(state).length) return PUT;
  if (!needsVideoService(state)) return UPLOAD;
  return state.job ? POLL_VIDEO : UPLOAD_VIDEO;
}

async function run(step: Step, state: PublishState, io: AdapterIo): Promise<StepResult> {
  const session = openSession(io);
  if ('class' in session) return { kind: 'failed', error: session };
  switch (step.id) {
    case RESOLVE.id:
      return resolveHandle(state, session, io);
    case ANSWERED.id:
      return findAnswered(state, session, io);
    case UPLOAD.id:
      return uploadBlob(state, session, io);
    case UPLOAD_VIDEO.id:
      return uploadVideo(state, session, io);
    case POLL_VIDEO.id:
      return pollVideo(state, io);
    default:
      return putRecord(state, session, io);
  }
}

/** Whose a mentioned handle is. Nobody's is an answer too: then the text stays plain there. */
async function resolveHandle(state: PublishState, session: OpenSession, io: AdapterIo): Promise<StepResult> {
  const { dids, ...rest } = readState(state);
  const handle = unknownHandle({ dids, ...rest }) ?? '';
  const owner = await ownerOf(handle, session, io);
  if (owner.kind === 'failed') return owner;
  return { kind: 'advanced', state: { ...state, dids: { ...dids, [handle]: owner.did } } };
}

/** Whose a handle is; null: nobody's. */
async function ownerOf(
  handle: string,
  { host }: OpenSession,
  io: AdapterIo,
): Promise<{ kind: 'owner'; did: string | null } | { kind: 'failed'; error: AdapterError }> {
  const method = 'com.atproto.identity.resolveHandle';
  const answer = await xrpc({ host, method, query: { handle }, effect: 'none' }, io);
  if (answer.kind === 'refused') return answer.error.httpStatus === 400 ? { kind: 'owner', did: null } : failed(answer);
  const did = textAt(answer.json, 'did');
  return did ? { kind: 'owner', did } : { kind: 'failed', error: unreadable('bluesky', 'none', 200) };
}

/** The content of a post to answer that somebody else than us put there. */
async function findAnswered(state: PublishState, session: OpenSession, io: AdapterIo): Promise<StepResult> {
  const { reply, ...rest } = readState(state);
  const name = unknownRef({ reply, ...rest }) ?? 'parent';
  const found = await getRecord(reply?.[name].uri ?? '', session, io);
  if (found.kind === 'failed') return found;
  if (found.kind === 'absent') return { kind: 'failed', error: parentUnknown() };
  return { kind: 'advanced', state: { ...state, reply: { ...reply, [name]: { uri: found.uri, cid: found.cid } } } };
}

function parentUnknown(): AdapterError {
  const detail = 'The post to answer is not on the network.';
  return { class: 'permanent', code: 'bluesky.parent_unknown', phase: 'answered', detail };
}

async function putRecord(state: PublishState, session: OpenSession, io: AdapterIo): Promise<StepResult> {
  const own = readState(state);
  const record = recordOf(own);
  const json = { repo: session.did, collection: COLLECTION, rkey: own.rkey, record, swapRecord: null };
  const { host, accessJwt: token } = session;
  const answer = await xrpc(
    { host, method: 'com.atproto.repo.putRecord', input: { json }, token, effect: 'guarded' },
    io,
  );
  if (answer.kind === 'ok') {
    const uri = textAt(answer.json, 'uri');
    const cid = textAt(answer.json, 'cid');
    if (uri && cid) return done(state, uri, cid, quietOf(answer.headers, io));
    return { kind: 'failed', error: unreadable('bluesky', 'guarded', 200) };
  }
  if (answer.name === 'BlobNotFound') return { kind: 'failed', error: answer.error, state: { ...state, blobs: [] } };
  return answer.name === 'InvalidSwap' ? lookAtKey(state, answer.error, session, io) : failed(answer);
}

/** The key is taken: by the very same content it is done, by anything else a person must look. */
async function lookAtKey(
  state: PublishState,
  taken: AdapterError,
  session: OpenSession,
  io: AdapterIo,
): Promise<StepResult> {
  const found = await getRecord(uriOf(state, session), session, io);
  if (found.kind === 'failed') return found;
  const same = found.kind === 'found' && canonicalJson(found.value) === canonicalJson(recordOf(readState(state)));
  return same ? done(state, found.uri, found.cid) : { kind: 'failed', error: taken };
}

function done(state: PublishState, uri: string, cid: string, quiet?: Quiet): StepResult {
  const remote = { id: uri, url: webUrl(uri) };
  return { kind: 'done', state: { ...state, remote, cid }, remote, ...(quiet ? { quiet } : {}) };
}

function quietOf(headers: Readonly<Record<string, string>>, io: AdapterIo): Quiet | undefined {
  const names = { remaining: 'ratelimit-remaining', reset: 'ratelimit-reset' };
  return quietAfter(headers, { ...names, format: 'epoch_seconds', scope: 'account' }, io.now);
}

async function reconcile(state: PublishState, io: AdapterIo): Promise<ReconcileResult> {
  const session = openSession(io);
  if ('class' in session) return { kind: 'failed', error: session };
  const found = await getRecord(uriOf(state, session), session, io);
  if (found.kind === 'failed') return found;
  if (found.kind === 'absent') return { kind: 'absent', certainty: 'certain' };
  if (textAt(found.value, 'text') !== readState(state).wire.text)
    return { kind: 'undecidable', reason: 'Something else stands under the key of this post.' };
  const remote = { id: found.uri, url: webUrl(found.uri) };
  return { kind: 'found', remote, state: { ...state, remote, cid: found.cid } };
}

async function verify(remote: Remote, state: PublishState, io: AdapterIo): Promise<VerifyResult> {
  const session = openSession(io);
  const found = 'class' in session ? session : await getRecord(remote.id, session, io);
  // A look that fails says nothing against the post.
  if ('class' in found || found.kind === 'failed') return { kind: 'faithful' };
  if (found.kind === 'absent') return verdict(['missing']);
  return verdict(differencesOf(recordOf(readState(state)), found.value));
}

function differencesOf(sent: JsonObject, there: JsonObject): Difference[] {
  const parts: [string, Difference][] = [
    ['text', 'text'],
    ['facets', 'references'],
    ['embed', embedName(sent)],
    ['reply', 'reply'],
    ['langs', 'language'],
    ['labels', 'content_labels'],
  ];
  const differs = (key: string): boolean => canonicalJson(sent[key] ?? null) !== canonicalJson(there[key] ?? null);
  return parts.flatMap(([key, name]) => (differs(key) ? [name] : []));
}

function embedName(record: JsonObject): Difference {
  return textAt(record, 'embed', '$type') === 'app.bsky.embed.external' ? 'link' : 'media';
}

/** Deleting is idempotent there, and does not tell whether there was anything: hence the look. */
async function remove(remote: Remote, io: AdapterIo): Promise<RemoveResult> {
  const session = openSession(io);
  if ('class' in session) return { kind: 'failed', error: session };
  const place = placeOf(recordAddress(remote) ?? '');
  const ours = place ? await isOurs(place.repo, session, io) : false;
  if (typeof ours !== 'boolean') return ours;
  if (!place || !ours) return { kind: 'failed', error: MESSAGE_UNKNOWN };
  const { rkey } = place;
  const found = await getRecord(`at://${session.did}/${COLLECTION}/${rkey}`, session, io);
  if (found.kind === 'failed') return found;
  if (found.kind === 'absent') return { kind: 'already_gone' };
  const json = { repo: session.did, collection: COLLECTION, rkey };
  const { host, accessJwt: token } = session;
  const answer = await xrpc(
    { host, method: 'com.atproto.repo.deleteRecord', input: { json }, token, effect: 'guarded' },
    io,
  );
  return answer.kind === 'ok' ? { kind: 'removed' } : failed(answer);
}

const MESSAGE_UNKNOWN: AdapterError = {
  class: 'permanent',
  code: 'bluesky.message_unknown',
  phase: 'before_send',
  detail: 'No address of a post of this account is known.',
};

/** Whether an address is of our own repository: people's addresses name it by a handle. */
async function isOurs(
  repo: string,
  session: OpenSession,
  io: AdapterIo,
): Promise<boolean | { kind: 'failed'; error: AdapterError }> {
  if (repo.startsWith('did:')) return repo === session.did;
  const whose = await ownerOf(repo, session, io);
  return whose.kind === 'failed' ? whose : whose.did === session.did;
}

type Found =
  | { kind: 'found'; uri: string; cid: string; value: JsonObject }
  | { kind: 'absent' }
  | { kind: 'failed'; error: AdapterError };

async function getRecord(uri: string, { host }: OpenSession, io: AdapterIo): Promise<Found> {
  const place = placeOf(uri);
  if (!place) return { kind: 'absent' };
  const query = { ...place, collection: COLLECTION };
  const answer = await xrpc({ host, method: 'com.atproto.repo.getRecord', query, effect: 'none' }, io);
  if (answer.kind === 'refused') return answer.name === 'RecordNotFound' ? { kind: 'absent' } : failed(answer);
  const value = at(answer.json, 'value');
  const [address, cid] = [textAt(answer.json, 'uri'), textAt(answer.json, 'cid')];
  if (!address || !cid || !isObject(value)) return { kind: 'failed', error: unreadable('bluesky', 'none', 200) };
  return { kind: 'found', uri: address, cid, value };
}

function uriOf(state: PublishState, { did }: OpenSession): string {
  return `at://${did}/${COLLECTION}/${readState(state).rkey}`;
}
