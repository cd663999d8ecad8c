import type { JsonObject } from '#networks';

/** What a post may hold at most, whatever the network. */
export const LIMITS = {
  /** UTF-16 code units, as JSON Schema's maxLength in most validators. */
  text: 100_000,
  link: 2_000,
  media: 20,
  pollOptionsMin: 2,
  pollOptions: 12,
  pollOption: 100,
  pollQuestion: 300,
  thread: 25,
  title: 300,
  channels: 50,
  labels: 50,
  label: 64,
  /** Of pillars and audiences, which are a brand’s own; slots allow as much. */
  ownTerm: 100,
} as const;

export interface PostPoll {
  question: string;
  options: string[];
  /** ISO 8601 */
  duration: string;
}

export interface ThreadPart {
  text: string;
}

/** What a post says where no variant says otherwise. */
export interface PostContent {
  text: string;
  link: string | null;
  mediaIds: string[];
  poll: PostPoll | null;
  thread: ThreadPart[];
  firstComment: string | null;
}

/** What one channel gets instead: absent inherits, null removes, lists replace. */
export interface ChannelVariant {
  text?: string | null;
  link?: string | null;
  mediaIds?: string[] | null;
  poll?: PostPoll | null;
  thread?: ThreadPart[] | null;
  firstComment?: string | null;
  /** RFC 3339, UTC: the channel's own time. */
  scheduledAt?: string | null;
  /** As the network's manifest says in `optionsSchema`. */
  options?: JsonObject | null;
}

/** By channel id. */
export type Variants = Readonly<Record<string, ChannelVariant>>;

/** The content of a post as one channel gets it. */
export interface ResolvedContent extends PostContent {
  options: JsonObject;
}

export const NO_CONTENT: PostContent = {
  text: '',
  link: null,
  mediaIds: [],
  poll: null,
  thread: [],
  firstComment: null,
};

/** What `channelId` gets of a post. */
export function resolveContent(post: { content: PostContent; variants: Variants }, channelId: string): ResolvedContent {
  const { content } = post;
  const own = post.variants[channelId] ?? {};
  return {
    text: inherit(own.text, content.text, NO_CONTENT.text),
    link: inherit(own.link, content.link, null),
    mediaIds: inherit(own.mediaIds, content.mediaIds, []),
    poll: inherit(own.poll, content.poll, null),
    thread: inherit(own.thread, content.thread, []),
    firstComment: inherit(own.firstComment, content.firstComment, null),
    options: own.options ?? {},
  };
}

function inherit<T>(own: T | null | undefined, base: T, none: T): T {
  return own === undefined ? base : (own ?? none);
}
