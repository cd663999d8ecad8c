import type { Language } from '#kernel';
import type { BrandVoice } from '../brand-voice.js';
import { COMPETITOR_FRAMES } from '../lexicons/by-language.js';
import { hitsOf, overlaps, united } from '../patterns/hits.js';
import type { Analysis } from '../text/analyse.js';
import type { Span } from '../text/quotations.js';
import { foldWord } from '../text/split-word.js';
import type { Token } from '../text/token.js';
import { withoutAccents } from '../text/without-accents.js';

/** A brand's competitors, ready to be looked for. */
interface Competitors {
  /** Words of each name, bare, by the first of them. */
  names: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Handles and hashtags, bare. */
  tags: ReadonlySet<string>;
  frames: Readonly<Record<Language, readonly string[]>>;
}

const prepared = new WeakMap<BrandVoice, Competitors>();

/**
 * Where a text names a competitor: its handle or hashtag, its whole name of several words, a single capitalised word in a
 * frame of comparison, or one that neither begins a sentence nor is part of a longer name.
 */
export function findCompetitors(analysis: Analysis, language: Language, brand: BrandVoice): Span[] {
  let competitors = prepared.get(brand);
  if (!competitors) prepared.set(brand, (competitors = prepare(brand)));
  const { names, tags, frames } = competitors;
  const tagged = analysis.signs.filter(
    ({ kind, form }) => (kind === 'handle' || kind === 'hashtag') && tags.size > 0 && tags.has(bare(form)),
  );
  const named = namesIn(analysis, names);
  if (named.length === 0) return united(tagged);
  const framed = hitsOf(frames[language], language, analysis);
  const standing = named.filter(
    ({ sure, span, capital }) => sure || (capital && framed.some((frame) => overlaps(frame, span))),
  );
  return united([...tagged, ...standing.map(({ span }) => span)]);
}

function prepare({ competitors, competitorHandles }: BrandVoice): Competitors {
  const names = new Map<string, string[][]>();
  for (const name of competitors) {
    const words = wordsOf(name).map(bare);
    if (words.length > 0) names.set(words[0]!, [...(names.get(words[0]!) ?? []), words]);
  }
  const long = competitors.filter((name) => wordsOf(name).length > 1);
  return {
    names,
    tags: new Set([...competitorHandles, ...long].map(bare)),
    frames: { en: framesOf(competitors, 'en'), fr: framesOf(competitors, 'fr') },
  };
}

function framesOf(competitors: readonly string[], language: Language): string[] {
  return competitors.flatMap((name) => {
    const words = wordsOf(name).map((word) => (/^\p{Lu}/u.test(word) ? `"${word}"` : word));
    return COMPETITOR_FRAMES[language].frames.map((frame) => frame.replaceAll('{name}', words.join(' ')));
  });
}

function wordsOf(name: string): string[] {
  return name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** Letters and digits alone, without accents. */
function bare(text: string): string {
  return withoutAccents(foldWord(text)).replace(/[^\p{L}\p{N}]/gu, '');
}

interface Named {
  span: Span;
  /** Nothing but the name can be meant. */
  sure: boolean;
  capital: boolean;
}

function namesIn({ tokens }: Analysis, names: Competitors['names']): Named[] {
  const named: Named[] = [];
  if (names.size === 0) return named;
  for (const [at, token] of tokens.entries()) {
    const beginning = names.get(token.lexeme.plain);
    if (!beginning) continue;
    for (const words of beginning) {
      const run = tokens.slice(at, at + words.length);
      if (run.length < words.length || run.some(({ form }, index) => bare(form) !== words[index])) continue;
      const span = { start: token.start, end: run.at(-1)!.end };
      named.push({ span, sure: words.length > 1 || isName(tokens, at), capital: token.capital !== 'none' });
    }
  }
  return named;
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
