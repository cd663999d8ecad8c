import { readFile } from 'node:fs/promises';
import { type CompiledCharter, compileCharter, evaluate, RULES, type Severity, type Subject } from '#charter';
import type { Language } from '#kernel';
import { type NeutralFile, type NeutralSlot, toCharter } from './neutral-charter.js';

/** A post of `charter-eval/1`, without its labels. */
export interface NeutralPost {
  id: string;
  brand: string;
  lang: Language;
  network: string;
  slot: string;
  why: { objective?: string; stage?: string } | null;
  text: string;
  media: readonly { type: 'image' | 'video'; alt: string | null }[];
  sponsored: object | null;
}

/** What was found in a post: `start` and `end` are UTF-16 code units, half-open, left out for an absence. */
export interface Prediction {
  id: string;
  findings: readonly { kind: string; severity: Severity; start?: number; end?: number }[];
}

/** What the engine finds in each post of a file, a line of JSON for each. */
export async function predict(chartersFile: string, postsFile: string, print: (line: string) => void): Promise<void> {
  const neutral = JSON.parse(await readFile(chartersFile, 'utf8')) as NeutralFile;
  const lines = (await readFile(postsFile, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const posts = lines.map((line) => JSON.parse(line) as NeutralPost);
  for (const prediction of predictPosts(neutral, posts)) print(JSON.stringify(prediction));
}

/** @throws Error for a post of a brand that has no charter. */
export function predictPosts(neutral: NeutralFile, posts: readonly NeutralPost[]): Prediction[] {
  const charters = new Map(
    neutral.charters.map((charter) => [charter.id, compileCharter(toCharter(charter, neutral.defaults), RULES)]),
  );
  return posts.map((post) => {
    const charter = charters.get(post.brand);
    if (!charter) throw new Error(`${post.id}: no charter of ${post.brand}`);
    return { id: post.id, findings: findingsOf(charter, post, neutral.defaults.slots[post.slot]) };
  });
}

function findingsOf(
  charter: CompiledCharter,
  post: NeutralPost,
  slot: NeutralSlot | undefined,
): Prediction['findings'] {
  const { findings } = evaluate(charter, subjectOf(post, slot));
  return findings.flatMap(({ kind, severity, evidence }) =>
    evidence.length === 0 ? [{ kind, severity }] : evidence.map((span) => ({ kind, severity, ...span })),
  );
}

function subjectOf(post: NeutralPost, slot: NeutralSlot | undefined): Subject {
  return {
    text: post.text,
    language: post.lang,
    networks: [post.network],
    format: post.slot,
    slotId: null,
    pillar: null,
    objective: post.why?.objective ?? null,
    stage: post.why?.stage ?? null,
    invitation: { required: slot?.cta === 'required', kind: slot?.ctaKind ?? 'any' },
    sponsored: post.sponsored !== null,
    media: post.media.map(({ type, alt }) => ({ kind: type, alt })),
    link: null,
    poll: null,
  };
}
