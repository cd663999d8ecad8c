import * as english from './english/index.js';
import * as french from './french/index.js';
import { PLACEHOLDER_ALT_TEXTS } from './placeholder-alt-texts.js';

type List = readonly string[];
type Lists = Readonly<Record<string, List>>;

const SUFFIX = /@(?:n|a|v(?::(?:inf|pp|imp|ger|fin)(?:\+(?:inf|pp|imp|ger|fin))*)?)$/;
const ITEM = /^(?:[\p{L}\p{N}'.&/²+-]+[*!]?|:|,|\.|€)\??$/u;
const KIND = /^<(?:number|url|email|handle|hashtag|emoji|word|question|exclamation|start|end|capital|[0-8]-[0-8])>$/;
const CLAUSE = /^(?:unless|unless-here|unless-text|with|with-text): \S|^in: (?:quote|plain|opening)$/;

const HALVES: [string, Record<string, unknown>, Record<string, unknown>][] = [
  ['french', french, english],
  ['english', english, french],
];

function stem(name: string): string {
  return name.replace(/^(?:french|english)/, '');
}

/** Every list of lines inside a lexicon or a topic, by its path. */
function listsOf(name: string, value: unknown): Lists {
  if (typeof value !== 'object' || value === null) return {};
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return { [name]: value };
  return Object.assign({}, ...Object.entries(value).map(([key, child]) => listsOf(`${name}.${key}`, child)));
}

function purposesOf(value: unknown): { en: string; fr: string }[] {
  if (Array.isArray(value)) return value.map((topic: { label: { en: string; fr: string } }) => topic.label);
  return [(value as { purpose: { en: string; fr: string } }).purpose];
}

/** Whether the parts of an alternative nest, and none of them is empty. */
function isBalanced(sequence: string): boolean {
  let depth = 0;
  for (const mark of sequence.replace(/[^()]/g, '')) {
    depth += mark === '(' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0 && !/\(\s*\||\|\s*\||\|\s*\)|\(\s*\)/.test(sequence);
}

function isTopLevelBar(sequence: string): boolean {
  return /\|/.test(
    sequence.replace(/"[^"]*"/g, '').replace(/\([^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*\)/g, ''),
  );
}

function itemsOf(sequence: string): string[] {
  return sequence
    .replace(/"[^"]*"/g, 'name')
    .replace(/\)\??(?:@[a-z:+]+)?/g, ' ')
    .split(/[(\s|]+/)
    .filter(Boolean);
}

function isItem(item: string): boolean {
  if (KIND.test(item) || item === '{name}') return true;
  if (/^[^@]+@/.test(item)) return SUFFIX.test(item.replace(/\?$/, ''));
  if (item.includes('*') && !/^[^*]{3,}\*$/.test(item)) return false;
  return ITEM.test(item);
}

function faultsOf(line: string): string[] {
  const [sequence = '', ...clauses] = line.split(' ; ');
  const bodies = clauses
    .filter((clause) => !clause.startsWith('in:'))
    .map((clause) => clause.slice(clause.indexOf(':') + 1));
  const faults = [sequence, ...bodies].filter((part) => !isBalanced(part)).map((part) => `unbalanced: ${part}`);
  if (isTopLevelBar(sequence)) faults.push('alternative without parentheses');
  faults.push(...clauses.filter((clause) => !CLAUSE.test(clause)).map((clause) => `clause: ${clause}`));
  faults.push(
    ...[sequence, ...bodies]
      .flatMap(itemsOf)
      .filter((item) => !isItem(item))
      .map((item) => `item: ${item}`),
  );
  if (/;(?! )|(?<! );/.test(line)) faults.push('a clause begins with space, semicolon, space');
  return faults;
}

describe.each(HALVES)('the %s lexicons', (_language, own, other) => {
  it('exist in the other language too', () => {
    expect(Object.keys(own).map(stem).sort()).toEqual(Object.keys(other).map(stem).sort());
  });

  it('say in both languages what they are for', () => {
    const purposes = Object.values(own).flatMap(purposesOf);
    expect(purposes.filter(({ en, fr }) => en.trim() === '' || fr.trim() === '')).toEqual([]);
  });

  it('hold no empty list', () => {
    const lists = Object.entries(own).flatMap(([name, value]) => Object.entries(listsOf(name, value)));
    expect(lists.filter(([, lines]) => lines.length === 0).map(([path]) => path)).toEqual([]);
  });

  it('hold no line twice', () => {
    const twice = Object.entries(own).flatMap(([name, value]) =>
      Object.entries(listsOf(name, value)).flatMap(([path, lines]) =>
        lines.filter((line, index) => lines.indexOf(line) !== index).map((line) => `${path}: ${line}`),
      ),
    );
    expect(twice).toEqual([]);
  });

  it('are written in the language of patterns', () => {
    const faults = Object.entries(own)
      .filter(([name]) => !name.endsWith('Disclosure'))
      .flatMap(([name, value]) => Object.entries(listsOf(name, value)))
      .flatMap(([path, lines]) =>
        lines.flatMap((line) => faultsOf(line).map((fault) => `${path}: ${fault}  in  ${line.slice(0, 60)}`)),
      );
    expect(faults).toEqual([]);
  });
});

describe('topics', () => {
  it('bear the same ids in both languages', () => {
    expect(french.frenchTopics.map(({ id }) => id)).toEqual(english.englishTopics.map(({ id }) => id));
  });
});

describe('a competitor frame', () => {
  it.each([...french.frenchCompetitorFrames.frames, ...english.englishCompetitorFrames.frames])(
    'has one slot: %s',
    (frame) => {
      expect(frame.split('{name}')).toHaveLength(2);
    },
  );
});

describe('placeholder alt texts', () => {
  it('are lower case, as they are compared', () => {
    expect([...PLACEHOLDER_ALT_TEXTS].filter((text) => text !== text.toLowerCase())).toEqual([]);
  });
});
