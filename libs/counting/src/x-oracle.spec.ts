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

describe('the weighted length of X', () => {
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
