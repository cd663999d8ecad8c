import type { Language } from '#kernel';
import { formsOf } from '../morphology/forms.js';
import { compilePatterns } from './match-patterns.js';
import { parsePattern } from './parse-pattern.js';
import { type ClauseName, type Item, type Node, PatternError, type Place } from './pattern.js';

/** What a line matches, for its author to read. */
export interface PatternExplanation {
  /** Each way to read it, in order; `…` is a gap, `<number>` and the like a token of that kind. The first `limit`. */
  phrases: readonly string[];
  /** How many there are in all. */
  count: number;
  clauses: readonly { name: ClauseName; phrases: readonly string[]; count: number }[];
  place: Place | null;
}

/** The forms that a line matches, accents left out being understood. @throws PatternError */
export function explainPattern(line: string, language: Language, limit = 200): PatternExplanation {
  compilePatterns([line], language);
  const { node, clauses, place } = parsePattern(line);
  return {
    ...phrasesOf(node, language, limit),
    clauses: clauses.map(({ name, options }) => ({
      name,
      ...phrasesOf({ type: 'choice', options }, language, limit),
    })),
    place,
  };
}

function phrasesOf(node: Node, language: Language, limit: number): { phrases: string[]; count: number } {
  const phrases = spell(node, language, limit).map((words) => words.filter(Boolean).join(' '));
  return { phrases: [...new Set(phrases)], count: countOf(node, language) };
}

/** The first ways to read a part, each as its words. */
function spell(node: Node, language: Language, limit: number): string[][] {
  switch (node.type) {
    case 'item':
      return readingsOf(node.item, language)
        .slice(0, limit)
        .map((word) => [word]);
    case 'edge':
      return [[`<${node.edge}>`]];
    case 'gap':
      return [[node.max === 0 ? '' : '…']];
    case 'optional':
      return [...spell(node.part, language, limit), []].slice(0, limit);
    case 'choice':
      return node.options.flatMap((option) => spell(option, language, limit)).slice(0, limit);
    case 'sequence':
      return node.parts.reduce<string[][]>(
        (heads, part) =>
          heads.flatMap((head) => spell(part, language, limit).map((tail) => [...head, ...tail])).slice(0, limit),
        [[]],
      );
  }
}

function countOf(node: Node, language: Language): number {
  switch (node.type) {
    case 'item':
      return readingsOf(node.item, language).length;
    case 'edge':
    case 'gap':
      return 1;
    case 'optional':
      return countOf(node.part, language) + 1;
    case 'choice':
      return node.options.reduce((sum, option) => sum + countOf(option, language), 0);
    case 'sequence':
      return node.parts.reduce((product, part) => product * countOf(part, language), 1);
  }
}

function readingsOf(item: Item, language: Language): string[] {
  switch (item.type) {
    case 'word':
      return [item.form];
    case 'prefix':
      return [`${item.start}*`];
    case 'lemma': {
      const forms = formsOf(item.lemma, item.part, language, item.tags ?? undefined);
      if (!forms) throw new PatternError('not_a_verb', 0, item.lemma);
      return forms;
    }
    case 'name':
      return [`"${item.form}"`];
    case 'kind':
      return [`<${item.kind}>`];
    case 'mark':
      return [item.mark];
    case 'capital':
      return ['<capital>'];
  }
}
