import { VERB_TAGS, type VerbTag } from '../morphology/verb-forms.js';
import { analyse } from '../text/analyse.js';
import { foldWord } from '../text/split-word.js';
import {
  type Clause,
  type ClauseName,
  type Item,
  type Node,
  type Pattern,
  PatternError,
  type Place,
} from './pattern.js';

/** Tokens that a gap may skip. */
const WIDEST_GAP = 8;
const SHORTEST_PREFIX = 3;
const DEEPEST = 8;

const CLAUSES: readonly string[] = ['unless', 'unless-here', 'unless-text', 'with', 'with-text'] satisfies ClauseName[];
const PLACES: readonly string[] = ['quote', 'plain', 'opening'] satisfies Place[];
const CLASSES: Readonly<Record<string, Node>> = {
  ...Object.fromEntries(
    (['number', 'url', 'email', 'handle', 'hashtag', 'emoji', 'word'] as const).map((kind) => [
      kind,
      item({ type: 'kind', kind }),
    ]),
  ),
  question: item({ type: 'mark', mark: '?' }),
  exclamation: item({ type: 'mark', mark: '!' }),
  capital: item({ type: 'capital' }),
  start: { type: 'edge', edge: 'start' },
  end: { type: 'edge', edge: 'end' },
};
/** English words that only stand behind another. */
const TAILS = new Set(["n't", "'re", "'ve", "'ll", "'d", "'m", "'s"]);

function item(what: Item): Node {
  return { type: 'item', item: what };
}

/** One line of the pattern language (README of this lib). @throws PatternError */
export function parsePattern(line: string): Pattern {
  const [head, ...clauses] = splitClauses(line);
  const node = new Parser(head!.text, head!.at).whole();
  const parsed: Clause[] = [];
  let place: Place | null = null;
  for (const { text, at } of clauses) {
    const colon = text.indexOf(':');
    const name = text.slice(0, Math.max(colon, 0)).trim();
    const rest = text.slice(colon + 1);
    const value = rest.trim();
    if (name === 'in' && PLACES.includes(value)) place = value as Place;
    else if (CLAUSES.includes(name))
      parsed.push({ name: name as ClauseName, options: alternatives(rest, at + colon + 1) });
    else throw new PatternError('unknown_clause', at, text.trim());
  }
  return { node, clauses: parsed, place };
}

interface Part {
  text: string;
  at: number;
}

function splitClauses(line: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const text of line.split(' ; ')) {
    parts.push({ text, at });
    at += text.length + 3;
  }
  return parts;
}

function alternatives(text: string, at: number): Node[] {
  const whole = new Parser(text, at).whole();
  return whole.type === 'choice' ? [...whole.options] : [whole];
}

class Parser {
  private position = 0;

  constructor(
    private readonly text: string,
    private readonly offset: number,
  ) {}

  /** Several may stand side by side, as in a group. */
  whole(): Node {
    const node = this.choice(0);
    if (this.position < this.text.length) this.fail('unexpected', this.text[this.position]!);
    return node;
  }

  private choice(depth: number): Node {
    if (depth > DEEPEST) this.fail('too_deep', '(');
    const options = [this.sequence(depth)];
    while (this.text[this.position] === '|') {
      this.position++;
      options.push(this.sequence(depth));
    }
    return options.length === 1 ? options[0]! : { type: 'choice', options };
  }

  private sequence(depth: number): Node {
    const parts: Node[] = [];
    for (;;) {
      while (this.text[this.position] === ' ') this.position++;
      const next = this.text[this.position];
      if (next === undefined || next === '|' || next === ')') break;
      parts.push(this.part(depth));
    }
    if (parts.length === 0) this.fail('empty', '');
    return parts.length === 1 ? parts[0]! : { type: 'sequence', parts };
  }

  private part(depth: number): Node {
    const next = this.text[this.position]!;
    if (next === '(') return this.maybe(this.group(depth));
    if (next === '<') return this.maybe(this.angle());
    if (next === '"') return this.maybe(this.name());
    return this.word();
  }

  private maybe(part: Node): Node {
    if (this.text[this.position] !== '?') return part;
    this.position++;
    return { type: 'optional', part };
  }

  private group(depth: number): Node {
    const opened = this.position++;
    const node = this.choice(depth + 1);
    if (this.text[this.position] !== ')') this.fail('unclosed_group', this.text.slice(opened, opened + 20));
    this.position++;
    return node;
  }

  private angle(): Node {
    const start = this.position;
    const end = this.text.indexOf('>', start);
    const inside = this.text.slice(this.position + 1, end === -1 ? undefined : end);
    const gap = /^(\d+)-(\d+)$/.exec(inside);
    const known = CLASSES[inside];
    if (end === -1 || !(gap || known)) this.fail('unknown_class', inside);
    this.position = end + 1;
    if (known) return known;
    const [min, max] = [Number(gap![1]), Number(gap![2])];
    if (max > WIDEST_GAP || min > max) this.fail('gap_too_wide', inside, start);
    return { type: 'gap', min, max };
  }

  private name(): Node {
    const end = this.text.indexOf('"', this.position + 1);
    if (end === -1) this.fail('unclosed_quote', this.text.slice(this.position));
    const words = analyse(this.text.slice(this.position + 1, end)).tokens;
    if (words.length === 0) this.fail('empty', '""');
    this.position = end + 1;
    return inOrder(words.map(({ form }) => item({ type: 'name', form })));
  }

  private word(): Node {
    const start = this.position;
    while (this.position < this.text.length && !/[ |()<"]/.test(this.text[this.position]!)) this.position++;
    const raw = this.text.slice(start, this.position);
    const optional = raw.length > 1 && raw.endsWith('?');
    const node = this.literal(optional ? raw.slice(0, -1) : raw, start);
    return optional ? { type: 'optional', part: node } : node;
  }

  private literal(raw: string, at: number): Node {
    const tagged = /^(.+)@([a-z]+)(?::([a-z+]+))?$/.exec(raw);
    if (tagged && /\p{L}$/u.test(tagged[1]!)) return this.lemma(tagged[1]!, tagged[2]!, tagged[3], at);
    if (/^\p{L}[^*]*\*$/u.test(raw)) {
      const start = foldWord(raw.slice(0, -1));
      if (start.length < SHORTEST_PREFIX) this.fail('prefix_too_short', raw, at);
      return item({ type: 'prefix', start });
    }
    const exact = raw.length > 1 && /\p{L}!$/u.test(raw);
    return inOrder(formsOfWritten(exact ? raw.slice(0, -1) : raw).map((form) => item({ type: 'word', form, exact })));
  }

  private lemma(written: string, part: string, tags: string | undefined, at: number): Node {
    const wanted = tags?.split('+');
    if (!['v', 'n', 'a'].includes(part) || (wanted && part !== 'v')) this.fail('unknown_tag', `@${part}`, at);
    const unknown = wanted?.find((tag) => !(VERB_TAGS as readonly string[]).includes(tag));
    if (unknown !== undefined) this.fail('unknown_tag', unknown, at);
    const forms = formsOfWritten(written);
    const lemma = item({
      type: 'lemma',
      lemma: forms.at(-1)!,
      part: part as 'v' | 'n' | 'a',
      tags: (wanted as VerbTag[] | undefined) ?? null,
    });
    return inOrder([...forms.slice(0, -1).map((form) => item({ type: 'word', form, exact: false })), lemma]);
  }

  private fail(problem: PatternError['problem'], found: string, at = this.position): never {
    throw new PatternError(problem, this.offset + at, found);
  }
}

/** Texts and patterns are cut by the same rules. */
function formsOfWritten(written: string): string[] {
  if (/^\p{L}+$/u.test(written)) return [foldWord(written)];
  if (/^[-‑‐]\p{L}/u.test(written) || TAILS.has(foldWord(written))) return [foldWord(written)];
  return analyse(written).tokens.map(({ form }) => form);
}

function inOrder(parts: readonly Node[]): Node {
  return parts.length === 1 ? parts[0]! : { type: 'sequence', parts };
}
