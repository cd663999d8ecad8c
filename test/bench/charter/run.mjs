import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { PEERS } from './engines.mjs';
import { check, compileClub, posts, subjectOf } from './ours.mjs';

const ROUNDS = 8;
/** Microseconds. */
const WARM_UP = 5e6;
const IMPACT = 10_000;
const README = new URL('README.md', import.meta.url);
const MARK = '<!-- measured -->';

const micros = () => performance.now() * 1000;
/** Processor time of this process so far, in microseconds. */
const processor = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};
const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1];
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Wall and processor time of one call, in microseconds. */
async function timed(call) {
  const [wall, cpu] = [micros(), processor()];
  await call();
  return { wall: micros() - wall, cpu: processor() - cpu };
}

const bothLanguages = [posts.find(({ lang }) => lang === 'fr'), posts.find(({ lang }) => lang === 'en')];
const compileAndUse = () => {
  const charter = compileClub();
  for (const post of bothLanguages) check(charter, subjectOf(post));
  return charter;
};
const cold = await timed(compileAndUse);
const compiled = [];
for (let round = 0; round < 20; round++) compiled.push(await timed(compileAndUse));

const charter = compileClub();
const OURS = 'ours, all rules';
const engines = { [OURS]: (_, post) => check(charter, subjectOf(post)), ...PEERS };
const results = Object.fromEntries(Object.keys(engines).map((name) => [name, { wall: [], cpu: 0, found: 0 }]));

/** Every post through an engine, once in vain: what the engine before it left behind is no cost of its own. */
async function round(name) {
  const result = results[name];
  for (const post of posts) await engines[name](post.text, post);
  const before = processor();
  for (const post of posts) {
    const start = micros();
    const found = await engines[name](post.text, post);
    result.wall.push(micros() - start);
    result.found += found / ROUNDS;
  }
  result.cpu += (processor() - before) / posts.length / ROUNDS;
}

/** The same time for each, so that what is compiled as it runs has been. */
async function warmUp(name) {
  const until = micros() + WARM_UP;
  while (micros() < until) for (const post of posts) await engines[name](post.text, post);
}

const names = Object.keys(engines);
for (const name of names) await warmUp(name);
for (let number = 0; number < ROUNDS; number++)
  for (const name of number % 2 === 0 ? names : [...names].reverse()) await round(name);

const keystrokes = [];
for (const post of posts.filter((_, index) => index % 10 === 0))
  for (let length = 1; length <= post.text.length; length++)
    keystrokes.push(
      await timed(() => check(charter, subjectOf(post, post.text.slice(0, length)), ['live', 'sentence'])),
    );

const planned = Array.from({ length: IMPACT }, (_, index) => {
  const post = posts[index % posts.length];
  return subjectOf(post, `${post.text} ${index}`);
});
const impact = await timed(() => planned.forEach((subject) => check(charter, subject)));

/** A plain loop of arithmetic, in nanoseconds a turn: about 1 on a free core of today. */
function turn() {
  const before = processor();
  let value = 1;
  for (let index = 0; index < 1e8; index++) value = (Math.imul(value, 31) + index) | 0;
  return value === 0 ? Number.NaN : (processor() - before) / 1e5;
}

const us = (value) => `${value < 100 ? value.toFixed(1) : value.toFixed(0)} us`;
const ms = (value) => `${(value / 1000).toFixed(1)} ms`;
const goal = (met) => (met ? 'yes' : 'no');
const [p50, p99] = [0.5, 0.99].map((share) => percentile(results[OURS].wall, share));
const lines = [
  `Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}. One turn of a plain loop took ${turn().toFixed(1)} ns of processor time; about 1 is a core that nobody else uses.`,
  '',
  '| Engine | p50 | p99 | Processor time, mean | Times ours | Found per post |',
  '| --- | --- | --- | --- | --- | --- |',
  ...names.map((name) => {
    const { wall, cpu, found } = results[name];
    const ratio = (cpu / results[OURS].cpu).toFixed(1);
    return `| ${name} | ${us(percentile(wall, 0.5))} | ${us(percentile(wall, 0.99))} | ${us(cpu)} | ${ratio} | ${(found / posts.length).toFixed(2)} |`;
  }),
  '',
  '| Ours | Wall | Processor | Goal | Met |',
  '| --- | --- | --- | --- | --- |',
  `| a post, p50 | ${us(p50)} | | <= 60 us | ${goal(p50 <= 60)} |`,
  `| a post, p99 | ${us(p99)} | | <= 400 us | ${goal(p99 <= 400)} |`,
  `| a keystroke, mean | ${us(mean(keystrokes.map(({ wall }) => wall)))} | ${us(mean(keystrokes.map(({ cpu }) => cpu)))} | | |`,
  `| a keystroke, p99 | ${us(
    percentile(
      keystrokes.map(({ wall }) => wall),
      0.99,
    ),
  )} | | | |`,
  `| a charter compiled and first used in both languages, median of 20 | ${ms(
    percentile(
      compiled.map(({ wall }) => wall),
      0.5,
    ),
  )} | ${ms(
    percentile(
      compiled.map(({ cpu }) => cpu),
      0.5,
    ),
  )} | <= 50 ms | ${goal(
    percentile(
      compiled.map(({ wall }) => wall),
      0.5,
    ) <= 50_000,
  )} |`,
  `| the first of a process, with all lists of both languages | ${ms(cold.wall)} | ${ms(cold.cpu)} | | |`,
  `| impact: ${IMPACT} posts on one core | ${ms(impact.wall)} | ${ms(impact.cpu)} | <= 1000 ms | ${goal(impact.wall <= 1_000_000)} |`,
];
console.log(lines.join('\n'));
if (process.argv.includes('--readme')) {
  const [before] = readFileSync(README, 'utf8').split(MARK);
  writeFileSync(README, `${before}${MARK}\n\n${lines.join('\n')}\n`);
}
