import { readFileSync } from 'node:fs';
import { contractSuite } from '../../../testing/contract-suite.js';
import { drive, type Settled, stored } from '../../../testing/drive.js';
import { startWordPressHarness, type WordPressHarness } from '../../../testing/harness/wordpress.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { recorded, spoiled } from '../../../testing/spoil.js';
import type { AdapterIo, Ancestor, HttpOutcome, PlannedMedia, PublishPlan, PublishState } from '../../contract.js';
import { htmlText } from '../../shaping/html-text.js';
import { wordpressAdapter } from './adapter.js';
import { readPost } from './article.js';
import { readWire } from './format.js';
import { contentOf, sameWords } from './html.js';
import { manifest } from './manifest.js';
import { slugOf } from './slug.js';

const VIDEO: PlannedMedia = { ...image(0), mediaId: 'video-1', mimeType: 'video/mp4' };

contractSuite('wordpress', () => startWordPressHarness());

describe('the name of an article in its address', () => {
  it.each([
    ['words of the title', 'L’Été à Orléans : 27 couches !', /^lete-a-orleans-27-couches-[0-9a-f]{12}$/],
    ['its own part alone, without a title', ' — ', /^m-[0-9a-f]{12}$/],
    ['its own part alone, in another alphabet', 'Хлеб', /^m-[0-9a-f]{12}$/],
    ['80 characters of a long title, cut clean', `${'ab '.repeat(60)}`, /^(ab-){26}ab-[0-9a-f]{12}$/],
  ])('is %s', (_name, title, expected) => {
    expect(slugOf(title, 'k')).toMatch(expected);
    expect(slugOf(title, 'k')).toBe(slugOf(title, 'k'));
    expect(slugOf(title, 'other')).not.toBe(slugOf(title, 'k'));
  });
});

describe('the content of an article', () => {
  it('is paragraphs, links and figures, with everything of ours escaped', () => {
    const text = 'Un <b> & "deux"\nhttps://x.test/?a=1&b=2.\n\nTrois';
    const media = [{ id: 7, url: 'https://x.test/a.jpg', alt: 'Hands “x” "y"', isVideo: false }];
    expect(contentOf(text, 'https://x.test/more', media)).toBe(
      [
        '<!-- wp:paragraph -->\n<p>Un &#60;b&#62; &#38; &#34;deux&#34;<br><a href="https://x.test/?a=1&#38;b=2">https://x.test/?a=1&#38;b=2</a>.</p>\n<!-- /wp:paragraph -->',
        '<!-- wp:paragraph -->\n<p>Trois</p>\n<!-- /wp:paragraph -->',
        '<!-- wp:paragraph -->\n<p><a href="https://x.test/more">https://x.test/more</a></p>\n<!-- /wp:paragraph -->',
        '<!-- wp:image {"id":7} -->\n<figure class="wp-block-image"><img src="https://x.test/a.jpg" alt="Hands “x” &#34;y&#34;" class="wp-image-7"/></figure>\n<!-- /wp:image -->',
      ].join('\n\n'),
    );
  });

  it('has the link once when the text holds it', () => {
    const content = contentOf('See https://x.test/a', 'https://x.test/a', []);
    expect(content.match(/<a /g)?.length).toBe(1);
  });

  it.each([
    ['what was typeset', '<p>“Bread” – it’s&#8230;</p>', '"Bread" - it\'s...', true],
    ['other words', '<p>Bread</p>', 'Breads', false],
    ['other smileys', '<p>:-)</p>', ':-(', false],
    [
      'a link that was made one',
      '<p>See <a href="https://x.test">https://x.test</a>.</p>',
      'See https://x.test.',
      true,
    ],
  ])('tells %s', (_name, one, other, same) => {
    expect(sameWords(one, other)).toBe(same);
  });
});

describe('an article', () => {
  it.each<[string, Partial<PublishPlan>, object]>([
    ['is titled by the option', { options: { title: 'Chosen' }, title: 'Given' }, { title: 'Chosen' }],
    ['is titled by the title', { title: 'Given' }, { title: 'Given' }],
    ['is titled by the first sentence', { title: null, text: 'Fresh bread! Come.' }, { title: 'Fresh bread!' }],
    [
      'is published, with names once and trimmed',
      { options: { tags: [' a', 'a', ''] } },
      { status: 'publish', tags: ['a'] },
    ],
    [
      'is left as asked',
      { options: { status: 'pending', comments: 'closed', excerpt: 'E' } },
      { status: 'pending', comments: 'closed', excerpt: 'E' },
    ],
  ])('%s', (_name, changes, expected) => {
    expect(readWire(unitsOf(plan(changes))[0]!.wire)).toMatchObject(expected);
  });

  it('takes no first comment where nobody sees it', () => {
    const issues = (status: string) =>
      wordpressAdapter
        .validate(plan({ firstComment: 'First!', options: { status } }), manifest.capabilities)
        .map(({ path, code }) => [path, code]);
    expect(issues('draft')).toEqual([['/firstComment', 'network.option_unfit']]);
    expect(issues('publish')).toEqual([]);
  });
});

describe('a refusal of the site', () => {
  const answers = JSON.parse(readFileSync(new URL('./fixtures/refusals.json', import.meta.url), 'utf8')) as Record<
    string,
    { status: number; body: { code: string; message: string } }
  >;
  it.each([
    ['wrong password', 'auth', 'wordpress.unauthorized'],
    ['no user', 'auth', 'wordpress.unauthorized'],
    ['may not publish', 'permanent', 'wordpress.not_allowed'],
    ['bad parameter', 'permanent', 'wordpress.refused'],
    ['empty', 'permanent', 'wordpress.refused'],
    ['forbidden type', 'permanent', 'wordpress.media_refused'],
    ['forbidden type in a form', 'permanent', 'wordpress.media_refused'],
    ['fatal', 'retryable', 'wordpress.unavailable'],
    ['no route', 'permanent', 'wordpress.no_api'],
    ['no such post', 'permanent', 'wordpress.draft_gone'],
    ['comments closed', 'permanent', 'wordpress.comments_closed'],
    ['article in the bin', 'permanent', 'wordpress.parent_unknown'],
    ['article gone', 'permanent', 'wordpress.parent_unknown'],
    ['article of another', 'permanent', 'wordpress.not_allowed'],
    ["a plugin's own rule", 'permanent', 'wordpress.not_allowed'],
    ['flood', 'rate_limited', 'wordpress.rate_limited'],
  ])('%s is %s', async (name, kind, code) => {
    const { status, body } = answers[name]!;
    const result = await look({ kind: 'answered', status, headers: {}, body: JSON.stringify(body) });
    expect(result).toMatchObject({ error: { class: kind, code, networkCode: body.code } });
    expect(JSON.stringify(result)).not.toContain(body.message);
  });

  it.each([
    ['a page that is not there', 404, {}, 'permanent', 'wordpress.no_api'],
    ['another address', 301, { location: 'https://www.x.test/' }, 'permanent', 'wordpress.redirected'],
    ['a proxy that takes no such size', 413, {}, 'permanent', 'wordpress.too_large'],
    ['a firewall', 403, {}, 'auth', 'wordpress.unauthorized'],
    ['a host that counts', 429, {}, 'rate_limited', 'wordpress.rate_limited'],
  ])('%s is a %s', async (_name, status, headers, kind, code) => {
    expect(await look({ kind: 'answered', status, headers, body: '<h1>No</h1>' })).toMatchObject({
      error: { class: kind, code },
    });
  });

  async function look(outcome: HttpOutcome) {
    const harness = await startWordPressHarness();
    await harness.close();
    const state = prepared();
    return wordpressAdapter.run(wordpressAdapter.nextStep(state)!, state, spoiled(harness.io, 0, outcome));
  }
});

describe('the WordPress adapter', () => {
  let harness: WordPressHarness;
  let io: AdapterIo;
  beforeEach(async () => {
    harness = await startWordPressHarness();
    io = harness.io;
  });
  afterEach(() => harness.close());

  const publish = async (changes: Partial<PublishPlan> = {}, as = io): Promise<Published> =>
    published(await drive(wordpressAdapter, unitsOf(plan(changes))[0]!, SAMPLE_SEED, as));

  it('publishes with terms that are there, terms that it makes, and the first image as the featured one', async () => {
    const options = { categories: ['uncategorized', 'News & bread'], tags: ['levain'], excerpt: 'Short.' };
    const { remote } = await publish({ media: [image(1), image(2)], options });
    const { network } = harness.simulator;
    expect(network.namesOf(Number(remote.id))).toEqual({
      categories: ['Uncategorized', 'News &amp; bread'],
      tags: ['levain'],
    });
    expect(network.things()).toMatchObject([{ id: remote.id, media: 2, altTexts: ['Hands, 1', 'Hands, 2'] }]);
    expect(network.kept()[0]).toMatchObject({ status: 'publish', excerpt: 'Short.' });
    expect(network.kept()[0]?.content).not.toContain('image-1.jpg');
    expect(remote.url).toContain(network.kept()[0]?.slug);
  });

  it('finds terms anew that have signs in their names', async () => {
    await publish({ options: { categories: ['News & bread'] } });
    const again = await publishAs('other', { options: { categories: ['news & BREAD'] } });
    expect(harness.simulator.network.namesOf(Number(again.remote.id)).categories).toEqual(['News &amp; bread']);
    expect(
      harness.simulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/categories')).length,
    ).toBe(1);
  });

  it('takes the number of a term that somebody made in between', async () => {
    const state = prepared({ options: { tags: ['levain'] } });
    const body = JSON.stringify({ code: 'term_exists', data: { status: 400, term_id: 42 } });
    const exists: HttpOutcome = { kind: 'answered', status: 400, headers: {}, body };
    const result = await wordpressAdapter.run(wordpressAdapter.nextStep(state)!, state, spoiled(io, 1, exists));
    expect(result).toMatchObject({ kind: 'advanced', state: { terms: { tags: { levain: 42 } } } });
  });

  it('gives a file its text that the site kept without it, and uploads it once', async () => {
    harness.simulator.network.breakOnMedia();
    await publish({ media: [image(1)] });
    expect(harness.simulator.network.library()).toMatchObject([{ alt: 'Hands, 1' }]);
  });

  it('does not try again what the site takes for no file, although it says 500', async () => {
    harness.simulator.network.forbidType('image/jpeg');
    await expect(publish({ media: [image(1)] })).rejects.toThrow('wordpress.media_refused is permanent');
    expect(harness.simulator.requests.filter(({ method }) => method === 'POST').length).toBe(1);
  });

  it('sweeps the second draft of a call that came through late', async () => {
    const draft = toDraft(prepared());
    // Twice at once, as when the first call is slower than our patience.
    const late = {
      ...io,
      http: {
        send: (request: Parameters<AdapterIo['http']['send']>[0]) =>
          request.method === 'GET' ? Promise.resolve(NONE) : io.http.send(request),
      },
    };
    const [first, second] = [await run(draft, io), await run(draft, late)];
    expect(harness.simulator.network.kept().map(({ slug }) => slug.slice(-2) === '-2')).toEqual([false, true]);
    const swept = await run(second, io);
    expect(harness.simulator.network.kept().length).toBe(1);
    expect(readPost(swept).postId).toBe(readPost(first).postId);
    published(await driveFrom(swept));
    expect(harness.simulator.network.kept()).toMatchObject([{ status: 'publish' }]);
  });

  it('leaves the post as asked, published or not', async () => {
    const { remote } = await publish({ options: { status: 'draft' } });
    expect(harness.simulator.network.kept()).toMatchObject([{ id: Number(remote.id), status: 'draft' }]);
    expect(await harness.count()).toBe(0);
  });

  it.each(['trash', 'gone'])('asks a person when somebody threw the draft away (%s)', async (status) => {
    let state = prepared();
    for (let i = 0; i < 2; i++) state = await run(state, io);
    harness.simulator.network.change(readPost(state).postId ?? 0, { status });
    expect(await wordpressAdapter.run(wordpressAdapter.nextStep(state)!, state, io)).toMatchObject({
      error: { class: 'permanent', code: 'wordpress.draft_gone' },
    });
  });

  it('asks a person when the site gives it another status', async () => {
    let state = prepared();
    for (let i = 0; i < 2; i++) state = await run(state, io);
    const body = JSON.stringify({ id: readPost(state).postId, slug: 'x', status: 'future', link: 'https://x.test/' });
    const future: HttpOutcome = { kind: 'answered', status: 200, headers: {}, body };
    const result = await wordpressAdapter.run(wordpressAdapter.nextStep(state)!, state, spoiled(io, 1, future));
    expect(result).toMatchObject({
      error: { class: 'permanent', code: 'wordpress.other_status', networkCode: 'future' },
    });
  });

  it('looks for the article by its name: a draft is not out', async () => {
    let state = prepared();
    for (let i = 0; i < 2; i++) state = await run(state, io);
    expect(await wordpressAdapter.reconcile(state, io)).toEqual({ kind: 'absent', certainty: 'certain' });
    await wordpressAdapter.run(wordpressAdapter.nextStep(state)!, state, spoiled(io, 1, 'answer_lost'));
    expect(await wordpressAdapter.reconcile(state, io)).toMatchObject({
      kind: 'found',
      remote: { id: expect.any(String) },
    });
  });

  it.each(['Flour < water & “salt” <b>?', 'AT&amp;T'])(
    'shows a title and an excerpt as they were typed: %s',
    async (typed) => {
      const { remote, state } = await publish({ options: { title: typed, excerpt: typed } });
      const [kept] = harness.simulator.network.kept();
      expect(htmlText(kept!.title)).toBe(typed);
      expect(htmlText(kept!.excerpt)).toBe(typed);
      expect(await wordpressAdapter.verify!(remote, state, io)).toEqual({ kind: 'faithful' });
    },
  );

  it('names what differs when it reads back', async () => {
    const { remote, state } = await publish({ media: [image(1)], options: { tags: ['levain'], excerpt: 'Short.' } });
    const differences = async () => {
      const verdict = await wordpressAdapter.verify!(remote, state, io);
      return verdict.kind === 'degraded' ? verdict.differences : [];
    };
    expect(await differences()).toEqual([]);
    const change = (changes: Parameters<WordPressHarness['simulator']['network']['change']>[1]) =>
      harness.simulator.network.change(Number(remote.id), changes);
    change({ title: 'Other', content: 'Cut', excerpt: 'Cut', featured: 0 });
    expect(await differences()).toEqual(['title', 'text', 'excerpt', 'media']);
    change({ status: 'pending' });
    expect(await differences()).toContain('status');
    change({ status: 'gone' });
    expect(await differences()).toEqual(['missing']);
  });

  it('that a person settled is taken back by its address, and not without', async () => {
    const { remote } = await publish();
    for (const url of [null, 'https://x.test/none/'])
      expect(await wordpressAdapter.remove!({ id: '', url }, io)).toMatchObject({
        error: { class: 'permanent', code: 'wordpress.parent_unknown' },
      });
    expect(await wordpressAdapter.remove!({ id: '', url: remote.url }, io)).toEqual({ kind: 'removed' });
    expect(await harness.count()).toBe(0);
  });

  describe('the first comment', () => {
    const comment = (parent: Ancestor, as = io) => {
      const [, unit] = unitsOf(plan({ firstComment: 'It’s <here> — "really" :)' }));
      return drive(wordpressAdapter, unit!, { ...SAMPLE_SEED, key: 'comment', parent, root: parent }, as);
    };

    it('stands under the article, once, whatever is lost, and is taken back once', async () => {
      const { remote, state } = await publish();
      const parent = { ...remote, state };
      const calls = recorded(io);
      const first = published(await comment(parent, calls));
      expect(calls.calls.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
      for (const id of [remote.url!, '', 'ea1f'])
        expect(published(await comment({ id, url: remote.url, state: null })).remote).toEqual(first.remote);
      const plain = new URL(`/?p=${remote.id}`, io.account.credentials['site']).href;
      expect(published(await comment({ id: '', url: plain, state: null })).remote).toEqual(first.remote);
      for (const url of [`https://blog.test/?p=${remote.id}`, `https://blog.test${new URL(remote.url!).pathname}`])
        expect(await wordpressAdapter.remove!({ id: '', url }, io)).toMatchObject({ kind: 'failed' });
      expect(await harness.count()).toBe(2);
      expect(await wordpressAdapter.verify!(first.remote, first.state, io)).toEqual({ kind: 'faithful' });
      expect(await wordpressAdapter.remove!(first.remote, io)).toEqual({ kind: 'removed' });
      expect(await wordpressAdapter.remove!(first.remote, io)).toEqual({ kind: 'already_gone' });
    });

    it('is not taken for the same words of somebody else', async () => {
      const { remote, state } = await publish();
      const { network } = harness.simulator;
      network.commentElsewhere(Number(remote.id), 'It&#39;s &#60;here&#62; — &#34;really&#34; :)');
      const sent = published(await comment({ ...remote, state }));
      expect(await harness.count()).toBe(3);
      expect(await wordpressAdapter.reconcile({ ...sent.state, remote: null }, io)).toMatchObject({
        kind: 'found',
        remote: sent.remote,
      });
      await wordpressAdapter.remove!(sent.remote, io);
      const again = wordpressAdapter.reconcile({ ...sent.state, remote: null }, io);
      expect(await again).toEqual({ kind: 'absent', certainty: 'likely' });
    });

    it('is done when it waits for approval, also the second time', async () => {
      const { remote, state } = await publish();
      harness.simulator.network.holdComments();
      expect(published(await comment({ ...remote, state })).remote.id).toMatch(/^comment-\d+$/);
      expect(published(await comment({ ...remote, state })).remote).toEqual({
        id: `comment-of-${remote.id}`,
        url: null,
      });
    });

    it('asks a person where comments are closed, and where there is no article', async () => {
      const { remote, state } = await publish({ options: { comments: 'closed' } });
      await expect(comment({ ...remote, state })).rejects.toThrow('wordpress.comments_closed is permanent');
      await expect(comment({ id: 'https://x.test/none/', url: null, state: null })).rejects.toThrow(
        'wordpress.parent_unknown is permanent',
      );
    });
  });

  it('publishes as an author, and says what an author and a contributor may not', async () => {
    const author = await startWordPressHarness('author');
    const contributor = await startWordPressHarness('contributor');
    try {
      expect((await publish({ options: { categories: ['Uncategorized'], tags: ['levain'] } }, author.io)).kind).toBe(
        'published',
      );
      await expect(publish({ options: { categories: ['New'] } }, author.io)).rejects.toThrow(
        'wordpress.term_refused is permanent',
      );
      await expect(publish({}, contributor.io)).rejects.toThrow('wordpress.not_allowed is permanent');
      expect(await wordpressAdapter.check(contributor.io)).toMatchObject({
        kind: 'ok',
        limits: { media: { maxImages: 0, maxVideos: 0 } },
      });
    } finally {
      await Promise.all([author.close(), contributor.close()]);
    }
  });

  it('publishes on a site without pretty permalinks', async () => {
    const plain = await startWordPressHarness('editor', true);
    try {
      const { remote } = await publish({ media: [image(1), VIDEO] }, plain.io);
      expect(await wordpressAdapter.check(plain.io)).toMatchObject({
        kind: 'ok',
        account: 'editor',
        url: `${plain.simulator.url}/`,
      });
      expect(await wordpressAdapter.remove!(remote, plain.io)).toEqual({ kind: 'removed' });
    } finally {
      await plain.close();
    }
  });

  it('asks for a person once the password is gone', async () => {
    harness.simulator.network.revokePasswords();
    await expect(publish()).rejects.toThrow('wordpress.unauthorized: nothing to renew');
    expect(await wordpressAdapter.check(io)).toMatchObject({
      error: { class: 'auth', code: 'wordpress.unauthorized' },
    });
  });

  it.each([
    ['https://blog.test', 'https://blog.test/wp-json/wp/v2/users/me?'],
    ['https://blog.test/fr/', 'https://blog.test/fr/wp-json/wp/v2/users/me?'],
    ['https://blog.test/wp-json/', 'https://blog.test/wp-json/wp/v2/users/me?'],
    ['https://blog.test/wp-admin/index.php', 'https://blog.test/wp-json/wp/v2/users/me?'],
    ['blog.example.org/fr', 'https://blog.example.org/fr/wp-json/wp/v2/users/me?'],
    ['https://blog.test/index.php?rest_route=/', 'https://blog.test/index.php?rest_route=%2Fwp%2Fv2%2Fusers%2Fme&'],
  ])('finds the API of %s', async (site, url) => {
    const calls = spoiled(
      { ...io, account: { ...io.account, credentials: { ...harness.credentials, site } } },
      0,
      NONE,
    );
    await wordpressAdapter.check(calls);
    expect(calls.calls[0]?.url.startsWith(url)).toBe(true);
    expect(calls.calls[0]?.userSuppliedHost).toBe(true);
  });

  it.each(['ftp://blog.test', 'http://blog.example.org', 'https://u:p@blog.test', ''])(
    'sends nothing to %s',
    async (site) => {
      const calls = spoiled(
        { ...io, account: { ...io.account, credentials: { ...harness.credentials, site } } },
        0,
        NONE,
      );
      expect(await wordpressAdapter.check(calls)).toMatchObject({
        error: { class: 'auth', code: 'wordpress.site_invalid' },
      });
      expect(calls.calls).toEqual([]);
    },
  );

  it('refuses a state and a payload of a version it does not know', () => {
    expect(() => wordpressAdapter.nextStep({ v: 2 })).toThrow('unknown wordpress state version: 2');
    expect(() => readWire({ version: 9 })).toThrow('unknown wordpress payload version: 9');
  });

  async function run(state: PublishState, as: AdapterIo): Promise<PublishState> {
    const result = await wordpressAdapter.run(wordpressAdapter.nextStep(state)!, state, as);
    if (result.kind !== 'advanced') throw new Error(`did not advance: ${JSON.stringify(result)}`);
    return stored(result.state);
  }

  function driveFrom(state: PublishState): Promise<Settled> {
    const adapter = { ...wordpressAdapter, prepare: () => state };
    return drive(adapter, unitsOf(plan())[0]!, SAMPLE_SEED, io);
  }

  async function publishAs(key: string, changes: Partial<PublishPlan>): Promise<Published> {
    return published(await drive(wordpressAdapter, unitsOf(plan(changes))[0]!, { ...SAMPLE_SEED, key }, io));
  }
});

/** A look that comes too early. */
const NONE: HttpOutcome = { kind: 'answered', status: 200, headers: {}, body: '[]' };

type Published = Extract<Settled, { kind: 'published' }>;

function published(settled: Settled): Published {
  if (settled.kind !== 'published') throw new Error('left to a person');
  return settled;
}

/** A state whose next step is the draft. */
function toDraft(state: PublishState): PublishState {
  expect(wordpressAdapter.nextStep(state)?.id).toBe('draft');
  return state;
}

function plan(changes: Partial<PublishPlan> = {}): PublishPlan {
  return samplePlan({ media: [], link: null, ...changes });
}

function unitsOf(content: PublishPlan) {
  return wordpressAdapter.render(content, manifest.capabilities).units;
}

function prepared(changes: Partial<PublishPlan> = {}): PublishState {
  return wordpressAdapter.prepare(unitsOf(plan(changes))[0]!, SAMPLE_SEED);
}

function image(number: number): PlannedMedia {
  return {
    mediaId: `image-${number}`,
    url: 'https://media.example.org/x',
    mimeType: 'image/jpeg',
    bytes: 4_000,
    width: 1200,
    height: 800,
    altText: `Hands, ${number}`,
  };
}
