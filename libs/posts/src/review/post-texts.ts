import { resolveContent } from '../content.js';
import { mediumOf, type PostSnapshot } from '../post-snapshot.js';

/** One text that leaves with a post on some channel, and where it is written. */
export interface PostText {
  text: string;
  /** JSON pointer into the post (RFC 6901). */
  field: string;
  /**
   * `body`: the post itself; `thread`: a further post below it; `part`: more that readers are told; `label`: names and
   * descriptions of its pieces.
   */
  role: 'body' | 'thread' | 'part' | 'label';
}

/** All that readers of `channelId` are given, the post's own text first, even where it is empty. */
export function textsOf(snapshot: PostSnapshot, channelId: string): [PostText, ...PostText[]] {
  const content = resolveContent(snapshot, channelId);
  const at = (field: keyof typeof content): string => fieldOf(snapshot, channelId, field);
  const body: PostText = { text: content.text, field: at('text'), role: 'body' };
  const thread = content.thread.map(({ text }, index): PostText => ({
    text,
    field: `${at('thread')}/${index}/text`,
    role: 'thread',
  }));
  const comment = content.firstComment === null ? [] : [part(content.firstComment, at('firstComment'))];
  const { poll } = content;
  const asked = poll && [
    part(poll.question, `${at('poll')}/question`),
    ...poll.options.map((text, index) => label(text, `${at('poll')}/options/${index}`)),
  ];
  const alts = content.mediaIds.map((id, index) =>
    label(mediumOf(snapshot, id).altText ?? '', `${at('mediaIds')}/${index}`),
  );
  const further = [...thread, ...comment, ...(asked ?? []), ...alts, ...proseIn(content.options, at('options'))];
  return [body, ...further.filter(({ text }) => text.trim() !== '')];
}

/** Where `channelId` gets a part of its content from: its variant, else the post. */
export function fieldOf(snapshot: PostSnapshot, channelId: string, field: string): string {
  const isOwn = field === 'options' || Object.hasOwn(snapshot.variants[channelId] ?? {}, field);
  return isOwn ? `/variants/${channelId}/${field}` : `/content/${field}`;
}

/** What stands in options and is meant for readers, such as a title or a warning: ids and settings have no spaces. */
function proseIn(value: unknown, pointer: string): PostText[] {
  if (typeof value === 'string') return /\S\s+\S/.test(value) ? [label(value, pointer)] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    proseIn(inner, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

function part(text: string, field: string): PostText {
  return { text, field, role: 'part' };
}

function label(text: string, field: string): PostText {
  return { text, field, role: 'label' };
}
