import { assembleCharter } from './assemble-charter.js';
import { checkExamples } from './check-examples.js';
import { readCharter } from './read-charter.js';

const words = { en: 'People are not targets.', fr: 'Les gens ne sont pas des cibles.' };
const article = {
  ...{ id: 'A1', title: words, text: words, rule: 'wording.avoid', severity: 'advise', scope: { networks: ['x'] } },
  options: { words: [{ fr: ['cible@n'], en: ['target@n'] }] },
};

function check(change: object, edits?: object[]) {
  const of = (articles: object[]) => readCharter({ format: 'marronnier-charter/1', name: 'Nord', articles }).source!;
  const sources = [of([{ ...article, ...change }]), ...(edits ? [of(edits)] : [])];
  const { compiled } = assembleCharter(sources);
  return checkExamples(compiled!, sources.at(-1)!).map(({ pointer, code }) => [pointer, code]);
}

const fr = { pass: ['Nos clientes.', 'Vous.'], fail: ['Notre cible.', 'Des cibles.'] };
const en = { pass: ['Our customers.', 'You.'], fail: ['Our target.', 'Targets!'] };

it('is content with two of each in each language that has words', () => {
  expect(check({ examples: { fr, en } })).toEqual([]);
  expect(check({ options: { words: [{ fr: ['cible@n'] }] }, examples: { fr } })).toEqual([]);
});

it('asks for examples of words of one’s own, and of nothing else', () => {
  expect(check({ examples: { fr, en: { pass: ['You.'], fail: en.fail } } })).toEqual([
    ['/articles/0', 'examples_missing'],
  ]);
  expect(check({})).toEqual([
    ['/articles/0', 'examples_missing'],
    ['/articles/0', 'examples_missing'],
  ]);
  expect(check({ rule: 'topic.off_charter', options: { topics: ['recruitment'] } })).toEqual([]);
});

it('points to examples that do not show what they should', () => {
  const examples = { fr: { pass: ['Nos clientes.', 'Une cible.'], fail: ['Notre cible.', 'Rien.'] }, en };
  expect(check({ examples })).toEqual([
    ['/articles/0/examples/fr/pass/1', 'example_fails'],
    ['/articles/0/examples/fr/fail/1', 'example_passes'],
  ]);
});

it('holds an edit to the examples of what it edits', () => {
  expect(check({ examples: { fr, en } }, [{ id: 'A1', options: { words: { add: [{ fr: ['vous'] }] } } }])).toEqual([
    ['', 'example_fails'],
  ]);
});
