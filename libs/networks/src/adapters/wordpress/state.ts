import type { PublishState, Remote, RenderedUnit, Seed } from '../../contract.js';
import { type CommentWire, type PostWire, readWire } from './format.js';
import { slugOf } from './slug.js';

export type Taxonomy = 'categories' | 'tags';

/** The memory of an article. */
export type PostState = {
  v: 1;
  wire: PostWire;
  slug: string;
  /** Numbers by name. */
  terms: { categories: { [name: string]: number }; tags: { [name: string]: number } };
  /** In the order of the wire's media. */
  media: { id: number; url: string }[];
  postId: number | null;
  swept: boolean;
  remote: { id: string; url: string | null } | null;
};

/** The memory of a first comment. `post`: the number of the article, or its address where a person settled it. */
export type CommentState = {
  v: 1;
  wire: CommentWire;
  post: string;
  remote: { id: string; url: string | null } | null;
};

export function prepareState(unit: RenderedUnit, seed: Seed): PublishState {
  const wire = readWire(unit.wire);
  if (wire.kind === 'comment') {
    const post = seed.root ?? seed.parent;
    return { v: 1, wire, post: post ? articleName(post) : '', remote: null } satisfies CommentState;
  }
  return {
    v: 1,
    wire,
    slug: slugOf(wire.title, seed.key),
    terms: { categories: {}, tags: {} },
    media: [],
    postId: null,
    swept: false,
    remote: null,
  } satisfies PostState;
}

/** The number of an article, or its address where a person settled it: what stands as its id is then none of the site's. */
export function articleName({ id, url }: Remote): string {
  return /^\d+$/.test(id) ? id : (url ?? id);
}

export function readState(state: PublishState): PostState | CommentState {
  if (state.v !== 1) throw new Error(`unknown wordpress state version: ${state.v}`);
  return state as PostState | CommentState;
}

export function isComment(state: PostState | CommentState): state is CommentState {
  return state.wire.kind === 'comment';
}

/** The next category or tag whose number must be asked. */
export function unknownTerm({ wire, terms }: PostState): { taxonomy: Taxonomy; name: string } | undefined {
  const missing = (taxonomy: Taxonomy) => {
    const name = wire[taxonomy].find((candidate) => !Object.hasOwn(terms[taxonomy], candidate));
    return name === undefined ? [] : [{ taxonomy, name }];
  };
  return [...missing('categories'), ...missing('tags')][0];
}
