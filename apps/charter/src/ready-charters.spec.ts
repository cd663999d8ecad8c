import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembleCharter, checkExamples, evaluate, plainSubject, readCharter, RULES } from '#charter';
import { parseCharterFile } from '#charter/files';
import { POSTS, WELCOME_POST } from '../../standalone/src/demo/bakery.js';

const read = (name: string) => {
  const file = parseCharterFile(readFileSync(join('libs/charter/charters', name), 'utf8'), 'yaml');
  if ('problem' in file) throw new Error(file.problem.message.en);
  return readCharter(file.value);
};
const base = read('agency-base.yaml');
const demo = read('demo-brand.yaml');
const sources = [base.source!, demo.source!];

it('are read without a problem', () => {
  expect(base.problems).toEqual([]);
  expect(demo.problems).toEqual([]);
});

it.each([1, 2])('pass their own examples (%s deep)', (depth) => {
  const { compiled, problems } = assembleCharter(sources.slice(0, depth));
  expect(problems).toEqual([]);
  expect(checkExamples(compiled!, sources[depth - 1]!)).toEqual([]);
});

it('leave no rule of the catalogue without an article, but for the one that needs words of one’s own', () => {
  const { charter } = assembleCharter([base.source!]);
  const used = new Set(charter.articles.map(({ rule }) => rule));
  expect([...RULES.keys()].filter((id) => !used.has(id))).toEqual(['wording.avoid']);
});

it('find nothing in what the demo publishes', () => {
  const { compiled } = assembleCharter(sources);
  const posts = [WELCOME_POST, ...Object.values(POSTS).flat()].filter((post) => post !== null);
  const found = posts.flatMap(({ text }) => evaluate(compiled!, plainSubject(text, 'fr')).findings);
  expect(found.map(({ articleId, message }) => `${articleId} ${message.fr}`)).toEqual([]);
});
