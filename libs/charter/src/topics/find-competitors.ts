import type { Language } from '#kernel';
import type { BrandVoice } from '../brand-voice.js';
import { COMPETITOR_FRAMES } from '../lexicons/by-language.js';
import { hitsOf, overlaps, united } from '../patterns/hits.js';
import type { Analysis } from '../text/analyse.js';
import type { Span } from '../text/quotations.js';
import { foldWord } from '../text/split-word.js';
import type { Token } from '../text/token.js';
import { withoutAccents } from '../text/without-accents.js';

const compiled = new WeakMap<readonly string[], Partial<Record<Language, readonly string[]>>>();

/**
 * Where a text names a competitor: its handle or hashtag, its whole name of several words, a frame of comparison around
 * it, or a single capitalised word that neither begins a sentence nor is part of a longer name.
 */
export function findCompetitors(analysis: Analysis, language: Language, brand: BrandVoice): Span[] {
  if (brand.competitors.length === 0 && brand.competitorHandles.length === 0) return [];
  const frames = hitsOf(framesOf(brand.competitors, language), language, analysis);
  return united([...handles(analysis, brand), ...names(analysis, brand.competitors, frames)]);
}

function framesOf(competitors: readonly string[], language: Language): readonly string[] {
  const known = compiled.get(competitors) ?? {};
  compiled.set(competitors, known);
  return (known[language] ??= competitors.flatMap((name) => {
    const words = wordsOf(name).map((word) => (/^\p{Lu}/u.test(word) ? `"${word}"` : word));
    return COMPETITOR_FRAMES[language].frames.map((frame) => frame.replaceAll('{name}', words.join(' ')));
  }));
}

function wordsOf(name: string): string[] {
  return name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

function handles({ tokens }: Analysis, { competitors, competitorHandles }: BrandVoice): Span[] {
  const known = new Set([
    ...competitorHandles.map((handle) => bare(handle)),
    ...competitors.filter((name) => wordsOf(name).length > 1).map((name) => bare(name)),
  ]);
  return tokens.filter(({ kind, form }) => (kind === 'handle' || kind === 'hashtag') && known.has(bare(form)));
}

/** Letters and digits alone, without accents. */
function bare(text: string): string {
  return withoutAccents(foldWord(text)).replace(/[^\p{L}\p{N}]/gu, '');
}

function names({ tokens }: Analysis, competitors: readonly string[], frames: readonly Span[]): Span[] {
  return competitors.flatMap((name) => {
    const words = wordsOf(name).map(bare);
    return tokens.flatMap((_, at): Span[] => {
      const run = tokens.slice(at, at + words.length);
      if (run.length < words.length || run.some(({ form }, index) => bare(form) !== words[index])) return [];
      const span = { start: run[0]!.start, end: run.at(-1)!.end };
      const framed = run[0]!.capital !== 'none' && frames.some((frame) => overlaps(frame, span));
      return words.length > 1 || framed || isName(tokens, at) ? [span] : [];
    });
  });
}

function isName(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!;
  return (
    token.capital === 'initial' && !token.opening && !isPart(token, tokens[at - 1]) && !isPart(token, tokens[at + 1])
  );
}

/** Whether a neighbour is a capitalised word of the same sentence, so that both are parts of one name. */
function isPart({ sentence }: Token, neighbour: Token | undefined): boolean {
  return (
    neighbour?.kind === 'word' && neighbour.capital !== 'none' && neighbour.sentence === sentence && !neighbour.opening
  );
}
