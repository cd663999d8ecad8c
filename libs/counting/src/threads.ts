import { AT_EMOJI } from './emoji-start.js';
import { countCodePoints, countUtf8Bytes } from './encodings.js';

/** What is shown as an emoji, sequences whole (UTS #51); `©` without its selector is a character like any other. */
const EMOJI = new RegExp(
  String.raw`${AT_EMOJI}(?:\p{RGI_Emoji}|\p{Emoji}\uFE0F\u20E3?|\p{Emoji_Presentation})(?:\u200D(?:\p{RGI_Emoji}|\p{Emoji}\uFE0F?))*`,
  'gv',
);
const MAY_BE_EMOJI = /[\u20e3\ufe0f\u231a-\u2bff\ud83c-\ud83e]/;

/** Characters, but of an emoji its bytes in UTF-8. developers.facebook.com/documentation/threads/posts, Limitations. */
export function threadsLength(text: string): number {
  const characters = countCodePoints(text);
  if (!MAY_BE_EMOJI.test(text)) return characters;
  const emoji = [...text.matchAll(EMOJI)].map(([match]) => match);
  return emoji.reduce((sum, match) => sum + countUtf8Bytes(match) - countCodePoints(match), characters);
}
