import { parseArgs } from 'node:util';
import { predict } from './predict.js';

const USAGE = `usage: marronnier-charter predict --charters FILE --posts FILE`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { charters: { type: 'string' }, posts: { type: 'string' } },
});
const [verb] = positionals;
if (verb === 'predict' && values.charters && values.posts) {
  await predict(values.charters, values.posts, (line) => console.log(line));
} else {
  console.error(USAGE);
  process.exitCode = 2;
}
