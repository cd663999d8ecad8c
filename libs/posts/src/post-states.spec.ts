import { readFileSync, writeFileSync } from 'node:fs';
import { DomainError, isLegal, renderStateTable } from '#kernel';
import { POST_STATES, type PostState, postStateOf } from './post-state.js';
import { allowedVerbs, LEDGER, postStates, refuseUnlessLegal } from './post-states.js';
import { PUBLICATION_STATES } from './publication-state.js';

const README = new URL('../README.md', import.meta.url);
const MARKED = /(<!-- states -->\n)[^]*(<!-- \/states -->)/;

describe('the states of a post', () => {
  it('stand in the README as they stand in the code (UPDATE=1 writes them)', () => {
    const readme = readFileSync(README, 'utf8');
    const current = readme.replace(MARKED, `$1\n${renderStateTable(postStates)}\n\n$2`);
    if (process.env['UPDATE'] === '1') writeFileSync(README, current);
    else expect(readme).toBe(current);
    expect(readme).toMatch(MARKED);
  });

  it('are reached by somebody, all of them', () => {
    const reached = new Set<PostState>(postStates.transitions.map(({ to }) => to));
    expect(POST_STATES.filter((state) => !reached.has(state))).toEqual([]);
  });

  it('let the ledger lead wherever publications can', () => {
    const ends = PUBLICATION_STATES.flatMap((a) =>
      PUBLICATION_STATES.map(
        (b) =>
          postStateOf([
            { state: a, reason: null },
            { state: b, reason: null },
          ]).state,
      ),
    );
    const unknown = ends.filter((end) => !isLegal(postStates, 'scheduled', LEDGER, end));
    expect(unknown).toEqual([]);
  });

  it.each<[PostState, string[]]>([
    ['draft', ['submit', 'schedule', 'publish-now', 'cancel', 'edit', 'delete', 'duplicate']],
    ['in_review', ['approve', 'request-changes', 'cancel', 'edit', 'delete', 'duplicate']],
    ['scheduled', ['schedule', 'publish-now', 'unschedule', 'cancel', 'edit', 'delete', 'duplicate']],
    ['publishing', ['duplicate']],
    ['published', ['duplicate']],
    ['cancelled', ['delete', 'duplicate']],
  ])('allow from %s: %j', (state, verbs) => {
    expect(allowedVerbs(state).sort()).toEqual(verbs.sort());
  });

  it('refuse the rest, saying what is legal', () => {
    expect(() => refuseUnlessLegal('published', 'schedule', 'scheduled')).toThrow(DomainError);
    expect(() => refuseUnlessLegal('published', 'schedule', 'scheduled')).toThrow(
      expect.objectContaining({
        code: 'post.illegal_transition',
        params: { state: 'published', verb: 'schedule', allowed: ['duplicate'] },
      }) as Error,
    );
  });
});
