/** What a post carries: `rich` has an image, a thread and a first comment as far as the network takes them. */
export type Shape = 'rich' | 'video' | 'poll';
export const SHAPES: readonly Shape[] = ['rich', 'video', 'poll'];

/** What `GET /v1/networks/{id}` tells, as far as contents depend on it. */
export interface NetworkFacts {
  capabilities: {
    media: { maxImages: number; maxVideos: number; required?: boolean };
    poll: { durations?: number[] } | null;
    thread: boolean;
    firstComment: boolean;
  };
}

/** The rich one stands for networks without images too; a network of videos alone has no other. */
export function takes(shape: Shape, { capabilities: { media, poll } }: NetworkFacts): boolean {
  if (shape === 'video') return media.maxVideos > 0;
  if (shape === 'poll') return poll !== null;
  return media.maxImages > 0 || media.required !== true;
}

/** The content of one shape; each unit holds `text`, by which it is found again. */
export function contentOf(
  shape: Shape,
  text: string,
  { capabilities }: NetworkFacts,
  media: { image: string; video: string },
): object {
  const { thread, firstComment, poll } = capabilities;
  if (shape === 'poll') {
    const seconds = poll?.durations && !poll.durations.includes(86_400) ? poll.durations[0]! : 86_400;
    return { text, poll: { question: text, options: ['Beurre', 'Confiture'], duration: `PT${seconds}S` } };
  }
  const image = shape === 'rich' && capabilities.media.maxImages > 0;
  return {
    text,
    mediaIds: shape === 'video' ? [media.video] : image ? [media.image] : [],
    ...(thread && shape === 'rich' ? { thread: [{ text: `${text} Suite.` }] } : {}),
    ...(firstComment && shape === 'rich' ? { firstComment: `${text} Note.` } : {}),
  };
}
