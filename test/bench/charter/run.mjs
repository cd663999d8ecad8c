import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { PEERS } from './engines.mjs';

const README = new URL('README.md', import.meta.url);
const MARK = '<!-- measured -->';
const OURS = 'ours';

const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1];
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Each engine twice, there and back. */
const names = [OURS, ...Object.keys(PEERS)];
const results = Object.fromEntries(names.map((name) => [name, []]));
for (const name of [...names, ...[...names].reverse()]) {
  const told = execFileSync(process.execPath, [fileURLToPath(new URL('measure.mjs', import.meta.url)), name]);
  results[name].push(JSON.parse(told.toString()));
}

/** A plain loop of arithmetic, in nanoseconds a turn: about 1 on a free core of today. */
function turn() {
  const before = process.cpuUsage().user;
  let value = 1;
  for (let index = 0; index < 1e8; index++) value = (Math.imul(value, 31) + index) | 0;
  return value === 0 ? Number.NaN : (process.cpuUsage().user - before) / 1e5;
}

turn();
const of = (name, key) => mean(results[name].map((result) => result[key]));
const walls = (name) => results[name].flatMap(({ wall }) => wall);
const ours = (key) => results[OURS].flatMap((result) => result[key]);
const median = (values) => percentile(values, 0.5);

const us = (value) => `${value < 100 ? value.toFixed(1) : value.toFixed(0)} us`;
const ms = (value) => `${(value / 1000).toFixed(1)} ms`;
const goal = (met) => (met ? 'yes' : 'no');
const [p50, p99] = [0.5, 0.99].map((share) => percentile(walls(OURS), share));
const row = (what, values, aim, met = true) =>
  `| ${what} | ${values.map((value) => value ?? '').join(' | ')} | ${aim ? `<= ${aim}` : ''} | ${aim ? goal(met) : ''} |`;
const keystrokes = ours('keystrokes').map(({ wall }) => wall);
const [compiled, cold, impact] = ['compiled', 'cold', 'impact'].map((key) => ours(key));
const both = (values) => [median(values.map(({ wall }) => wall)), median(values.map(({ cpu }) => cpu))].map(ms);
const lines = [
  `Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}. One turn of a plain loop took ${turn().toFixed(1)} ns of processor time; about 1 is a core that nobody else uses.`,
  '',
  '| Engine | p50 | p99 | Processor time, mean | Times ours | Found per post |',
  '| --- | --- | --- | --- | --- | --- |',
  ...names.map((name) => {
    const [low, high] = [0.5, 0.99].map((share) => us(percentile(walls(name), share)));
    const ratio = (of(name, 'cpu') / of(OURS, 'cpu')).toFixed(1);
    return `| ${name} | ${low} | ${high} | ${us(of(name, 'cpu'))} | ${ratio} | ${of(name, 'found').toFixed(2)} |`;
  }),
  '',
  '| Ours | Wall | Processor | Goal | Met |',
  '| --- | --- | --- | --- | --- |',
  row('a post, p50', [us(p50), null], '60 us', p50 <= 60),
  row('a post, p99', [us(p99), null], '400 us', p99 <= 400),
  row('a keystroke, p50', [us(percentile(keystrokes, 0.5)), null]),
  row('a keystroke, p99', [us(percentile(keystrokes, 0.99)), null]),
  row(
    'a charter compiled and first used in both languages',
    both(compiled),
    '50 ms',
    median(compiled.map(({ wall }) => wall)) <= 50_000,
  ),
  row('the first of a process, with all lists of both languages', both(cold)),
  row(
    `impact: ${impact[0].posts} posts on one core`,
    both(impact),
    '1000 ms',
    median(impact.map(({ wall }) => wall)) <= 1e6,
  ),
];
console.log(lines.join('\n'));
if (process.argv.includes('--readme')) {
  const [before] = readFileSync(README, 'utf8').split(MARK);
  writeFileSync(README, `${before}${MARK}\n\n${lines.join('\n')}\n`);
}
