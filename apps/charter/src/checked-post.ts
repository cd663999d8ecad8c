import type { Evaluation, Verdict } from '#charter';
import type { ReadPost } from './read-posts.js';

/** A post with what the charter says of it. */
export interface CheckedPost extends ReadPost {
  evaluation: Evaluation;
}

export function worstOf(posts: readonly CheckedPost[]): Verdict {
  const verdicts = posts.map(({ evaluation }) => evaluation.verdict);
  return (['block', 'review', 'warn'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'pass';
}
