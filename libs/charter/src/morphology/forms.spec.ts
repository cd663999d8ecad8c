import { formsOf } from './forms.js';

it.each<[string, 'n' | 'a', 'fr' | 'en', string]>([
  ['cheval', 'n', 'fr', 'cheval chevaux'],
  ['bal', 'n', 'fr', 'bal bals'],
  ['travail', 'n', 'fr', 'travail travaux'],
  ['bijou', 'n', 'fr', 'bijou bijoux'],
  ['cadeau', 'n', 'fr', 'cadeau cadeaux'],
  ['pneu', 'n', 'fr', 'pneu pneus'],
  ['prix', 'n', 'fr', 'prix'],
  ['curé', 'n', 'fr', 'curé curés'],
  ['poste', 'n', 'fr', 'poste postes'],
  ['beau', 'a', 'fr', 'beau beaux belle belles bel'],
  ['sale', 'a', 'fr', 'sale sales'],
  ['salé', 'a', 'fr', 'salé salés salée salées'],
  ['heureux', 'a', 'fr', 'heureux heureuse heureuses'],
  ['actif', 'a', 'fr', 'actif actifs active actives'],
  ['premier', 'a', 'fr', 'premier premiers première premières'],
  ['ancien', 'a', 'fr', 'ancien anciens ancienne anciennes'],
  ['bon', 'a', 'fr', 'bon bons bonne bonnes'],
  ['vendeur', 'a', 'fr', 'vendeur vendeurs vendeuse vendeuses'],
  ['directeur', 'a', 'fr', 'directeur directeurs directrice directrices'],
  ['acheteur', 'a', 'fr', 'acheteur acheteurs acheteuse acheteuses'],
  ['public', 'a', 'fr', 'public publics publique publiques'],
  ['gros', 'a', 'fr', 'gros grosse grosses'],
  ['social', 'a', 'fr', 'social sociaux sociale sociales'],
  ['petit', 'a', 'fr', 'petit petits petite petites'],
  ['prévenu', 'a', 'fr', 'prévenu prévenus prévenue prévenues'],
  ['vacancy', 'n', 'en', 'vacancy vacancies'],
  ['box', 'n', 'en', 'box boxes'],
  ['person', 'n', 'en', 'person people'],
  ['loss', 'n', 'en', 'loss losses'],
  ['day', 'n', 'en', 'day days'],
  ['cheap', 'a', 'en', 'cheap cheaper cheapest'],
  ['big', 'a', 'en', 'big bigger biggest'],
  ['happy', 'a', 'en', 'happy happier happiest'],
  ['nice', 'a', 'en', 'nice nicer nicest'],
  ['incredible', 'a', 'en', 'incredible'],
  ['good', 'a', 'en', 'good better best'],
])('declines %s (%s, %s)', (lemma, part, language, expected) => {
  expect(formsOf(lemma, part, language)!.sort()).toEqual(expected.split(' ').sort());
});

it.each([
  ['hire', 'hire hires hired hiring'],
  ['apply', 'apply applies applied applying'],
  ['stop', 'stop stops stopped stopping'],
  ['book', 'book books booked booking'],
  ['fix', 'fix fixes fixed fixing'],
  ['visit', 'visit visits visited visiting'],
  ['refer', 'refer refers referred referring'],
  ['travel', 'travel travels traveled travelled traveling travelling'],
  ['see', 'see sees saw seen seeing'],
  ['lie', 'lie lies lay lain lying'],
  ['buy', 'buy buys bought buying'],
  ['have', 'have has had having'],
  ['go', 'go goes went gone going'],
  ['do', 'do does did done doing'],
  ['write', 'write writes wrote written writing'],
  ['rewrite', 'rewrite rewrites rewrote rewritten rewriting'],
  ['agree', 'agree agrees agreed agreeing'],
  ['get', 'get gets got gotten getting'],
  ['play', 'play plays played playing'],
  ['guarantee', 'guarantee guarantees guaranteed guaranteeing'],
  ['be', "be am 'm are 're is 's was were been being"],
])('conjugates %s', (lemma, expected) => {
  expect(formsOf(lemma, 'v', 'en')!.sort()).toEqual(expected.split(' ').sort());
});

it('narrows a verb to what is asked', () => {
  expect(formsOf('venir', 'v', 'fr', ['inf', 'imp'])).toEqual(['venir', 'viens', 'venons', 'venez']);
});
