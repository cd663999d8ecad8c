import { performance } from 'node:perf_hooks';
import { check, compileClub, posts, subjectOf } from './ours.mjs';

/**
 * `node measure.mjs ours|<peer>`: one engine in a process of its own, as it is used, so that none pays for what another left
 * in memory. Prints JSON: for each post and round the wall time, the processor time in all, both in microseconds.
 */
const ROUNDS = 8;
/** Microseconds: what is compiled as it runs has been. */
const WARM_UP = 5e6;
const IMPACT = 10_000;

const micros = () => performance.now() * 1000;
/** Processor time of this process so far, in microseconds. */
const processor = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** Wall and processor time of one call. */
async function timed(call) {
  const [wall, cpu] = [micros(), processor()];
  await call();
  return { wall: micros() - wall, cpu: processor() - cpu };
}

async function measure(engine) {
  const until = micros() + WARM_UP;
  while (micros() < until) for (const post of posts) await engine(post.text, post);
  const wall = [];
  let found = 0;
  const before = processor();
  for (let number = 0; number < ROUNDS; number++)
    for (const post of posts) {
      const start = micros();
      found += await engine(post.text, post);
      wall.push(micros() - start);
    }
  return { wall, cpu: (processor() - before) / wall.length, found: found / wall.length };
}

async function measureOurs() {
  const bothLanguages = [posts.find(({ lang }) => lang === 'fr'), posts.find(({ lang }) => lang === 'en')];
  const compileAndUse = () => {
    const charter = compileClub();
    for (const post of bothLanguages) check(charter, subjectOf(post));
  };
  const cold = await timed(compileAndUse);
  const compiled = [];
  for (let round = 0; round < 20; round++) compiled.push(await timed(compileAndUse));

  const charter = compileClub();
  const result = await measure((_, post) => check(charter, subjectOf(post)));

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
  return { ...result, cold, compiled, keystrokes, impact: { ...impact, posts: IMPACT } };
}

const name = process.argv[2];
const result = name === 'ours' ? await measureOurs() : await measure((await import('./engines.mjs')).PEERS[name]);
process.stdout.write(JSON.stringify(result));
