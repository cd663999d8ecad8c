import { AT_EMOJI } from './emoji-start.js';
import { xLinks } from './links/x-links.js';

const LINK = 23;

/**
 * Emoji that are several characters and count as one. Unicode's own list (UTS #51, RGI) stands last; before it what X's
 * list takes beyond it: the levitating man as a woman, a tone after the selector of a text-style emoji or on a skier,
 * keycaps and the eye in a speech bubble without selector, and a selector after what is an emoji anyway.
 */
const SEQUENCES = [
  String.raw`\u{1F574}(?:\uFE0F|\p{EMod})\u200D[\u2640\u2642]\uFE0F`,
  String.raw`[\u261D\u26F7\u26F9\u270C\u270D\u{1F3CB}\u{1F3CC}\u{1F574}\u{1F575}\u{1F590}]\uFE0F\p{EMod}`,
  String.raw`\u26F7\p{EMod}`,
  String.raw`[#*0-9]\u20E3`,
  String.raw`\u{1F441}\u200D\u{1F5E8}(?!\uFE0F)`,
  String.raw`[\u231A\u231B\u25FD\u25FE\u2614\u2615\u2648-\u2653\u267F\u2693\u26A1\u26AA\u26AB\u26BD\u26BE\u26C4\u26C5\u26D4\u26EA\u26F2\u26F3\u26F5\u26FA\u26FD\u2757\u2B1B\u2B1C\u2B50\u2B55\u{1F004}\u{1F21A}\u{1F22F}]\uFE0F`,
  String.raw`\p{RGI_Emoji}`,
];
const EMOJI = new RegExp(`${AT_EMOJI}(?:${SEQUENCES.join('|')})`, 'gv');

const HEAVY = /[^\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]/g;
const MAY_BE_EMOJI = /[\u200d\u20e3\ufe0f\ud83c-\ud83e]/;
const SURROGATES = /[\ud800-\udbff][\udc00-\udfff]/g;
/** Any single character that counts 2. */
const HEAVY_CHARACTER = '\u3000';

/**
 * X's weighted length: 1 for most characters of European and Middle Eastern scripts, 2 for others and for a whole emoji,
 * 23 for a link; of the NFC form. docs.x.com/fundamentals/counting-characters and twitter-text's config v3.
 */
export function xWeighted(text: string): number {
  const normalised = text.normalize();
  let weight = 0;
  let end = 0;
  for (const { start, length } of xLinks(normalised)) {
    if (start < end) continue;
    weight += weightOf(normalised.slice(end, start)) + LINK;
    end = start + length;
  }
  return weight + weightOf(normalised.slice(end));
}

function weightOf(text: string): number {
  const emoji = MAY_BE_EMOJI.test(text) ? text.replace(EMOJI, HEAVY_CHARACTER) : text;
  const characters = emoji.replace(SURROGATES, HEAVY_CHARACTER);
  return characters.length + (characters.match(HEAVY)?.length ?? 0);
}
