/** The text that a piece of HTML shows, ends of blocks and breaks as line breaks. For comparing, not for showing. */
export function htmlText(html: string): string {
  const lines = html.replace(/<(?:br|\/p|\/li|\/h[1-6]|\/blockquote|\/figure)\b[^>]*>/gi, '\n');
  return unescaped(lines.replace(/<[^>]*>/g, '')).trim();
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi;

function unescaped(text: string): string {
  return text.replace(ENTITY, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const point = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return point > 0x10ffff ? whole : String.fromCodePoint(point);
  });
}

/** Text as HTML shows it, in an attribute too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/**
 * What is left of a text when everything is gone that networks are known to change: markup signs, quotes, smileys,
 * spaces, a link's scheme and case. Of a text of signs or emoji alone, all of it.
 */
export function lettersOf(text: string): string {
  const plain = text.normalize('NFC').replace(/\b[a-z]+:\/\//gi, '');
  const letters = plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  return (letters === '' ? plain.replace(/\s+/g, '') : letters).toLowerCase();
}
