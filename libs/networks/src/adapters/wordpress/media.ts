import type { AdapterIo, Json, MediaFit, PublishState, StepResult } from '../../contract.js';
import { mediaError, textAt } from '../../http/answers.js';
import { filePart, multipart } from '../../http/multipart.js';
import { api, failed, numberAt, unread } from './api.js';
import { lineOf } from './html.js';
import { isComment, type PostState, readState } from './state.js';
import { mediaSlugOf } from './slug.js';

const FIELDS = 'id,source_url,alt_text';

/**
 * Puts the next medium into the library, under a name of ours that is looked for first: a file whose answer was lost is
 * taken as it is, and none lies there twice.
 */
export async function settleMedium(state: PublishState, io: AdapterIo): Promise<StepResult> {
  const own = readState(state);
  if (isComment(own)) throw new Error('a comment has no media');
  const { alt } = nextOf(own);
  const found = await findMedium(own, io);
  if ('kind' in found) return found;
  const there = found.medium ?? (await upload(own, io));
  if (isFailure(there)) return there;
  // A site that broke while it made smaller sizes may have kept the file and not its text.
  const worded = textAt(there, 'alt_text') === alt ? there : await describe(there, alt, io);
  return isFailure(worded) ? worded : withMedium(state, own, worded);
}

type Failure = Extract<StepResult, { kind: 'failed' }>;

function isFailure(value: Json | Failure): value is Failure {
  return typeof value === 'object' && value !== null && 'error' in value && 'kind' in value;
}

function nextOf({ wire, media }: PostState): PostState['wire']['media'][number] {
  const next = wire.media[media.length];
  if (!next) throw new Error('no medium is left to upload');
  return next;
}

async function findMedium({ slug, media }: PostState, io: AdapterIo): Promise<{ medium: Json | undefined } | Failure> {
  const query = { slug: mediaSlugOf(slug, media.length), context: 'edit', _fields: FIELDS };
  const answer = await api({ method: 'GET', path: '/wp/v2/media', query, effect: 'none' }, io);
  if (answer.kind === 'refused') return failed(answer);
  return Array.isArray(answer.json) ? { medium: answer.json[0] } : unread('none');
}

async function upload(state: PostState, io: AdapterIo): Promise<Json | Failure> {
  const { mediaId, alt, isVideo } = nextOf(state);
  const opened = await io.media.open(io.account, mediaId, fitOf(isVideo, io));
  if (opened.kind === 'failed') return { kind: 'failed', error: mediaError('wordpress', opened) };
  const slug = mediaSlugOf(state.slug, state.media.length);
  const form = multipart([
    ['slug', slug],
    ['title', state.wire.title === '' ? slug : lineOf(state.wire.title)],
    ['alt_text', alt],
    ['file', filePart(opened.file)],
  ]);
  const query = { _fields: FIELDS };
  const answer = await api({ method: 'POST', path: '/wp/v2/media', query, form, effect: 'harmless' }, io);
  return answer.kind === 'ok' ? answer.json : failed(answer);
}

function fitOf(isVideo: boolean, io: AdapterIo): MediaFit {
  const { mimeTypes, image } = io.account.capabilities.media;
  const ofKind = mimeTypes.filter((type) => type.startsWith('video/') === isVideo);
  return { mimeTypes: ofKind, ...(isVideo ? {} : image) };
}

async function describe(medium: Json, alt: string, io: AdapterIo): Promise<Json | Failure> {
  const id = numberAt(medium, 'id');
  if (id === undefined) return unread('harmless');
  const query = { _fields: FIELDS };
  const json = { alt_text: alt };
  const answer = await api({ method: 'POST', path: `/wp/v2/media/${id}`, query, json, effect: 'harmless' }, io);
  return answer.kind === 'ok' ? answer.json : failed(answer);
}

function withMedium(state: PublishState, { media }: PostState, medium: Json): StepResult {
  const id = numberAt(medium, 'id');
  const url = textAt(medium, 'source_url');
  if (id === undefined || url === undefined) return unread('harmless');
  return { kind: 'advanced', state: { ...state, media: [...media, { id, url }] } };
}
