import fc from 'fast-check';

const WORDS = [
  ...['Dernière', 'chance', 'foncez', 'plus', 'que', '3', 'places', 'offre', 'flash', 'VITE', 'TOUT', 'GRATUIT'],
  ...['nous', 'recrutons', 'embauche', 'CDI', 'crypto', 'bitcoin', 'gouvernement', 'votez', 'élection', 'cœur', 'vœux'],
  ...['votre', 'demande', 'dossier', 'remboursement', 'réclamation', 'conformément', 'règlement', 'été', 'où', 'à'],
  ...['merde', 'm*rde', 'p*tain', 'f**k', 'idiot', 'nul', 'comme', 'une', 'fille', 'vous', 'tu', 'l’équipe', "d'ici"],
  ...[
    'hurry',
    'last',
    'only',
    'left',
    "don't",
    'don’t',
    'miss',
    'hiring',
    'apply',
    'hereby',
    'refund',
    'NOW',
    'EVERYTHING',
  ],
  ...[
    'your',
    'request',
    'government',
    'vote',
    'shit',
    'client·e·s',
    'conseiller·ère',
    'directeur(trice)s',
    'rendez-vous',
    'dites-nous',
  ],
];
const MARKS = [
  '!',
  '!!!',
  '?!?',
  '.',
  '…',
  '...',
  ',',
  ' :',
  ' ;',
  '«',
  '»',
  '“',
  '”',
  '"',
  '(',
  ')',
  '*',
  '–',
  '-',
  "'",
  '’',
];
const EMOJI = ['🎯', '👩‍👩‍👧‍👦', '🏳️‍🌈', '🇫🇷', '🇫', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👍🏽', '❤️', '1️⃣', '‼️', '☎', '👩🏽‍🚒'];
const ADDRESSES = [
  ...['https://a.example/b?c=1.', 'www.club.example', 'club@poste.example', 'lea.martin@poste.example', '@leo_hand'],
  ...['#FaitMain', '#faitmain', '#smallbusiness', '#été', '06 39 98 12 34', '12 rue des Lilas', 'née le 3 mai 1987'],
];
/** Marks of direction, joiners, combining accents, halves of a pair, what no keyboard gives but every API receives. */
const ODDITIES = [
  '\u200f',
  '\u202e',
  '\u200d',
  '\u200b',
  '\u00ad',
  '\ufe0f',
  '\u0301',
  '\ud83d',
  '\udc69',
  '\u0000',
  '\ufeff',
];
const SPACES = [' ', ' ', ' ', '', '\u00a0', '\u202f', '\n', '\r\n', '\n\n'];

/** What people, and those who try a filter, write: pieces that rules look for, and what may stand between them. */
export const texts = (maxLength = 24): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(pieces, fc.constantFrom(...SPACES)), { maxLength })
    .map((parts) => parts.map(([piece, space]) => piece + space).join(''));

const pieces: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 2, arbitrary: fc.constantFrom(...MARKS) },
  { weight: 2, arbitrary: fc.constantFrom(...EMOJI) },
  { weight: 1, arbitrary: fc.constantFrom(...ADDRESSES) },
  { weight: 1, arbitrary: fc.constantFrom(...ODDITIES) },
);

/** One line without anything odd, which ends with a word: what follows on the next line is another sentence. */
export const lines: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...WORDS, ...ADDRESSES, '!!!', '🎯'), { minLength: 1, maxLength: 8 })
  .map((parts) => `${parts.join(' ')} fin.`);

/** What a keyboard without accents, ligatures and curly apostrophes makes of a text. */
export function typedPlainly(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’ʼ‘]/g, "'");
}
