/** A member or organisation named by its URN, kept as it is: the reader sees the name. */
const MENTION = String.raw`@\[[^\[\]()\\]+\]\(urn:li:(?:person|organization):[\w\-]+\)`;
/** A hashtag keeps its sign, or it would not be one; the sign in an address begins none. */
const HASHTAG = String.raw`(?<![\p{L}\p{N}\\\/?&=#_.:%\-])#(?=[\p{L}\p{N}])`;
const RESERVED = String.raw`[\\\|\{\}@\[\]\(\)<>#*_~]`;
const PARTS = new RegExp(`(${MENTION}|${HASHTAG})|${RESERVED}`, 'gu');

/**
 * `text` in LinkedIn's little text format, as it goes into `commentary`: reserved characters get a backslash, except in
 * mentions and before hashtags. LinkedIn cuts a text silently at a reserved character without one, and its limit holds
 * for this form. learn.microsoft.com/linkedin, Little Text Format (li-lms-2026-05).
 */
export function escapeLinkedIn(text: string): string {
  return text.replace(PARTS, (part: string, kept?: string) => kept ?? `\\${part}`);
}
