import { countGraphemes } from './graphemes.js';
import { mastodonLinks } from './links/mastodon-links.js';

/** What a link counts on most servers. */
const LINK = 23;
/** RFC 1035: what is longer is no domain, and the server reads no mention there. */
const MAX_DOMAIN = 253;

const WORD = String.raw`\p{L}\p{M}\p{Nd}\p{Pc}`;
const NAME = String.raw`[a-z0-9_]+(?:[.\-]+[a-z0-9_]+)*`;
/** Groups: the account's name, and the domain of one elsewhere. */
const MENTION = new RegExp(String.raw`(?<![=\/${WORD}])@(${NAME})(?:@([${WORD}]+(?:[.\-]+[${WORD}]+)*))?`, 'giu');
const ENDS_NO_MENTION = /[@＠À-ÖØ-öø-ɏɓɔɖɗəɛɣɨɯɲʉʋʻ\u0300-\u036fḀ-ỿ]|:\/\//y;

interface Replacement {
  start: number;
  length: number;
  by: string;
}

/**
 * Graphemes of what the server counts: every link as `linkLength` characters, every mention without its domain.
 * docs.joinmastodon.org/user/posting and the server's StatusLengthValidator. A blank text has no length.
 */
export function mastodonLength(text: string, linkLength = LINK): number {
  return text.trim() === '' ? 0 : countGraphemes(countedText(text, 'x'.repeat(linkLength)));
}

function countedText(text: string, placeholder: string): string {
  const links = mastodonLinks(text).map((span) => ({ ...span, by: placeholder }));
  let counted = '';
  let end = 0;
  for (const { start, length, by } of [...links, ...mentions(text)].sort((a, b) => a.start - b.start)) {
    if (start < end) continue;
    counted += text.slice(end, start) + by;
    end = start + length;
  }
  return counted + text.slice(end);
}

function mentions(text: string): Replacement[] {
  return [...text.matchAll(MENTION)].flatMap(({ 0: mention, 1: name = '', 2: domain = '', index }) => {
    ENDS_NO_MENTION.lastIndex = index + mention.length;
    const isMention = domain.length <= MAX_DOMAIN && !ENDS_NO_MENTION.test(text);
    return isMention ? [{ start: index, length: mention.length, by: `@${name}` }] : [];
  });
}
