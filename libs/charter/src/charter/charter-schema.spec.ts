import { readFileSync, writeFileSync } from 'node:fs';
import { Validator } from '@cfworker/json-schema';
import { format } from 'prettier';
import { RULES } from '../rules/index.js';
import { publishedSchema } from './charter-schema.js';
import { readCharter } from './read-charter.js';

const FILE = new URL('../../schema/marronnier-charter-1.json', import.meta.url);
const words = { en: 'We do not shout.', fr: 'On ne crie pas.' };
const whole = { id: 'A1', title: words, text: words, severity: 'review' };

it('stands in schema/ as the code has it (UPDATE=1 writes it)', async () => {
  const json = await format(JSON.stringify(publishedSchema(RULES)), { parser: 'json', printWidth: 120 });
  if (process.env['UPDATE'] === '1') writeFileSync(FILE, json);
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(json));
});

describe('the published schema and the reader', () => {
  const validator = new Validator(publishedSchema(RULES), '2020-12');

  it.each<[string, object, boolean]>([
    ['a whole article', { ...whole, rule: 'tone.shouting', options: { maxMarks: 1 } }, true],
    ['an edit', { id: 'A1', severity: 'block', options: { words: { add: [{ fr: ['x'] }] } } }, true],
    ['half an article', { id: 'A1', rule: 'tone.shouting', title: words }, false],
    ['an unknown option', { ...whole, rule: 'tone.shouting', options: { marks: 1 } }, false],
    ['a changed list', { ...whole, rule: 'topic.off_charter', options: { topics: { add: ['recruitment'] } } }, true],
    [
      'a changed list of nothing known',
      { ...whole, rule: 'topic.off_charter', options: { topics: { add: ['x'] } } },
      false,
    ],
    ['a severity under the floor', { ...whole, rule: 'private.personal_data', severity: 'advise' }, false],
    ['a severity at the floor', { ...whole, rule: 'private.personal_data' }, true],
    ['an unknown rule', { ...whole, rule: 'tone.shout' }, false],
  ])('agree on %s', (_, article, valid) => {
    const charter = { format: 'marronnier-charter/1', name: 'Nord', articles: [article] };
    expect(validator.validate(charter).valid).toBe(valid);
    expect(readCharter(charter).problems.length === 0).toBe(valid);
  });
});
