import {
  describeWithWordPress,
  startWordPress,
  type WordPress,
  type WordPressUser,
} from '../../../../../test/servers/wordpress/index.js';
import { drive, type Settled, stored } from '../../../testing/drive.js';
import { createMemoryMedia } from '../../../testing/memory-media.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { recorded, spoiled } from '../../../testing/spoil.js';
import { testAccount, testIo } from '../../../testing/test-io.js';
import type { AdapterIo, PlannedMedia, PublishPlan, PublishState } from '../../contract.js';
import { createHttpClient } from '../../http/http-client.js';
import { wordpressAdapter } from './adapter.js';
import { readPost } from './article.js';
import { manifest } from './manifest.js';

const HTTP = createHttpClient({ allowPrivate: true, userAgent: 'test' });
/** A JPEG that WordPress can open: one grey pixel. */
const PIXEL = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  'base64',
);
const ANYWHERE = 'status=publish,draft,pending,private,future&context=edit';

/** What the administrator sees of an article. */
interface Seen {
  id: number;
  slug: string;
  status: string;
  link: string;
  title: { raw: string; rendered: string };
  content: { raw: string; rendered: string };
  excerpt: { raw: string };
  featured_media: number;
  categories: number[];
  tags: number[];
}

describeWithWordPress('a real WordPress', () => {
  let wordpress: WordPress;
  let io: AdapterIo;
  let units = 0;
  beforeAll(async () => {
    wordpress = await startWordPress();
    io = ioOf(wordpress, wordpress);
  });
  afterAll(() => wordpress.close());

  const seedOf = (key = `unit-${++units}`) => ({ ...SAMPLE_SEED, key });
  const publish = async (changes: Partial<PublishPlan>, as = io): Promise<Published> =>
    published(await drive(wordpressAdapter, unitsOf(plan(changes))[0]!, seedOf(), as));
  const seen = (id: string): Promise<Seen> => wordpress.look(`/posts/${id}?context=edit`);
  const namesOf = async (taxonomy: string, ids: number[]): Promise<string[]> => {
    const terms = await wordpress.look<{ name: string }[]>(`/${taxonomy}?include=${ids.join(',')}`);
    return terms.map(({ name }) => name).sort();
  };

  it('checks who the user is, and what the user may do', async () => {
    expect(await wordpressAdapter.check(io)).toEqual({
      kind: 'ok',
      account: 'administrator',
      url: `${wordpress.url}/`,
    });
    const contributor = ioOf(wordpress, wordpress.contributor);
    expect(await wordpressAdapter.check(contributor)).toMatchObject({
      kind: 'ok',
      limits: { media: { maxImages: 0 } },
    });
    const wrong = ioOf(wordpress, { user: 'administrator', applicationPassword: 'wrong' });
    expect(await wordpressAdapter.check(wrong)).toMatchObject({
      error: { class: 'auth', code: 'wordpress.unauthorized' },
    });
  });

  it('publishes a draft by its name, with blocks, terms and a featured image with its text', async () => {
    const options = { categories: ['News & bread', 'Uncategorized'], tags: ['levain'], excerpt: 'Short.' };
    const { remote, state } = await publish({
      link: 'https://example.org/a?b=1&c=2',
      media: [image(1), image(2)],
      options,
    });
    const there = await seen(remote.id);
    expect(there).toMatchObject({
      slug: readPost(state).slug,
      status: 'publish',
      link: remote.url,
      excerpt: { raw: 'Short.' },
    });
    expect(there.title.raw).toBe('Monday’s demo');
    expect(there.content.rendered).toContain('<p>Watch &#60;closely&#62;! <a href="https://example.org/fold">');
    expect(there.content.raw.match(/<!-- wp:(paragraph|image)/g)).toEqual(
      Array(3).fill('<!-- wp:paragraph').concat('<!-- wp:image'),
    );
    expect(await namesOf('categories', there.categories)).toEqual(['News &amp; bread', 'Uncategorized']);
    expect(await namesOf('tags', there.tags)).toEqual(['levain']);
    const [featured, inside] = await Promise.all(
      readPost(state).media.map(({ id }) => wordpress.look<{ id: number; alt_text: string }>(`/media/${id}`)),
    );
    expect([featured?.alt_text, inside?.alt_text]).toEqual(['Hands folding “butter”, 1', 'Hands folding “butter”, 2']);
    expect(there.featured_media).toBe(featured?.id);
    expect(await wordpressAdapter.verify!(remote, state, io)).toEqual({ kind: 'faithful' });
    // Found again by name, and not made a second time.
    const again = await publish({ options: { categories: ['news & BREAD'] } });
    expect((await seen(again.remote.id)).categories).toEqual([there.categories.find((id) => id !== 1)]);
  });

  it('is one article, one file and one comment whichever answer is lost', async () => {
    const content = plan({
      media: [image(1)],
      firstComment: 'It’s <here> -- "really"...',
      options: { tags: ['lost'] },
    });
    const [post, comment] = unitsOf(content);
    const calls: string[] = [];
    const losing = losingEach(io, calls);
    const settled = published(await drive(wordpressAdapter, post!, seedOf('lost'), losing));
    const parent = { ...settled.remote, state: settled.state };
    const answered = published(
      await drive(wordpressAdapter, comment!, { ...seedOf('lost-comment'), parent, root: parent }, losing),
    );
    // Every one that writes, each lost once: the tag, the file, the draft, its publication and the comment.
    expect(calls).toEqual(['/tags', '/media', '/posts', `/posts/${settled.remote.id}`, '/comments']);
    const { slug } = readPost(settled.state);
    expect(await wordpress.total(`/posts?slug=${slug},${slug}-2&${ANYWHERE}`)).toBe(1);
    expect(await wordpress.total(`/media?slug=${slug}-file-1,${slug}-file-1-2&context=edit`)).toBe(1);
    expect(await wordpress.total(`/comments?post=${settled.remote.id}`)).toBe(1);
    expect(await wordpressAdapter.verify!(answered.remote, answered.state, io)).toEqual({ kind: 'faithful' });
  });

  it('sweeps the draft that came through late, and publishes the first', async () => {
    const unit = unitsOf(plan({}))[0]!;
    const state = wordpressAdapter.prepare(unit, seedOf());
    const first = await advanced(state, io);
    const second = await advanced(state, blind(io));
    const { slug } = readPost(state);
    expect(await wordpress.total(`/posts?slug=${slug},${slug}-2&${ANYWHERE}`)).toBe(2);
    const swept = await advanced(second, io);
    expect(readPost(swept).postId).toBe(readPost(first).postId);
    const { remote } = published(await drive({ ...wordpressAdapter, prepare: () => swept }, unit, seedOf(), io));
    const left = await wordpress.look<Seen[]>(`/posts?slug=${slug},${slug}-2&${ANYWHERE}`);
    expect(left.map(({ id, status }) => [String(id), status])).toEqual([[remote.id, 'publish']]);
  });

  it('publishes now what somebody dated ahead while it was a draft', async () => {
    let state = wordpressAdapter.prepare(unitsOf(plan({}))[0]!, seedOf());
    for (let i = 0; i < 2; i++) state = await advanced(state, io);
    await edit(wordpress, readPost(state).postId ?? 0, { date: '2099-01-01T00:00:00' });
    const result = await wordpressAdapter.run(wordpressAdapter.nextStep(state)!, state, io);
    expect(result).toMatchObject({ kind: 'done' });
    expect(await seen(String(readPost(state).postId))).toMatchObject({ status: 'publish' });
  });

  it('does not try a forbidden type of file again, although WordPress says 500', async () => {
    const odd = { ...io, media: createMemoryMedia({ odd: { mimeType: 'image/x-odd', content: Buffer.from('odd') } }) };
    const capabilities = {
      ...manifest.capabilities,
      media: { ...manifest.capabilities.media, mimeTypes: ['image/x-odd'] },
    };
    const calls = recorded({ ...odd, account: { ...odd.account, capabilities } });
    const state = wordpressAdapter.prepare(unitsOf(plan({ media: [{ ...image(1), mediaId: 'odd' }] }))[0]!, seedOf());
    expect(await wordpressAdapter.run(wordpressAdapter.nextStep(state)!, state, calls)).toMatchObject({
      error: {
        class: 'permanent',
        code: 'wordpress.media_refused',
        httpStatus: 500,
        networkCode: 'rest_upload_unknown_error',
      },
    });
    expect(calls.calls.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it('publishes as an author among the categories there are, and as nobody else', async () => {
    const author = ioOf(wordpress, wordpress.author);
    const { remote, state } = await publish(
      { media: [image(1)], options: { categories: ['Uncategorized'], tags: ['levain'] } },
      author,
    );
    expect(await wordpressAdapter.verify!(remote, state, author)).toEqual({ kind: 'faithful' });
    await expect(publish({ options: { categories: ['Nobody’s'] } }, author)).rejects.toThrow(
      'wordpress.term_refused is permanent',
    );
    await expect(publish({}, ioOf(wordpress, wordpress.contributor))).rejects.toThrow(
      'wordpress.not_allowed is permanent',
    );
  });

  it('says where comments are closed, and goes into the bin once', async () => {
    const { remote, state } = await publish({ options: { comments: 'closed' } });
    const parent = { ...remote, state };
    const [, comment] = unitsOf(plan({ firstComment: 'First!' }));
    await expect(drive(wordpressAdapter, comment!, { ...seedOf(), parent, root: parent }, io)).rejects.toThrow(
      'wordpress.comments_closed is permanent',
    );
    expect(await wordpressAdapter.reconcile(state, io)).toMatchObject({ kind: 'found', remote: { id: remote.id } });
    await edit(wordpress, Number(remote.id), { title: 'Other', content: 'Cut.' });
    expect(await wordpressAdapter.verify!(remote, state, io)).toEqual({
      kind: 'degraded',
      differences: ['title', 'text'],
    });
    expect(await wordpressAdapter.remove!(remote, io)).toEqual({ kind: 'removed' });
    expect(await wordpressAdapter.remove!(remote, io)).toEqual({ kind: 'already_gone' });
    expect(await wordpressAdapter.verify!(remote, state, io)).toEqual({ kind: 'degraded', differences: ['missing'] });
    expect(await wordpressAdapter.reconcile(state, io)).toEqual({ kind: 'absent', certainty: 'certain' });
  });

  it('is reached without pretty permalinks too', async () => {
    const site = `${wordpress.url}/index.php?rest_route=/`;
    const plain = { ...io, account: { ...io.account, credentials: { ...io.account.credentials, site } } };
    const { remote } = await publish({}, plain);
    expect(await seen(remote.id)).toMatchObject({ status: 'publish' });
  });

  async function advanced(state: PublishState, as: AdapterIo): Promise<PublishState> {
    const result = await wordpressAdapter.run(wordpressAdapter.nextStep(state)!, state, as);
    if (result.kind !== 'advanced') throw new Error(`did not advance: ${JSON.stringify(result)}`);
    return stored(result.state);
  }
});

/** An io on which the answer of each different call that writes is lost the first time. */
function losingEach(io: AdapterIo, calls: string[]): AdapterIo {
  const send: AdapterIo['http']['send'] = (request) => {
    const path = new URL(request.url).pathname.replace('/wp-json/wp/v2', '');
    if (request.method === 'GET' || calls.includes(path)) return io.http.send(request);
    calls.push(path);
    return spoiled(io, 0, 'answer_lost').http.send(request);
  };
  return { ...io, http: { send } };
}

/** An io whose looks come too early to find anything. */
function blind(io: AdapterIo): AdapterIo {
  return spoiled(io, 0, { kind: 'answered', status: 200, headers: {}, body: '[]' });
}

/** What somebody does in the dashboard. */
async function edit({ url, user, applicationPassword }: WordPress, id: number, changes: object): Promise<void> {
  const pair = Buffer.from(`${user}:${applicationPassword}`).toString('base64');
  const headers = { 'content-type': 'application/json', authorization: `Basic ${pair}` };
  const response = await fetch(`${url}/wp-json/wp/v2/posts/${id}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(changes),
  });
  expect(response.status).toBe(200);
}

function ioOf({ url }: WordPress, { user, applicationPassword }: WordPressUser): AdapterIo {
  const jpeg = { mimeType: 'image/jpeg', content: PIXEL };
  return testIo({
    account: testAccount({ site: url, user, applicationPassword }, { capabilities: manifest.capabilities }),
    http: HTTP,
    media: createMemoryMedia({ 'image-1': jpeg, 'image-2': jpeg }),
    deadline: 30_000,
  });
}

type Published = Extract<Settled, { kind: 'published' }>;

function published(settled: Settled): Published {
  if (settled.kind !== 'published') throw new Error('left to a person');
  return settled;
}

function plan(changes: Partial<PublishPlan>): PublishPlan {
  return samplePlan({ media: [], link: null, ...changes });
}

function unitsOf(content: PublishPlan) {
  return wordpressAdapter.render(content, manifest.capabilities).units;
}

function image(number: number): PlannedMedia {
  return {
    mediaId: `image-${number}`,
    url: 'https://media.example.org/x',
    mimeType: 'image/jpeg',
    bytes: 4_000,
    width: 1,
    height: 1,
    altText: `Hands folding “butter”, ${number}`,
  };
}
