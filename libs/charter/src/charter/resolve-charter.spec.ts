import type { ArticleSource, CharterSource } from './charter-source.js';
import { resolveCharter } from './resolve-charter.js';

const words = { en: 'We do not shout.', fr: 'On ne crie pas.' };
const shout: ArticleSource = {
  ...{ id: 'A2', title: words, text: words, rule: 'tone.shouting', severity: 'review' },
  options: { maxMarks: 2, words: ['a', 'b'] },
};
const agency = (...articles: ArticleSource[]): CharterSource => ({
  format: 'marronnier-charter/1',
  name: 'Agency',
  articles,
});
const brand = (...articles: ArticleSource[]): CharterSource => ({ ...agency(...articles), name: 'Brand' });

it('lets the last writer of a setting win, and edits lists', () => {
  const own: ArticleSource = {
    id: 'A2',
    severity: 'advise',
    options: { maxMarks: 1, words: { add: ['c', 'b'], remove: ['a'] } },
  };
  const { charter, origins, problems } = resolveCharter([agency(shout), brand(own)]);
  expect(problems).toEqual([]);
  expect(charter.articles).toEqual([
    { ...shout, severity: 'advise', options: { maxMarks: 1, words: ['b', 'c'] }, scope: {} },
  ]);
  expect(charter.voice.name).toBe('Brand');
  expect(Object.fromEntries(origins)).toMatchObject({ 'A2/text': 0, 'A2/severity': 1, 'A2/options/maxMarks': 1 });
});

it('takes an article out', () => {
  expect(resolveCharter([agency(shout), brand({ id: 'A2', off: true })]).charter.articles).toEqual([]);
});

it.each<[string, Partial<ArticleSource>, string]>([
  ['a lower severity', { severity: 'advise' }, 'locked_lowered'],
  ['its absence', { off: true }, 'locked_off'],
  ['another rule', { rule: 'tone.cold' }, 'locked_rule'],
  ['a scope', { scope: { networks: ['x'] } }, 'locked_narrowed'],
  ['another value', { options: { maxMarks: 9 } }, 'locked_option'],
  ['leave to be waived', { waivable: true }, 'locked_waivable'],
  ['a shorter list', { options: { words: { remove: ['a'] } } }, 'locked_option'],
])('keeps a locked article from %s', (_, change, code) => {
  const locked = { ...shout, locked: true };
  const { charter, problems } = resolveCharter([agency(locked), brand({ id: 'A2', ...change })]);
  expect(problems.map((problem) => problem.code)).toEqual([code]);
  expect(charter.articles).toEqual([{ ...shout, scope: {} }]);
});

it('lets a locked article become stricter', () => {
  const stricter: ArticleSource = { id: 'A2', severity: 'block', options: { words: { add: ['c'] } } };
  const { charter, problems } = resolveCharter([agency({ ...shout, locked: true }), brand(stricter)]);
  expect(problems).toEqual([]);
  expect(charter.articles[0]).toMatchObject({ severity: 'block', options: { words: ['a', 'b', 'c'] } });
});

it('refuses half an article, the same twice, and a list edit of no list', () => {
  const { problems } = resolveCharter([
    agency(shout, shout, { id: 'A9', severity: 'block' }),
    brand({ id: 'A2', options: { maxMarks: { add: [3] } } }),
  ]);
  expect(problems).toMatchObject([
    { source: 0, pointer: '/articles/1/id', code: 'article_twice', articleId: 'A2' },
    { source: 0, pointer: '/articles/2', code: 'article_incomplete', articleId: 'A9' },
    { source: 1, pointer: '/articles/0/options/maxMarks', code: 'list_expected', articleId: 'A2' },
  ]);
});

it('forgets the options of a rule that gives way to another', () => {
  const own: ArticleSource = { id: 'A2', rule: 'clarity.readability', options: { maxWords: 20 } };
  const { charter } = resolveCharter([agency(shout), brand(own)]);
  expect(charter.articles[0]).toMatchObject({ rule: 'clarity.readability', options: { maxWords: 20 } });
  expect(charter.articles[0]!.options).not.toHaveProperty('maxMarks');
});

it('inherits what a voice leaves out', () => {
  const base = { ...agency(), voice: { address: { fr: 'vous' }, contacts: { phones: ['1'] } } } as const;
  const own = { ...brand(), voice: { address: { en: 'casual' }, contacts: { emails: ['a@b.example'] } } } as const;
  expect(resolveCharter([base, own]).charter.voice).toMatchObject({
    address: { fr: 'vous', en: 'casual' },
    contacts: { phones: ['1'], emails: ['a@b.example'], domains: [] },
  });
});
