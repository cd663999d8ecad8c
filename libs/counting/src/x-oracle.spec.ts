import fc from 'fast-check';
import twitterText from 'twitter-text';
import { arbitraryTexts } from '../testing/arbitrary-texts.js';
import { measure } from './index.js';

const EMOJI = new RegExp('\\p{RGI_Emoji}', 'gv');
const WHOLE_EMOJI = 2;

const weigh = (text: string) => twitterText.parseTweet(text).weightedLength;

const links = (text: string) => twitterText.extractUrls(text.normalize()).length;

/** `text` with 😀 for each emoji that the library, of 2018's Unicode, does not know to be one. */
const asOf2018 = (text: string) => text.replace(EMOJI, (emoji) => (weigh(emoji) === WHOLE_EMOJI ? emoji : '😀'));

const EVERY_EMOJI = Array.from({ length: 0x20000 }, (_, point) => String.fromCodePoint(point)).filter((text) =>
  /\p{Emoji}/u.test(text),
);
const AFTER_EMOJI = [
  '',
  '\ufe0f',
  '\ufe0e',
  '🏽',
  '\ufe0f🏽',
  '\u20e3',
  '\u200d♀️',
  '\ufe0f\u200d♂️',
  '🏿\u200d♂️',
  '\u200d🎓',
  '🏻\u200d⚖️',
  '\u200d🦰',
];

describe('the weighted length of X', () => {
  it.each(AFTER_EMOJI)('is the same for every emoji with %j after it', (after) => {
    const different = EVERY_EMOJI.map((emoji) => emoji + after).filter(
      (text) => measure(text, 'x_weighted') !== weigh(asOf2018(text)),
    );
    expect(different).toEqual([]);
  });

  it('is the same for every character of the first plane', () => {
    const different = Array.from({ length: 0x10000 }, (_, unit) => `a${String.fromCharCode(unit)}.fr`).filter(
      (text) => measure(text, 'x_weighted') !== weigh(text),
    );
    expect(different).toEqual([]);
  });

  it('is what twitter-text counts, for 8,000 texts', () => {
    fc.assert(
      fc.property(arbitraryTexts, (text) => {
        const known = asOf2018(text);
        // The other emoji may make a label of a domain fit into its 63 octets: then the texts differ in their links.
        fc.pre(links(known) === links(text));
        expect(measure(text, 'x_weighted')).toBe(weigh(known));
      }),
      { seed: 20261128, numRuns: 8000 },
    );
  });
});
