import fc from 'fast-check';
import { RULES } from '../rules/index.js';
import { assembleCharter } from './assemble-charter.js';
import { readCharter } from './read-charter.js';

const words = { en: 'We do not shout.', fr: 'On ne crie pas.' };
const whole = { title: words, text: words, severity: 'advise' };
const charter = (...articles: unknown[]) => ({ format: 'marronnier-charter/1', name: 'Nord', articles });
const problemsOf = (value: unknown) =>
  readCharter(value).problems.map(({ pointer, code, articleId }) => [pointer, code, articleId]);

it('gives back what it was given', () => {
  const value = charter({ ...whole, id: 'A1', rule: 'tone.shouting' }, { id: 'A2', off: true });
  expect(readCharter(value)).toEqual({ source: value, problems: [] });
});

it('says everything that is wrong with the shape at once', () => {
  expect(
    problemsOf({
      format: 'marronnier-charter/2',
      voice: { adress: {}, languages: ['de'], privateChannels: 3, contacts: { phones: [4] } },
      articles: [{ ...whole, id: 'A1', rule: 'tone.shouting', colour: 'red', 'a/b': 1 }, { severity: 'kill' }, 7],
    }).sort(),
  ).toEqual(
    [
      ['', 'missing_property', null],
      ['/format', 'not_allowed_value', null],
      ['/voice/adress', 'unknown_property', null],
      ['/voice/languages/0', 'not_allowed_value', null],
      ['/voice/privateChannels', 'wrong_type', null],
      ['/voice/contacts/phones/0', 'wrong_type', null],
      ['/articles/0/colour', 'unknown_property', 'A1'],
      ['/articles/0/a~1b', 'unknown_property', 'A1'],
      ['/articles/1', 'missing_property', null],
      ['/articles/1/severity', 'not_allowed_value', null],
      ['/articles/2', 'wrong_type', null],
    ].sort(),
  );
});

it('says everything that a schema cannot know', () => {
  const value = charter(
    { ...whole, id: 'A1', rule: 'tone.shoutin' },
    { ...whole, id: 'A1', rule: 'tone.shouting', options: { maxMarks: 'two' } },
    { ...whole, id: 'A3', rule: 'private.personal_data' },
    { id: 'A4', rule: 'tone.cold' },
    { ...whole, id: 'A5', rule: 'wording.avoid', options: { words: [{ fr: ['cible@n', 'un (deux'] }] } },
    {
      ...whole,
      id: 'A6',
      rule: 'topic.off_charter',
      options: { topics: ['pets', { id: 'x', fr: { weak: ['chat@z'] } }] },
    },
    {
      ...whole,
      id: 'A7',
      rule: 'topic.off_charter',
      options: { topics: { add: [{ id: 'x', en: { strong: ['a', '<0-9> b'] } }] } },
    },
    { ...whole, id: 'A8', rule: 'wording.avoid', options: { words: [{ fr: ['ma table@v'] }] } },
  );
  expect(problemsOf(value)).toEqual([
    ['/articles/1/id', 'article_twice', 'A1'],
    ['/articles/0/rule', 'rule_unknown', 'A1'],
    ['/articles/1/options/maxMarks', 'wrong_type', 'A1'],
    ['/articles/2/severity', 'below_floor', 'A3'],
    ['/articles/3', 'article_incomplete', 'A4'],
    ['/articles/4/options/words/0/fr/1', 'pattern_invalid', 'A5'],
    ['/articles/5/options/topics/0', 'not_allowed_value', 'A6'],
    ['/articles/6/options/topics/add/0/en/strong/1', 'pattern_invalid', 'A7'],
    ['/articles/7/options/words/0/fr/0', 'pattern_invalid', 'A8'],
  ]);
});

it('looks further into the articles that are well written', () => {
  expect(problemsOf(charter({ id: 'A1', colour: 1 }, { ...whole, id: 'A2', rule: 'tone.shoutin' }))).toEqual([
    ['/articles/0/colour', 'unknown_property', 'A1'],
    ['/articles/1/rule', 'rule_unknown', 'A2'],
  ]);
});

it('tells the author what to do, in both languages', () => {
  const [rule] = readCharter(charter({ ...whole, id: 'A1', rule: 'tone.shoutin' })).problems;
  expect(rule!.message.fr).toBe('Il n’y a pas de règle « tone.shoutin ». Vouliez-vous dire « tone.shouting » ?');
  const bad = { ...whole, id: 'A5', rule: 'wording.avoid', options: { words: [{ fr: ['un (deux'] }] } };
  const [line] = readCharter(charter(bad)).problems;
  expect(line!.message.en).toBe('This line cannot be read, at character 9: this bracket is never closed: (deux.');
});

it.each<[string, unknown, string]>([
  ['201 articles', charter(...Array.from({ length: 201 }, (_, at) => ({ id: `A${at}` }))), 'too_many'],
  ['a line of 301 characters', avoiding(['x'.repeat(301)]), 'too_long'],
  ['501 lines', avoiding(Array<string>(501).fill('x')), 'too_many'],
  [
    '64 kB of lines',
    avoiding(...Array.from({ length: 4 }, () => Array<string>(500).fill('xyz '.repeat(9)))),
    'too_large',
  ],
  ['a deep nest', charter({ id: 'A1', options: nested(20) }), 'too_deep'],
  ['a great many values', charter({ id: 'A1', options: { a: Array(10_001).fill(1) } }), 'too_large'],
  ['no number', charter({ id: 'A1', options: { a: Number.NaN } }), 'wrong_type'],
  ['half a character', charter({ id: 'A1', '\ud800': 1 }), 'wrong_type'],
])('refuses %s', (_, value, code) => {
  expect(readCharter(value).problems.map((problem) => problem.code)).toContain(code);
});

function avoiding(...lists: string[][]): unknown {
  return charter({ ...whole, id: 'A1', rule: 'wording.avoid', options: { words: lists.map((fr) => ({ fr })) } });
}

function nested(depth: number): unknown {
  return depth === 0 ? {} : { a: nested(depth - 1) };
}

it('never throws', () => {
  const rule = fc.constantFrom(...RULES.keys());
  const article = fc.record(
    { id: fc.string(), rule, severity: fc.string(), options: fc.dictionary(fc.string(), fc.jsonValue()) },
    { requiredKeys: [] },
  );
  const value = fc.oneof(
    fc.jsonValue(),
    fc.array(fc.oneof(article, fc.jsonValue())).map((all) => charter(...all)),
  );
  fc.assert(
    fc.property(value, (written) => {
      const { source, problems } = readCharter(written);
      expect(source === null).toBe(problems.length > 0);
      if (source) assembleCharter([source]);
    }),
  );
});

describe('assembling', () => {
  const base = readCharter(
    charter(
      { ...whole, id: 'A1', rule: 'wording.avoid', options: { words: [{ fr: ['cible@n'] }] } },
      { ...whole, id: 'A2', rule: 'private.personal_data', severity: 'review' },
    ),
  ).source!;
  const problemsWith = (...edits: unknown[]) =>
    assembleCharter([base, readCharter(charter(...edits)).source!]).problems.map(({ source, pointer, code }) => [
      source,
      pointer,
      code,
    ]);

  it('checks edits against the rule of what they edit', () => {
    expect(
      problemsWith({ id: 'A1', options: { words: { add: [{ fr: ['(a'] }] } } }, { id: 'A2', severity: 'advise' }),
    ).toEqual([
      [1, '/articles/0/options/words/add/0/fr/0', 'pattern_invalid'],
      [1, '/articles/1/severity', 'below_floor'],
    ]);
    expect(problemsWith({ id: 'A1', options: { verbs: [] } })).toEqual([
      [1, '/articles/0/options/verbs', 'unknown_property'],
    ]);
    expect(problemsWith({ id: 'A3', severity: 'block' })).toEqual([[1, '/articles/0', 'article_incomplete']]);
  });

  it('checks what a list has grown to', () => {
    const add = Array.from({ length: 200 }, (_, at) => ({ fr: [`mot${at}x`] }));
    expect(problemsWith({ id: 'A1', options: { words: { add } } })).toEqual([
      [1, '/articles/0/options/words', 'too_many'],
    ]);
  });

  it('is ready to judge when nothing is wrong', () => {
    const edit = readCharter(charter({ id: 'A1', severity: 'block' })).source!;
    expect(assembleCharter([base, edit]).compiled?.articles.map(({ article }) => article.severity)).toEqual([
      'block',
      'review',
    ]);
  });
});
