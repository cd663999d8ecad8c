import { readFileSync } from 'node:fs';
import { toCharter } from '../../../dist/apps/charter/src/neutral-charter.js';
import { compileCharter, evaluate, RULES } from '../../../dist/libs/charter/src/index.js';

const read = (name) => readFileSync(new URL(`../../charter/${name}`, import.meta.url), 'utf8');
const neutral = JSON.parse(read('sports-club.charter.json'));

export const posts = read('sports-club.posts.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** Every rule, the charter's own subjects and words, as `charter:predict` sets them. */
export function compileClub() {
  return compileCharter(toCharter(neutral.charters[0], neutral.defaults), RULES);
}

export function subjectOf(post, text = post.text) {
  return {
    ...{ text, language: post.lang, networks: [post.network], format: post.slot, slotId: null, pillar: null },
    ...{ objective: 'a', stage: 'b', invitation: { required: false, kind: 'any' } },
    ...{ sponsored: post.sponsored !== null, media: [], link: null, poll: null },
  };
}

export function check(charter, subject, phases) {
  return evaluate(charter, subject, { phases }).findings.length;
}
