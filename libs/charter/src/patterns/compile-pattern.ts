import type { Language } from '#kernel';
import { formsOf } from '../morphology/forms.js';
import type { Token } from '../text/token.js';
import { withoutAccents } from '../text/without-accents.js';
import { foldWord } from '../text/split-word.js';
import { type Item, type Node, PatternError } from './pattern.js';

/** What one token must be. */
export type Test =
  | { type: 'forms'; forms: ReadonlySet<string> }
  | { type: 'prefix'; starts: readonly string[] }
  | { type: 'name'; forms: ReadonlySet<string> }
  | { type: 'kind'; kind: Token['kind'] }
  | { type: 'mark'; mark: string }
  | { type: 'capital' }
  | { type: 'any' };

/** A step of a pattern’s machine (Thompson 1968, as in Cox, Regular Expression Matching Can Be Simple And Fast). */
export type Step =
  | { type: 'test'; test: Test; next: number }
  | { type: 'split'; next: readonly number[] }
  | { type: 'edge'; edge: 'start' | 'end'; next: number }
  | { type: 'found' };

/** Each step leads to earlier ones only: the first is `found`. */
export interface Program {
  steps: readonly Step[];
  start: number;
}

/**
 * Steps of one line, clauses included. A step costs a text at most two looks per token (run-program.ts), so that a line
 * costs one of 10,000 characters about 10 ms at the very worst. The largest of our lists has 156.
 */
export const MOST_STEPS = 200;

/** @throws PatternError `not_a_verb`, `too_large` */
export function compileNode(node: Node, language: Language, room = MOST_STEPS): Program {
  const steps: Step[] = [{ type: 'found' }];
  const add = (step: Step): number => {
    if (steps.length >= room) throw new PatternError('too_large', 0, String(MOST_STEPS));
    return steps.push(step) - 1;
  };
  const lay = (part: Node, next: number): number => {
    switch (part.type) {
      case 'item':
        return add({ type: 'test', test: testOf(part.item, language), next });
      case 'edge':
        return add({ type: 'edge', edge: part.edge, next });
      case 'sequence':
        return part.parts.reduceRight((following, one) => lay(one, following), next);
      case 'optional':
        return add({ type: 'split', next: [lay(part.part, next), next] });
      case 'gap': {
        let at = next;
        for (let skipped = part.min; skipped < part.max; skipped++)
          at = add({ type: 'split', next: [add({ type: 'test', test: { type: 'any' }, next: at }), next] });
        for (let skipped = 0; skipped < part.min; skipped++)
          at = add({ type: 'test', test: { type: 'any' }, next: at });
        return at;
      }
      case 'choice': {
        const { words, others } = gathered(part.options, language);
        const branches = others.map((option) => lay(option, next));
        if (words.size > 0) branches.push(add({ type: 'test', test: { type: 'forms', forms: words }, next }));
        return branches.length === 1 ? branches[0]! : add({ type: 'split', next: branches });
      }
    }
  };
  const start = lay(node, 0);
  return { steps, start };
}

/** Single words of a choice are one test. */
function gathered(options: readonly Node[], language: Language): { words: Set<string>; others: Node[] } {
  const words = new Set<string>();
  const others: Node[] = [];
  for (const option of options) {
    const test = option.type === 'item' ? testOf(option.item, language) : null;
    if (test?.type === 'forms') for (const form of test.forms) words.add(form);
    else others.push(option);
  }
  return { words, others };
}

function testOf(item: Item, language: Language): Test {
  switch (item.type) {
    case 'word':
      return { type: 'forms', forms: item.exact ? new Set([item.form]) : twins([item.form]) };
    case 'prefix':
      return { type: 'prefix', starts: [...twins([item.start])] };
    case 'lemma': {
      const forms = formsOf(item.lemma, item.part, language, item.tags ?? undefined);
      if (!forms) throw new PatternError('not_a_verb', 0, item.lemma);
      return { type: 'forms', forms: twins(forms.map(foldWord)) };
    }
    case 'name':
      return { type: 'name', forms: twins([item.form]) };
    case 'kind':
      return { type: 'kind', kind: item.kind };
    case 'mark':
      return { type: 'mark', mark: item.mark };
    case 'capital':
      return { type: 'capital' };
  }
}

/** Each form as written and with all its accents left out. */
function twins(forms: readonly string[]): Set<string> {
  const all = new Set(forms);
  for (const form of forms) all.add(withoutAccents(form));
  return all;
}

export function passes(test: Test, token: Token): boolean {
  switch (test.type) {
    case 'any':
      return true;
    case 'forms':
      return test.forms.has(token.form);
    case 'prefix':
      return token.kind === 'word' && test.starts.some((start) => token.form.startsWith(start));
    case 'name':
      return token.capital !== 'none' && test.forms.has(token.form);
    case 'kind':
      return token.kind === test.kind;
    case 'mark':
      return token.form === test.mark;
    case 'capital':
      return token.kind === 'word' && token.capital === 'initial' && !token.opening;
  }
}
