import { type CountingUnit, escapeLinkedIn, measure } from './index.js';

const FAMILY = '👨‍👩‍👧‍👦';

describe('measure', () => {
  describe('by encoding and by what a reader sees', () => {
    it.each([
      ['nothing', '', 0, 0, 0, 0],
      ['ASCII', 'abc', 3, 3, 3, 3],
      ['a composed accent', 'é', 1, 1, 1, 2],
      ['a combining accent', 'e\u0301', 1, 2, 2, 3],
      ['an accent after a line end', '\r\n\u0301', 2, 3, 3, 4],
      ['a cook', '👩‍🍳', 1, 3, 5, 11],
      ['a flag', '🇫🇷', 1, 2, 4, 8],
      ['three regional letters', '🇫🇷🇧', 2, 3, 6, 12],
      ['a family between letters', `a${FAMILY}b`, 3, 9, 13, 27],
      ['a tone', '👍🏽', 1, 2, 4, 8],
      ['a keycap', '1️⃣', 1, 3, 3, 7],
      ['CJK', '漢字', 2, 2, 2, 6],
      ['CJK beyond the first plane', '𠮷', 1, 1, 2, 4],
      ['Hangul in letters', '\u1112\u1161\u11ab', 1, 3, 3, 9],
      ['Devanagari', 'नमस्ते', 3, 6, 6, 18],
      ['CRLF', 'a\r\nb', 3, 4, 4, 4],
      ['French punctuation', '«\u202foui\u202f»…', 8, 8, 8, 16],
      ['a zero-width joiner alone', 'a\u200db', 2, 3, 3, 5],
      ['a lone surrogate', '\ud83d', 1, 1, 1, 3],
    ])('%s', (_name, text, graphemes, codePoints, utf16, bytes) => {
      expect(measure(text, 'graphemes')).toBe(graphemes);
      expect(measure(text, 'code_points')).toBe(codePoints);
      expect(measure(text, 'utf16_units')).toBe(utf16);
      expect(measure(text, 'utf8_bytes')).toBe(bytes);
    });
  });

  const cases: Partial<Record<CountingUnit, [name: string, text: string, length: number][]>> = {
    x_weighted: [
      ['nothing', '', 0],
      ['Latin', 'Café crème', 10],
      ['a decomposed accent, composed first', 'cafe\u0301', 4],
      ['Arabic and Hebrew', 'سلام שלום', 9],
      ['CJK', '漢字', 4],
      ['a typographic apostrophe', 'l’été', 5],
      ['an ellipsis and a euro', '…€', 4],
      ['an emoji', '👾', 2],
      ['an emoji with a tone', '🙋🏽', 2],
      ['a ZWJ emoji', '👨‍🎤', 2],
      ['a family', FAMILY, 2],
      ['a flag', '🇫🇷', 2],
      ['an emoji newer than the library', '🧑‍🍳', 2],
      ['a keycap', '1️⃣', 2],
      ['© as a character and as an emoji', '©©️', 3],
      ['a link', 'https://example.com', 23],
      ['a long link', `https://example.com/${'a'.repeat(300)}`, 23],
      ['a link without protocol', 'Voir example.com/pain.', 29],
      ['two links', 'a.fr b.fr', 47],
      ['a link in parentheses', '(https://example.com/a_(b))', 25],
      ['an unknown domain', 'https://example.notatld', 23],
      ['an unknown domain that is long', `https://example.notatld/${'a'.repeat(20)}`, 44],
      ['an address of mail', 'jean@example.com', 16],
      ['a mention and a hashtag', '@ami #pain', 10],
      ['an international domain', 'https://пример.рф/путь', 23],
      ['an international domain without protocol', 'пример.рф', 9],
      ['a label that is too long', `https://${'a'.repeat(64)}.com`, 76],
      ['a t.co link and what follows it', 'https://t.co/AbC123/x', 25],
    ],
    mastodon: [
      ['blank', ' \n', 0],
      ['graphemes', 'Noe\u0308l 👩‍🍳', 6],
      ['a link', 'https://example.com/a', 23],
      ['a short link', 'http://a.fr', 23],
      ['a link without protocol', 'example.com', 11],
      ['a link of another protocol', 'gemini://example.com/a', 23],
      ['an unknown domain', 'https://example.notatld', 23],
      ['an unknown domain that is longer', 'https://example.notatld/abc', 27],
      ['a link in Cyrillic with a query', 'https://пример.рф/путь?вид=хлеб', 23],
      ['a link before a full stop', 'https://example.com/a.', 24],
      ['a mention here', '@ami', 4],
      ['a mention elsewhere', 'Merci @ami@mastodon.social !', 12],
      ['a dotted name', '@jean.dupont@example.com', 12],
      ['mail', 'ami@example.com', 15],
      ['a mention in a link', 'https://example.com/@ami@mastodon.social', 23],
      ['a mention in a word', 'x@ami@example.com', 17],
      ['a mention of a domain that is too long', `@ami@${'a'.repeat(260)}`, 265],
      ['a mention that an accent ends', '@amié@example.com', 17],
    ],
    linkedin_escaped: [
      ['plain', 'Bonjour à tous', 14],
      ['parentheses', 'Oui (non)', 11],
      ['every reserved character', '\\|{}@[]()<>#*_~', 30],
      ['a hashtag', '#pain', 5],
      ['a sign that begins no hashtag', '# a#b', 7],
      ['a mention', 'Merci @[Le Fournil](urn:li:organization:123)', 44],
      ['a mention with a reserved character after it', '@[Eddy](urn:li:person:a_1)_', 28],
      ['brackets that are no mention', '@[Eddy](https://x)', 23],
      ['an emoji', '👩‍🍳', 5],
    ],
    threads: [
      ['plain', 'Bonjour', 7],
      ['accents and CJK', 'été漢字', 5],
      ['an emoji', '👍', 4],
      ['an emoji with a tone', '👍🏽', 8],
      ['a family', `a${FAMILY}`, 26],
      ['a flag', '🇫🇷', 8],
      ['a keycap and a digit', '1️⃣1', 8],
      ['© as a character and as an emoji', '©©️', 6],
      ['a heart as text and as an emoji', '❤❤️', 7],
      ['an emoji sequence that nobody lists', '🍞‍🍷', 11],
    ],
  };

  describe.each(Object.entries(cases))('%s', (unit, table) => {
    it.each(table)('%s', (_name, text, length) => {
      expect(measure(text, unit as CountingUnit)).toBe(length);
    });
  });

  it('takes the length of links from the instance', () => {
    expect(measure('https://example.com a', 'mastodon', { linkLength: 256 })).toBe(258);
  });
});

describe('escapeLinkedIn', () => {
  it.each([
    ['Oui (non)', 'Oui \\(non\\)'],
    ['1_000 <b> a|b ~ {x}', '1\\_000 \\<b\\> a\\|b \\~ \\{x\\}'],
    ['#pain #été_2027 c#', '#pain #été\\_2027 c\\#'],
    ['@[Le Fournil](urn:li:organization:1) et @ami', '@[Le Fournil](urn:li:organization:1) et \\@ami'],
    ['🥐#pain https://example.com/#pain_au_lait', '🥐#pain https://example.com/\\#pain\\_au\\_lait'],
    ['C:\\pain', 'C:\\\\pain'],
  ])('%s', (text, escaped) => {
    expect(escapeLinkedIn(text)).toBe(escaped);
  });
});
