import { analyse } from './analyse.js';

const forms = (text: string): string[] => analyse(text).tokens.map(({ form }) => form);
const kinds = (text: string): string[] => analyse(text).tokens.map(({ kind }) => kind);
const sentences = (text: string): string[] => analyse(text).sentences.map(({ start, end }) => text.slice(start, end));

it.each([
  ['l’embauche d’un vendeur', ["l'", 'embauche', "d'", 'un', 'vendeur']],
  ["Aujourd'hui, quelqu'un t'attend", ["aujourd'hui", ',', "quelqu'un", "t'", 'attend']],
  ['jusqu’à demain', ["jusqu'", 'à', 'demain']],
  ['dites-moi où avez-vous mal', ['dites', '-moi', 'où', 'avez', '-vous', 'mal']],
  ['y a-t-il', ['y', 'a', '-t', '-il']],
  ['donnez-nous-en', ['donnez', '-nous', '-en']],
  ['un rendez-vous ce week-end, peut-être', ['un', 'rendez-vous', 'ce', 'week-end', ',', 'peut-être']],
  ["we don't, I'm, it's, they're", ['we', 'do', "n't", ',', 'i', "'m", ',', 'it', "'s", ',', 'they', "'re"]],
  ["can't won't", ['can', "n't", 'will', "n't"]],
  ['Cœur et ŒUVRE', ['coeur', 'et', 'oeuvre']],
  ['vendeur·se, client(e)s, auteur.trice.s', ['vendeur', ',', 'client', ',', 'auteur']],
  ['m*rde et f**k', ['m*rde', 'et', 'f**k']],
  ['prix* nets', ['prix', '*', 'nets']],
  ['le “café” à 3,50 €', ['le', '“', 'café', '”', 'à', '3,50', '€']],
])('splits %j', (text, expected) => {
  expect(forms(text)).toEqual(expected);
});

it.each([
  ['Voir https://liseron.example/robes?x=1.', ['word', 'url', 'punctuation']],
  ['(liseron.example)', ['punctuation', 'url', 'punctuation']],
  ['contact@liseron.example ou @liseron', ['email', 'word', 'handle']],
  ['#MaisonLiseron 👗🏽 👨‍👩‍👧 🇫🇷 1️⃣', ['hashtag', 'emoji', 'emoji', 'emoji', 'emoji']],
  [
    '#1 à 10h30, 2 000 € le 3 4',
    ['punctuation', 'number', 'word', 'number', 'punctuation', 'number', 'symbol', 'word', 'number', 'number'],
  ],
])('tells what is what in %j', (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

it.each([
  ['Bonjour ! Ça va ? Oui.', ['Bonjour !', 'Ça va ?', 'Oui.']],
  ['M. Dupont vient à 9.30 h. Il reste.', ['M. Dupont vient à 9.30 h.', 'Il reste.']],
  ['Une ligne\nUne autre', ['Une ligne', 'Une autre']],
  ['Il a dit « Venez ! » hier.', ['Il a dit « Venez ! »', 'hier.']],
  ['Super 🎉 Venez', ['Super 🎉', 'Venez']],
  ['Bon... à savoir…', ['Bon...', 'à savoir…']],
  ['', []],
])('finds the sentences of %j', (text, expected) => {
  expect(sentences(text)).toEqual(expected);
});

it('marks capitals, openings and quotations', () => {
  const tokens = analyse('Chez Summit, « on AIME » tout. Oui').tokens;
  const of = (form: string) => tokens.find((token) => token.form === form)!;
  expect(of('chez')).toMatchObject({ capital: 'initial', opening: true, quoted: false });
  expect(of('summit')).toMatchObject({ capital: 'initial', opening: false });
  expect(of('aime')).toMatchObject({ capital: 'all', quoted: true });
  expect(of('tout')).toMatchObject({ quoted: false });
  expect(of('oui')).toMatchObject({ opening: true, sentence: 1 });
});

it('puts each token where it was written, and loses nothing but space', () => {
  const text = 'L’été 🌞 des client·e·s : 20 % chez www.liseron.example/ete, dit-il…\n\n#Soldes @nous';
  let at = 0;
  for (const { start, end } of analyse(text).tokens) {
    expect(text.slice(at, start).trim()).toBe('');
    expect(end).toBeGreaterThan(start);
    at = end;
  }
  expect(at).toBe(text.length);
});
