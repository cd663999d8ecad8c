import { analyse } from '../text/analyse.js';
import { explainPattern } from './explain-pattern.js';
import { compilePatterns, matchPatterns } from './match-patterns.js';

it('lists the forms of a word', () => {
  const { phrases, count } = explainPattern('recruter@v:fin', 'fr');
  expect(phrases).toContain('recrutons');
  expect(phrases).toContain('recrutera');
  expect(count).toBe(phrases.length);
});

it('spells what a line says, and what holds it back', () => {
  const { phrases, clauses, place } = explainPattern(
    'on? (embauche|cherche <0-2> serveur@n) ; unless: stage@n ; in: plain',
    'fr',
  );
  expect(phrases).toContain('on embauche');
  expect(phrases).toContain('cherche … serveurs');
  expect(clauses).toEqual([{ name: 'unless', phrases: ['stage', 'stages'], count: 2 }]);
  expect(place).toBe('plain');
});

it('stops at its limit and still counts', () => {
  const { phrases, count } = explainPattern('(a|b|c) (d|e|f) (g|h|i)', 'en', 10);
  expect(phrases).toHaveLength(10);
  expect(count).toBe(27);
});

it('says nothing that the line does not match', () => {
  const line = '(nous|on) recruter@v:fin (un|deux) serveur@n';
  const set = compilePatterns([line], 'fr');
  for (const phrase of explainPattern(line, 'fr').phrases)
    expect({ phrase, found: matchPatterns(set, analyse(phrase)).length }).toEqual({ phrase, found: 1 });
});
