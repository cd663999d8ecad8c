import { type Element, xml2js } from 'xml-js';
import { samplePlan } from '../../../testing/sample-plan.js';
import type { PublishPlan } from '../../contract.js';
import { renderAtom } from './atom.js';
import type { FeedDocument, FeedDocumentEntry } from './document.js';
import { readFeedWire, renderFeedPost } from './format.js';
import { renderEntryHtml, renderHtml } from './html.js';
import { renderJsonFeed } from './json-feed.js';

const NASTY = 'a <script>alert("x")</script> & \'b\' ]]> \u0000\u0008\u001b\ufffe\ud800 é 👩‍🍳';
const CLEAN = 'a <script>alert("x")</script> & \'b\' ]]>  é 👩‍🍳';

function entry(changes: Partial<PublishPlan> = {}, key = 'unit-1'): FeedDocumentEntry {
  return {
    key,
    slug: key,
    url: `https://feed.example/bakery/${key}`,
    wire: readFeedWire(renderFeedPost(samplePlan(changes)).units[0]?.wire ?? {}),
    publishedAt: new Date('2026-11-24T08:00:00Z'),
    updatedAt: new Date('2026-11-24T09:00:00Z'),
  };
}

function feed(entries: FeedDocumentEntry[], changes: Partial<FeedDocument> = {}): FeedDocument {
  return {
    key: 'channel-1',
    title: 'Au Bon Levain',
    description: 'Pain & gestes',
    language: 'fr',
    timeZone: 'Europe/Paris',
    homeUrl: 'https://feed.example/bakery?a=1&b=2',
    atomUrl: 'https://feed.example/bakery/atom.xml',
    jsonUrl: 'https://feed.example/bakery/feed.json',
    updatedAt: new Date('2026-11-24T09:00:00Z'),
    entries,
    ...changes,
  };
}

const nastyPlan: Partial<PublishPlan> = {
  title: NASTY,
  text: NASTY,
  link: 'https://x.test/?q="a"&b=<c>',
  labels: [NASTY],
  poll: { question: NASTY, options: [NASTY, 'b'], duration: 'P1D' },
  thread: [{ text: NASTY }],
  media: [{ ...(samplePlan().media[0] as PublishPlan['media'][number]), altText: NASTY }],
};
const nasty = () => feed([entry(nastyPlan)], { title: NASTY, description: NASTY });

/** Parses strictly: anything that is not well-formed throws. sax lets control characters pass, so they are looked for. */
function parseXml(xml: string): Element {
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u);
  return xml2js(xml, { compact: false }) as Element;
}

function all(element: Element, name: string): Element[] {
  return (element.elements ?? []).filter((child) => child.name === name);
}

function textOf(element: Element | undefined, name: string): string {
  const [child] = element ? all(element, name) : [];
  return (child?.elements ?? []).map((part) => String(part.text ?? '')).join('');
}

function feedElement(document: FeedDocument): Element {
  const [root] = all(parseXml(renderAtom(document)), 'feed');
  if (!root) throw new Error('no feed element');
  return root;
}

describe('Atom', () => {
  it('has all that RFC 4287 asks of a feed', () => {
    const root = feedElement(feed([entry()]));
    expect(root.attributes).toEqual({ xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'fr' });
    expect(textOf(root, 'id')).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect(textOf(root, 'title')).toBe('Au Bon Levain');
    expect(textOf(root, 'subtitle')).toBe('Pain & gestes');
    expect(textOf(root, 'updated')).toBe('2026-11-24T09:00:00.000Z');
    expect(textOf(all(root, 'author')[0], 'name')).toBe('Au Bon Levain');
    expect(all(root, 'link').map(({ attributes }) => [attributes?.['rel'], attributes?.['href']])).toEqual([
      ['self', 'https://feed.example/bakery/atom.xml'],
      ['alternate', 'https://feed.example/bakery?a=1&b=2'],
      ['alternate', 'https://feed.example/bakery/feed.json'],
    ]);
  });

  it('has all that RFC 4287 asks of an entry', () => {
    const [item] = all(feedElement(feed([entry()])), 'entry');
    expect(item?.attributes).toEqual({ 'xml:lang': 'en' });
    expect(textOf(item, 'title')).toBe('Monday’s demo');
    expect(textOf(item, 'published')).toBe('2026-11-24T08:00:00.000Z');
    expect(textOf(item, 'updated')).toBe('2026-11-24T09:00:00.000Z');
    expect(textOf(item, 'content')).toContain('<a href="https://example.org/fold">');
    expect(item && all(item, 'content')[0]?.attributes).toEqual({ type: 'html' });
    expect(item && all(item, 'link').map(({ attributes }) => attributes)).toEqual([
      { rel: 'alternate', type: 'text/html', href: 'https://feed.example/bakery/unit-1' },
      { rel: 'related', href: 'https://example.org/recipes?id=1&lang=fr' },
      {
        rel: 'enclosure',
        type: 'image/jpeg',
        length: '48213',
        title: 'Hands folding “butter” into dough',
        href: 'https://media.example.org/fold.jpg',
      },
    ]);
    expect(item && all(item, 'category').map(({ attributes }) => attributes?.['term'])).toEqual(['demo', 'pastry']);
  });

  it('keeps ids when texts, addresses and order change, and gives each entry its own', () => {
    const ids = (document: FeedDocument) => all(feedElement(document), 'entry').map((item) => textOf(item, 'id'));
    const before = ids(feed([entry({}, 'a'), entry({}, 'b')]));
    const moved = [{ ...entry({ text: 'other' }, 'b'), url: 'https://new.example/b' }, entry({}, 'a')];
    expect(ids(feed(moved, { homeUrl: 'https://new.example/' }))).toEqual([...before].reverse());
    expect(new Set(before).size).toBe(2);
  });

  it('stays well-formed and keeps the words whatever they hold', () => {
    const root = feedElement(nasty());
    const [item] = all(root, 'entry');
    expect(textOf(root, 'title')).toBe(CLEAN);
    expect(textOf(item, 'title')).toBe(CLEAN);
    expect(textOf(item, 'content')).not.toContain('<script');
    expect(textOf(item, 'content')).toContain('&lt;script&gt;');
  });

  it('is valid without entries, description, media, labels or link', () => {
    expect(all(feedElement(feed([], { description: '' })), 'entry')).toEqual([]);
    const [item] = all(feedElement(feed([entry({ media: [], labels: [], link: null })])), 'entry');
    expect(item && all(item, 'link').length).toBe(1);
  });
});

describe('JSON Feed', () => {
  const parse = (document: FeedDocument) =>
    JSON.parse(renderJsonFeed(document)) as Record<string, unknown> & { items: Record<string, unknown>[] };

  it('is version 1.1 with its links', () => {
    const { items, ...head } = parse(feed([entry()]));
    expect(items.length).toBe(1);
    expect(head).toEqual({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Au Bon Levain',
      home_page_url: 'https://feed.example/bakery?a=1&b=2',
      feed_url: 'https://feed.example/bakery/feed.json',
      description: 'Pain & gestes',
      language: 'fr',
      authors: [{ name: 'Au Bon Levain', url: 'https://feed.example/bakery?a=1&b=2' }],
    });
  });

  it('has items with content, dates and attachments', () => {
    expect(parse(feed([entry()])).items[0]).toMatchObject({
      id: expect.stringMatching(/^urn:uuid:/) as string,
      url: 'https://feed.example/bakery/unit-1',
      external_url: 'https://example.org/recipes?id=1&lang=fr',
      title: 'Monday’s demo',
      content_text: samplePlan().text,
      image: 'https://media.example.org/fold.jpg',
      date_published: '2026-11-24T08:00:00.000Z',
      date_modified: '2026-11-24T09:00:00.000Z',
      tags: ['demo', 'pastry'],
      language: 'en',
      attachments: [{ url: 'https://media.example.org/fold.jpg', mime_type: 'image/jpeg', size_in_bytes: 48213 }],
    });
  });

  it('leaves a title out that nobody gave, and says content in HTML even without a text', () => {
    const [item] = parse(feed([entry({ title: null, text: '' })])).items;
    expect(item).not.toHaveProperty('title');
    expect(item).not.toHaveProperty('content_text');
    expect(item?.['content_html']).toContain('<img');
  });

  it('has the id that Atom has', () => {
    const [item] = all(feedElement(feed([entry()])), 'entry');
    expect(parse(feed([entry()])).items[0]?.['id']).toBe(textOf(item, 'id'));
  });

  it('holds any words', () => {
    expect(parse(nasty())).toMatchObject({ title: CLEAN, items: [{ title: CLEAN, tags: [CLEAN] }] });
  });
});

describe('the HTML pages', () => {
  it('name their language, addresses and Open Graph', () => {
    const html = renderEntryHtml(feed([entry()]), entry());
    for (const part of [
      '<!doctype html>\n<html lang="en">',
      '<meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      '<title>Monday’s demo – Au Bon Levain</title>',
      '<link rel="canonical" href="https://feed.example/bakery/unit-1">',
      'type="application/atom+xml" title="Au Bon Levain" href="https://feed.example/bakery/atom.xml">',
      'type="application/feed+json" title="Au Bon Levain" href="https://feed.example/bakery/feed.json">',
      '<meta property="og:type" content="article">',
      '<meta property="og:title" content="Monday’s demo">',
      '<meta property="og:url" content="https://feed.example/bakery/unit-1">',
      '<meta property="og:site_name" content="Au Bon Levain">',
      '<meta property="og:image" content="https://media.example.org/fold.jpg">',
      '<meta property="og:image:alt" content="Hands folding “butter” into dough">',
      '<meta property="article:published_time" content="2026-11-24T08:00:00.000Z">',
      '<time datetime="2026-11-24T08:00:00.000Z">November 24, 2026 at 9:00 AM</time>',
      'alt="Hands folding “butter” into dough" width="1200" height="800"',
    ])
      expect(html).toContain(part);
  });

  it('list every entry under its permalink, in its own language', () => {
    const html = renderHtml(feed([entry({}, 'a'), entry({ language: 'fr' }, 'b')]));
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<article class="post" lang="en">');
    expect(html).toContain('<article class="post">');
    expect(html.match(/<h1/g)?.length).toBe(1);
    for (const key of ['a', 'b']) expect(html).toContain(`<a href="https://feed.example/bakery/${key}">`);
    expect(renderHtml(feed([]))).toContain('Rien n’a encore été publié.');
  });

  it('show text in paragraphs and lines, links as links, a poll as a list', () => {
    const text = 'One\ntwo (see https://a.test/x?y=1&z=(2)).\n\n\n  Three';
    const poll = { question: 'Butter?', options: ['Yes', 'No'], duration: 'P1D' };
    const html = renderEntryHtml(feed([]), entry({ text, poll, thread: [{ text: 'Four' }] }));
    expect(html).toContain(
      '<p>One<br>\ntwo (see <a href="https://a.test/x?y=1&amp;z=(2)">https://a.test/x?y=1&amp;z=(2)</a>).</p>\n<p>Three</p>\n<p>Four</p>',
    );
    expect(html).toContain('<p><strong>Butter?</strong></p>\n<ul>\n<li>Yes</li>\n<li>No</li>\n</ul>');
  });

  it('hide from sight, and keep for readers, a title made from the text', () => {
    const html = renderEntryHtml(feed([]), entry({ title: null, text: 'Fresh bread.' }));
    expect(html).toContain('<h1 class="unseen">Fresh bread.</h1>');
    expect(html).toContain('<p>Fresh bread.</p>');
  });

  it.each([
    ['listed', () => renderHtml(nasty())],
    ['alone', () => renderEntryHtml(nasty(), entry(nastyPlan))],
  ])('escape everything (%s)', (_name, render) => {
    const html = render();
    expect(html).not.toContain('<script');
    expect(html).not.toContain('alert("x")');
    expect(html).toContain('a &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;b&#39; ]]&gt;  é 👩‍🍳');
  });

  it('never link or load what is not http or https', () => {
    const [medium] = samplePlan().media;
    const media = ['javascript:alert(1)', 'data:text/html,x', '/media/1.jpg'].map((url) => ({ ...medium, url }));
    const plan = { link: 'javascript:alert(2)', media: media as PublishPlan['media'], text: 'javascript:alert(3)' };
    const html = renderEntryHtml(feed([]), entry(plan));
    expect(html).not.toMatch(/(href|src)="(javascript|data):/);
    expect(html).toContain('src="https://feed.example/media/1.jpg"');
  });

  it('play a video and offer any other file', () => {
    const [image] = samplePlan().media;
    const media = [
      { ...image, mimeType: 'video/mp4', url: 'https://m.test/v.mp4', altText: null },
      { ...image, mimeType: 'application/pdf', url: 'https://m.test/a.pdf', altText: null },
    ] as PublishPlan['media'];
    const html = renderEntryHtml(feed([]), entry({ media, language: 'fr' }));
    expect(html).toContain('<video src="https://m.test/v.mp4" controls preload="metadata" aria-label="Vidéo"');
    expect(html).toContain('<a href="https://m.test/a.pdf">https://m.test/a.pdf</a>');
    expect(html).not.toContain('og:image');
  });
});
