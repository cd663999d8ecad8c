/** What Mastodon counts: graphemes, a link as 23, a mention without its domain (StatusLengthValidator). */
export function countedLength(text: string): number {
  const counted = text.replace(/https?:\/\/[^\s<>()]+/g, 'x'.repeat(23)).replace(/@(\w+)@[\w.-]+\w/g, '@$1');
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(counted)].length;
}

/** A status as readers' HTML, after Mastodon's TextFormatter: paragraphs, breaks, and links cut where they are long. */
export function statusHtml(text: string): string {
  if (text.trim() === '') return '';
  const paragraphs = text.trim().split(/\n{2,}/);
  return paragraphs.map((paragraph) => `<p>${paragraph.split('\n').map(lineHtml).join('<br />')}</p>`).join('');
}

const ENTITY = /(https?:\/\/[^\s<>()]+)|@(\w+)(?:@([\w.-]+\w))?|#([\p{L}\p{N}_]+)/gu;

function lineHtml(line: string): string {
  let html = '';
  let end = 0;
  for (const match of line.matchAll(ENTITY)) {
    html += escaped(line.slice(end, match.index)) + entityHtml(match);
    end = match.index + match[0].length;
  }
  return html + escaped(line.slice(end));
}

function entityHtml([whole, url, user, domain, tag]: RegExpExecArray): string {
  if (url !== undefined) return linkHtml(url);
  if (tag !== undefined)
    return `<a href="https://mastodon.test/tags/${encodeURIComponent(tag.toLowerCase())}" class="mention hashtag" rel="tag">#<span>${tag}</span></a>`;
  // A name without a domain may be nobody's.
  if (domain === undefined) return escaped(whole);
  return `<span class="h-card" translate="no"><a href="https://${domain}/@${user}" class="u-url mention">@<span>${user}</span></a></span>`;
}

const SHOWN = 30;

function linkHtml(url: string): string {
  const scheme = /^https?:\/\/(?:www\.)?/.exec(url)?.[0] ?? '';
  const rest = url.slice(scheme.length);
  const shown = escaped(rest.slice(0, SHOWN));
  const hidden = escaped(rest.slice(SHOWN));
  return (
    `<a href="${escaped(url)}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">${scheme}</span>` +
    `<span class="${hidden === '' ? '' : 'ellipsis'}">${shown}</span><span class="invisible">${hidden}</span></a>`
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
