import type { Language } from '#kernel';
import { analyse } from '../text/analyse.js';
import { compilePatterns, matchPatterns } from './match-patterns.js';
import { PatternError } from './pattern.js';

function found(line: string, text: string, language: Language = 'fr'): string[] {
  const analysis = analyse(text);
  return matchPatterns(compilePatterns([line], language), analysis).map(({ first, last }) =>
    text.slice(analysis.tokens[first]!.start, analysis.tokens[last]!.end),
  );
}

it.each<[string, string, string[]]>([
  ['recruter@v', 'Nous RECRUTONS ! On recrute, ils ont recruté une recrue.', ['RECRUTONS', 'recrute', 'recruté']],
  ['recruter@v:inf', 'Recruter, on recrute', ['Recruter']],
  ['salé', 'Salé, SALÉ, sale', ['Salé', 'SALÉ', 'sale']],
  ['sale', 'Salé, sale', ['sale']],
  ['salé!', 'salé et sale', ['salé']],
  ['poste* à pourvoir', 'Deux postes à pourvoir, un posteà pourvoir', ['postes à pourvoir']],
  ['poste@n <0-2> (vacant@a|libre@a)', 'Un poste encore tout libre. Le poste. Libre', ['poste encore tout libre']],
  ["l'équipe", 'Toute l’équipe et l’Équipe', ['l’équipe', 'l’Équipe']],
  ['dites-nous', 'Dites-nous tout', ['Dites-nous']],
  ['êtes -vous', 'Êtes-vous là ?', ['Êtes-vous']],
  ['"Summit"', 'Chez Summit, au summit', ['Summit']],
  ['"Leroy Merlin"', 'leroy merlin ou Leroy Merlin', ['Leroy Merlin']],
  ['(plus que|il reste) <number>', 'Plus que 3 places, il reste 2 tables', ['Plus que 3', 'il reste 2']],
  ['venez (vite)? <exclamation>', 'Venez ! Venez vite ! Venez donc !', ['Venez !', 'Venez vite !']],
  ['très? cher', 'cher, très cher', ['cher', 'très cher']],
  ['<start> non <end>', 'Non\nMais non', ['Non']],
  ['<start> <0-1> viens', 'Allez viens. Oui mais viens', ['Allez viens']],
  ['<capital>', 'Chez Zélie on va', ['Zélie']],
  ['con ; unless-here: con carne', 'chili con carne, con', ['con']],
  ['vote@n ; unless: photo | recette@n', 'Le vote. Un vote pour la photo', ['vote']],
  ['match ; with: football | stade', 'Match au stade. Match de couleurs', ['Match']],
  ['match ; unless-text: tenue', 'Un match. Une tenue', []],
  ['idiot ; in: quote', 'Il dit « idiot » et idiot', ['idiot']],
  ['idiot ; in: plain', '« idiot » puis idiot.', ['idiot']],
  ['merci ; in: opening', 'Merci. Oui merci', ['Merci']],
  ['100%', 'C’est 100 % sûr, 100% vrai', ['100 %', '100%']],
  ['a b', 'a. b a b', ['a b']],
  ['a <0-2> b', 'a x b b', ['a x b b']],
])('%s in %j', (line, text, expected) => {
  expect(found(line, text)).toEqual(expected);
});

it.each<[string, string, string[]]>([
  ["can't", 'We can’t and we cannot', ['can’t']],
  ["do n't <0-1> miss", 'Don’t miss it; do not miss', ['Don’t miss']],
  ["we ('re|are) hire@v:ger", 'We’re hiring! We are hiring. We hire.', ['We’re hiring', 'We are hiring']],
])('%s in %j (English)', (line, text, expected) => {
  expect(found(line, text, 'en')).toEqual(expected);
});

it.each([
  ['', 'empty', 0],
  ['(a|b', 'unclosed_group', 0],
  ['a)', 'unexpected', 1],
  ['a <nombre>', 'unknown_class', 2],
  ['a <0-9> b', 'gap_too_wide', 2],
  ['a@x', 'unknown_tag', 0],
  ['a manger@v:foo', 'unknown_tag', 2],
  ['ab*', 'prefix_too_short', 0],
  ['"a', 'unclosed_quote', 0],
  ['a ; sauf: b', 'unknown_clause', 4],
  ['chat@v', 'not_a_verb', 0],
  ['<0-2> a', 'begins_with_gap', 0],
  ['a?', 'begins_with_gap', 0],
  ['((((((((((a))))))))))', 'too_deep', 9],
])('refuses %j: %s', (line, problem, column) => {
  try {
    compilePatterns([line], 'fr');
    throw new Error('was accepted');
  } catch (error) {
    expect(error).toBeInstanceOf(PatternError);
    expect(error).toMatchObject({ problem });
    if (column > 0) expect((error as PatternError).column).toBe(column);
  }
});
