import { TextlintKernel } from '@textlint/kernel';
import textPlugin from '@textlint/textlint-plugin-text';
import { text as alex } from 'alex';
import { retext } from 'retext';
import retextContractions from 'retext-contractions';
import retextEquality from 'retext-equality';
import retextIntensify from 'retext-intensify';
import retextPassive from 'retext-passive';
import retextProfanities from 'retext-profanities';
import retextReadability from 'retext-readability';
import retextRepeatedWords from 'retext-repeated-words';
import maxComma from 'textlint-rule-max-comma';
import noTodo from 'textlint-rule-no-todo';
import prh from 'textlint-rule-prh';
import stopWords from 'textlint-rule-stop-words';
import writeGood from 'write-good';

/** A CommonJS module with a default export, as Node imports it. */
const own = (imported) => imported.default ?? imported;

const PRH = `version: 1
rules:
${[
  'utilize:use',
  'leverage:use',
  'hurry:come',
  'unparalleled:rare',
  'synergy:teamwork',
  'dernière chance:à bientôt',
  'offre flash:offre',
]
  .map((pair) => pair.split(':'))
  .map(([pattern, expected]) => `  - expected: ${expected}\n    pattern: ${pattern}`)
  .join('\n')}
`;

const kernel = new TextlintKernel();
const textlint = {
  filePath: 'post.txt',
  ext: '.txt',
  plugins: [{ pluginId: 'text', plugin: own(textPlugin) }],
  rules: [
    { ruleId: 'no-todo', rule: own(noTodo) },
    { ruleId: 'max-comma', rule: own(maxComma) },
    { ruleId: 'stop-words', rule: own(stopWords) },
    { ruleId: 'prh', rule: own(prh), options: { ruleContents: [PRH] } },
  ],
};

const processor = retext()
  .use(retextContractions)
  .use(retextEquality)
  .use(retextIntensify)
  .use(retextPassive)
  .use(retextProfanities)
  .use(retextReadability)
  .use(retextRepeatedWords)
  .freeze();

/** The peers, called as their documentation says; each answers how much it found. */
export const PEERS = {
  'textlint, three rules and prh': async (text) => (await kernel.lintText(text, textlint)).messages.length,
  alex: (text) => alex(text).messages.length,
  'retext, seven plugins': (text) => processor.processSync(text).messages.length,
  'write-good': (text) => writeGood(text).length,
};
