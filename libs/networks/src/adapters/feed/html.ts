import { type FeedDocument, type FeedDocumentEntry, languageOf, webUrl } from './document.js';
import { entryBody } from './entry-body.js';
import { type Fragment, type Markup, markup } from './markup.js';
import { STYLE } from './style.js';
import { knownLocale, shorten } from '../../shaping/title.js';
import { word } from './wording.js';

/** What the head of a page says about it. */
interface PageHead {
  language: string;
  title: string;
  description: string;
  canonical: string;
  openGraph: readonly (readonly [property: string, content: string])[];
}

/** The feed as a page of its own. */
export function renderHtml(feed: FeedDocument): string {
  const { language, title, description, homeUrl: canonical } = feed;
  const head = { language, title, description, canonical, openGraph: [['og:type', 'website']] as const };
  const posts = feed.entries.map((entry) => listedPost(feed, entry));
  const empty = markup`<p>${word('empty', language)}</p>\n`;
  const about = description === '' ? null : markup`<p>${description}</p>\n`;
  return page(
    feed,
    head,
    markup`<header class="masthead">\n<h1>${title}</h1>\n${about}</header>
<main>
${posts.length === 0 ? empty : posts}</main>`,
  );
}

/** The permanent page of one entry. */
export function renderEntryHtml(feed: FeedDocument, entry: FeedDocumentEntry): string {
  const { wire } = entry;
  const language = languageOf(feed, entry);
  const description = shorten(wire.text.replaceAll(/\s+/g, ' ').trim() || wire.title, 200);
  const head = { language, title: wire.title, description, canonical: entry.url, openGraph: articleGraph(entry) };
  return page(
    feed,
    head,
    markup`<header class="masthead">\n<a class="name" href="${feed.homeUrl}" lang="${feed.language}">${feed.title}</a>\n</header>
<main>
<article class="post">
<h1${unlessTitled(entry)}>${wire.title}</h1>
${postBody(feed, entry)}</article>
<p><a href="${feed.homeUrl}">${word('back', language)}</a></p>
</main>`,
  );
}

function listedPost(feed: FeedDocument, entry: FeedDocumentEntry): Markup {
  const language = languageOf(feed, entry);
  const lang = language === feed.language ? null : markup` lang="${language}"`;
  return markup`<article class="post"${lang}>
<h2${unlessTitled(entry)}><a href="${entry.url}">${entry.wire.title}</a></h2>
${postBody(feed, entry)}</article>
`;
}

/** A title that was made from the text is kept for those who jump from heading to heading, and not shown twice. */
function unlessTitled(entry: FeedDocumentEntry): Fragment {
  return entry.wire.titled ? null : markup` class="unseen"`;
}

function postBody(feed: FeedDocument, entry: FeedDocumentEntry): Markup {
  const labels = entry.wire.labels.map((label) => markup`<li>${label}</li>`);
  return markup`${entryBody(feed, entry)}${labels.length === 0 ? null : markup`<ul class="labels">${labels}</ul>\n`}<p class="when"><a href="${entry.url}"><time datetime="${entry.publishedAt.toISOString()}">${readableDate(feed, entry)}</time></a></p>
`;
}

function readableDate(feed: FeedDocument, entry: FeedDocumentEntry): string {
  const format = { dateStyle: 'long', timeStyle: 'short', timeZone: feed.timeZone ?? 'UTC' } as const;
  return new Intl.DateTimeFormat(knownLocale(languageOf(feed, entry)) ?? 'en', format).format(entry.publishedAt);
}

function articleGraph(entry: FeedDocumentEntry): [string, string][] {
  const image = entry.wire.media.find(({ mimeType }) => mimeType.startsWith('image/'));
  const url = image && webUrl(image.url, entry.url);
  const graph: [string, string | null | undefined][] = [
    ['og:type', 'article'],
    ['article:published_time', entry.publishedAt.toISOString()],
    ['article:modified_time', entry.updatedAt.toISOString()],
    ['og:image', url],
    ['og:image:type', url && image.mimeType],
    ['og:image:width', url && image.width?.toString()],
    ['og:image:height', url && image.height?.toString()],
    ['og:image:alt', url && image.altText],
  ];
  return graph.flatMap(([property, content]) => (content ? [[property, content] as [string, string]] : []));
}

function page(feed: FeedDocument, head: PageHead, body: Markup): string {
  return markup`<!doctype html>
<html lang="${head.language}">
<head>
${headOf(feed, head)}<style>${STYLE}</style>
</head>
<body>
<div class="page">
${body}
<footer>
<nav aria-label="${word('subscribe', head.language)}"><a href="${feed.atomUrl}">Atom</a> <a href="${feed.jsonUrl}">JSON Feed</a></nav>
</footer>
</div>
</body>
</html>
`.toString();
}

function headOf(feed: FeedDocument, head: PageHead): Markup {
  const graph: [string, string][] = [
    ['og:title', head.title],
    ['og:description', head.description || head.title],
    ['og:url', head.canonical],
    ['og:site_name', feed.title],
    ...head.openGraph.map(([property, content]): [string, string] => [property, content]),
  ];
  const properties = graph.map(([property, content]) => markup`<meta property="${property}" content="${content}">\n`);
  const card = graph.some(([property]) => property === 'og:image') ? 'summary_large_image' : 'summary';
  return markup`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${pageTitle(feed, head)}</title>
<meta name="description" content="${head.description || head.title}">
<meta name="generator" content="Marronnier">
<link rel="canonical" href="${head.canonical}">
<link rel="alternate" type="application/atom+xml" title="${feed.title}" href="${feed.atomUrl}">
<link rel="alternate" type="application/feed+json" title="${feed.title}" href="${feed.jsonUrl}">
${properties}<meta name="twitter:card" content="${card}">
`;
}

function pageTitle(feed: FeedDocument, head: PageHead): string {
  return head.title === feed.title ? head.title : `${head.title} – ${feed.title}`;
}
