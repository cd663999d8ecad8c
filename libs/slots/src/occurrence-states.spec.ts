import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { allowedFrom, isLegal, renderStateTable } from '#kernel';
import { OCCURRENCE_STATES, occurrenceStates } from './occurrence-states.js';

const README = new URL('../README.md', import.meta.url);
const MARKED = /(<!-- states -->\n)[^]*(<!-- \/states -->)/;

describe('the states of an occurrence', () => {
  it('stand in the README as they stand in the code (UPDATE=1 writes them)', () => {
    const readme = readFileSync(README, 'utf8');
    const current = readme.replace(MARKED, `$1\n${renderStateTable(occurrenceStates)}\n\n$2`);
    if (process.env['UPDATE'] === '1') writeFileSync(README, current);
    else expect(readme).toBe(current);
    expect(readme).toMatch(MARKED);
  });

  it('are reached by somebody, all but the first', () => {
    const reached = new Set<string>(occurrenceStates.transitions.map(({ to }) => to));
    expect(OCCURRENCE_STATES.filter((state) => !reached.has(state) && state !== 'open')).toEqual([]);
  });

  it('let nothing happen to what is done', () => {
    expect(allowedFrom(occurrenceStates, 'done')).toEqual([]);
  });

  it('never lead from a filled one to an empty one without its post being released', () => {
    const verbs = occurrenceStates.transitions.map(({ by }) => by);
    fc.assert(
      fc.property(fc.constantFrom(...verbs), fc.constantFrom('open' as const, 'skipped' as const), (verb, to) => {
        expect(isLegal(occurrenceStates, 'filled', verb, to)).toBe(verb === 'release' && to === 'open');
      }),
    );
  });
});
