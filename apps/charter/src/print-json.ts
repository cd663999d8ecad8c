import { ENGINE_VERSION } from '#charter';
import { type CheckedPost, worstOf } from './checked-post.js';
import { placeIn } from './display.js';

/** For programs: findings as the engine has them, with the line and column (UTF-16, from 1) in the post’s text. */
export function toJson(posts: readonly CheckedPost[]): string {
  const results = posts.map(({ file, line, id, subject, evaluation: { verdict, language, findings } }) => ({
    ...{ file, line, id, verdict, language },
    findings: findings.map((finding) => ({
      ...finding,
      place: finding.span ? placeIn(subject.text, finding.span.start) : null,
    })),
  }));
  return JSON.stringify({ engineVersion: ENGINE_VERSION, verdict: worstOf(posts), posts: results }, null, 2);
}
