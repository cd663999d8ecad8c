import type { Ancestor, Json, JsonObject, PublishState, Remote, RenderedUnit, Seed } from '../../contract.js';
import { textAt } from '../../http/answers.js';
import { type BlueskyWire, type MediumWire, readBlueskyWire } from './format.js';
import { recordKey } from './tid.js';

export const COLLECTION = 'app.bsky.feed.post';

/** A record by address and content (com.atproto.repo.strongRef); `cid` null while it must still be asked. */
export type StrongRef = { uri: string; cid: string | null };

export type BlueskyState = {
  v: 1;
  rkey: string;
  createdAt: string;
  wire: BlueskyWire;
  reply: { root: StrongRef; parent: StrongRef } | null;
  /** By handle; null: nobody's, and the text stays plain there. */
  dids: { [handle: string]: string | null };
  /** In the order of the embed's media, as the server named them. */
  blobs: JsonObject[];
  /** The video that the video service works on. */
  job: { id: string; since: string } | null;
  remote: { id: string; url: string | null } | null;
  /** Of the record as it stands: replies name it. */
  cid: string | null;
};

export function prepareState(unit: RenderedUnit, seed: Seed): PublishState {
  return {
    v: 1,
    rkey: recordKey(seed.key, seed.createdAt),
    createdAt: seed.createdAt,
    wire: readBlueskyWire(unit.wire),
    reply: replyOf(unit, seed),
    dids: {},
    blobs: [],
    job: null,
    remote: null,
    cid: null,
  } satisfies BlueskyState;
}

export function readState(state: PublishState): BlueskyState {
  if (state.v !== 1) throw new Error(`unknown bluesky state version: ${state.v}`);
  return state as BlueskyState;
}

/** A part of a thread answers the part before it; the first comment answers the post itself. */
function replyOf({ kind }: RenderedUnit, { parent, root }: Seed): BlueskyState['reply'] {
  const answered = kind === 'first_comment' ? (root ?? parent) : parent;
  if (!answered) return null;
  return { root: strongRef(root ?? answered), parent: strongRef(answered) };
}

function strongRef(ancestor: Ancestor): StrongRef {
  const { id, state } = ancestor;
  return { uri: recordAddress(ancestor) ?? id, cid: textAt(state ?? undefined, 'cid') ?? null };
}

/** The record's own address, or the one that a person gave; null: neither is known. */
export function recordAddress({ id, url }: Remote): string | null {
  return addressOf(id) ?? addressOf(url ?? '');
}

const WEB = /^https:\/\/bsky\.app\/profile\/([^/?#]+)\/post\/([^/?#]+)/;
const AT = /^at:\/\/([^/?#]+)\/app\.bsky\.feed\.post\/([^/?#]+)$/;

/** What a person pasted, as the address of a record; null for what names none. */
function addressOf(id: string): string | null {
  const [, repo, rkey] = WEB.exec(id) ?? AT.exec(id) ?? [];
  return repo && rkey ? `at://${repo}/${COLLECTION}/${rkey}` : null;
}

/** The repository and key of a post's address; null for what is none. */
export function placeOf(uri: string): { repo: string; rkey: string } | null {
  const [, repo, rkey] = AT.exec(uri) ?? [];
  return repo && rkey ? { repo, rkey } : null;
}

export function webUrl(uri: string): string | null {
  const place = placeOf(uri);
  return place && `https://bsky.app/profile/${place.repo}/post/${place.rkey}`;
}

export function mediaOf({ wire }: BlueskyState): readonly MediumWire[] {
  return wire.embed?.media ?? [];
}

/** The next handle whose owner must be asked. */
export function unknownHandle({ wire, dids }: BlueskyState): string | undefined {
  const handles = wire.facets.flatMap(({ kind, value }) => (kind === 'mention' ? [value] : []));
  return handles.find((handle) => !Object.hasOwn(dids, handle));
}

/** The next record to answer whose content must be asked. */
export function unknownRef({ reply }: BlueskyState): 'root' | 'parent' | undefined {
  if (reply === null) return undefined;
  return (['root', 'parent'] as const).find((name) => reply[name].cid === null);
}

export type RecordJson = { [key: string]: Json };

/** The record as it is written, its bytes the same on every try. */
export function recordOf(state: BlueskyState): RecordJson {
  const { wire, reply, createdAt } = state;
  const facets = facetsJson(state);
  const embed = embedJson(state);
  return {
    $type: COLLECTION,
    text: wire.text,
    createdAt,
    ...(wire.languages.length > 0 ? { langs: wire.languages } : {}),
    ...(facets.length > 0 ? { facets } : {}),
    ...(embed ? { embed } : {}),
    ...(reply ? { reply } : {}),
    ...(wire.contentLabels.length > 0 ? { labels: selfLabels(wire.contentLabels) } : {}),
  };
}

function facetsJson({ wire, dids }: BlueskyState): Json[] {
  return wire.facets.flatMap(({ kind, start, end, value }): Json[] => {
    const did = dids[value] ?? null;
    if (kind === 'mention' && did === null) return [];
    const $type = `app.bsky.richtext.facet#${kind}`;
    const feature: JsonObject = kind === 'link' ? { uri: value } : kind === 'tag' ? { tag: value } : { did };
    return [{ index: { byteStart: start, byteEnd: end }, features: [{ $type, ...feature }] }];
  });
}

function embedJson({ wire, blobs }: BlueskyState): JsonObject | null {
  const { embed } = wire;
  const [first] = blobs;
  switch (embed?.kind) {
    case undefined:
      return null;
    case 'images':
      return {
        $type: 'app.bsky.embed.images',
        images: embed.media.map((medium, index) => imageJson(medium, blobs[index])),
      };
    case 'video':
      return { $type: 'app.bsky.embed.video', ...videoJson(embed.media[0], first) };
    case 'card': {
      const { uri, title, description } = embed;
      return {
        $type: 'app.bsky.embed.external',
        external: { uri, title, description, ...(first ? { thumb: first } : {}) },
      };
    }
  }
}

function imageJson(medium: MediumWire, image: JsonObject | undefined): JsonObject {
  // The lexicon asks for `alt`, also where there is nothing to say.
  return { image: image ?? null, alt: medium.alt, ...aspectRatio(medium) };
}

function videoJson(medium: MediumWire | undefined, video: JsonObject | undefined): JsonObject {
  if (!medium) return {};
  return { video: video ?? null, ...(medium.alt === '' ? {} : { alt: medium.alt }), ...aspectRatio(medium) };
}

function aspectRatio({ width, height }: MediumWire): JsonObject {
  return width && height ? { aspectRatio: { width, height } } : {};
}

function selfLabels(labels: readonly string[]): JsonObject {
  return { $type: 'com.atproto.label.defs#selfLabels', values: labels.map((val) => ({ val })) };
}
