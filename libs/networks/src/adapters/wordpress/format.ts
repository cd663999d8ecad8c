import type { Json, JsonObject, PublishPlan, RenderedPost } from '../../contract.js';
import { titleFromText } from '../../shaping/title.js';

export type PostStatus = 'publish' | 'draft' | 'pending' | 'private';

/** An article, as far as it is known before its media and terms have numbers. */
export type PostWire = {
  version: 1;
  kind: 'post';
  title: string;
  text: string;
  link: string | null;
  excerpt: string | null;
  status: PostStatus;
  categories: string[];
  tags: string[];
  comments: 'open' | 'closed' | null;
  featuredImage: boolean;
  media: { mediaId: string; alt: string; isVideo: boolean }[];
};

export type CommentWire = { version: 1; kind: 'comment'; text: string };

/** The article, and its first comment. */
export function renderWordPressPost(plan: PublishPlan): RenderedPost {
  const comment = plan.firstComment;
  return {
    units: [
      { kind: 'post', wire: postWire(plan) },
      ...(comment === null
        ? []
        : [
            {
              kind: 'first_comment' as const,
              wire: { version: 1, kind: 'comment', text: comment } satisfies CommentWire,
            },
          ]),
    ],
  };
}

export function readWire(wire: JsonObject): PostWire | CommentWire {
  if (wire['version'] !== 1) throw new Error(`unknown wordpress payload version: ${String(wire['version'])}`);
  return wire as PostWire | CommentWire;
}

/** What the post is left as: published, unless asked otherwise. */
export function statusOf(plan: PublishPlan): PostStatus {
  return (textOption(plan, 'status') as PostStatus | undefined) ?? 'publish';
}

function postWire(plan: PublishPlan): PostWire {
  return {
    version: 1,
    kind: 'post',
    title: textOption(plan, 'title') ?? plan.title ?? titleFromText(plan.text, plan.language),
    text: plan.text,
    link: plan.link,
    excerpt: textOption(plan, 'excerpt') ?? null,
    status: statusOf(plan),
    categories: namesOption(plan, 'categories'),
    tags: namesOption(plan, 'tags'),
    comments: (textOption(plan, 'comments') as PostWire['comments'] | undefined) ?? null,
    featuredImage: plan.options['featuredImage'] !== false,
    media: plan.media.map(({ mediaId, altText, mimeType }) => ({
      mediaId,
      alt: altText ?? '',
      isVideo: mimeType.startsWith('video/'),
    })),
  };
}

function textOption(plan: PublishPlan, name: string): string | undefined {
  const value = plan.options[name];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** Names as sites keep them: without spaces around, each once. */
function namesOption(plan: PublishPlan, name: string): string[] {
  const value: Json | undefined = plan.options[name];
  const names = Array.isArray(value) ? value.flatMap((item) => (typeof item === 'string' ? [item.trim()] : [])) : [];
  return [...new Set(names.filter((item) => item !== ''))];
}
